"""Step `complete`: what the tool fills or cross-checks, field by role and never by name."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.composing.computed import compute
from ckanext.opendatacommunal.pipeline.composing.legal_totals import compare_with_the_law
from ckanext.opendatacommunal.pipeline.composing.products import multiply
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.identity.comparing import compare
from ckanext.opendatacommunal.pipeline.identity.given_identifiers import take_given
from ckanext.opendatacommunal.pipeline.identity.identifiers import name_rows
from ckanext.opendatacommunal.pipeline.identity.previous import Previous
from ckanext.opendatacommunal.pipeline.placing.territory import settle_territory

DUPLICATE = "duplicate-row"

TELLING_ROWS = 2_000
"""Enough to see in which column hardly any cell is there twice."""


def complete(depot: Depot) -> Depot:
    """House numbers, territory, identifiers, what changed since last time and what is gone."""
    depot = find_duplicates(depot)
    depot = settle_territory(complete_house_numbers(depot))
    depot = take_given(depot, duplicates(depot))
    previous = Previous.of(depot)
    depot, found = name_rows(depot, previous, duplicates(depot))
    depot = compare_with_the_law(multiply(compute(depot)))
    return compare(depot, previous, found)


def duplicates(depot: Depot) -> frozenset[int]:
    """Rows that say the same as an earlier one."""
    return frozenset(i.row for i in depot.issues if i.code == DUPLICATE and i.row is not None)


def find_duplicates(depot: Depot) -> Depot:
    """The second of two rows equal cell by cell is set aside, never merged in silence.

    As found in the file: two cells that are both unreadable are not the same for that.
    """
    names = [f"c{column.index}" for column in depot.columns if column.field]
    if not names or depot.raw.is_empty():
        return depot
    some = depot.raw.select(names).gather_every(max(1, depot.raw.height // TELLING_ROWS))
    telling = max(names, key=lambda name: some[name].n_unique())
    suspects = depot.raw.filter(_as_told(depot.raw[telling]).is_duplicated())
    cells = suspects.select(ROW, *map(_tidied, names))
    again = cells.select(ROW, pl.col(ROW).first().over(names).alias("first")).filter(
        pl.col("first") != pl.col(ROW)
    )
    return depot.with_issues(
        Issue(DUPLICATE, "warning", row, None, None, {"first": first})
        for row, first in again.sort(ROW).iter_rows()
    )


def _as_told(cells: pl.Series) -> pl.Series:
    """The cells without odd spaces, which a long column hardly ever has."""
    if not cells.str.contains(r"^\s|\s\s|[^\S ]|\s$").any():
        return cells.fill_null("")
    return cells.to_frame().select(_tidied(cells.name)).to_series()


def _tidied(name: str) -> pl.Expr:
    return pl.col(name).fill_null("").str.strip_chars().str.replace_all(r"\s+", " ")


def complete_house_numbers(depot: Depot) -> Depot:
    """A street without a number gets SN; `splitting` found those written beside the street.

    Not where the number is but a part of an address, nor with `options.sn: false`.
    """
    street, number = depot.gabarit.role("street"), depot.gabarit.role("house_number")
    if street is None or number is None or street not in depot.values.columns:
        return depot
    if number in depot.gabarit.part_names or depot.gabarit[number].options.get("sn") is False:
        return depot
    held = {row for q in depot.open_questions if q.field == number for row in q.rows}
    values = depot.values
    if number not in values.columns:
        values = values.with_columns(pl.lit(None, dtype=pl.String).alias(number))
    without = _filled(street) & ~_filled(number) & ~pl.col(ROW).is_in(list(held))
    rows = values.filter(without).select(ROW)
    if rows.is_empty():
        return replace(depot, values=values)
    values = values.with_columns(
        pl.when(without).then(pl.lit(NO_NUMBER)).otherwise(pl.col(number)).alias(number)
    )
    said = {"count": rows.height, "rows": tuple(rows[ROW])}
    return replace(depot, values=values).with_issues(
        [Issue("no-house-number", "info", None, number, None, said)]
    )


def _filled(name: str) -> pl.Expr:
    return pl.col(name).fill_null("") != ""
