"""Several calls to one server on their way at the same time, as a guest makes them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

AT_ONCE = 2
"""A guest does not take the whole server."""

HEAD_START_SECONDS = 0.05
"""Of the first call: a server of several processes then gives the second to one that is idle."""


class Unavailable(Exception):
    """The server does not answer as a geocoder does; `reason` is for the log, not for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def together(ask: Callable[[U], T], things: Sequence[U]) -> Iterator[tuple[U, T]]:
    """Each thing with what `ask` says of it, `AT_ONCE` on their way, in the order of the answers.

    After a failure nothing more is asked; it is raised once all that was on its way has come.
    """
    failure: Unavailable | None = None
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = {pool.submit(ask, thing): thing for thing in things[:1]}
        if len(things) > 1:
            time.sleep(HEAD_START_SECONDS)
        asked |= {pool.submit(ask, thing): thing for thing in things[1:]}
        for answered in as_completed(asked):
            if answered.cancelled():
                continue
            try:
                yield asked[answered], answered.result()
            except Unavailable as error:
                failure = error
                for each in asked:
                    each.cancel()
    if failure is not None:
        raise failure
