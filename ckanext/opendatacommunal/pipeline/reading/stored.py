"""What the cells of a workbook are for the workbook itself: numbers, yes or no, days, or texts.

Reading gives the text that a person sees; Validata judges what is stored.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Literal

from ckanext.opendatacommunal.pipeline.reading.kind import kind_of
from ckanext.opendatacommunal.pipeline.reading.workbook import opened_workbook

Stored = Literal["number", "boolean", "moment"]
KINDS = ("xlsx", "xlsm", "xls", "xlsb")
"""Workbooks that Validata reads."""


def stored_cells(path: Path, sheet: str | None) -> dict[int, dict[Stored, list[int]]]:
    """Column from 0 → what is stored → rows; texts are in none. Empty for other files. A day is
    a text to Validata but in an old workbook (.xls)."""
    kind = kind_of(path)
    if kind not in KINDS or sheet is None:
        return {}
    found: dict[int, dict[Stored, list[int]]] = {}
    with opened_workbook(path, kind) as book:
        cells = book.get_sheet_by_name(sheet)
        first = cells.start[1] if cells.start else 0
        for row, values in enumerate(cells.iter_rows(), start=1):
            for column, value in enumerate(values, start=first):
                stored = None if isinstance(value, str) else _stored(value)
                if stored and (stored != "moment" or kind == "xls"):
                    found.setdefault(column, {}).setdefault(stored, []).append(row)
    return found


def _stored(value: object) -> Stored | None:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return "moment" if isinstance(value, (date, time, timedelta)) else None
