"""Who is in and who is not: one line a producer, one line a file; what the board shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ckanext.opendatacommunal.communes import names
from ckanext.opendatacommunal.consolidating.lignes import PUBLIC, Ligne
from ckanext.opendatacommunal.consolidating.producers import Producer
from ckanext.opendatacommunal.consolidating.sorting import NO_TABLES, Place, Sorting
from ckanext.opendatacommunal.messages import Translate, sentence
from ckanext.opendatacommunal.messages.consolidate import STATES

Sources = Mapping[str, Mapping[str, Any]]
"""Source → what `state.State.sources` keeps of it."""


@dataclass
class Line:
    """One producer. `rows`: rows of its files; `public`: its rows in the table, those that stayed
    from earlier files included; `notes`: sentences; `sheets`: its return sheets."""

    producer: Producer
    state: str = "nothing"
    files: list[str] = field(default_factory=list)
    rows: int = 0
    public: int = 0
    set_aside: int = 0
    questions: int = 0
    changes: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FileLine:
    """One file. `said`: what becomes of it, and what to do. `to_settle`: somebody must."""

    name: str
    owner: str
    said: str
    hint: str
    to_settle: bool


@dataclass
class Coverage:
    lines: list[Line]
    doubts: list[FileLine] = field(default_factory=list)
    aside: list[FileLine] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    """(sentence, what to do) on what the operator typed."""

    @property
    def to_settle(self) -> bool:
        unfinished = ("partly", "blocked", "none", "left-out")
        return bool(
            self.doubts
            or self.warnings
            or any(each.to_settle for each in self.aside)
            or any(each.state in unfinished for each in self.lines)
        )

    def count(self, *states: str) -> int:
        return sum(each.state in states for each in self.lines)

    @property
    def public(self) -> int:
        return sum(each.public for each in self.lines)


class Teller:
    """Sentences in the language of the run."""

    def __init__(self, translate: Translate) -> None:
        self.translate = translate

    def __call__(self, code: str, **params: Any) -> tuple[str, str]:
        return sentence(code, params, self.translate)

    def state(self, code: str) -> str:
        return self.translate(STATES[code])


def coverage(
    producers: Mapping[str, Producer],
    sources: Mapping[str, Sources],
    rows: Mapping[str, Iterable[Ligne]],
    sorting: Sorting,
    *,
    sheets: Mapping[str, list[str]],
    notes: Mapping[str, list[str]],
    tell: Teller,
) -> Coverage:
    """`sources`: as they are after the run. `sheets`: producer → names of its return sheets.
    `notes`: what happened to it in this run besides."""
    lines = {code: Line(producer) for code, producer in producers.items()}
    for code, line in lines.items():
        line.public = sum(each.state == PUBLIC for each in rows.get(code, ()))
        line.sheets = sheets.get(code, [])
        line.notes = [*notes.get(code, ())]
        for source, known in sorted(sources.get(code, {}).items()):
            file = sorting.taken.get(code, {}).get(source)
            _of_source(line, known, file.name if file else None, sorting, tell)
    found = Coverage(sorted(lines.values(), key=_by_name))
    for name, place in sorted(sorting.places.items()):
        _of_file(name, place, found, lines, tell)
    for line in found.lines:
        line.state = _state(line, line.state)
    # The EPCI hands in for some gabarits only: no line says that it did not.
    epci = [each for each in found.lines if each.producer.insee is None]
    for line in epci:
        if line.state == "nothing":
            found.lines.remove(line)
    return found


def _by_name(line: Line) -> tuple[bool, str]:
    """As a person looks for a name, accents or not; who is no commune comes last."""
    return line.producer.insee is None, names.plain(line.producer.name)


def _of_source(
    line: Line, known: Mapping[str, Any], file: str | None, sorting: Sorting, tell: Teller
) -> None:
    summary = known["summary"]
    if file is None:
        waits = known["file"] in sorting.places
        line.notes.append(tell("rows-kept" if waits else "file-gone", name=known["file"])[0])
        line.state = max(line.state, "kept", key=RANKS.index)
        return
    counts = summary["counts"]
    line.files.append(file)
    line.rows += counts["rows"]
    line.set_aside += counts["set_aside"]
    line.questions += counts["questions"]
    for name, count in summary["changes"].items():
        line.changes[name] = line.changes.get(name, 0) + count
    line.notes += _notes_on(summary, sorting.places[file], tell)
    state = "in" if summary["verdict"] == "valid" else "partly"
    if summary["blocked"]:
        state = "blocked"
    elif not counts["publishable"]:
        state = "none"
    line.state = max(line.state, state, key=RANKS.index)


def _notes_on(summary: Mapping[str, Any], place: Place, tell: Teller) -> list[str]:
    """How the file was placed, and what became of its rows."""
    notes: list[str] = []
    if place.how:
        notes.append(tell(place.how.why, **place.how.params)[0])
    if place.code != "taken":
        notes.append(tell(place.code, **place.params)[0])
    if summary["verdict"] != "valid":
        notes.append(tell("file-counts", **summary["counts"])[0])
    if summary["blocked"]:
        notes.append(" ".join(tell("file-blocked")))
    notes += summary["reasons"]
    for code in ("already", "stayed", "retired"):
        if summary[code]:
            notes.append(tell(f"rows-{code}", count=summary[code])[0])
    return notes


RANKS = ("nothing", "in", "kept", "left-out", "partly", "none", "blocked")
"""States of a source, the one that most needs somebody last."""


def _state(line: Line, state: str) -> str:
    if state == "none" and line.public:
        return "partly"
    return state


def _of_file(
    name: str, place: Place, found: Coverage, lines: Mapping[str, Line], tell: Teller
) -> None:
    if place.kind == "taken":
        return
    said, hint = tell(place.code, **place.params)
    line = lines.get(place.owner or "")
    owner = line.producer.name if line else ""
    if place.kind == "doubt":
        found.doubts.append(FileLine(name, owner, said, hint, True))
    else:
        useless = place.kind == "aside" or place.code in NO_TABLES
        alone = line is not None and not line.files and line.state != "kept"
        to_settle = place.kind == "unreadable" and (not useless or alone)
        found.aside.append(FileLine(name, owner, said, hint, to_settle))
        if not to_settle:
            return
    if line is not None:
        state = "partly" if line.public else "left-out"
        line.state = max(line.state, state, key=RANKS.index)
        line.notes.append(f"{name} : {said}")
