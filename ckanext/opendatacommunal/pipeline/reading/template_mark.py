"""The mark of a workbook that we have made: the gabarit it is for, and in which version."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the name alone is wanted where nothing is read
    from ckanext.opendatacommunal.pipeline.reading.cells import Sheet

MARK = "_gabarit"
"""Name of the hidden sheet: slug in A1, version in B1, then the first cells of the sheets that are
only to be looked at; titles of the columns in the second row, their names in the third; lists
below."""

TITLES, NAMES, LISTS = 1, 2, 3
"""Rows of that sheet, counted from 0."""

LOOKED_AT = 2
"""Column of the first of these first cells."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def template_of(sheets: Iterable[Sheet]) -> tuple[str, str] | None:
    """(slug, version) of the gabarit that the workbook was made for, None for another file."""
    for sheet in sheets:
        if sheet.name != MARK or not sheet.width:
            continue
        for _row, cells in sheet.top(1):
            slug, version = (*(cell.strip() for cell in cells), "", "")[:2]
            return (slug, version) if _SLUG.fullmatch(slug) else None
    return None


def columns_of_template(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Title → name of each column that the workbook was made with; {} for another file."""
    for sheet in sheets:
        if sheet.name == MARK and sheet.width:
            rows = [[cell.strip() for cell in cells] for _row, cells in sheet.top(LISTS)]
            if len(rows) > NAMES:
                told = zip(rows[TITLES], rows[NAMES], strict=False)
                return {title: name for title, name in told if title and name}
    return {}


def to_fill_in(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets but for the notice and the example of our own workbook, whatever their names may
    be by now: they are known by what their first cells say."""
    said = next((_first_row(each) for each in sheets if each.name == MARK and each.width), [])
    ours = set(said[LOOKED_AT:]) - {""}
    return [each for each in sheets if not ours & set(_first_row(each)[:1])] if ours else sheets


def _first_row(sheet: Sheet) -> list[str]:
    rows = list(sheet.top(1)) if sheet.width else []
    return [cell.strip() for cell in rows[0][1]] if rows else []
