"""Alembic's environment: our tables only, in CKAN's own database."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import engine_from_config, pool

from ckan.model.meta import metadata

import ckanext.opendatacommunal.model  # noqa: F401  (our tables join the metadata)

PLUGIN = os.path.basename(os.path.dirname(__file__))
OPTIONS = {
    "target_metadata": metadata,
    "version_table": f"{PLUGIN}_alembic_version",
    "include_object": lambda thing, name, kind, reflected, compare_to: (
        kind != "table" or name.startswith(f"{PLUGIN}_")
    ),
}


def offline() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    context.configure(url=url, literal_binds=True, **OPTIONS)
    with context.begin_transaction():
        context.run_migrations()


def online() -> None:
    settings = context.config.get_section(context.config.config_ini_section) or {}
    engine = engine_from_config(settings, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, **OPTIONS)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    offline()
else:
    online()
