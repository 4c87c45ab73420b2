"""Step `complete`: what the tool fills or cross-checks, field by role and never by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.computed import compute
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue
from ckanext.opendatacommunal.pipeline.fields import Context, address, read_cell
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.fields.street import begins_with_a_type
from ckanext.opendatacommunal.pipeline.identifiers import name_rows
from ckanext.opendatacommunal.pipeline.previous import Previous, compare
from ckanext.opendatacommunal.pipeline.territory import settle_territory

DUPLICATE = "duplicate-row"


def complete(depot: Depot) -> Depot:
    """House numbers, territory, identifiers, what changed since last time and what is gone."""
    depot = find_duplicates(depot)
    depot = settle_territory(complete_house_numbers(depot))
    previous = Previous.of(depot)
    depot, matched = name_rows(depot, previous, duplicates(depot))
    return compare(compute(depot), previous, matched)


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
    different = depot.raw.select(pl.col(names).approx_n_unique()).row(0)
    telling = names[different.index(max(different))]
    suspects = depot.raw.filter(_tidied(telling).is_duplicated())
    cells = suspects.select(ROW, *map(_tidied, names))
    again = cells.select(ROW, pl.col(ROW).first().over(names).alias("first")).filter(
        pl.col("first") != pl.col(ROW)
    )
    return depot.with_issues(
        Issue(DUPLICATE, "warning", row, None, None, {"first": first})
        for row, first in again.sort(ROW).iter_rows()
    )


def _tidied(name: str) -> pl.Expr:
    return pl.col(name).fill_null("").str.strip_chars().str.replace_all(r"\s+", " ")


def complete_house_numbers(depot: Depot) -> Depot:
    """A number written before the street goes to its own cell; a street without one gets SN."""
    street, number = depot.gabarit.role("street"), depot.gabarit.role("house_number")
    if street is None or number is None or street not in depot.values.columns:
        return depot
    held = {row for q in depot.open_questions if q.field == number for row in q.rows}
    values = depot.values
    if number not in values.columns:
        values = values.with_columns(pl.lit(None, dtype=pl.String).alias(number))
    without = _filled(street) & ~_filled(number) & ~pl.col(ROW).is_in(list(held))
    rows = values.filter(without).select(ROW, street)
    if rows.is_empty():
        return replace(depot, values=values)
    cut = _numbered_streets(depot, rows[street], number)
    parted = rows.filter(pl.col(street).is_in(list(cut)))
    values = _with_numbers(values, street, number, without, cut)
    depot = replace(depot, values=values).with_corrections(
        Correction(row, street, name, cut[name][1], "number-in-street")
        for row, name in parted.iter_rows()
    )
    left = rows.filter(~pl.col(street).is_in(list(cut)))[ROW].to_list()
    if not left:
        return depot
    said = {"count": len(left), "rows": tuple(left)}
    return depot.with_issues([Issue("no-house-number", "info", None, number, None, said)])


def _filled(name: str) -> pl.Expr:
    return pl.col(name).fill_null("") != ""


def _with_numbers(
    values: pl.DataFrame,
    street: str,
    number: str,
    without: pl.Expr,
    cut: Mapping[str, tuple[str, str]],
) -> pl.DataFrame:
    """Both columns, once the rows `without` a number have the one cut from their street, or SN."""
    parts = pl.Series(list(cut), dtype=pl.String)
    numbers = pl.Series([part[0] for part in cut.values()], dtype=pl.String)
    streets = pl.Series([part[1] for part in cut.values()], dtype=pl.String)
    found = pl.col(street).replace_strict(parts, numbers, default=NO_NUMBER)
    return values.with_columns(
        pl.when(without).then(found).otherwise(pl.col(number)).alias(number),
        pl.when(without).then(pl.col(street).replace(parts, streets)).otherwise(pl.col(street)),
    )


def _numbered_streets(
    depot: Depot, streets: pl.Series, number: str
) -> Mapping[str, tuple[str, str]]:
    """`36bis avenue Foch` → (`36 bis`, `avenue Foch`), for the streets that surely are so made."""
    settings = depot.settings
    context = Context(settings.today, settings.commune, settings.epci)
    found: dict[str, tuple[str, str]] = {}
    candidates = streets.filter(streets.str.contains(r"^\s*\d"))
    for name in candidates.unique(maintain_order=True):
        parts = address.split(name)
        if not parts.number or not parts.street or not begins_with_a_type(parts.street):
            continue
        reading = read_cell(parts.number, depot.gabarit[number], context)
        if reading.settled and reading.value and parts.postcode is None:
            found[name] = (reading.value, parts.street)
    return found
