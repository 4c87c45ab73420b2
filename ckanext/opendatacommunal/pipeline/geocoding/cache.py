"""What a geocoder said, kept: the same address is asked once for each version of the base."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Protocol

from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate

_TABLE = """
create table if not exists answer (
    base text not null, key text not null, candidates text not null, complete integer not null,
    lent integer not null, primary key (base, key)
) without rowid
"""
_AT_ONCE = 500


def base_name(url: str, version: str | None) -> str:
    """Names an address base: a geocoder and a version of its data, this month's if none is said
    (the national base changes every week)."""
    return f"{url.rstrip('/')} {version or datetime.now(timezone.utc).strftime('%Y-%m')}"


class Kept:
    """The answer to one address: its candidates, best first; `complete`: all were asked for."""

    def __init__(self, candidates: Iterable[Candidate], *, complete: bool) -> None:
        self.candidates = tuple(candidates)
        self.complete = complete

    @property
    def has_more(self) -> bool:
        """Whether the server has more to say: nothing was found, or its first answer is alone, and
        there is no more."""
        return not self.complete and bool(self.candidates) and not self.candidates[0].alone


class Cache(Protocol):
    """Answers by `Address.key`."""

    def get(self, keys: Iterable[str]) -> dict[str, Kept]: ...

    def put(self, answers: Mapping[str, Kept]) -> None: ...


class NoCache:
    """Keeps nothing beyond its own life."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    def get(self, keys: Iterable[str]) -> dict[str, Kept]:
        return {key: self._kept[key] for key in keys if key in self._kept}

    def put(self, answers: Mapping[str, Kept]) -> None:
        self._kept |= answers


class SqliteCache:
    """A file. `base`: address of the geocoder and version of its base: another one, other answers.

    A file that is no such cache (damaged, of another program) raises `sqlite3.DatabaseError` at
    once. Each `put` is one transaction: a killed process loses at most the last batch.
    """

    def __init__(self, path: Path, base: str) -> None:
        self._base = base
        self._connection = sqlite3.connect(path)
        self._connection.execute(_TABLE)

    def get(self, keys: Iterable[str]) -> dict[str, Kept]:
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Kept] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = (
                f"select key, candidates, complete from answer where base = ? and key in ({marks})"  # noqa: S608 - only question marks
            )
            for key, kept, complete in self._connection.execute(query, (self._base, *some)):
                candidates = map(Candidate.of_dict, json.loads(kept))
                found[key] = Kept(candidates, complete=bool(complete))
        return found

    def put(self, answers: Mapping[str, Kept], *, lent: bool = False) -> None:
        """`lent`: answers that come from somewhere else, where they are kept already."""
        rows = (
            (self._base, key, _text(kept.candidates), int(kept.complete), int(lent))
            for key, kept in answers.items()
        )
        query = "insert or replace into answer values (?, ?, ?, ?, ?)"
        with self._connection:
            self._connection.executemany(query, rows)

    def fresh(self) -> Iterator[tuple[str, Kept]]:
        """The answers that were not lent."""
        query = "select key, candidates, complete from answer where base = ? and not lent"
        for key, kept, complete in self._connection.execute(query, (self._base,)):
            yield key, Kept(map(Candidate.of_dict, json.loads(kept)), complete=bool(complete))

    def close(self) -> None:
        self._connection.close()


def _text(candidates: Iterable[Candidate]) -> str:
    return json.dumps([each.as_dict() for each in candidates], ensure_ascii=False)
