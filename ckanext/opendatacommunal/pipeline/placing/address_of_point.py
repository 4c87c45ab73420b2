"""Part of step `geocode`: rows that have a point and no address, and the address nearest to it.

A point tells where a thing is, not how its address is written: the tool fills the street by itself
only where the gabarit lets it (`filled`). Where the gabarit wants a street, one question is asked
for all rows, and its answer is remembered; elsewhere it is said that a street could be had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue, Location, Question
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.missing import RULE as MISSING

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate
    from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder

NEAR_METRES = 50
"""From the point to its address: the width of a square, or of a plot."""

MOST_SHOWN = 3
RULE = "addresses-of-points"
FILL, LEAVE = "remplir", "laisser"


def name_points(depot: Depot, geocoder: Geocoder) -> Depot:
    """Fill the street and the number of the rows that only have a point, or ask whether to."""
    role = depot.gabarit.role
    street = role("street") or ""
    rows = _without_address(depot, street) if street in depot.gabarit else []
    found = _nearest(depot, geocoder, rows) if rows else {}
    if not found:
        return depot
    field = depot.gabarit[role("address") or street]
    if field.filled:
        return _said(_filled(depot, street, found), "address-of-point", field.name, found)
    if field.level == "optional":
        return _said(depot, "address-of-point-possible", field.name, found)
    return _asked(depot, street, found)


def fills_streets(depot: Depot) -> bool:
    """Whether a row that has a point and no street is given that of the nearest address."""
    street = depot.gabarit.role("street")
    if depot.settings.geocoder is None or street not in depot.gabarit:
        return False
    field = depot.gabarit[depot.gabarit.role("address") or street or ""]
    if field.filled or field.level == "optional":
        return field.filled
    said = answers.said(Question(RULE, street, None), depot.settings)
    return said is not None and said.answer == FILL


def _asked(depot: Depot, street: str, found: Mapping[int, Candidate]) -> Depot:
    params = {"count": len(found), **_shown(found)}
    question = Question(RULE, street, None, tuple(found), (FILL, LEAVE), params)
    said = answers.said(question, depot.settings)
    if said is None or not said.remembered:
        depot = depot.with_questions([question])
    if said is None or said.answer in (None, LEAVE):
        return depot
    if said.answer == FILL:
        return _filled(depot, street, found)
    return depot.with_issues([answers.bad_answer(question, said.answer or "")])


def _without_address(depot: Depot, street: str) -> list[Location]:
    """Rows with a point, whose street is empty, and whose whole address is where there is one."""
    names = (street, depot.gabarit.role("address"))
    here = [name for name in names if name in depot.values.columns]
    told = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(each).fill_null("") != "" for each in here)
    )
    filled = set(depot.values.filter(told)[ROW])
    return [
        each
        for each in depot.locations
        if each.status == "given" and each.lon is not None and each.row not in filled
    ]


def _nearest(depot: Depot, geocoder: Geocoder, rows: list[Location]) -> dict[int, Candidate]:
    """Row → the nearest address of its own commune, where one is near enough."""
    name = depot.gabarit.role("insee")
    codes: dict[int, str | None] = {}
    if name in depot.values.columns:
        codes = dict(depot.values.select(ROW, name).iter_rows())
    places = {
        each.row: (
            codes.get(each.row) or depot.settings.commune or "",
            each.lon or 0,
            each.lat or 0,
        )
        for each in rows
    }
    known = geocoder.nearest(dict.fromkeys(places.values()))
    found: dict[int, Candidate] = {}
    for row, place in places.items():
        insee, *point = place
        for each in known.get(place, ()):
            near = communes.metres((point[0], point[1]), (each.lon, each.lat)) <= NEAR_METRES
            here = not insee or (each.insee and communes.same_today(insee, each.insee))
            if near and here and each.kind in ("housenumber", "street"):
                found[row] = each
                break
    return found


def _filled(depot: Depot, street: str, found: Mapping[int, Candidate]) -> Depot:
    number = depot.gabarit.role("house_number")
    streets = {row: each.street.replace("’", "'") for row, each in found.items()}
    columns = [_with(depot, street, streets)]
    if number in depot.gabarit:
        whole = number in depot.gabarit.part_names
        none = whole or depot.gabarit[number or ""].options.get("sn") is False
        missing = None if none else NO_NUMBER
        numbers = {
            row: each.written_number if each.number else missing for row, each in found.items()
        }
        columns.append(_with(depot, number or "", numbers))
    depot = replace(depot, values=depot.values.with_columns(columns))
    if depot.values[street].null_count():
        return depot
    # The one value for a column that the file has not is no longer wanted.
    asked = (each for each in depot.questions if (each.rule, each.field) != (MISSING, street))
    return replace(depot, questions=tuple(asked))


def _with(depot: Depot, name: str, cells: Mapping[int, str | None]) -> pl.Series:
    """The column, its empty cells filled."""
    values = depot.values
    held = values[name].to_list() if name in values.columns else [None] * values.height
    filled = [kept or cells.get(row) for row, kept in zip(values[ROW], held, strict=True)]
    return pl.Series(name, filled, dtype=pl.String)


def _said(depot: Depot, code: str, field: str, found: Mapping[int, Candidate]) -> Depot:
    params = {"count": len(found), "rows": tuple(found), **_shown(found)}
    return depot.with_issues([Issue(code, "info", None, field, None, params)])


def _shown(found: Mapping[int, Candidate]) -> dict[str, list[str]]:
    """Some of the addresses, so that a person sees what they are like."""
    return {"names": list(dict.fromkeys(each.label for each in found.values()))[:MOST_SHOWN]}
