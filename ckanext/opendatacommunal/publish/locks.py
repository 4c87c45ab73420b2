"""Who publishes what right now: advisory locks of PostgreSQL, let go when a process dies.

One lock a gabarit and organisation for a whole publication, one a gabarit while the consolidé's
dataset is written. They are held by a connection of their own, because CKAN's session commits many
times on the way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from ckan import model

WAIT = "60s"


class Busy(Exception):
    """Another process has been publishing the same thing for too long."""


@contextmanager
def held(*parts: str) -> Iterator[None]:
    """Hold the lock of `parts`, waiting for it. Raises `Busy`."""
    with _connection() as connection:
        connection.execute(
            sa.text("SELECT set_config('lock_timeout', :wait, false)"), {"wait": WAIT}
        )
        try:
            connection.execute(sa.select(sa.func.pg_advisory_lock(number(*parts))))
        except OperationalError as error:
            raise Busy from error
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(number(*parts))))


@contextmanager
def tried(*parts: str) -> Iterator[bool]:
    """Hold the lock of `parts` if it is free: True; else False, at once."""
    with _connection() as connection:
        free = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(number(*parts))))
        try:
            yield bool(free)
        finally:
            if free:
                connection.execute(sa.select(sa.func.pg_advisory_unlock(number(*parts))))


def number(*parts: str) -> int:
    """The lock's number, a signed 64-bit integer; the same in every process."""
    digest = hashlib.sha256("\x1f".join(("opendatacommunal", *parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


@contextmanager
def _connection() -> Iterator[sa.Connection]:
    options = {"isolation_level": "AUTOCOMMIT"}
    with model.ensure_engine().connect().execution_options(**options) as connection:
        try:
            yield connection
        finally:
            # A pooled connection must not keep a lock or a time limit.
            connection.execute(sa.text("RESET lock_timeout"))
