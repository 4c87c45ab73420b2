"""Workbooks: each sheet as the text a person sees in it, nothing lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of
from ckanext.opendatacommunal.pipeline.reading.details import Details
from ckanext.opendatacommunal.pipeline.reading.opendocument import number_text, read_opendocument
from ckanext.opendatacommunal.pipeline.reading.xls_details import xls_details
from ckanext.opendatacommunal.pipeline.reading.xlsb_details import xlsb_details
from ckanext.opendatacommunal.pipeline.reading.xlsx_details import xlsx_details

DETAILS = {
    "xlsx": xlsx_details,
    "xlsm": xlsx_details,
    "xlsb": xlsb_details,
    "xls": xls_details,
}


def read_workbook(path: Path, kind: str) -> list[Sheet]:
    """The sheets that hold cells, in their order. Raises `UnreadableFile`."""
    if kind == "ods":
        return read_opendocument(path)
    details = DETAILS[kind](path)
    # A library that would lay out a million rows of sixteen thousand cells is not asked to.
    if any(each.too_large for each in details):
        raise _too_many()
    try:
        with _no_words_of_panic(), opened_workbook(path, kind) as workbook:
            return list(_sheets(workbook, details))
    except calamine.PasswordError as error:
        raise UnreadableFile("encrypted-workbook") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFile("damaged-workbook") from error
    except BaseException as error:
        # What a library written in Rust throws when it breaks is no `Exception`.
        if type(error).__name__ == "PanicException":
            raise UnreadableFile("damaged-workbook") from error
        raise


def opened_workbook(path: Path, kind: str) -> calamine.CalamineWorkbook:
    """The library goes by the ending of a name, which says the kind only too often wrongly."""
    if path.suffix.lower() == f".{kind}":
        return calamine.CalamineWorkbook.from_path(path)
    with path.open("rb") as file:
        return calamine.CalamineWorkbook.from_filelike(file)


@contextmanager
def _no_words_of_panic() -> Iterator[None]:
    """Standard error is closed meanwhile: a library written in Rust that breaks on a damaged file
    tells its stack there, before the person gets our sentence."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _too_many() -> UnreadableFile:
    return UnreadableFile("too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS)


def _sheets(workbook: calamine.CalamineWorkbook, details: list[Details]) -> Iterator[Sheet]:
    # One sheet more or less in the details than in the workbook: it is damaged, or we are wrong.
    known = details if len(details) == len(workbook.sheets_metadata) else []
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        if sheet.total_height * sheet.total_width > limits.MAX_CELLS:
            raise _too_many()
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        told = known[index] if known else Details()
        filled: list[int] = []
        cells, lengths = table_of(_rows(sheet, told, filled))
        issues = tuple(told.issues(filled, cells.width - 1))
        yield Sheet(
            cells, lengths, name=about.name, hidden=hidden, issues=issues, merged=told.spans
        )


def _rows(
    sheet: calamine.CalamineSheet, details: Details, filled: list[int]
) -> Iterable[list[str]]:
    """From the first row and the first column of the sheet; `filled` gets those that hold cells,
    if any row is hidden."""
    # Rows come from the first of the sheet, cells from the first column that holds one.
    first = sheet.start[1] if sheet.start else 0
    before = [""] * first
    shown, height = details.shown, 0
    for height, row in enumerate(sheet.iter_rows(), start=1):
        cells = [value if type(value) is str else cell_text(value) for value in row]
        if before:
            cells = before + cells
        if height - 1 in shown:
            _show(cells, shown[height - 1])
        if details.hidden_rows and any(cells):
            filled.append(height - 1)
        yield cells
    # An error alone in its row is no value for the library.
    for row in range(height, max(shown, default=-1) + 1):
        cells = []
        _show(cells, shown.get(row, {}))
        yield cells


def _show(cells: list[str], shown: dict[int, str]) -> None:
    for column, text in shown.items():
        if column >= len(cells):
            cells += [""] * (column + 1 - len(cells))
        cells[column] = text


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
        return number_text(value)
    return "" if value is None else _moment_text(value)


def _moment_text(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        value = _to_the_second(value)
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}"
        return f"{clock}:{seconds:02}" if seconds else clock
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value.isoformat()


def _to_the_second(value: datetime) -> datetime:
    """A spreadsheet keeps moments as fractions of a day: 08:30 may be a hair less."""
    rounded = value + timedelta(milliseconds=500) if value.year < 9999 else value
    return rounded.replace(microsecond=0)
