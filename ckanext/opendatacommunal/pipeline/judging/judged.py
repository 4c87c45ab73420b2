"""One column of a Table Schema: how its cells are read, and what may be wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from decimal import InvalidOperation
from typing import Any, NamedTuple

from ckanext.opendatacommunal.pipeline import cell_types

Meets = Callable[[Any], bool]


class Flaw(NamedTuple):
    """What is wrong with one value of a column.

    `code`: that of frictionless (`type-error`, `constraint-error`). `constraint`, `expected`: name
    and value of the constraint that is not met; for a type, its name and how to write it.
    """

    code: str
    constraint: str | None = None
    expected: Any = None


class Judged:
    """The exact reader of one column of a schema, and its constraints.

    `missing`: the texts that stand for no value. A cell that the table holds as null is "".
    """

    def __init__(self, column: Mapping[str, Any], missing: frozenset[str]) -> None:
        self.column, self.missing = column, missing
        self.name: str = column["name"]
        self.kind: str = column.get("type", "string")
        self.format: str = column.get("format", "default")
        self.constraints: Mapping[str, Any] = column.get("constraints") or {}
        self.required = bool(self.constraints.get("required"))
        self.read = cell_types.reader(column)
        self.tests = self._tests()
        item = column.get("arrayItem") if self.kind == "array" else None
        self.item = _judged_item(item, self.name) if item else None

    def value(self, cell: Any) -> Any:
        """The value of a cell; None if it holds none or is not of the type."""
        return None if cell is None or str(cell) in self.missing else self.read(cell)

    def flaws(self, text: str | None) -> list[Flaw]:
        """What is wrong with one cell; an empty list if nothing is."""
        return self._flaws(text or "")

    def _flaws(self, cell: Any) -> list[Flaw]:
        if cell is None or str(cell) in self.missing:
            return [Flaw("constraint-error", "required", True)] if self.required else []
        value = self.read(cell)
        if value is None:
            return [Flaw("type-error", self.kind, self._written())]
        found = [
            Flaw("constraint-error", name, self.constraints[name])
            for name, meets in self.tests.items()
            if not meets(value)
        ]
        return found or self._flaws_of_items(value)

    def _flaws_of_items(self, value: Any) -> list[Flaw]:
        """One flaw a constraint, however many items of the array do not meet it."""
        if self.item is None:
            return []
        found = (flaw for item in value for flaw in self.item._flaws(item))
        return list({(flaw.code, flaw.constraint): flaw for flaw in found}.values())

    def _written(self) -> str:
        """What is to be written: the words of a boolean, an example of any other type."""
        if self.kind == "boolean":
            words = [*self.column.get("trueValues", cell_types.TRUE_VALUES)]
            words += self.column.get("falseValues", cell_types.FALSE_VALUES)
            return ", ".join(words)
        if self.kind == "number":
            return EXAMPLES["number"].replace(".", self.column.get("decimalChar", "."))
        if "%" in self.format:
            return MOMENT.strftime(self.format)
        return EXAMPLES.get(f"{self.kind}/{self.format}") or EXAMPLES.get(self.kind, self.kind)

    def _tests(self) -> dict[str, Meets]:
        known = cell_types.CONSTRAINTS.get(self.kind, cell_types.CONSTRAINTS["any"])
        return {
            name: _MAKERS[name](expected, self.read)
            for name, expected in self.constraints.items()
            if name in known and name in _MAKERS and expected is not None
        }


def _judged_item(item: Mapping[str, Any], name: str) -> Judged:
    """What is missing among the items is said by the item alone, not by its column or schema."""
    missing = frozenset(item.get("missingValues", [""]))
    return Judged({"type": "any", **item, "name": name}, missing)


MOMENT = datetime(2024, 12, 31, 14, 30, tzinfo=timezone.utc)

EXAMPLES: Mapping[str, str] = {
    "number": "1234.5",
    "integer": "12",
    "date": "2024-12-31",
    "time": "14:30:00",
    "datetime": "2024-12-31T14:30:00",
    "year": "2024",
    "yearmonth": "2024-12",
    "duration": "P1Y6M",
    "geopoint": "4.85, 45.75",
    "geopoint/array": "[4.85, 45.75]",
    "geopoint/object": '{"lon": 4.85, "lat": 45.75}',
    "geojson": '{"type": "Point", "coordinates": [4.85, 45.75]}',
    "array": '["a", "b"]',
    "object": '{"a": 1}',
    "string/uri": "https://www.exemple.fr/page",
    "string/email": "mairie@exemple.fr",
    "string/uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "string/wkt": "POINT (4.85 45.75)",
}
"""Type, or type/format → how a value of it is written; shown to the person whose value is not."""


def _pattern(expected: Any, _read: cell_types.Read) -> Meets:
    # As Validata writes it: the whole value, but `a|b` begins by a or ends by b.
    pattern = re.compile(f"^{expected}$")
    return lambda value: bool(pattern.match(value))


def _enum(expected: Any, read: cell_types.Read) -> Meets:
    allowed = [read(each) for each in expected]
    return lambda value: _compared(lambda: value in allowed)


def _minimum(expected: Any, read: cell_types.Read) -> Meets:
    limit = read(expected)
    return lambda value: _compared(lambda: value >= limit)


def _maximum(expected: Any, read: cell_types.Read) -> Meets:
    limit = read(expected)
    return lambda value: _compared(lambda: value <= limit)


def _compared(comparison: Callable[[], bool]) -> bool:
    try:
        return comparison()
    except (TypeError, ValueError, InvalidOperation):  # no such limit; an offset of 24 h; NaN
        return False


_MAKERS: dict[str, Callable[[Any, cell_types.Read], Meets]] = {
    "pattern": _pattern,
    "enum": _enum,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": lambda expected, _read: lambda value: len(value) >= expected,
    "maxLength": lambda expected, _read: lambda value: len(value) <= expected,
}
