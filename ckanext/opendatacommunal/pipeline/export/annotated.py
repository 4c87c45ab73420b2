"""The person's file back as a workbook: every cell where it was, those to mend coloured and
commented."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.reading.table import sheet_of
from ckanext.opendatacommunal.pipeline.report import SPLIT_ROLES
from ckanext.opendatacommunal.workbook import sheet_title

SHADES = {"error": "#F6C7C2", "question": "#FFE2A8", "warning": "#FFF6CC", "set_aside": "#F1F1F1"}
SEVEREST_FIRST = ("error", "question", "warning")

# A spreadsheet shows no more of a comment than a person reads.
LONGEST_COMMENT = 1000
MOST_COMMENTS = 5000

# A spreadsheet refuses a longer one.
LONGEST_CELL = 32_767

# Cells are written row by row, and held no longer than their row.
OPTIONS = {"constant_memory": True, "strings_to_formulas": False}

Marks = dict[tuple[int, int], tuple[str, list[str]]]


def annotated_workbook(depot: Depot, told: Mapping[str, Any]) -> bytes:
    """The sheet that was read, cell by cell as text, with the rows and columns it had."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        # No clock: same file and same answers, same bytes.
        book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - no zone in xlsx
        add_annotated_sheet(book, depot, told)
    return out.getvalue()


def add_annotated_sheet(
    book: xlsxwriter.Workbook, depot: Depot, told: Mapping[str, Any], title: str | None = None
) -> str:
    """The same sheet in a workbook that holds others (made with `OPTIONS`); gives its name."""
    name = title or sheet_title(_name(depot) or "")
    _fill(book, book.add_worksheet(name), depot, _marks(depot, told))
    return name


def _fill(book: xlsxwriter.Workbook, sheet: Any, depot: Depot, marks: Marks) -> None:
    shades = {
        kind: book.add_format({"bg_color": shade, "num_format": "@"})
        for kind, shade in SHADES.items()
    }
    bold = book.add_format({"bold": True, "num_format": "@"})
    plain = book.add_format({"num_format": "@"})
    header_row = depot.file.header_row if depot.file else 1
    if header_row:
        sheet.freeze_panes(header_row, 0)
    commented = 0
    for row, *cells in sheet_of(depot.path, _name(depot)).cells.iter_rows():
        usual = bold if row == header_row else plain
        if row in depot.set_aside:
            usual = shades["set_aside"]
        for column, cell in enumerate(cells):
            kind, said = marks.get((row, column), (None, []))
            style = shades[kind] if kind else usual
            if cell is not None:
                sheet.write_string(row - 1, column, cell[:LONGEST_CELL], style)
            elif style is not plain:
                sheet.write_blank(row - 1, column, None, style)
            if said and commented < MOST_COMMENTS:
                text = "\n".join(dict.fromkeys(said))[:LONGEST_COMMENT]
                sheet.write_comment(row - 1, column, text, {"x_scale": 2.5, "y_scale": 1.5})
                commented += 1


def _name(depot: Depot) -> str | None:
    return depot.file.sheet if depot.file else None


def _marks(depot: Depot, told: Mapping[str, Any]) -> Marks:
    """(row, column from 0) → (kind, sentences); what concerns a column is at its header."""
    places = _places(depot)
    header_row = max(depot.file.header_row if depot.file else 1, 1)
    found: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for asked in told["questions"]:
        column = places.get(asked["field"] or asked["value"] or "", 0)
        for row in asked["rows"] or [header_row]:
            found[row, column].append(("question", asked["message"]))
    for issue in told["issues"]:
        if issue["severity"] != "info":
            column = places.get(issue["field"] or issue["column"] or issue["value"] or "", 0)
            said = " ".join(filter(None, (issue["message"], issue["hint"])))
            found[issue["row"] or header_row, column].append((issue["severity"], said))
    return {place: _severest(all_of) for place, all_of in found.items()}


def _severest(all_of: list[tuple[str, str]]) -> tuple[str, list[str]]:
    kinds, sentences = zip(*all_of, strict=True)
    return min(kinds, key=SEVEREST_FIRST.index), list(sentences)


def _places(depot: Depot) -> dict[str, int]:
    """Field, or header as written → column of the file."""
    places = {column.source: column.index for column in depot.columns}
    for column in depot.columns:
        for role in SPLIT_ROLES.get(column.field or "", ()):
            places.setdefault(depot.gabarit.role(role) or "", column.index)
    return places | {each.field: each.index for each in depot.columns if each.field}
