"""Identifiers that are the commune's own are kept as they are; no two rows may bear the same one.

Where each producer numbers by himself, and begins again each year (deliberations), the row is known
by its producer and its period too: the cell stays as it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue


def take_given(depot: Depot, skipped: frozenset[int]) -> Depot:
    """Name the rows by what the commune gave; tell the rows, but `skipped`, that share a name."""
    gabarit = depot.gabarit
    target = gabarit.role("identifier")
    source = gabarit.role("given_identifier") or target
    if not gabarit.identifier_given or not target or source not in depot.values.columns:
        return depot
    names = {row: identifier for row, identifier in _named(depot, source) if row not in skipped}
    column = pl.Series(target, [names.get(row) for row in depot.values[ROW]], dtype=pl.String)
    values = depot.values if target == source else depot.values.with_columns(column)
    given = dict(depot.values.select(ROW, source).iter_rows())
    return replace(depot, values=values).with_issues(_not_their_own(depot, source, names, given))


def _named(depot: Depot, source: str) -> Iterator[tuple[int, str]]:
    gabarit = depot.gabarit
    wanted = {
        source,
        gabarit.role("producer_siret"),
        *(gabarit.period.fields if gabarit.period else ()),
    }
    here = [name for name in depot.values.columns if name in wanted]
    for row in depot.values.select(ROW, *here).iter_rows(named=True):
        if not row[source]:
            continue
        if source == gabarit.role("identifier"):
            yield row[ROW], row[source]
            continue
        siret = row.get(gabarit.role("producer_siret") or "") or ""
        place = depot.settings.commune or siret[:9]
        parts = (place, gabarit.period_of(row), row[source])
        yield row[ROW], "-".join(filter(None, parts))


def _not_their_own(
    depot: Depot, source: str, names: dict[int, str], given: dict[int, str]
) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for row, identifier in names.items():
        other = first.setdefault(identifier, row)
        if other != row:
            yield Issue("same-identifier", "error", row, source, given[row], {"other": other})
        elif identifier in depot.settings.reserved:
            yield Issue("identifier-taken", "error", row, source, given[row])
