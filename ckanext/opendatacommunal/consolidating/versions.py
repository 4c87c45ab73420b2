"""Which file of a producer stands for which of its sources.

Two files that share most of their rows are two versions of one table: the one that is surely newer
is taken, or none is. Files that share few rows come from several departments: each is a source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ckanext.opendatacommunal.consolidating import dates
from ckanext.opendatacommunal.consolidating.choices import Choice

MOST_KEYS = 5000
"""Keys kept of a file; of a longer one those that come first, in every file alike."""

SAME_TABLE = 0.5
"""Share of the rows of the smaller file from which two files are versions of one table."""

MOST_LOST = 0.3
"""A newer version that lacks more of the rows of the older one is not taken alone (law 6)."""

FIRST_SOURCE = "principal"
MOMENTS = ("name", "folder", "mail", "document", "version")


@dataclass(frozen=True)
class Candidate:
    """A file of the producer. `made_from`: sha256 of the file that it was returned for."""

    name: str
    sha256: str
    table: str
    keys: frozenset[str]
    moments: Mapping[str, Any]
    made_from: str | None = None
    choice: Choice | None = None

    @property
    def what(self) -> str:
        return self.choice.what if self.choice else ""


@dataclass(frozen=True)
class Source:
    """What is known of a source: the file it was last made from, the keys of its rows."""

    file: str | None
    sha256: str | None
    keys: frozenset[str]


@dataclass
class Sorted:
    """`taken`: source → its file. `aside`: file → (code of a sentence, params). `doubts`: the same
    for files that wait for the operator."""

    taken: dict[str, Candidate] = field(default_factory=dict)
    aside: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    doubts: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    chosen: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    """File that was taken → how it was chosen among several versions."""


def sort(files: Sequence[Candidate], sources: Mapping[str, Source]) -> Sorted:
    """`sources`: those that the producer has rows of."""
    found = Sorted()
    winners: list[Candidate] = []
    for group in _groups(_without_copies(files, sources, found)):
        winner = _winner(group, found)
        if winner is not None:
            winners.append(winner)
    _give_sources(winners, sources, found)
    return found


def overlap(left: Collection[str], right: Collection[str]) -> float:
    """Share of the smaller of two sets of keys that is in the other.

    Of files too long for all their keys to be kept, the part that both keep is compared.
    """
    left, right = set(left), set(right)
    if MOST_KEYS in (len(left), len(right)):
        last = min(max(keys) for keys in (left, right) if len(keys) == MOST_KEYS)
        left, right = ({key for key in keys if key <= last} for keys in (left, right))
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _without_copies(
    files: Sequence[Candidate], sources: Mapping[str, Source], found: Sorted
) -> list[Candidate]:
    """Of files with the very same cells, the one in use, else the one that was handed in as such,
    else the first by its name."""
    in_use = {source.file for source in sources.values()}
    ranked = sorted(
        files,
        key=lambda each: (each.what != "retenir", each.name not in in_use, bool(each.made_from)),
    )
    kept: dict[str, Candidate] = {}
    for each in ranked:
        first = kept.setdefault(each.table, each)
        if first is not each:
            found.aside[each.name] = ("same-table", {"other": first.name})
    return [each for each in files if kept[each.table] is each]


def _groups(files: Sequence[Candidate]) -> list[list[Candidate]]:
    """Files that are versions of one another, together."""
    groups: list[list[Candidate]] = []
    for each in files:
        alike = [group for group in groups if any(_same_table(each, other) for other in group)]
        merged = [other for group in alike for other in group]
        groups = [group for group in groups if group not in alike]
        groups.append([*merged, each])
    return groups


def _same_table(left: Candidate, right: Candidate) -> bool:
    if "ajouter" in (left.what, right.what):
        return False
    if left.made_from == right.sha256 or right.made_from == left.sha256:
        return True
    return overlap(left.keys, right.keys) >= SAME_TABLE


def _winner(group: list[Candidate], found: Sorted) -> Candidate | None:
    if len(group) == 1:
        return group[0]
    said = [each for each in group if each.what == "retenir"]
    if len(said) == 1:
        return _take(said[0], group, found, "version-chosen")
    newest = [each for each in group if len(_older_than(each, group)) == len(group) - 1]
    if len(newest) != 1:
        return _leave(group, found, "versions-unknown")
    others = frozenset(key for each in group if each != newest[0] for key in each.keys)
    lost = len(others - newest[0].keys)
    if newest[0].made_from is None and lost > MOST_LOST * len(others):
        return _leave(group, found, "versions-lose", lost=lost, newest=newest[0].name)
    return _take(newest[0], group, found, "version-newest")


def _older_than(one: Candidate, group: Iterable[Candidate]) -> list[Candidate]:
    """Those that are surely older, or older than one that is."""
    found: list[Candidate] = []
    front = [one]
    while front:
        last = front.pop()
        older = [each for each in group if each not in (one, *found) and _newer(last, each)]
        found += older
        front += older
    return found


def _newer(left: Candidate, right: Candidate) -> bool:
    """Surely newer: made from the other, or by dates none of which says the contrary."""
    if left.made_from == right.sha256:
        return True
    if right.made_from == left.sha256:
        return False
    told = {dates.newer(_of(left, name), _of(right, name)) for name in MOMENTS}
    return 1 in told and -1 not in told


def _of(candidate: Candidate, name: str) -> Any:
    moment = candidate.moments.get(name)
    return tuple(moment) if isinstance(moment, list) else moment


def _take(winner: Candidate, group: Iterable[Candidate], found: Sorted, why: str) -> Candidate:
    others = [each.name for each in group if each != winner]
    found.chosen[winner.name] = (why, {"others": others})
    for name in others:
        found.aside[name] = ("older-version", {"other": winner.name})
    return winner


def _leave(group: Sequence[Candidate], found: Sorted, why: str, **params: Any) -> None:
    for each in group:
        others = [other.name for other in group if other != each]
        found.doubts[each.name] = (why, {"others": others, **params})


def _give_sources(files: Sequence[Candidate], sources: Mapping[str, Source], found: Sorted) -> None:
    """Each file goes to the source whose rows it has, or begins a new one."""
    free = dict(sources)
    for same in (_same_file, _same_rows):
        for each in files:
            if each not in found.taken.values():
                name = same(each, free)
                if name is not None:
                    found.taken[name] = each
                    free.pop(name)
    for each in [each for each in files if each not in found.taken.values()]:
        empty = sorted(name for name, source in free.items() if not source.keys)
        if empty:  # all its rows were withdrawn
            name = empty[0]
            free.pop(name)
        elif free and each.what == "retenir":  # it takes the place of rows unlike its own
            name = sorted(free)[0]
            free.pop(name)
        elif free and each.what != "ajouter":
            old = ", ".join(sorted(source.file or "?" for source in free.values()))
            found.doubts[each.name] = ("new-or-more", {"old": old})
            continue
        else:
            name = _next_source({*sources, *found.taken})
        found.taken[name] = each


def _same_file(file: Candidate, free: Mapping[str, Source]) -> str | None:
    for name, source in sorted(free.items()):
        if source.sha256 == file.sha256:
            return name
    for name, source in sorted(free.items()):
        if source.sha256 and source.sha256 == file.made_from:
            return name
    return None


def _same_rows(file: Candidate, free: Mapping[str, Source]) -> str | None:
    shared = {name: overlap(file.keys, source.keys) for name, source in free.items()}
    by_name = {name for name, source in free.items() if source.file == file.name}
    best = max(sorted(shared), key=lambda name: (shared[name], name in by_name), default=None)
    if best is None:
        return None
    return best if shared[best] >= MOST_LOST or best in by_name else None


def _next_source(taken: Collection[str]) -> str:
    """`principal`, then `source-2`, `source-3`…"""
    number, name = 1, FIRST_SOURCE
    while name in taken:
        number += 1
        name = f"source-{number}"
    return name
