"""The workbook of a gabarit, for who starts a table: one sheet to fill in, one to read, an example.

Drop-downs where a list is closed, cells that keep their zeros, help at the cell itself. A hidden
sheet carries the lists and says which gabarit and version it is (`MARK`). Where the rows of last
year are given, filling it in is changing what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ckanext.opendatacommunal.example_rows import example_rows, said_to_clerks
from ckanext.opendatacommunal.gabarit_page import allowed_values
from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.messages import N_, Translate, translator
from ckanext.opendatacommunal.pipeline.reading.template_mark import LISTS, MARK, NAMES, TITLES
from ckanext.opendatacommunal.workbook_cells import NUMBERS, Place, day_of, number_of, runs
from ckanext.opendatacommunal.workbook_notice import Page, asked_of, heading_of, write_notice

ROWS_READY = 2000
"""Rows that have drop-downs and help."""

ROWS_WITH_PLACE = 300
"""Rows in which the commune writes itself; further on the tool fills it in all the same."""

NOTICE = N_("Notice")
EXAMPLE = N_("Example of a table")
NOT_READ = N_("An example, not to be filled in: this sheet is not read.")
HEADER_KEPT = N_("This name tells the columns apart: please keep it.")
PICK = N_("Pick a value from the list.")
# Limits of a spreadsheet for the help of a cell.
LONGEST_TITLE, LONGEST_HELP = 32, 255

COLOURS = {"required": "#1F5FA8", "recommended": "#4A7FB5", "optional": "#5B6770"}
FILLED_COLOUR, INTERNAL_COLOUR = "#7A7A7A", "#6B4E8A"


Row = Mapping[str, str | None]


def write_workbook(
    gabarit: Gabarit,
    target: Path | IO[bytes],
    translate: Translate | None = None,
    *,
    place: Place | None = None,
    rows: Sequence[Row] = (),
) -> None:
    """Write the workbook to `target`; in French unless `translate` says otherwise.

    `place`: the commune that fills it in: its name and codes write themselves in each row. `rows`:
    rows to begin with, as they are published (name of the field → text).
    """
    translate = translate or translator("fr")
    file = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
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
        page = Page(book, sheet, gabarit, translate)
        shown = example_rows(gabarit)
        if shown:
            example = book.add_worksheet(translate(EXAMPLE))
            _write_example(Page(book, example, gabarit, translate), shown)
        lists = _write_lists(page)
        _write_table(page, lists)
        _write_rows(page, rows)
        if place:
            _write_place(page, place, len(rows) + 1)
        write_notice(Page(book, notice, gabarit, translate))
        for each in book.worksheets():
            # On paper: all columns side by side, their titles on each page.
            each.set_landscape()
            each.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def sheet_title(text: str) -> str:
    """`text` as a spreadsheet takes it for the name of a sheet."""
    allowed = "".join(letter for letter in text if letter not in "[]:*?/\\").strip(" '")
    return allowed[:31].strip(" '") or "Feuille1"


def _write_lists(page: Page) -> dict[str, str]:
    """Field → reference of its list in the hidden sheet."""
    gabarit = page.gabarit
    mark = page.book.add_worksheet(MARK)
    mark.very_hidden()
    looked_at = (heading_of(gabarit), page.translate(NOT_READ))
    mark.write_row(0, 0, (gabarit.slug, gabarit.version, *looked_at))
    mark.write_row(TITLES, 0, [field.title for field in gabarit.fields])
    mark.write_row(NAMES, 0, [field.name for field in gabarit.fields])
    references = {}
    for field in gabarit.fields:
        values = allowed_values(field)
        if not values or field.kind == "multi":
            continue
        column = len(references)
        mark.write_column(LISTS, column, values)
        letter = xl_col_to_name(column)
        first, last = LISTS + 1, LISTS + len(values)
        references[field.name] = f"='{MARK}'!${letter}${first}:${letter}${last}"
    return references


def _write_table(page: Page, lists: dict[str, str]) -> None:
    _write_header(page, 0)
    for column, field in enumerate(page.gabarit.fields):
        _keep_header(page, column)
        _help(page, column, field, lists.get(field.name))


def _write_header(page: Page, row: int) -> None:
    """The titles, coloured and kept in sight; columns wide enough, in the format of their cells."""
    text = page.book.add_format({"num_format": "@"})
    number = page.book.add_format({"num_format": "General"})
    day = page.book.add_format({"num_format": "yyyy-mm-dd"})
    for column, field in enumerate(page.gabarit.fields):
        style = number if field.kind in NUMBERS else day if field.kind == "date" else text
        page.sheet.set_column(column, column, max(12, min(len(field.title) + 2, 34)), style)
        page.sheet.write_string(row, column, field.title, _header_style(page.book, field))
    page.sheet.set_row(row, 48)
    page.sheet.freeze_panes(row + 1, 0)


def _write_rows(page: Page, rows: Sequence[Row], first: int = 1) -> None:
    """Cells that are read back as the very same text."""
    day = page.book.add_format({"num_format": "yyyy-mm-dd"})
    words = {
        field.name: said_to_clerks(field, page.gabarit.schema) for field in page.gabarit.fields
    }
    for position, row in enumerate(rows, first):
        for column, field in enumerate(page.gabarit.fields):
            cell = row.get(field.name)
            if not cell:
                continue
            number, moment = number_of(cell, field), day_of(cell, field)
            if number is not None:
                page.sheet.write_number(position, column, number)
            elif moment is not None:
                page.sheet.write_datetime(position, column, moment, day)
            else:
                page.sheet.write_string(position, column, words[field.name].get(cell, cell))


def _write_place(page: Page, place: Place, first: int) -> None:
    """Name and codes of the commune, which show as soon as a row has something else in it."""
    names = {page.gabarit.role(role): text for role, text in place.by_role.items() if text}
    fields = [field.name for field in page.gabarit.fields]
    columns = {fields.index(name): text for name, text in names.items() if name in fields}
    others = runs([column for column in range(len(fields)) if column not in columns])
    plain = page.book.add_format({"num_format": "General"})
    for row in range(first, first + ROWS_WITH_PLACE) if others else ():
        cells = ",".join(
            f"{xl_col_to_name(start)}{row + 1}:{xl_col_to_name(end)}{row + 1}"
            for start, end in others
        )
        for column, text in columns.items():
            quoted = text.replace('"', '""')
            formula = f'=IF(COUNTA({cells})=0,"","{quoted}")'
            # A blank as its result: with none, the workbook would look unsaved.
            page.sheet.write_formula(row, column, formula, plain, " ")


def _write_example(page: Page, rows: Sequence[Row]) -> None:
    """The valid example in the layout of the table, under a line that says it is not read."""
    warning = page.book.add_format({"bold": True, "font_color": "#8A1F11"})
    page.sheet.write_string(0, 0, page.translate(NOT_READ), warning)
    _write_header(page, 1)
    _write_rows(page, rows, first=2)


def _header_style(book: Any, field: Field) -> Any:
    colour = COLOURS[field.level]
    if field.filled:
        colour = FILLED_COLOUR
    if field.internal:
        colour = INTERNAL_COLOUR
    look = {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "border": 1}
    return book.add_format({**look, "text_wrap": True, "valign": "vcenter"})


def _keep_header(page: Page, column: int) -> None:
    """A rule no text can meet: the name is kept without locking the sheet, which would get in the
    way of pasting."""
    rule = {"validate": "custom", "value": "=FALSE", "error_type": "stop"}
    page.sheet.data_validation(
        0, column, 0, column, {**rule, "error_message": page.translate(HEADER_KEPT)}
    )


def _help(page: Page, column: int, field: Field, reference: str | None) -> None:
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": field.title[:LONGEST_TITLE],
        "input_message": _shortened(asked_of(field, page.translate, field.description)),
    }
    if reference:
        rule |= {
            "validate": "list",
            "source": reference,
            "error_type": "information" if field.open else "warning",
            "error_message": page.translate(PICK),
        }
    page.sheet.data_validation(1, column, ROWS_READY, column, rule)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_HELP else f"{text[: LONGEST_HELP - 1]}…"
