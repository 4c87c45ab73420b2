"""A table of text: the common form of a sheet, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits

# Rows turned into columns at a time: few enough to hold as Python strings, many enough to be quick.
CHUNK_ROWS = 20_000


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or the whole of a text file.

    `cells`: `_row`, then text columns `c0`, `c1`…; null = empty cell; every row, header included.
    `lengths`: number of cells that each row of a text file was written with. `merged`: (first row,
    last row, column from 0) that one value covers.
    """

    cells: pl.DataFrame
    lengths: pl.Series
    name: str | None = None
    hidden: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    issues: tuple[Issue, ...] = ()
    merged: tuple[tuple[int, int, int], ...] = ()

    @property
    def width(self) -> int:
        return self.cells.width - 1

    def top(self, rows: int) -> list[tuple[int, list[str]]]:
        """(row, cells) of the first `rows` rows; "" = empty."""
        return [
            (row, [cell or "" for cell in cells])
            for row, *cells in self.cells.head(rows).iter_rows()
        ]


def column_letter(index: int) -> str:
    """0 → A, 26 → AA: how a spreadsheet calls the column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def table_of(rows: Iterable[Sequence[str]]) -> tuple[pl.DataFrame, pl.Series]:
    """`cells` and `lengths` of a `Sheet`: ragged rows are filled with nulls, empty columns at the
    end dropped. Raises `UnreadableFile` beyond the limits.
    """
    lengths: list[int] = []
    chunks = list(_chunks(iter(rows), lengths))
    counted = pl.Series(lengths, dtype=pl.Int64)
    if not chunks:
        return pl.DataFrame(schema={ROW: pl.Int64}), counted
    table = pl.concat(chunks, how="diagonal")
    width = max(lengths)
    return without_empty_end(table.select(ROW, *(f"c{i}" for i in range(width)))), counted


def _chunks(rows: Iterator[Sequence[str]], lengths: list[int]) -> Iterator[pl.DataFrame]:
    start, widest = 1, 0
    while chunk := list(islice(rows, CHUNK_ROWS)):
        lengths.extend(map(len, chunk))
        widest = max(widest, *lengths[start - 1 :])
        refuse_beyond(len(lengths), widest)
        columns = zip_longest(*chunk, fillvalue=None)
        data = {f"c{i}": pl.Series(list(each), dtype=pl.String) for i, each in enumerate(columns)}
        numbers = pl.Series(range(start, start + len(chunk)), dtype=pl.Int64)
        yield pl.DataFrame({ROW: numbers, **data}).with_columns(
            pl.when(pl.col(pl.String) != "").then(pl.col(pl.String))
        )
        start += len(chunk)


def refuse_beyond(rows: int, columns: int) -> None:
    """Raises `UnreadableFile` if a table would not fit: one long row widens all the others."""
    large = columns * rows > limits.MAX_CELLS
    if columns > limits.MAX_COLUMNS or rows > limits.MAX_ROWS or large:
        raise UnreadableFile("too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS)


def without_empty_end(table: pl.DataFrame) -> pl.DataFrame:
    """The table up to its last column that holds something."""
    filled = [name for name in table.columns[1:] if table[name].null_count() < table.height]
    last = int(filled[-1][1:]) + 1 if filled else 0
    return table.select(ROW, *(f"c{i}" for i in range(last)))
