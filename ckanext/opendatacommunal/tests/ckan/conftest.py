"""Fixtures of the tests that need CKAN and its servers.

CKAN's own fixtures are all there (`app`, `cli`, `with_request_context`…). What differs:

* our plugins are loaded for every test (`with_plugins` need not be asked for), and they and the
  application of `app` are kept for the next one (see `kept.py`);
* `clean_db` empties all tables, CKAN's and ours, and leaves migrations as they are: a tenth of a
  second, where CKAN drops and rebuilds;
* `clean_datastore` empties the DataStore's database; `clean_all` does databases, index and queues;
* `clean_module` does what `clean_all` does once for a whole module, whose tests share their data.

The databases are made by `python dev/ckan_site.py test` (`make test` does it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from passlib.hash import pbkdf2_sha512
from sqlalchemy.orm.session import close_all_sessions

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import redis, search

from ckanext.opendatacommunal.model import Geocodage
from ckanext.opendatacommunal.tests.ckan import kept
from ckanext.opendatacommunal.tests.ckan.deposits import Territory, make_territory
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving, misbehaving

HOW = "Run `python dev/ckan_site.py test` first, and pytest with --ckan-ini= the path it prints."


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Each user of each test has one to hash; no test is about guessing them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ckan.model.user.pbkdf2_sha512", pbkdf2_sha512.using(rounds=1))
        yield


@pytest.fixture
def with_plugins(ckan_config: Any) -> Iterator[None]:
    """What CKAN's does, without unloading them after each test."""
    kept.load_plugins()
    yield
    kept.forget_if_reloaded()


@pytest.fixture(autouse=True)
def _our_plugins(with_plugins: None) -> None:
    """All tests here run with the plugins of test.ini loaded."""


@pytest.fixture
def app(make_app: Callable[[], Any]) -> Any:
    return kept.application(make_app)


@pytest.fixture(scope="session")
def reset_db() -> Callable[[], None]:
    """What CKAN's `clean_db` calls."""
    with model.ensure_engine().connect() as connection:
        if not sa.inspect(connection).has_table("opendatacommunal_depot"):
            pytest.exit(f"The test database has no tables of ours. {HOW}")
    model.repo.tables_created_and_initialised = True
    return empty_database


@pytest.fixture
def clean_datastore() -> None:
    empty_datastore()


@pytest.fixture
def clean_all(clean_db: None, clean_datastore: None, clean_index: None, clean_redis: None) -> None:
    """A site where nothing has happened yet."""


@pytest.fixture(scope="module")
def clean_module(reset_db: Callable[[], None]) -> None:
    """What `clean_all` does, once for the module."""
    kept.load_plugins()
    reset_db()
    empty_datastore()
    search.clear_all()
    redis.connect_to_redis().flushdb()


def empty_database() -> None:
    close_all_sessions()
    with model.ensure_engine().begin() as connection:
        names = sa.inspect(connection).get_table_names()
        empty_tables(connection, [name for name in names if not name.endswith("alembic_version")])


def empty_datastore() -> None:
    """Drop the DataStore's tables, and empty those of the schema `opendatacommunal`."""
    engine = sa.create_engine(tk.config["ckan.datastore.write_url"], poolclass=sa.NullPool)
    with engine.begin() as connection:
        inspector = sa.inspect(connection)
        quote = connection.dialect.identifier_preparer.quote
        connection.execute(sa.text("set local lock_timeout = '10s'"))
        for name in inspector.get_table_names():
            # Tables of the DataStore itself (counts of rows, tokens) begin with "_".
            if name.startswith("_"):
                connection.execute(sa.text(f"truncate {quote(name)}"))
            else:
                connection.execute(sa.text(f"drop table {quote(name)} cascade"))
        if inspector.has_schema("opendatacommunal"):
            own = inspector.get_table_names(schema="opendatacommunal")
            empty_tables(connection, own, "opendatacommunal")


def empty_tables(connection: sa.Connection, names: list[str], schema: str = "public") -> None:
    if not names:
        return
    quote = connection.dialect.identifier_preparer.quote
    tables = ", ".join(f"{schema}.{quote(name)}" for name in names)
    # A session left open in a transaction would make us wait for ever: rather fail.
    connection.execute(sa.text("set local lock_timeout = '10s'"))
    connection.execute(sa.text(f"truncate {tables} restart identity cascade"))


@pytest.fixture(scope="module")
def shared_territory(clean_module: None) -> Territory:
    """Three town halls and their métropole, which the tests of a module share."""
    return make_territory()


@pytest.fixture
def territory(clean_all: None) -> Territory:
    """The same, where nothing has happened yet."""
    return make_territory()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Misbehaving]:
    """A geocoder that does what it is told; its answers are forgotten afterwards."""
    with misbehaving() as running:
        monkeypatch.setitem(tk.config, "opendatacommunal.geocoder_url", running.url)
        yield running
    model.Session.query(Geocodage).delete()
    model.Session.commit()
