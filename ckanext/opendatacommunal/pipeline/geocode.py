"""Step `geocode`: the points of the rows that have an address and none, asked of a geocoder.

A point is taken on what it is, never on its score (law 10: `geocoding.acceptance`); what is in
doubt is a question with the places a person may choose among, and its row goes out without point.
Without a geocoder nothing is asked and the rows say so (`skipped`). A geocoder that fails costs the
points it did not give, nothing else: they are to be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import (
    ROW,
    Correction,
    Depot,
    Issue,
    Location,
    Question,
)
from ckanext.opendatacommunal.pipeline.geocoding import MISSED
from ckanext.opendatacommunal.pipeline.locate import GIVEN, written
from ckanext.opendatacommunal.pipeline.placing.address_of_point import name_points

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.geocoding.acceptance import Outcome
    from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
    from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate

EXACT, STREET = "adresse exacte", "voie"
KEEP = "garder"
FAR_METRES = 300
"""Between the point and the address of a row, where its gabarit does not say `far_metres`."""

DOUBT, FAR = "address-to-confirm", "point-far-from-address"
ADDRESS_ROLES = ("house_number", "street", "postcode", "commune", "insee")

Row = Mapping[str, Any]


@dataclass
class _Found:
    """What the geocoder makes of the rows of a dépôt, and what must be said."""

    depot: Depot
    chosen: dict[int, Candidate] = field(default_factory=dict)
    official: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    locations: dict[int, Location] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def geocode(depot: Depot) -> Depot:
    """Give a point to each row whose address surely has one; ask of the others."""
    geocoder = depot.settings.geocoder
    if geocoder is None or depot.gabarit.geometry == "aucune" or not depot.locations:
        return depot
    rows = _addresses(depot)
    outcomes = geocoder.locate(dict.fromkeys(rows.values()))
    found = _Found(depot)
    alike: dict[Address, list[int]] = {}
    for row, address in rows.items():
        alike.setdefault(address, []).append(row)
    known = {location.row: location for location in depot.locations}
    for address, numbers in alike.items():
        if address in outcomes:
            _settle(found, address, outcomes[address], [known[number] for number in numbers])
    missed = sum(1 for address in rows.values() if address.key in geocoder.missed)
    if missed:
        found.issues.append(Issue(MISSED, "warning", params={"count": missed}))
    return name_points(_into(found), geocoder)


def _addresses(depot: Depot) -> dict[int, Address]:
    """Row → its address, for the rows whose point is missing or was given by the commune."""
    from ckanext.opendatacommunal.pipeline.geocoding.addresses import (  # noqa: PLC0415
        Address,  # only for who geocodes
    )

    names = {role: depot.gabarit.role(role) for role in ADDRESS_ROLES}
    here = {role: name for role, name in names.items() if name in depot.values.columns}
    if "street" not in here:
        return {}
    asked = {each.row for each in depot.locations if each.status in ("skipped", "given")}
    source = depot.gabarit.role("position_source")
    columns = [ROW, *here.values(), *([source] if source in depot.values.columns else [])]
    found: dict[int, Address] = {}
    for row in depot.values.select(columns).iter_rows(named=True):
        street = row[here["street"]]
        # A point of ours from last time is not held against the address it was made from.
        ours = bool(source) and row.get(source or "") not in (None, GIVEN)
        if street and row[ROW] in asked and not ours:
            part = {role: row[name] for role, name in here.items()}
            found[row[ROW]] = Address(
                part.get("house_number"), street, part.get("postcode"),
                part.get("commune"), part.get("insee"),
            )  # fmt: skip
    return found


def _settle(
    found: _Found, address: Address, outcome: Outcome, locations: Iterable[Location]
) -> None:
    missing = [each for each in locations if each.status == "skipped"]
    given = [each for each in locations if each.status == "given"]
    if outcome.status == "found" and outcome.candidate is not None:
        for each in (*missing, *given):
            found.official[each.row] = outcome.candidate.street
            if address.asked_number is None and outcome.candidate.number:
                found.numbers[each.row] = outcome.candidate.written_number or ""
        _ask_of_far(found, address, outcome.candidate, given)
    if not missing:
        return
    rows = tuple(each.row for each in missing)
    place = outcome.candidate
    if outcome.status == "to_confirm":
        answered, place = _ask(found, address, outcome, rows)
        status = "found" if answered else "to_confirm"
    else:
        status = outcome.status
    for row in rows:
        if status == "found" and place is not None:
            found.chosen[row] = place
        if status == "found" and place is None:
            status = "not_found"
        found.locations[row] = _location(row, status, place)


def _location(row: int, status: Any, place: Candidate | None) -> Location:
    if place is None:
        return Location(row, "not_found")
    return Location(row, status, place.lon, place.lat, place.kind, place.score, place.label)


def _ask(
    found: _Found, address: Address, outcome: Outcome, rows: tuple[int, ...]
) -> tuple[bool, Candidate | None]:
    """(whether a person has settled it, the place that was chosen or the best one)."""
    places = {each.label: each for each in outcome.candidates}
    shown = [_shown(address, each) for each in places.values()]
    question = Question(
        DOUBT,
        found.depot.gabarit.role("longitude"),
        address.text,
        rows,
        tuple(places),
        {"case": outcome.doubt, "places": shown},
        holds_row=found.depot.gabarit.point_required,
    )
    said = answers.said(question, found.depot.settings)
    if said is None or not said.remembered or said.answer not in (None, *places):
        found.questions.append(question)
    if said is None:
        return False, outcome.candidate
    if said.answer is None:
        return True, None
    if said.answer in places:
        return True, places[said.answer]
    if not said.remembered:
        found.issues.append(answers.bad_answer(question, said.answer))
    return False, outcome.candidate


def _shown(address: Address, place: Candidate) -> dict[str, Any]:
    """What helps a person to choose a place: where it is, how far from the centre of the commune
    that was asked for (metres, None if that is not known), and why it is in doubt."""
    from ckanext.opendatacommunal.pipeline.geocoding.acceptance import (  # noqa: PLC0415
        doubt_of,  # only for who geocodes
    )

    centre = communes.centre(address.insee) if address.insee else None
    metres = round(communes.metres(centre, (place.lon, place.lat)), -2) if centre else None
    shown = {"label": place.label, "lon": place.lon, "lat": place.lat, "metres": metres}
    return {**shown, "commune": address.city, "why": doubt_of(address, place)}


def _ask_of_far(
    found: _Found, address: Address, place: Candidate, given: Iterable[Location]
) -> None:
    """A point of the commune that is far from its own address: one of the two is wrong."""
    if place.kind != "housenumber":
        return
    limit = found.depot.gabarit.far_metres or FAR_METRES
    for each in given:
        if each.lon is None or each.lat is None:
            continue
        metres = communes.metres((each.lon, each.lat), (place.lon, place.lat))
        if metres <= limit:
            continue
        value = f"{address.text} ({each.lon}, {each.lat})"
        params = {"metres": round(metres / 10) * 10, "address": address.text}
        name = found.depot.gabarit.role("longitude")
        question = Question(
            FAR,
            name,
            value,
            (each.row,),
            (KEEP, place.label),
            params,
            holds_row=found.depot.gabarit.point_required,
        )
        said = answers.said(question, found.depot.settings)
        if said is None or not said.remembered:
            found.questions.append(question)
        if said is None:
            found.locations[each.row] = Location(
                each.row, "to_confirm", each.lon, each.lat, each.match
            )
        elif said.answer == place.label:
            found.chosen[each.row] = place
            found.locations[each.row] = _location(each.row, "found", place)
        elif said.answer not in (None, KEEP):
            found.issues.append(answers.bad_answer(question, said.answer or ""))


def _into(found: _Found) -> Depot:
    """Write the points, where each comes from, and the official names of the streets."""
    depot = found.depot
    role = depot.gabarit.role
    lon, lat, source = role("longitude"), role("latitude"), role("position_source")
    updates: dict[str, dict[int, str]] = {name: {} for name in (lon, lat, source) if name}
    for row, place in found.chosen.items():
        updates[lon or ""][row] = written(place.lon)
        updates[lat or ""][row] = written(place.lat)
        if source:
            updates[source][row] = EXACT if place.kind == "housenumber" else STREET
    corrections = _official_names(found, role("street") or "")
    if role("street"):
        updates[role("street") or ""] = {each.row: each.after for each in corrections}
    if role("house_number"):
        cut = _numbers_cut(found, corrections, role("house_number") or "")
        updates[role("house_number") or ""] = {each.row: each.after for each in cut}
        corrections += cut
    values = depot.values.with_columns(
        _updated(depot.values, name, changes) for name, changes in updates.items() if changes
    )
    locations = tuple(found.locations.get(each.row, each) for each in depot.locations)
    depot = replace(depot, values=values, locations=locations).with_corrections(corrections)
    return depot.with_questions(found.questions).with_issues(found.issues)


def _official_names(found: _Found, street: str) -> list[Correction]:
    """The same street as the base writes it: accents, capitals, hyphens, a slip mended."""
    if not street or not found.official:
        return []
    written = found.depot.values.filter(pl.col(ROW).is_in(list(found.official)))
    return [
        Correction(row, street, name, found.official[row].replace("’", "'"), "street-official")
        for row, name in written.select(ROW, street).iter_rows()
        if name and name != found.official[row].replace("’", "'")
    ]


def _numbers_cut(found: _Found, streets: Iterable[Correction], name: str) -> list[Correction]:
    """The numbers that stood in the cell of a street, as the base knows them."""
    return [
        Correction(each.row, name, each.before, found.numbers[each.row], "number-in-street")
        for each in streets
        if each.row in found.numbers
    ]


def _updated(values: pl.DataFrame, name: str, changes: Mapping[int, str]) -> pl.Series:
    held = values[name].to_list() if name in values.columns else [None] * values.height
    after = [changes.get(row, kept) for row, kept in zip(values[ROW], held, strict=True)]
    return pl.Series(name, after, dtype=pl.String)
