"""Numbers, integers, years and months of a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

_NOT_DIGIT_AROUND = re.compile(r"^[^-\d]*|\D*$")


def reader(column: Mapping[str, Any], kind: str) -> Callable[[Any], Any]:
    """The reader of a `number` or `integer` column: `bareNumber`, `decimalChar`, `groupChar`,
    `floatNumber`."""
    bare = column.get("bareNumber", True)
    group, mark = column.get("groupChar", ""), column.get("decimalChar", ".")
    made: Callable[[Any], Any] = int
    if kind == "number":
        made = float if column.get("floatNumber") else Decimal

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return _of_json(cell, kind, made)
        text = cell.strip()
        if not bare:
            text = _NOT_DIGIT_AROUND.sub("", text)
        if kind == "number":
            text = text.replace(group, "") if group else text
            if mark != ".":
                if "." in text:
                    return None
                text = text.replace(mark, ".")
        try:
            return made(text)
        except (InvalidOperation, ValueError):
            return None

    return read


def _of_json(cell: Any, kind: str, made: Callable[[Any], Any]) -> Any:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    if kind == "integer":
        return int(cell) if cell == cell // 1 else None
    return cell if isinstance(cell, int) else made(str(cell))


def year(cell: Any) -> int | None:
    """Four characters that Python reads as a number from 0 to 9999."""
    if isinstance(cell, str):
        try:
            cell = int(cell) if len(cell) == 4 else None
        except ValueError:
            return None
    return cell if isinstance(cell, int) and 0 <= cell <= 9999 else None


def yearmonth(cell: Any) -> tuple[Any, Any] | None:
    """`2024-05`; the year may be of any length. A list of two in JSON is taken as it is."""
    if isinstance(cell, list):
        return (cell[0], cell[1]) if len(cell) == 2 else None
    parts = cell.split("-") if isinstance(cell, str) else []
    try:
        year, month = map(int, parts)
    except ValueError:
        return None
    return (year, month) if 1 <= month <= 12 else None
