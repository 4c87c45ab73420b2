"""Workbooks: each sheet as the text a person sees in it, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets that hold cells, in their order. Raises `UnreadableFile`."""
    try:
        with calamine.CalamineWorkbook.from_path(path) as workbook:
            return list(_sheets(workbook))
    except calamine.PasswordError as error:
        raise UnreadableFile("encrypted-workbook") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFile("damaged-workbook") from error


def _sheets(workbook: calamine.CalamineWorkbook) -> Iterator[Sheet]:
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        if sheet.total_height * sheet.total_width > limits.MAX_CELLS:
            raise UnreadableFile("too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS)
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        # Rows come from the first of the sheet, cells from the first column that holds one.
        before = [""] * (sheet.start[1] if sheet.start else 0)
        rows = (before + [cell_text(value) for value in row] for row in sheet.iter_rows())
        yield Sheet(*table_of(rows), name=about.name, hidden=hidden)


def cell_text(value: Any) -> str:
    """One value of a workbook as text: numbers to the 15 digits a spreadsheet has, dates in ISO.

    >>> cell_text(69500.0), cell_text(1220.4999999999998), cell_text(date(2024, 12, 31))
    ('69500', '1220.5', '2024-12-31')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, (int, float)):
        return _number_text(value)
    return "" if value is None else _moment_text(value)


def _moment_text(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}"
        return f"{clock}:{seconds:02}" if seconds else clock
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value.isoformat()


def _number_text(value: float) -> str:
    if abs(value) < 1e15 and value == int(value):
        return str(int(value))
    return format(value, ".15g")
