"""Step `complete`: what the tool fills or cross-checks, field by role and never by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

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
    return compare(depot, previous, matched)


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
    cells = depot.raw.select(
        ROW, pl.col(names).fill_null("").str.strip_chars().str.replace_all(r"\s+", " ")
    )
    again = cells.with_columns(pl.col(ROW).first().over(names).alias("first")).filter(
        pl.col("first") != pl.col(ROW)
    )
    return depot.with_issues(
        Issue(DUPLICATE, "warning", row, None, None, {"first": first})
        for row, first in again.select(ROW, "first").sort(ROW).iter_rows()
    )


def complete_house_numbers(depot: Depot) -> Depot:
    """A number written before the street goes to its own cell; a street without one gets SN."""
    street, number = depot.gabarit.role("street"), depot.gabarit.role("house_number")
    if street is None or number is None or street not in depot.values.columns:
        return depot
    held = {row for q in depot.open_questions if q.field == number for row in q.rows}
    values = depot.values
    if number not in values.columns:
        values = values.with_columns(pl.lit(None, dtype=pl.String).alias(number))
    cut = _numbered_streets(depot, values, street, number)
    streets: list[str | None] = []
    numbers: list[str | None] = []
    corrections: list[Correction] = []
    without: list[int] = []
    for row, name, given in values.select(ROW, street, number).iter_rows():
        part = cut.get(name) if name and not given and row not in held else None
        if part is not None:
            corrections.append(Correction(row, street, name, part[1], "number-in-street"))
        elif name and not given and row not in held:
            without.append(row)
        streets.append(part[1] if part else name)
        numbers.append(part[0] if part else NO_NUMBER if row in without[-1:] else given)
    values = values.with_columns(
        pl.Series(street, streets, dtype=pl.String), pl.Series(number, numbers, dtype=pl.String)
    )
    depot = replace(depot, values=values).with_corrections(corrections)
    if not without:
        return depot
    said = {"count": len(without), "rows": tuple(without)}
    return depot.with_issues([Issue("no-house-number", "info", None, number, None, said)])


def _numbered_streets(
    depot: Depot, values: pl.DataFrame, street: str, number: str
) -> Mapping[str, tuple[str, str]]:
    """`36bis avenue Foch` → (`36 bis`, `avenue Foch`), for the streets that surely are so made."""
    settings = depot.settings
    context = Context(settings.today, settings.commune, settings.epci)
    found: dict[str, tuple[str, str]] = {}
    candidates = values.filter(pl.col(street).str.contains(r"^\s*\d") & pl.col(number).is_null())
    for name in candidates[street].unique():
        parts = address.split(name)
        if not parts.number or not parts.street or not begins_with_a_type(parts.street):
            continue
        reading = read_cell(parts.number, depot.gabarit[number], context)
        if reading.settled and reading.value and parts.postcode is None:
            found[name] = (reading.value, parts.street)
    return found
