"""What the rows of the same scope were when last published, and the ways to find one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.composing.wholes import PARTS as PARTS_OF_WHOLES
from ckanext.opendatacommunal.pipeline.composing.wholes import put_together
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.identity.periods import apart, periods_of
from ckanext.opendatacommunal.pipeline.placing.splitting import split
from ckanext.opendatacommunal.pipeline.write import rewritten, writers_of

PUBLISHED = "_publiee"
"""Column of the previous rows: `non` for a row that is not public now."""

PLACE = "_place"
"""Where a previous row stands among them."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Previous:
    """`table`: the previous rows that the file speaks of, each with its `PLACE`. `others`: the
    identifiers of those of other periods, left as they are."""

    gabarit: Gabarit
    table: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={PLACE: pl.UInt32}))
    others: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.String))

    @classmethod
    def of(cls, depot: Depot) -> Previous:
        table = depot.settings.previous
        if table is None:
            return cls(depot.gabarit)
        rows, others = apart(_with_parts(table, depot), depot.values, depot.gabarit)
        return cls(depot.gabarit, rows.with_row_index(PLACE), _identifiers(others, depot.gabarit))

    def __bool__(self) -> bool:
        return self.table.height > 0

    @property
    def public(self) -> pl.Expr:
        """Whether a row of the table is public now."""
        if PUBLISHED not in self.table.columns:
            return pl.lit(value=True)
        return pl.col(PUBLISHED).ne_missing("non")

    def gone(self, found: pl.DataFrame) -> pl.DataFrame:
        """The public rows that are not among those `found` again, by their `PLACE`."""
        return self.table.filter(self.public & ~pl.col(PLACE).is_in(found[PLACE].implode()))

    def cells(self, name: str | None) -> pl.Series:
        """A column in the order of `PLACE`, an empty cell or no column as ""."""
        if name not in self.table.columns:
            return pl.repeat("", self.table.height, dtype=pl.String, eager=True)
        return self.table[name or ""].cast(pl.String).fill_null("")

    @cached_property
    def identifiers(self) -> pl.DataFrame:
        """(identifier, `PLACE`) of the rows that have one; the last of those that share it."""
        told = self.cells(self.gabarit.role("identifier")).alias("identifier")
        found = pl.DataFrame([told, self.table[PLACE]]).filter(pl.col("identifier") != "")
        if found["identifier"].n_unique() == found.height:
            return found
        return found.unique("identifier", keep="last", maintain_order=True)

    @cached_property
    def periods(self) -> pl.Series:
        return periods_of(self.table, self.gabarit)


def _identifiers(rows: pl.DataFrame, gabarit: Gabarit) -> pl.Series:
    name = gabarit.role("identifier")
    if name not in rows.columns:
        return pl.Series(dtype=pl.String)
    told = rows[name or ""].cast(pl.String).drop_nulls()
    return told.filter(told != "").unique(maintain_order=True)


def _with_parts(table: pl.DataFrame, depot: Depot) -> pl.DataFrame:
    """The published rows with the parts of their whole addresses and points, which are not kept."""
    cut = {*map(depot.gabarit.role, PARTS_OF_WHOLES)}
    known = [name for name in depot.gabarit.part_names & cut if name not in table.columns]
    if not known:
        return table
    values = split(replace(depot, values=table.with_row_index(ROW))).values
    return table.with_columns(values[name] for name in sorted(known) if name in values.columns)


def written_values(depot: Depot) -> pl.DataFrame:
    """The values as they will be published, to compare with those that are."""
    writers = writers_of(depot.gabarit)
    here = put_together(depot).values
    columns = [rewritten(here[name], writers[name]) for name in writers if name in here.columns]
    return here.with_columns(columns)
