"""The periods of rows (law 6): what a file says holds for the periods it has rows of, no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit


def periods_of(values: pl.DataFrame, gabarit: Gabarit) -> list[str]:
    """The period of each row of a table whose columns are fields of the gabarit."""
    names = gabarit.period.fields if gabarit.period else ()
    here = [name for name in names if name in values.columns]
    if not here:
        return [""] * values.height
    return [gabarit.period_of(row) for row in values.select(here).iter_rows(named=True)]


def apart(
    known: Iterable[Mapping[str, Any]], values: pl.DataFrame, gabarit: Gabarit
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    """The published rows that a file of these `values` speaks of, then all others.

    It speaks of the rows of its periods, and of those it names by an identifier that is the
    commune's own: an act whose date was wrong moves from one year to another. An identifier that
    the tool made may have been copied with last year's table, and says nothing of that year.
    """
    known = tuple(known)
    if gabarit.period is None:
        return known, ()
    periods = set(periods_of(values, gabarit))
    name = gabarit.role("identifier")
    own = name if name in values.columns and not gabarit.identifier_prefix else None
    named = set(values[own].drop_nulls()) if own else set()
    reached, others = [], []
    for row in known:
        said = gabarit.period_of(row) in periods or (own and row.get(own) in named)
        (reached if said else others).append(row)
    return tuple(reached), tuple(others)
