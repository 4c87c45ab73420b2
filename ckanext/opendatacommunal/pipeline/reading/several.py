"""Two tables on one sheet: side by side, nobody can tell which row is whose; one below the other,
only the first is read, and it is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.cells import column_letter
from ckanext.opendatacommunal.pipeline.reading.header import FIGURE, Header, known_names
from ckanext.opendatacommunal.pipeline.reading.names import plain

# A title or a blank row before it: more places than these are no second table but a habit.
MOST_STARTS = 2000

SHOWN_NAMES = 6


def refuse_side_by_side(names: Sequence[str], rows: pl.DataFrame) -> None:
    """Raises `UnreadableFile` when the names begin anew after a column that is empty throughout, or
    when the second half of them repeats the first."""
    plain_names = [plain(name) for name in names]
    for start in _starts(plain_names, rows):
        left = {name for name in plain_names[:start] if name}
        right = [name for name in plain_names[start:] if name]
        again = sum(name in left for name in right)
        if again >= 2 and again >= len(right) / 2:
            shown = [name.strip() for name in names[start:] if name.strip()]
            raise UnreadableFile(
                "side-by-side", column=column_letter(start), names=shown[:SHOWN_NAMES]
            )


def _starts(names: list[str], rows: pl.DataFrame) -> list[int]:
    """Where a second table may begin."""
    blank = [
        not name and rows[f"c{index}"].null_count() == rows.height
        for index, name in enumerate(names)
    ]
    after_gap = [index for index in range(1, len(names)) if blank[index - 1] and not blank[index]]
    half, odd = divmod(len(names), 2)
    twice = not odd and half > 1 and all(names) and names[:half] == names[half:]
    return [*after_gap, *([half] if twice else [])]


def second_table(
    filled: pl.DataFrame, header: Header, words: Collection[str]
) -> tuple[int | None, list[Issue]]:
    """(row of the names of a second table, an issue that names it): known names, not those of the
    header, after a blank row or a row of one cell. `filled`: rows below the header that are not
    blank."""
    names = {plain(name) for name in header.names if name}
    for row, *cells in _after_a_break(filled, header.above).iter_rows():
        written = [cell.strip() for cell in cells if cell and cell.strip()]
        if any(FIGURE.match(cell) for cell in written):
            continue
        known = known_names(written, words)
        new = sum(plain(cell) not in names for cell in written)
        if known >= 2 and known >= len(written) / 2 and new:
            count = filled.filter(pl.col(ROW) > row).height
            params = {"rows": count, "names": written[:SHOWN_NAMES]}
            return row, [Issue("second-table", "error", row=row, params=params)]
    return None, []


def _after_a_break(filled: pl.DataFrame, above: int) -> pl.DataFrame:
    if filled.height < 2 or filled.width < 3:
        return filled.head(0)
    if _is_unbroken(filled, above):
        return filled.head(0)
    cells = pl.sum_horizontal(pl.col(name).is_not_null() for name in filled.columns[1:])
    before = pl.col(ROW).shift(1, fill_value=above)
    gap = pl.col(ROW) - before > 1
    below_title = cells.shift(1, fill_value=2) == 1
    return filled.filter((cells > 1) & (gap | below_title)).head(MOST_STARTS)


def _is_unbroken(filled: pl.DataFrame, above: int) -> bool:
    """Whether no row is missing and two columns are full, so that no row is of one cell."""
    full = sum(filled[name].null_count() == 0 for name in filled.columns[1:])
    return full > 1 and filled[ROW][-1] == above + filled.height
