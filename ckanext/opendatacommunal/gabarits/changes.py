"""What each version of a gabarit changed, and what that makes of a file of an older one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_SEMANTIC = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True)
class Change:
    """`date`: ISO. `what`: language → text. `renamed`: old name of a column → new one. `values`:
    column, by its name in this version → old value → new one."""

    version: str
    date: str
    what: Mapping[str, str]
    renamed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Migration:
    """Several changes in one: `names` old → present, `values` present column → old → present."""

    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def row(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """A stored row under present names with present values. One that is up to date stays."""
        moved = dict(cells)
        for old, new in self.names.items():
            if old in moved and new not in moved:
                moved[new] = moved.pop(old)
        for name, replaced in self.values.items():
            if moved.get(name) in replaced:
                moved[name] = replaced[moved[name]]
        return moved


def changes_of(ours: Mapping[str, Any]) -> tuple[Change, ...]:
    """What `gabarit.yaml` says, the newest first."""
    return tuple(
        Change(
            version=str(each["version"]),
            date=str(each.get("date", "")),
            what={str(language): str(text) for language, text in each["what"].items()},
            renamed={str(old): str(new) for old, new in each.get("renamed", {}).items()},
            values={
                str(name): {str(old): str(new) for old, new in replaced.items()}
                for name, replaced in each.get("values", {}).items()
            },
        )
        for each in ours.get("changes", ())
    )


def numbers(version: str) -> tuple[int, ...]:
    """To compare versions by; () of what is none."""
    found = _SEMANTIC.fullmatch(version)
    return tuple(map(int, found.groups())) if found else ()


def since(changes: Iterable[Change], version: str) -> tuple[Change, ...]:
    """The changes after `version`, the newest first; none where it is no version."""
    before = numbers(version)
    return tuple(each for each in changes if before and numbers(each.version) > before)


def migration(changes: Iterable[Change]) -> Migration:
    """All of them one after the other. `changes`: the newest first."""
    names: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for change in reversed(tuple(changes)):
        names = {old: change.renamed.get(new, new) for old, new in names.items()} | dict(
            change.renamed
        )
        values = {change.renamed.get(name, name): held for name, held in values.items()}
        for name, replaced in change.values.items():
            held = {old: replaced.get(new, new) for old, new in values.get(name, {}).items()}
            values[name] = {**held, **replaced}
    return Migration(names, values)
