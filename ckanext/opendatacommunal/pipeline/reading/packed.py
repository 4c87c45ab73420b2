"""Rows that stand each in a single cell, delimiters and all: a text file that a spreadsheet has
opened without cutting it, then saved."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of

DELIMITERS = (";", "\t", "|", ",")
FEWEST_CELLS = 3
LOOKED_AT = 20

FEWEST_OF_SOME = 4
"""Cells of the rows from which a few of them may stand in a single cell: fewer may be a remark."""

Row = list[str]


def unpacked(sheet: Sheet) -> Sheet:
    """`sheet` with each row in its cells, if each is cut into as many as the names; else as it is.

    A comma inside a row may have cut it already, where the spreadsheet took that for a delimiter.
    """
    found = _every_row(sheet) or _some_rows(sheet)
    if found is None:
        return sheet
    cells, lengths = table_of(found)
    issues = (*sheet.issues, Issue("rows-in-one-cell", "info"))
    return replace(sheet, cells=cells, lengths=lengths, issues=issues)


def _every_row(sheet: Sheet) -> list[Row] | None:
    """All the rows from the names on; those above stay as they are."""
    start, delimiter = _names_in_a_cell(sheet)
    if not delimiter or sheet.cells.height <= start + 1:
        return None
    rows = _rows(sheet)
    packed = [_line(row, delimiter) for row in rows[start:]]
    if any(line is None for line in packed):
        return None
    cut = [_cut(line, delimiter) if line else [] for line in packed]
    widths = {len(cells) for cells in cut if cells}
    enough = sum(map(bool, cut)) > 1 and len(widths) == 1 and widths.pop() >= FEWEST_CELLS
    return [*rows[:start], *cut] if enough else None


def _names_in_a_cell(sheet: Sheet) -> tuple[int, str]:
    """(place of the first row whose first cell holds several, what parts them)."""
    for place, (_row, cells) in enumerate(sheet.top(LOOKED_AT)):
        first = cells[0] if cells else ""
        for delimiter in DELIMITERS:
            if first.count(delimiter) >= FEWEST_CELLS - 1 and _line(cells, delimiter):
                return place, delimiter
        if len([cell for cell in cells if cell]) > 1:
            break
    return 0, ""


def _line(row: Sequence[str], delimiter: str) -> str | None:
    """The row as it was before it was cut at its commas; None if something else cut it."""
    last = max((place for place, cell in enumerate(row) if cell), default=-1)
    if last > 0 and delimiter == ",":
        return None
    return ",".join(row[: last + 1])


def _some_rows(sheet: Sheet) -> list[Row] | None:
    """Rows in quotes as a whole among others that are not, as a spreadsheet writes those that hold
    quotes themselves."""
    delimiter, width = sheet.delimiter, sheet.width
    if delimiter is None or len(delimiter) != 1 or width < FEWEST_OF_SOME:
        return None
    alone = pl.all_horizontal(pl.col(name).is_null() for name in sheet.cells.columns[2:])
    marks = pl.col("c0").str.count_matches(delimiter, literal=True)
    if not sheet.cells.select((alone & (marks >= width - 1)).any()).item():
        return None
    rows, changed = _rows(sheet), False
    for place, row in enumerate(rows):
        if row[0].count(delimiter) >= width - 1 and not any(row[1:]):
            cells = _cut(row[0], delimiter)
            if len(cells) == width and not any(cell.startswith(" ") for cell in cells):
                rows[place], changed = cells, True
    return rows if changed else None


def _rows(sheet: Sheet) -> list[Row]:
    return [[cell or "" for cell in cells] for _row, *cells in sheet.cells.iter_rows()]


def _cut(line: str, delimiter: str) -> Row:
    return next(csv.reader([line], delimiter=delimiter), [])
