"""A process that publishes a dépôt and dies on the way, as `kill -9` ends it.

It is forked from the process of the tests, as a job worker forks its own: a process that starts
CKAN first takes seconds, which the publication itself does not.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm.session import close_all_sessions

from ckan import model

from ckanext.datastore.backend.postgres import get_read_engine, get_write_engine

from ckanext.opendatacommunal.tests.ckan.deposits import call


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


def publishing(moment: str | None, depot: str, user: str) -> int:
    """Start the process, give its number.

    `moment` is a key of `moments()`: the process ends there, by signal 9. Without one it ends with
    status 0, as it does if it never came there; with status 1 after an exception, which is shown.
    """
    # Two processes must not talk through one connection.
    close_all_sessions()
    for engine in (model.ensure_engine(), get_write_engine(), get_read_engine()):
        engine.dispose()
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        if moment:
            moments()[moment]()
        call(user, "opendatacommunal_depot_publish", id=depot, waive=True)
        status = 0
    except BaseException:  # noqa: BLE001  nothing may go on in here as if it were the tests
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def end_of(number: int) -> int:
    """The status of that process, negative for a signal, once it has ended."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
