"""The periods of rows (law 6): what a file says holds for the periods it has rows of, no others."""

from __future__ import annotations

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit


def periods_of(values: pl.DataFrame, gabarit: Gabarit) -> pl.Series:
    """The period of each row of a table whose columns are fields of the gabarit."""
    names = gabarit.period.fields if gabarit.period else ()
    here = [name for name in names if name in values.columns]
    if not here:
        return pl.repeat("", values.height, dtype=pl.String, eager=True)
    told = values.select(here)
    distinct = told.unique(maintain_order=True)
    periods = [gabarit.period_of(row) for row in distinct.iter_rows(named=True)]
    known = distinct.with_columns(pl.Series("_period", periods, dtype=pl.String))
    found = told.join(known, on=here, how="left", nulls_equal=True, maintain_order="left")
    return found["_period"]


def apart(
    known: pl.DataFrame, values: pl.DataFrame, gabarit: Gabarit
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The published rows that a file of these `values` speaks of, then all others.

    It speaks of the rows of its periods, and of those it names by an identifier that is the
    commune's own: an act whose date was wrong moves from one year to another. An identifier that
    the tool made may have been copied with last year's table, and says nothing of that year.
    """
    if gabarit.period is None:
        return known, known.clear()
    said = periods_of(known, gabarit).is_in(periods_of(values, gabarit).unique().implode())
    name = gabarit.role("identifier")
    if name in values.columns and name in known.columns and not gabarit.identifier_prefix:
        own = known[name].is_in(values[name].drop_nulls().unique().implode())
        said |= own.fill_null(value=False)
    return known.filter(said), known.filter(~said)
