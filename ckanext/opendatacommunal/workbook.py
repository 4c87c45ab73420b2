"""The workbook of a gabarit, for who starts a table: one sheet to fill in, one to read.

Drop-downs where a list is closed, cells that keep their zeros, help at the cell itself. A hidden
sheet carries the lists and says which gabarit and version it is (`MARK`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ckanext.opendatacommunal.gabarit_page import allowed_values, asked
from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.messages import N_, Translate, translator
from ckanext.opendatacommunal.pipeline.reading.template_mark import MARK

ROWS_READY = 2000
"""Rows that have drop-downs and help."""

NUMBERS = ("number", "integer", "area", "year", "longitude", "latitude")

NOTICE = N_("Notice")
INTERNAL = N_("never published")
HEADER_KEPT = N_("This name tells the columns apart: please keep it.")
SEVERAL = N_("Several values: separate them with |.")
PICK = N_("Pick a value from the list.")
NOTICE_COLUMNS = (
    N_("Column"),
    N_("Field"),
    N_("Asked"),
    N_("What it holds"),
    N_("Values"),
    N_("Example"),
)
HOW_TO = N_("Fill in one row for each object, then hand in this workbook. Leave no total.")

# Limits of a spreadsheet for the help of a cell.
LONGEST_TITLE, LONGEST_HELP = 32, 255

COLOURS = {"required": "#1F5FA8", "recommended": "#4A7FB5", "optional": "#5B6770"}
FILLED_COLOUR, INTERNAL_COLOUR = "#7A7A7A", "#6B4E8A"


def write_workbook(
    gabarit: Gabarit, target: Path | IO[bytes], translate: Translate | None = None
) -> None:
    """Write the workbook to `target`; in French unless `translate` says otherwise."""
    translate = translate or translator("fr")
    place = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(place, {"in_memory": True}) as book:
        # No clock: same gabarit, same bytes.
        book.set_properties(
            {
                "title": gabarit.title,
                "comments": f"{gabarit.slug} {gabarit.version}",
                "created": datetime(2020, 1, 1),  # noqa: DTZ001 - a workbook has no time zone
            }
        )
        sheet = book.add_worksheet(sheet_title(gabarit.title))
        notice = book.add_worksheet(translate(NOTICE))
        lists = _write_lists(book, gabarit)
        _write_table(_Page(book, sheet, gabarit, translate), lists)
        _write_notice(_Page(book, notice, gabarit, translate))


@dataclass(frozen=True)
class _Page:
    book: Any
    sheet: Any
    gabarit: Gabarit
    translate: Translate


def sheet_title(text: str) -> str:
    """`text` as a spreadsheet takes it for the name of a sheet."""
    allowed = "".join(letter for letter in text if letter not in "[]:*?/\\").strip(" '")
    return allowed[:31].strip(" '") or "Feuille1"


def _write_lists(book: Any, gabarit: Gabarit) -> dict[str, str]:
    """Field → reference of its list in the hidden sheet."""
    mark = book.add_worksheet(MARK)
    mark.very_hidden()
    mark.write_row(0, 0, (gabarit.slug, gabarit.version))
    references = {}
    for field in gabarit.fields:
        values = allowed_values(field)
        if not values or field.kind == "multi":
            continue
        column = len(references)
        mark.write_column(1, column, values)
        letter = xl_col_to_name(column)
        references[field.name] = f"='{MARK}'!${letter}$2:${letter}${len(values) + 1}"
    return references


def _write_table(page: _Page, lists: dict[str, str]) -> None:
    text = page.book.add_format({"num_format": "@"})
    number = page.book.add_format({"num_format": "General"})
    day = page.book.add_format({"num_format": "yyyy-mm-dd"})
    for column, field in enumerate(page.gabarit.fields):
        style = number if field.kind in NUMBERS else day if field.kind == "date" else text
        page.sheet.set_column(column, column, max(12, min(len(field.title) + 2, 34)), style)
        page.sheet.write_string(0, column, field.title, _header_style(page.book, field))
        _keep_header(page, column)
        _help(page, column, field, lists.get(field.name))
    page.sheet.set_row(0, 48)
    page.sheet.freeze_panes(1, 0)


def _header_style(book: Any, field: Field) -> Any:
    colour = COLOURS[field.level]
    if field.filled:
        colour = FILLED_COLOUR
    if field.internal:
        colour = INTERNAL_COLOUR
    look = {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "border": 1}
    return book.add_format({**look, "text_wrap": True, "valign": "vcenter"})


def _keep_header(page: _Page, column: int) -> None:
    """A rule no text can meet: the name is kept without locking the sheet, which would get in the
    way of pasting."""
    rule = {"validate": "custom", "value": "=FALSE", "error_type": "stop"}
    page.sheet.data_validation(
        0, column, 0, column, {**rule, "error_message": page.translate(HEADER_KEPT)}
    )


def _help(page: _Page, column: int, field: Field, reference: str | None) -> None:
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": field.title[:LONGEST_TITLE],
        "input_message": _shortened(_asked(field, page.translate, field.description)),
    }
    if reference:
        rule |= {
            "validate": "list",
            "source": reference,
            "error_type": "information" if field.open else "warning",
            "error_message": page.translate(PICK),
        }
    page.sheet.data_validation(1, column, ROWS_READY, column, rule)


def _asked(field: Field, translate: Translate, *more: str) -> str:
    level = asked(field, translate)
    if field.internal:
        level = f"{level}, {translate(INTERNAL)}"
    several = translate(SEVERAL) if field.kind == "multi" else ""
    start = f"{level[:1].upper()}{level[1:]}."
    return " ".join(part for part in (start, *more, several) if part)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_HELP else f"{text[: LONGEST_HELP - 1]}…"


def _write_notice(page: _Page) -> None:
    bold = page.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = page.book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    title = page.book.add_format({"bold": True, "font_size": 14})
    page.sheet.write_string(0, 0, f"{page.gabarit.title} ({page.gabarit.version})", title)
    page.sheet.write_string(1, 0, page.gabarit.description)
    page.sheet.write_string(2, 0, page.translate(HOW_TO))
    for column, (name, width) in enumerate(
        zip(NOTICE_COLUMNS, (30, 20, 26, 60, 40, 30), strict=True)
    ):
        page.sheet.set_column(column, column, width)
        page.sheet.write_string(4, column, page.translate(name), bold)
    for row, field in enumerate(page.gabarit.fields, start=5):
        values = ", ".join(allowed_values(field))
        cells = (
            field.title,
            field.name,
            _asked(field, page.translate),
            field.description,
            values,
            field.example,
        )
        for column, cell in enumerate(cells):
            page.sheet.write_string(row, column, cell, bold if column == 0 else wrapped)
    page.sheet.freeze_panes(5, 1)
