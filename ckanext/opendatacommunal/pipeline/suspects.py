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


class Suspects(NamedTuple):
    """The distinct values of a column, in the order of the file.

    `doubtful`: those to read one by one. `distinct`: all of them.
    """

    doubtful: list[str]
    distinct: pl.Series

    def shown(self, field: Field) -> list[str]:
        """The plain values that `FieldType.survey` must see beside the doubtful ones."""
        kind = field_type(field.kind)
        if kind.plain is None or kind.survey is None or not self.doubtful:
            return []
        plain = self.distinct.to_frame("cell").lazy()
        plain = plain.filter(~pl.col("cell").is_in(self.doubtful))
        if kind.alike is None:
            plain = plain.head(MOST_SHOWN)
        else:
            alike = kind.alike(pl.col("cell"))
            plain = plain.unique(alike, keep="first", maintain_order=True)
        return plain.collect()["cell"].to_list()


def suspects_of(depot: Depot, fields: Iterable[Field]) -> dict[str, Suspects]:
    """Of each of these fields, by name: the values that are there."""
    here = {each.name: each for each in fields if each.name in depot.values.columns}
    values = depot.values.lazy()
    # Each column by itself, all at the same time.
    distinct = pl.collect_all(
        values.select(pl.col(name).drop_nulls().unique(maintain_order=True)) for name in here
    )
    held = {name: each.to_series() for name, each in zip(here, distinct, strict=True)}
    plain = pl.collect_all(_plain(held[name], field, depot) for name, field in here.items())
    return {
        name: Suspects(held[name].filter(~each.to_series()).to_list(), held[name])
        for name, each in zip(here, plain, strict=True)
    }


def _plain(distinct: pl.Series, field: Field, depot: Depot) -> pl.LazyFrame:
    """One column: true of each value that the kind surely leaves as it is."""
    frame = distinct.to_frame("cell").lazy()
    kind, cell = field_type(field.kind), pl.col("cell")
    if kind.plain is None or (kind.unit_of and kind.unit_of(depot.source_of(field.name) or "")):
        return frame.select(cell.is_null())
    plain = kind.plain(cell, field).fill_null(value=False)
    known = list(depot.settings.profile.values.get(field.name, {}))
    # `select` works out once what `filter` would for each of the tests that need it.
    return frame.select(plain & ~cell.is_in(known) if known else plain)
