"""What a workbook shows and the library that reads it does not tell: leading zeros and percentages
of a number format, error cells, formulas without a value, hidden rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import column_letter

MOST_PLACES_NAMED = 20

MOST_SHEET_COLUMNS = 16_384
"""The last column of a spreadsheet, XFD."""

# Quoted text, an escaped character, a space as wide as a character, a colour or a locale.
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\[[^\]]*\]')
MASK = re.compile(r"[0#\s.\-/]*0[0#\s.\-/]*")

ERROR_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Code of an error in the binary formats (xls, xlsb) → what the cell shows."""

BUILT_IN_FORMATS = {9: "0%", 10: "0.00%"}
"""Number formats that every workbook has without saying so, among those that matter here."""


@dataclass
class Details:
    """Of one sheet; rows and columns from 0.

    `shown`: row → column → text that stands for the cell. `hidden_columns`: (first, last).
    `valueless`: formulas whose result was not saved. `merged`: (first row, last row, column) that
    one value covers. `rows`, `columns`: how far its cells go.
    """

    shown: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    valueless: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    def show(self, row: int, column: int, text: str | None) -> None:
        if text is not None:
            self.shown.setdefault(row, {})[column] = text

    def merge(self, first: int, last: int, column: int) -> None:
        if last > first:
            self.merged.append((first, last, column))

    @property
    def spans(self) -> tuple[tuple[int, int, int], ...]:
        """`merged`, with rows as a spreadsheet counts them."""
        return tuple((first + 1, last + 1, column) for first, last, column in self.merged)

    @property
    def too_large(self) -> bool:
        cells = self.rows * self.columns
        return cells > limits.MAX_CELLS or self.columns > MOST_SHEET_COLUMNS

    def issues(self, filled: Iterable[int], width: int) -> list[Issue]:
        """`filled`: rows (from 0) that hold something; `width`: columns that do."""
        found = []
        rows = sorted(set(self.hidden_rows) & set(filled)) if self.hidden_rows else []
        if rows:
            named = _few(str(row + 1) for row in rows)
            found.append(Issue("hidden-rows", "warning", params={"rows": named, "n": len(rows)}))
        columns = sorted(
            {each for first, last in self.hidden_columns for each in range(first, last + 1)}
            & set(range(width))
        )
        if columns:
            letters = _few(map(column_letter, columns))
            found.append(Issue("hidden-columns", "info", params={"columns": letters}))
        if self.valueless:
            places = _few(f"{column_letter(column)}{row + 1}" for row, column in self.valueless)
            params = {"cells": places, "n": len(self.valueless)}
            found.append(Issue("formula-without-value", "warning", params=params))
        return found


def telling_formats(formats: Mapping[int, str]) -> dict[int, str]:
    """Those of `formats` (number → code) under which a number shows otherwise than as it is."""
    return {
        number: code
        for number, code in formats.items()
        if shown_number(0.5, code) is not None or shown_number(0, code) is not None
    }


@lru_cache(maxsize=8192)
def shown_number(value: float, code: str) -> str | None:
    """What the number format `code` makes of `value` where it adds leading zeros or a per cent
    sign; None: the number as it is.

    >>> shown_number(1000, "00000"), shown_number(0.125, "0%"), shown_number(1000, "#,##0")
    ('01000', '12.5%', None)
    >>> shown_number(478901234, '0#" "##" "##" "##" "##')
    '04 78 90 12 34'
    """
    pattern = code.split(";", maxsplit=1)[0]
    if "%" in LITERAL.sub("", pattern):
        return f"{format(value * 100, '.15g')}%"
    mask = LITERAL.sub(lambda found: found[1] or found[2] or "", pattern)
    if value < 0 or value != int(value) or not MASK.fullmatch(mask) or "." in pattern:
        return None
    places = mask[mask.index("0") :]
    width = sum(place in "0#" for place in places)
    digits = str(int(value))
    if len(digits) >= width:
        return None
    kept = iter(digits.rjust(width, "0"))
    return "".join(next(kept) if place in "0#" else place for place in places).strip()


def _few(places: Iterable[str]) -> str:
    named = list(places)
    return ", ".join(named[:MOST_PLACES_NAMED]) + ("…" if len(named) > MOST_PLACES_NAMED else "")
