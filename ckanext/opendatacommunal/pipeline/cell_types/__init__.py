"""The types of Table Schema: a cell → its value, or None if it is not of that type.

Same verdict as frictionless 5, which is what Validata runs. A reader takes the text of a cell; it
takes what JSON holds too, because limits of constraints and items of arrays are written in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ckanext.opendatacommunal.pipeline.cell_types import moments, numbers, places, texts

Column = Mapping[str, Any]
Read = Callable[[Any], Any]

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")

_ORDERED = frozenset({"required", "unique", "enum", "minimum", "maximum"})
_PLAIN = frozenset({"required", "unique", "enum"})
_SIZED = _PLAIN | {"minLength", "maxLength"}

CONSTRAINTS: Mapping[str, frozenset[str]] = {
    "string": _SIZED | {"pattern"},
    "number": _ORDERED,
    "integer": _ORDERED,
    "boolean": _PLAIN,
    "object": _SIZED,
    "array": _SIZED,
    "date": _ORDERED,
    "time": _ORDERED,
    "datetime": _ORDERED,
    "year": _ORDERED,
    "yearmonth": _ORDERED,
    "duration": _PLAIN,
    "geopoint": _PLAIN,
    "geojson": _PLAIN,
    "any": _PLAIN,
}
"""Type → the constraints that a field of that type may have."""


def reader(column: Column) -> Read:
    """The reader of a column of a schema; an unknown type takes anything."""
    kind = column.get("type", "string")
    make = _MAKERS.get(kind)
    return make(column) if make else _OTHERS.get(kind, lambda cell: cell)


def _format(column: Column) -> str:
    return column.get("format", "default")


def _boolean_reader(column: Column) -> Read:
    words = dict.fromkeys(column.get("trueValues", TRUE_VALUES), True)
    words |= dict.fromkeys(column.get("falseValues", FALSE_VALUES), False)

    def read(cell: Any) -> bool | None:
        if isinstance(cell, str):
            return words.get(cell)
        return cell if isinstance(cell, bool) else None

    return read


def _container_reader(kind: type) -> Read:
    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            try:
                cell = json.loads(cell)
            except (ValueError, RecursionError):
                return None
        return cell if isinstance(cell, kind) else None

    return read


_OTHERS: dict[str, Read] = {
    "year": numbers.year,
    "yearmonth": numbers.yearmonth,
    "array": _container_reader(list),
    "object": _container_reader(dict),
}

_MAKERS: dict[str, Callable[[Column], Read]] = {
    "number": lambda column: numbers.reader(column, "number"),
    "integer": lambda column: numbers.reader(column, "integer"),
    "boolean": _boolean_reader,
    "string": lambda column: texts.READERS.get(_format(column), texts.any_text),
    "geopoint": lambda column: places.geopoint_reader(_format(column)),
    "geojson": lambda column: places.READERS.get(_format(column), places.geojson),
    **{
        kind: lambda column, kind=kind: moments.reader(kind, _format(column))
        for kind in moments.KINDS
    },
}
