"""Rows that repeat what stands above the data, as printed pages do: names on two lines, a title
beside the number of the page."""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

from ckanext.opendatacommunal.pipeline.reading.header import Header
from ckanext.opendatacommunal.pipeline.reading.names import plain

FIGURES = re.compile(r"\d+")


def headings_again(
    cells: pl.DataFrame, filled: pl.DataFrame, header: Header, again: Collection[int]
) -> list[tuple[int, list[str]]]:
    """(row, cells) of the rows of `filled` that are, cell by cell and but for figures, the line of
    the names or one above it; a line of one cell only where the names follow. `cells`: the whole
    sheet; `again`: rows known to repeat the names."""
    above = cells.head(header.row)
    lines = {each for _row, *line in above.iter_rows() if _written(each := _bare(line))}
    if header.row < 2 or not lines:
        return []
    begins = {next((place, cell) for place, cell in enumerate(line) if cell) for line in lines}
    suspects = filled.filter(
        pl.any_horizontal(
            pl.col(f"c{place}").is_in(
                [cell for cell in above[f"c{place}"] if cell and _shape(cell) == begin]
            )
            for place, begin in sorted(begins)
        )
    )
    found = [(row, line) for row, *line in suspects.iter_rows() if _bare(line) in lines]
    whole = {*again, *(row for row, line in found if len(_written(_bare(line))) > 1)}
    return [
        (row, _written([cell or "" for cell in line]))
        for row, line in found
        if row in whole or whole & set(range(row + 1, row + header.row))
    ]


def _bare(line: list[str | None]) -> tuple[str, ...]:
    return tuple(_shape(cell or "") for cell in line)


def _shape(cell: str) -> str:
    return FIGURES.sub("0", plain(cell))


def _written(line: list[str] | tuple[str, ...]) -> list[str]:
    return [cell.strip() for cell in line if cell.strip()]
