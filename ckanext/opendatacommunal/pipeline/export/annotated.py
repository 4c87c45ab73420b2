"""The person's file back as a workbook: every cell where it was, those to mend coloured and
commented."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ckanext.opendatacommunal.messages import N_, Translate, translator
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.reading.opened import sheet_of
from ckanext.opendatacommunal.pipeline.reporting.alike import MORE, MORE_QUESTIONS
from ckanext.opendatacommunal.pipeline.reporting.report import SPLIT_ROLES
from ckanext.opendatacommunal.workbook import sheet_title

SHADES = {"error": "#F6C7C2", "question": "#FFE2A8", "warning": "#FFF6CC", "set_aside": "#F1F1F1"}
SEVEREST_FIRST = ("error", "question", "warning")

# A spreadsheet shows no more of a comment than a person reads.
LONGEST_COMMENT = 1000
MOST_COMMENTS = 5000

MOST_LISTED = 20_000
LAST_ROW = 1_048_575

NARROWEST, WIDEST, MEASURED_ROWS = 9, 40, 200

TO_MEND = N_("To mend")
LIST = (
    (N_("Line"), 8),
    (N_("Column"), 24),
    (N_("What it is"), 14),
    (N_("What to do"), 100),
)
KINDS = {"error": N_("error"), "question": N_("question"), "warning": N_("to look at")}

# A spreadsheet refuses a longer one.
LONGEST_CELL = 32_767

# Cells are written row by row, and held no longer than their row.
OPTIONS = {"constant_memory": True, "strings_to_formulas": False}

PLACE_ROLES = ("commune", "insee", "postcode")

A4 = 9

Marks = dict[tuple[int, int], tuple[str, list[str]]]


def annotated_workbook(
    depot: Depot, told: Mapping[str, Any], translate: Translate | None = None
) -> bytes:
    """The sheet that was read, cell by cell as text, with the rows and columns it had; then a sheet
    that lists what is to mend, in French unless `translate` says otherwise."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        # No clock: same file and same answers, same bytes.
        book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - no zone in xlsx
        add_annotated_sheet(book, depot, told)
        add_list(book, depot, told, translate or translator("fr"))
    return out.getvalue()


def add_annotated_sheet(
    book: xlsxwriter.Workbook, depot: Depot, told: Mapping[str, Any], title: str | None = None
) -> str:
    """The same sheet in a workbook that holds others (made with `OPTIONS`); gives its name."""
    name = title or sheet_title(_name(depot) or "")
    _fill(book, book.add_worksheet(name), depot, _marks(depot, told))
    return name


def add_list(
    book: xlsxwriter.Workbook,
    depot: Depot,
    told: Mapping[str, Any],
    translate: Translate,
    kinds: Collection[str] = SEVEREST_FIRST,
) -> None:
    """Each coloured cell on a line of its own, with its colour: comments are small, and some
    programs hide them. `kinds`: of the cells that are listed."""
    marks = [each for each in sorted(_marks(depot, told).items()) if each[1][0] in kinds]
    sheet = book.add_worksheet(sheet_title(translate(TO_MEND)))
    wrap = {"text_wrap": True, "valign": "top", "num_format": "@"}
    styles = {kind: book.add_format({**wrap, "bg_color": SHADES[kind]}) for kind in SEVEREST_FIRST}
    plain, bold = book.add_format(wrap), book.add_format({**wrap, "bold": True})
    for column, (title, width) in enumerate(LIST):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, translate(title), bold)
    sheet.freeze_panes(1, 0)
    _for_paper(sheet, 1)
    names = {column.index: column.source for column in depot.columns}
    for line, ((row, column), (kind, said)) in enumerate(marks[:MOST_LISTED], 1):
        sheet.write_number(line, 0, row, styles[kind])
        sheet.write_string(line, 1, names.get(column, ""), plain)
        sheet.write_string(line, 2, translate(KINDS[kind]), plain)
        sheet.write_string(line, 3, "\n".join(dict.fromkeys(said))[:LONGEST_CELL], plain)


def _for_paper(sheet: Any, names: int) -> None:
    """All columns across one page, the names of the columns (row `names`, 0 = none) on each."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if names:
        sheet.repeat_rows(names - 1)


def _widths(cells: pl.DataFrame) -> list[int]:
    """Of the columns, in characters, for most of their cells to be read."""
    longest = cells.head(MEASURED_ROWS).select(pl.all().str.len_chars().quantile(0.9))
    return [max(NARROWEST, min(int(each or 0) + 2, WIDEST)) for each in longest.row(0)]


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
    _for_paper(sheet, header_row)
    table = sheet_of(depot.path, _name(depot)).cells
    for column, width in enumerate(_widths(table.drop(ROW))):
        sheet.set_column(column, column, width)
    # Numbers are kept as written, as text: no green corner need say so of each.
    everywhere = f"A1:{xl_rowcol_to_cell(LAST_ROW, max(table.width - 2, 0))}"
    sheet.ignore_errors({"number_stored_as_text": everywhere})
    commented = 0
    for row, *cells in table.iter_rows():
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
            found[row, column].append(("question", _whole(asked)))
    for issue in told["issues"]:
        if issue["severity"] != "info":
            column = places.get(issue["field"] or issue["column"] or issue["value"] or "", 0)
            said = _whole(issue)
            found[issue["row"] or header_row, column].append((issue["severity"], said))
            for row in issue["params"]["rows"] if issue["code"] in MORE else ():
                kind = "question" if issue["code"] == MORE_QUESTIONS else issue["severity"]
                found[row, column].append((kind, said))
    return {place: _severest(all_of) for place, all_of in found.items()}


def _whole(said: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (said["message"], said["hint"])))


def _severest(all_of: list[tuple[str, str]]) -> tuple[str, list[str]]:
    kinds, sentences = zip(*all_of, strict=True)
    return min(kinds, key=SEVEREST_FIRST.index), list(sentences)


def _places(depot: Depot) -> dict[str, int]:
    """Field, or header as written → column of the file."""
    places = {column.source: column.index for column in depot.columns}
    for column in depot.columns:
        for role in SPLIT_ROLES.get(column.field or "", ()):
            places.setdefault(depot.gabarit.role(role) or "", column.index)
    places |= {each.field: each.index for each in depot.columns if each.field}
    # What is asked of a place is at the column that names it, whichever of the three that is.
    named = [depot.gabarit.role(role) or "" for role in PLACE_ROLES]
    told = next((places[name] for name in named if name in places), None)
    return places if told is None else {**dict.fromkeys(filter(None, named), told), **places}
