"""The fixtures are those of all tests that need CKAN; these run beside them, on servers apart."""

from __future__ import annotations

from ckanext.opendatacommunal.tests.ckan.conftest import (
    _our_plugins,
    _quick_passwords,
    app,
    clean_all,
    clean_datastore,
    clean_module,
    reset_db,
    shared_territory,
    territory,
    with_plugins,
)

__all__ = [
    "_our_plugins",
    "_quick_passwords",
    "app",
    "clean_all",
    "clean_datastore",
    "clean_module",
    "reset_db",
    "shared_territory",
    "territory",
    "with_plugins",
]
