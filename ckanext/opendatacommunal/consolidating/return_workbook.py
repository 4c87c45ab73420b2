"""The return sheet as a workbook: questions to answer, and the file back with cells to mend.

Mailed back, it is read by `returned`: a hidden sheet says whose it is, which file it comes from and
which line is which question.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ckanext.opendatacommunal.messages import N_, Translate
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.export.annotated import (
    OPTIONS,
    add_annotated_sheet,
    add_list,
)

MARK = "_retour"
"""Name of the hidden sheet. A1: what follows as JSON; then one row a question: its identifier, its
row in the sheet of questions, its answers as JSON (what is shown → what is meant), and in the next
columns what is shown, for the drop-down."""

QUESTIONS, DATA = N_("Questions"), N_("Your file")
ANSWER = N_("Your answer")
LEAVE = N_("Leave as it is")
HOW_TO = N_(
    "Pick or type each answer in the last column, then mail this workbook back. You may also mend "
    "the coloured cells of the sheet “{sheet}”."
)
NO_QUESTION = N_("No question: mend the coloured cells of the sheet “{sheet}”, then mail it back.")
COLUMNS = (N_("Column"), N_("Value"), N_("Lines"), N_("Question"), ANSWER)
MENDED = ("error", "warning")
"""Kinds of cells that the sheet of questions does not speak of."""
WIDTHS = (24, 24, 14, 80, 40)

FIRST_ROW = 3
"""Index of the first question, below the how-to, an empty row and the header."""

LONGEST_CELL = 32_767
SHOWN_ROWS = 12


def return_workbook(
    depot: Depot, told: Mapping[str, Any], mark: Mapping[str, str], translate: Translate
) -> bytes:
    """`mark`: slug, owner, sha256 of the file that was read; the name of its sheet is added."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        # No clock: same file and same answers, same bytes.
        book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - no zone in xlsx
        asked = told["questions"]
        sheet = book.add_worksheet(translate(QUESTIONS))
        names = {"sheet": translate(DATA), "questions": translate(QUESTIONS)}
        _mark(book, asked, {**mark, **names}, translate)
        _write_questions(book, sheet, asked, translate)
        add_annotated_sheet(book, depot, told, translate(DATA))
        if any(each["severity"] in MENDED for each in told["issues"]):
            add_list(book, depot, told, translate, MENDED)
    return out.getvalue()


def _choices(asked: Mapping[str, Any], translate: Translate) -> dict[str, str | None]:
    """What the drop-down shows → the answer it stands for."""
    shown: dict[str, str | None] = {
        label[:200]: candidate for candidate, label in asked["labels"].items()
    }
    # The two answers on rows that are gone say it all.
    return shown if asked["field"] is None else {**shown, translate(LEAVE): None}


def _mark(book: Any, asked: Any, mark: Mapping[str, str], translate: Translate) -> None:
    sheet = book.add_worksheet(MARK)
    sheet.very_hidden()
    sheet.write_string(0, 0, json.dumps(mark, ensure_ascii=False, sort_keys=True))
    for number, each in enumerate(asked):
        choices = _choices(each, translate)
        known = json.dumps(choices, ensure_ascii=False)
        cells = (each["id"], str(FIRST_ROW + number + 1), known[:LONGEST_CELL], *choices)
        for column, cell in enumerate(cells):
            sheet.write_string(number + 1, column, cell)


def _write_questions(book: Any, sheet: Any, asked: Any, translate: Translate) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    to_fill = book.add_format(
        {"text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#FFE2A8", "border": 1}
    )
    head = book.add_format({"bold": True, "bg_color": "#1F5FA8", "font_color": "#FFFFFF"})
    how_to = translate(HOW_TO if asked else NO_QUESTION).format(sheet=translate(DATA))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, how_to, book.add_format({"bold": True}))
    if not asked:
        return
    for column, title in enumerate(COLUMNS):
        sheet.write_string(FIRST_ROW - 1, column, translate(title), head)
    for number, each in enumerate(asked):
        row = FIRST_ROW + number
        rows = ", ".join(map(str, each["rows"][:SHOWN_ROWS]))
        more = "…" if len(each["rows"]) > SHOWN_ROWS else ""
        question = " ".join(part for part in (each["message"], each["hint"]) if part)
        cells = (each["column"] or "", each["value"] or "", f"{rows}{more}", question)
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell[:LONGEST_CELL], wrapped)
        sheet.write_blank(row, len(cells), None, to_fill)
        choices = len(_choices(each, translate))
        if choices:
            last = xl_rowcol_to_cell(number + 1, choices + 2, True, True)
            rule = {
                "validate": "list",
                "source": f"='{MARK}'!$D${number + 2}:{last}",
                # Another value may be typed: the drop-down only helps.
                "error_type": "information",
            }
            sheet.data_validation(row, len(cells), row, len(cells), rule)
    sheet.freeze_panes(FIRST_ROW, 0)
