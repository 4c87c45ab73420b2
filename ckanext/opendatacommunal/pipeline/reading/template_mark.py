"""The mark of a workbook that we have made: the gabarit it is for, and in which version."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the name alone is wanted where nothing is read
    from ckanext.opendatacommunal.pipeline.reading.cells import Sheet

MARK = "_gabarit"
"""Name of the hidden sheet: slug in A1, version in B1."""

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
