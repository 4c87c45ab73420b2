"""Which values of each column a reader must look at, told by polars for all columns at once.

A sieve, not a second reader: the other values are those that the kind of the column surely leaves
as they are (`FieldType.plain`), and a long clean column costs no call a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.fields import field_type

MOST_SHOWN = 2_000
"""Plain values that a survey is shown, where none of them stands for others."""

SAMPLE_ROWS = 2_000
HARDLY_TWICE = 0.99
"""Of the first rows, the share of distinct values above which it is quicker to test all cells than
to look for those that are there twice."""


class Suspects(NamedTuple):
    """What a reader is shown of a column.

    `doubtful`: the distinct values to read one by one, in the order of the file. `cells`: all that
    are filled, or each distinct one once.
    """

    doubtful: list[str]
    cells: pl.Series

    def shown(self, field: Field) -> list[str]:
        """The plain values that `FieldType.survey` must see beside the doubtful ones."""
        kind = field_type(field.kind)
        if kind.plain is None or kind.survey is None or not self.doubtful:
            return []
        cell = pl.col("cell")
        plain = self.cells.to_frame("cell").lazy().filter(~cell.is_in(self.doubtful))
        alike = kind.alike(cell) if kind.alike else cell
        plain = plain.unique(alike, keep="first", maintain_order=True)
        shown = plain if kind.alike else plain.head(MOST_SHOWN)
        return shown.collect()["cell"].to_list()


def suspects_of(depot: Depot, fields: Iterable[Field]) -> dict[str, Suspects]:
    """Of each of these fields, by name: the values that are there."""
    here = {each.name: each for each in fields if each.name in depot.values.columns}
    # Each column by itself, all at the same time.
    held = pl.collect_all(_cells(depot.values[name]) for name in here)
    cells = {name: each.to_series() for name, each in zip(here, held, strict=True)}
    plain = pl.collect_all(_plain(cells[name], field, depot) for name, field in here.items())
    doubtful = {
        name: cells[name].filter(~each.to_series()) for name, each in zip(here, plain, strict=True)
    }
    return {
        name: Suspects(each.unique(maintain_order=True).to_list(), cells[name])
        for name, each in doubtful.items()
    }


def _cells(column: pl.Series) -> pl.LazyFrame:
    """The distinct values of a column; all its cells where hardly any would be told twice."""
    top = column.head(SAMPLE_ROWS)
    filled = column.to_frame().lazy().select(pl.all().drop_nulls())
    if top.n_unique() > HARDLY_TWICE * len(top):
        return filled
    return filled.select(pl.all().unique(maintain_order=True))


def _plain(cells: pl.Series, field: Field, depot: Depot) -> pl.LazyFrame:
    """One column: true of each value that the kind surely leaves as it is."""
    frame = cells.to_frame("cell").lazy()
    kind, cell = field_type(field.kind), pl.col("cell")
    if kind.plain is None or (kind.unit_of and kind.unit_of(depot.source_of(field.name) or "")):
        return frame.select(cell.is_null())
    plain = kind.plain(cell, field).fill_null(value=False)
    known = list(depot.settings.profile.values.get(field.name, {}))
    # `select` works out once what `filter` would for each of the tests that need it.
    return frame.select(plain & ~cell.is_in(known) if known else plain)
