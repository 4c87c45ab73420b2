"""The plugins and the web application, kept from one test to the next.

CKAN's own fixtures load all plugins before each test and unload them after it, and make a new
application for each test that asks for one: more than a second a test. Here both are made again
only where the options are others than those they were made with, or where a test made them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins as p
from ckan import model
from ckan.common import config
from ckan.tests.helpers import CKANTestApp


@dataclass
class Loaded:
    """`asked`: the options before the plugins were loaded; `given`: with what those made of them.

    `engine` tells whether anything has loaded plugins since: each time CKAN makes another.
    """

    asked: dict[str, Any]
    given: dict[str, Any]
    engine: Any
    app: Any = None


_loaded: Loaded | None = None


def load_plugins() -> None:
    """The plugins that the options of this moment ask for, and the options as they make them."""
    global _loaded  # noqa: PLW0603  as global as the plugins of CKAN
    options = config.copy()
    if _loaded is None or options not in (_loaded.asked, _loaded.given):
        _loaded = None
        p.load_all()
        _loaded = Loaded(options, config.copy(), model.meta.engine)
    elif options != _loaded.given:
        config.clear()
        config.update(_loaded.given)


def forget_if_reloaded() -> None:
    """After a test: what it has loaded itself is not for the next one."""
    global _loaded  # noqa: PLW0603
    if _loaded and _loaded.engine is not model.meta.engine:
        _loaded = None


def application(make: Any) -> CKANTestApp:
    """An application with the cookies of nobody; `make()` makes one from the options."""
    if _loaded is None or config.copy() != _loaded.given:
        return make()
    if _loaded.app is None:
        _loaded.app = make().app
        # It has loaded the plugins once more.
        _loaded.engine, _loaded.given = model.meta.engine, config.copy()
    return CKANTestApp(_loaded.app)
