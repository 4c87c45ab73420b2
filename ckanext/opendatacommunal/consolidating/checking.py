"""The files that were taken go through the pipeline, as many at a time as there are cores."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.communes.records import parts_of
from ckanext.opendatacommunal.consolidating import lignes
from ckanext.opendatacommunal.consolidating.lignes import Applied, Ligne
from ckanext.opendatacommunal.consolidating.producers import Producer
from ckanext.opendatacommunal.consolidating.versions import FIRST_SOURCE
from ckanext.opendatacommunal.consolidating.workers import Ended, Task, Workers

Rows = Mapping[str, list[Ligne]]
"""Producer → its rows."""


@dataclass(frozen=True)
class Wanted:
    """A file to check: `producer` and `source` it is for; `job`: what `check.check` is told, but
    for the rows; `seen`: codes of the places that it names."""

    producer: Producer
    source: str
    file: str
    sha256: str
    job: Mapping[str, Any]
    seen: Sequence[str] = ()

    @property
    def place(self) -> tuple[str, str]:
        return self.producer.code, self.source


@dataclass
class Checked:
    """`rows`: producer → its rows now. `results`: (producer, source) → what `check.check` gave, and
    what became of the rows. `ended`: those that never came to an end, and why. `profiles`: producer
    → its profile."""

    rows: dict[str, list[Ligne]] = field(default_factory=dict)
    wanted: list[Wanted] = field(default_factory=list)
    applied: dict[tuple[str, str], Applied] = field(default_factory=dict)
    results: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    ended: dict[tuple[str, str], str] = field(default_factory=dict)
    profiles: dict[str, dict[str, Any]] = field(default_factory=dict)


def check_all(
    wanted: Iterable[Wanted],
    rows: Rows,
    profiles: Mapping[str, dict[str, Any]],
    workers: Workers,
    tell: Callable[[], None],
) -> Checked:
    """`rows`, `profiles`: as they are before. Files of one producer go one after the other, each
    with the identifiers and the answers of those before it."""
    wanted = list(wanted)
    run = _Run({code: list(known) for code, known in rows.items()}, dict(profiles))
    run.checked.wanted = wanted
    queues: dict[str, list[Wanted]] = {}
    for each in wanted:
        queues.setdefault(each.producer.code, []).append(each)

    def on_end(task: Task, ended: Ended) -> Iterable[Task]:
        tell()
        each: Wanted = task.key
        run.end(each, ended)
        waiting = queues[each.producer.code]
        return [run.task(waiting.pop(0))] if waiting else []

    workers.run([run.task(queue.pop(0)) for queue in list(queues.values())], on_end)
    run.settle_identifiers(workers)
    return run.checked


class _Run:
    def __init__(self, rows: dict[str, list[Ligne]], profiles: dict[str, dict[str, Any]]) -> None:
        self.rows = rows
        self.checked = Checked(rows=rows, profiles=profiles)
        self.wanted: dict[tuple[str, str], Wanted] = {}
        self.before: dict[tuple[str, str], list[Ligne]] = {}

    def task(self, each: Wanted) -> Task:
        own = self.rows.get(each.producer.code, [])
        before = self.before.setdefault(
            each.place, [ligne for ligne in own if ligne.source == each.source]
        )
        self.wanted[each.place] = each
        job = {
            **each.job,
            "profile": self.checked.profiles.get(each.producer.code, {}),
            "previous": lignes.previous(before),
            "reserved": self._reserved(each),
        }
        return Task("check", each, job)

    def end(self, each: Wanted, ended: Ended) -> None:
        result = ended.result
        if ended.reason is not None:
            self.checked.ended[each.place] = ended.reason
        elif result["unreadable"]:
            self.checked.ended[each.place] = result["unreadable"]["code"]
        else:
            code = each.producer.code
            own = self.rows.setdefault(code, [])
            others = [ligne for ligne in own if ligne.source != each.source]
            applied = lignes.apply(
                self.before[each.place], others, result, each.source, each.sha256
            )
            self.rows[code] = [*others, *applied.lignes]
            self.checked.applied[each.place] = applied
            kept = ("counts", "changes", "verdict", "blocked", "reasons", "unplaced")
            rows = {name: getattr(applied, name) for name in ("already", "stayed", "retired")}
            self.checked.results[each.place] = {**{name: result[name] for name in kept}, **rows}
            self.checked.profiles[code] = json.loads(result["profile"])

    def _reserved(self, each: Wanted) -> list[str]:
        """Identifiers of other rows in the places that the file may speak of (law 5)."""
        code = each.producer.insee
        places = {*each.seen, *([code, *(part.code for part in parts_of(code))] if code else ())}
        return sorted(
            ligne.identifier
            for owner, known in self.rows.items()
            for ligne in known
            if ligne.identifier
            and (owner, ligne.source) != each.place
            and (not each.seen or _place_in(ligne.identifier) in places)
        )

    def settle_identifiers(self, workers: Workers) -> None:
        """Files checked side by side may have given one number twice: the later one again.

        In an order of its own, not that of the processes: same folder, same identifiers.
        """
        taken: set[str] = set()
        for code, known in self.rows.items():
            fresh = {place for place in self.checked.applied if place[0] == code}
            taken |= {
                each.identifier
                for each in known
                if each.identifier and (code, each.source) not in fresh
            }
        for place in sorted(self.checked.applied, key=lambda each: (len(each[0]), each)):
            own = {each.identifier for each in self.checked.applied[place].lignes}
            earlier = {each.identifier for each in self.before[place]}
            if own & taken - earlier:
                workers.run([self.task(self.wanted[place])], self._again)
                own = {each.identifier for each in self.checked.applied[place].lignes}
            taken |= {identifier for identifier in own if identifier}

    def _again(self, task: Task, ended: Ended) -> Iterable[Task]:
        self.end(task.key, ended)
        return ()


def _place_in(identifier: str) -> str:
    """The INSEE code inside an identifier made by the tool: `PAR-69029-001` → `69029`."""
    parts = identifier.split("-")
    return parts[1] if len(parts) == 3 else ""


def sheet_path(report_dir: Path, producer: Producer, source: str, suffix: str) -> Path:
    """`retours/69029-bron.html`; a second source has its name added."""
    more = "" if source == FIRST_SOURCE else f"-{source}"
    return report_dir / "retours" / f"{producer.file_name}{more}{suffix}"
