"""A process that publishes a dépôt and dies on the way, as `kill -9` ends it.

python killed.py INI MOMENT DEPOT USER

MOMENT is a key of MOMENTS. The process ends by signal 9; status 0 means that it never came there.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from ckan.cli import load_config
from ckan.config.middleware import make_app


def die(*_args: Any, **_more: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(module: Any, name: str) -> None:
    """Die instead of calling the function."""
    setattr(module, name, die)


def after(module: Any, name: str, times: int = 1) -> None:
    """Die when the function has been called that many times."""
    function: Callable[..., Any] = getattr(module, name)
    called = []

    def wrapped(*args: Any, **more: Any) -> Any:
        found = function(*args, **more)
        called.append(name)
        if len(called) == times:
            die()
        return found

    setattr(module, name, wrapped)


def moments() -> dict[str, Callable[[], None]]:
    from ckanext.opendatacommunal import publish  # noqa: PLC0415
    from ckanext.opendatacommunal.publish import (  # noqa: PLC0415
        commit,
        datasets,
        lignes,
        prepare,
        tables,
    )

    steps = dict(publish.STEPS)

    def around(name: str, *, done: bool) -> None:
        """Die at the end of a step, before it is noted, or at its beginning."""

        def step(work: Any) -> None:
            if done:
                steps[name](work)
            die()

        publish.STEPS = tuple(
            (each, step if each == name else function) for each, function in steps.items()
        )

    return {
        "before prepare": lambda: around("prepare", done=False),
        "identifiers claimed": lambda: after(prepare, "_claim"),
        "part made": lambda: after(tables, "ensure"),
        "prepared, not noted": lambda: around("prepare", done=True),
        "before commit": lambda: around("commit", done=False),
        "part written in the transaction": lambda: after(commit, "_bump"),
        "both written in the transaction": lambda: after(commit, "_bump", 2),
        "committed, not noted": lambda: around("commit", done=True),
        "before lignes": lambda: around("lignes", done=False),
        "lignes written in the transaction": lambda: after(lignes, "facts"),
        "lignes done, not noted": lambda: around("lignes", done=True),
        "before datasets": lambda: around("datasets", done=False),
        "part described": lambda: after(datasets, "_update"),
        "datasets done, not noted": lambda: around("datasets", done=True),
    }


def main(ini: str, moment: str, depot: str, user: str) -> None:
    app = make_app(load_config(ini))
    # Now that the plugins are loaded.
    from ckanext.opendatacommunal.tests.ckan.deposits import call  # noqa: PLC0415

    moments()[moment]()
    with app._wsgi_app.test_request_context():
        call(user, "opendatacommunal_depot_publish", id=depot, waive=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
