"""A YAML or JSON file read with the line of each of its parts, so that a mistake can be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ckanext.opendatacommunal.linting.finding import Finding

Place = tuple[str | int, ...]
"""Keys and positions that lead to a part: ("fields", "nom", "kind")."""


@dataclass(frozen=True)
class Marked:
    """`content`: None where the file cannot be read. `lines`: of each part, counted from 1."""

    file: str
    content: Any = None
    lines: Mapping[Place, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line(self, *place: str | int) -> int | None:
        """Of that part, or of the nearest one around it."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return None

    @property
    def mapping(self) -> dict[str, Any]:
        """The content where it is what it should be, else nothing."""
        return self.content if isinstance(self.content, dict) else {}


def read_json(path: Path) -> Marked:
    text = _text(path)
    if isinstance(text, Finding):
        return Marked(path.name, findings=(text,))
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        where = Finding(path.name, "lint-not-json", error.lineno, {"reason": error.msg})
        return Marked(path.name, findings=(where,))
    return _mapping(path, content, {}, ())


def read_yaml(path: Path) -> Marked:
    text = _text(path)
    if isinstance(text, Finding):
        return Marked(path.name, findings=(text,))
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        lines: dict[Place, int] = {}
        twice = tuple(_walk(path.name, root, (), lines)) if root else ()
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        where = Finding(path.name, "lint-not-yaml", line, {"reason": reason})
        return Marked(path.name, findings=(where,))
    return _mapping(path, content, lines, twice)


def _text(path: Path) -> str | Finding:
    if not path.is_file():
        return Finding(path.name, "lint-no-file")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        return Finding(path.name, "lint-not-text", params={"reason": str(error)})


def _mapping(
    path: Path, content: Any, lines: Mapping[Place, int], findings: tuple[Finding, ...]
) -> Marked:
    if not isinstance(content, dict):
        return Marked(path.name, findings=(Finding(path.name, "lint-no-mapping", 1),))
    return Marked(path.name, content, lines, findings)


def _walk(file: str, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Iterator[Finding]:
    """Note the line of every part; a key written twice, of which YAML keeps the last in silence."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for position, each in enumerate(node.value):
            yield from _walk(file, each, (*place, position), lines)
    elif isinstance(node, yaml.MappingNode):
        seen: set[Any] = set()
        for key, value in node.value:
            inner = (*place, str(key.value))
            if key.value in seen:
                line = key.start_mark.line + 1
                yield Finding(file, "lint-key-twice", line, {"word": str(key.value)})
            seen.add(key.value)
            lines[inner] = key.start_mark.line + 1
            yield from _walk(file, value, inner, lines)
