"""The notice of a workbook: what each column holds and asks, the allowed values, the versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.opendatacommunal.gabarit_page import allowed_values, asked
from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.messages import N_, Translate, said_in

VERSIONS = N_("Versions")
INTERNAL = N_("never published")
SEVERAL = N_("Several values: separate them with |.")
NOTICE_COLUMNS = (
    N_("Column"),
    N_("Field"),
    N_("Asked"),
    N_("What it holds"),
    N_("Values"),
    N_("Example"),
)
NOTICE_WIDTHS = (30, 20, 26, 60, 40, 30)
LINE_POINTS = 15
HOW_TO = N_("Fill in one row for each object, then hand in this workbook. Leave no total.")


@dataclass(frozen=True)
class Page:
    """A sheet of the workbook being written, and the words of its language."""

    book: Any
    sheet: Any
    gabarit: Gabarit
    translate: Translate


def write_notice(page: Page) -> None:
    bold = page.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = page.book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    title = page.book.add_format({"bold": True, "font_size": 14})
    page.sheet.write_string(0, 0, heading_of(page.gabarit), title)
    page.sheet.write_string(1, 0, page.gabarit.description)
    page.sheet.write_string(2, 0, page.translate(HOW_TO))
    for column, (name, width) in enumerate(zip(NOTICE_COLUMNS, NOTICE_WIDTHS, strict=True)):
        page.sheet.set_column(column, column, width)
        page.sheet.write_string(4, column, page.translate(name), bold)
    for row, field in enumerate(page.gabarit.fields, start=5):
        values = ", ".join(allowed_values(field))
        cells = (
            field.title,
            field.name,
            asked_of(field, page.translate),
            field.description,
            values,
            field.example,
        )
        page.sheet.set_row(row, LINE_POINTS * _lines(cells))
        for column, cell in enumerate(cells):
            page.sheet.write_string(row, column, cell, bold if column == 0 else wrapped)
    page.sheet.freeze_panes(5, 1)
    _write_changes(page, len(page.gabarit.fields) + 6, bold, wrapped)


def asked_of(field: Field, translate: Translate, *more: str) -> str:
    """Whether it must be filled in and who sees it, then `more`, then how to write several."""
    level = asked(field, translate)
    if field.internal:
        level = f"{level}, {translate(INTERNAL)}"
    several = translate(SEVERAL) if field.kind == "multi" else ""
    start = f"{level[:1].upper()}{level[1:]}."
    return " ".join(part for part in (start, *more, several) if part)


def _lines(cells: Sequence[str]) -> int:
    """Lines that the longest cell takes; not every program finds the height by itself."""
    held = zip(cells, NOTICE_WIDTHS, strict=False)
    return max(-(-len(cell) // (width - 4)) for cell, width in held) or 1


def heading_of(gabarit: Gabarit) -> str:
    """Title and version of a gabarit."""
    return f"{gabarit.title} ({gabarit.version})"


def _write_changes(page: Page, row: int, bold: Any, wrapped: Any) -> None:
    """What each version changed, the newest first."""
    if not page.gabarit.changes:
        return
    page.sheet.write_string(row, 0, page.translate(VERSIONS), bold)
    for place, change in enumerate(page.gabarit.changes, row + 1):
        page.sheet.write_string(place, 0, f"{change.version} ({change.date})", bold)
        told = said_in(change.what, page.translate)
        page.sheet.set_row(place, LINE_POINTS * _lines(("", "", "", told)))
        page.sheet.write_string(place, 3, told, wrapped)
