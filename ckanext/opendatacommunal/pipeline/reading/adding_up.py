"""Rows that add up the rows above them, whatever their first cell says."""

from __future__ import annotations

import math
import re

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW

FEWEST_ADDED = 3
"""Rows above, from which an equal sum is no accident."""

LAST_ROWS = 3
"""Totals stand at the end; those in the middle have a name."""

MOST_ADDED = 5000

AMOUNT = re.compile(r"[\s+-]*\d[\d\s.,]*(?:€|%|m[²2]|ha|euros?)?\s*", re.IGNORECASE)
DIGITS = re.compile(r"[\d,.+-]+")


def rows_that_add_up(filled: pl.DataFrame, known: list[int]) -> list[tuple[int, list[str]]]:
    """(row, cells) of the last rows of `filled` with figures alone, but for one word at most, at
    least one of which is the sum of its column, and with fewer cells than any row above. `known`:
    rows that are no data for another reason."""
    if filled.height > MOST_ADDED or filled.width < 3:
        return []
    rows = filled.filter(~pl.col(ROW).is_in(known))
    found = []
    for place in range(rows.height - LAST_ROWS, rows.height):
        if place < FEWEST_ADDED:
            continue
        row, *cells = rows.row(place)
        written = [cell.strip() for cell in cells if cell and cell.strip()]
        above = rows.head(place).filter(~pl.col(ROW).is_in([each[0] for each in found]))
        if _may_be_a_total(written, above) and _adds_up(cells, above):
            found.append((row, written))
    return found


def _may_be_a_total(written: list[str], above: pl.DataFrame) -> bool:
    figures = sum(1 for cell in written if AMOUNT.fullmatch(cell))
    counts = above.select(
        pl.sum_horizontal(pl.col(name).is_not_null() for name in above.columns[1:]).alias("n")
    )["n"]
    fewest = counts.min()
    return 0 < figures >= len(written) - 1 and isinstance(fewest, int) and len(written) < fewest


def _adds_up(cells: list[str | None], above: pl.DataFrame) -> bool:
    for index, cell in enumerate(cells):
        total = _number(cell or "")
        if total is None:
            continue
        held = [number for one in above[f"c{index}"] if (number := _number(one or "")) is not None]
        most = max(held, default=0)
        if len(held) >= FEWEST_ADDED and most < total and math.isclose(sum(held), total):
            return True
    return False


def _number(cell: str) -> float | None:
    if not AMOUNT.fullmatch(cell):
        return None
    digits = "".join(DIGITS.findall(cell.removesuffix("2") if "m2" in cell.lower() else cell))
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None
