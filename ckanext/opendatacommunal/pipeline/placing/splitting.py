"""One cell that holds several fields, cut before it is read: a whole address, a pair of degrees.

Every part is listed as a correction. A field that has its own column keeps it; the part only fills
its empty cells. A landmark with no field of its own goes to the internal comment.

What cuts an address or a point is loaded for a file that holds one: few do, and it takes long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.composing.codes_in_names import take_codes_out
from ckanext.opendatacommunal.pipeline.composing.other_kinds import set_others_aside
from ckanext.opendatacommunal.pipeline.composing.parts import give_parts
from ckanext.opendatacommunal.pipeline.composing.wholes import take_apart
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.fields.street_words import (
    MAY_HOLD_MORE,
    SURELY_NO_MORE_WITHOUT,
)
from ckanext.opendatacommunal.pipeline.placing.pairs import cut_position, share_pairs
from ckanext.opendatacommunal.pipeline.recognising.claims import address_of, position_of

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.fields.address import Address

Parts = Mapping[str, str]
Cut = Callable[[str, Depot], Parts]

_MAY_FACE = r"(?i)\b(?:face|devant|droit|hauteur|niveau|vis|c[ôo]t[ée]|pr[èe]s|proche)\b.*\d"
_OF_A_NUMBER = re.compile(
    r"(?:en face|face|devant|pr[èe]s|proche|[àa] c[ôo]t[ée]|[àa] hauteur|au droit|au niveau"
    r"|vis-[àa]-vis)\b.*\b(?:au|du|le)$",
    re.IGNORECASE,
)
"""`face au`, whose number is beside it."""


def split(depot: Depot) -> Depot:
    depot = take_codes_out(give_parts(set_others_aside(depot)))
    wholes = (
        (address_of(depot.gabarit), _cut_address, "address-split"),
        (position_of(depot.gabarit), cut_position, "position-split"),
    )
    for name, cut, rule in wholes:
        if name in depot.values.columns and name in depot.gabarit:
            depot = take_apart(depot, name, cut, _one)
        elif name in depot.values.columns:
            depot = _split(depot, name, cut, rule)
    return share_pairs(_number_of_landmark(_split_streets(depot)))


def _number_of_landmark(depot: Depot) -> Depot:
    """`face au 12` beside a street without a number: the number is there, the rest stays."""
    number, complement = depot.gabarit.role("house_number"), _complement(depot)
    if not number or not complement or complement not in depot.values.columns:
        return depot
    values = depot.values
    if not values[complement].str.contains(_MAY_FACE).any():
        return depot
    from ckanext.opendatacommunal.pipeline.fields.address_words import FACING  # noqa: PLC0415

    numbers: list[str | None] = [None] * values.height
    if number in values.columns:
        numbers = values[number].to_list()
    landmarks: list[str | None] = values[complement].to_list()
    corrections: list[Correction] = []
    for place, (row, text) in enumerate(values.select(ROW, complement).iter_rows()):
        found = FACING.fullmatch(text or "")
        if found is None or (numbers[place] or "").strip():
            continue
        numbers[place], landmarks[place] = found["number"], found["where"]
        corrections.append(Correction(row, number, text, found["number"], "number-in-street"))
        corrections.append(Correction(row, complement, text, found["where"], "number-in-street"))
    series = [
        pl.Series(name, cells, dtype=pl.String)
        for name, cells in ((number, numbers), (complement, landmarks))
    ]
    return replace(depot, values=values.with_columns(series)).with_corrections(corrections)


def _split(depot: Depot, column: str, cut: Cut, rule: str) -> Depot:
    whole = depot.values[column]
    cuts = {raw: cut(raw, depot) for raw in whole.drop_nulls().unique(maintain_order=True)}
    values = depot.values.drop(column)
    rows = values.iter_rows(named=True)
    parts: list[Parts] = [
        _beside_own_cells(raw, cuts[raw], row, depot) if raw is not None else {}
        for raw, row in zip(whole, rows, strict=True)
    ]
    added_to = (depot.gabarit.role("internal_comment"), _landmark(depot))
    corrections: list[Correction] = []
    for name in dict.fromkeys(name for found in parts for name in found):
        held = values[name].to_list() if name in values.columns else [None] * values.height
        cells: list[str | None] = []
        for row, raw, found, given in zip(values[ROW], whole, parts, held, strict=True):
            part = found.get(name)
            if part is None or (given and name not in added_to):
                cells.append(given)
                continue
            after = f"{given} ; {part}" if given else part
            corrections.append(Correction(row, name, raw or "", after, rule))
            cells.append(after)
        values = values.with_columns(pl.Series(name, cells, dtype=pl.String))
    return replace(depot, values=values).with_corrections(corrections)


def _landmark(depot: Depot) -> str:
    """Field for what helps to find a place and is no part of its address; "" without."""
    role = depot.gabarit.role
    return role("complement") or role("internal_comment") or ""


def _beside_own_cells(raw: str, parts: Parts, row: Mapping[str, str], depot: Depot) -> Parts:
    """`Parking du stade` beside a column of streets is no address: it is kept, whole, as what
    helps to find the place. So is an address that says something else than the row's own cells."""
    landmark = _landmark(depot)
    places = {depot.gabarit.role(role) for role in ("longitude", "latitude")}
    told = {
        name: part
        for name, part in parts.items()
        if name not in (landmark, *places) and row.get(name)
    }
    if landmark and any(not _one(row[name], told[name], name, depot) for name in told):
        return {landmark: raw}
    return parts


def _one(given: str, found: str, name: str, depot: Depot) -> bool:
    """Whether a row's own cell and the part of its address that goes there say the same."""
    role, settings = depot.gabarit.role, depot.settings
    if name == role("commune"):
        ours, theirs = (
            communes.resolve(each, epci=settings.epci, near=settings.commune)
            for each in (given, found)
        )
        if ours.insee and theirs.insee:
            return communes.same_today(ours.insee, theirs.insee)
    if name in (role("house_number"), role("postcode")):
        return fold(given).replace(" ", "") == fold(found).replace(" ", "")
    return _agree(in_full(given), in_full(found))


def _split_streets(depot: Depot) -> Depot:
    """A column of streets that also holds the numbers: `12 rue du Lac`, `rue du Lac, 12`.

    A row whose own number says another keeps both cells as they are.
    """
    street, number = depot.gabarit.role("street"), depot.gabarit.role("house_number")
    if not street or not number or street not in depot.values.columns:
        return depot
    values = depot.values
    held = values[street].drop_nulls().unique(maintain_order=True)
    doubtful = held.filter(held.str.contains(SURELY_NO_MORE_WITHOUT))
    doubtful = doubtful.filter(doubtful.str.contains(MAY_HOLD_MORE))
    known = {raw: parts for raw in doubtful if (parts := _more_than_a_street(raw, depot))}
    if not known:
        return depot
    own = [name for name in (number, *_place_fields(depot)) if name in values.columns]
    rows = values.filter(pl.col(street).is_in(list(known))).select(ROW, street, *own)
    moved = {
        row[ROW]: (row[street], known[row[street]])
        for row in rows.iter_rows(named=True)
        if _says_the_same(known[row[street]], row, own, depot)
    }
    return _give(depot, moved)


def _place_fields(depot: Depot) -> list[str]:
    roles = (depot.gabarit.role("postcode"), depot.gabarit.role("commune"))
    return [name for name in roles if name]


def _says_the_same(parts: Parts, row: Mapping[str, str], own: list[str], depot: Depot) -> bool:
    """Whether no cell of the row says another number or another place than its street."""
    for name in own:
        given, found = (row[name] or "").strip(), parts.get(name)
        if given and found and fold(given) != fold(found) and not _one(given, found, name, depot):
            return False
    return True


def _more_than_a_street(raw: str, depot: Depot) -> Parts:
    from ckanext.opendatacommunal.pipeline.fields import address  # noqa: PLC0415

    found = address.of_street(raw, epci=depot.settings.epci, near=depot.settings.commune)
    if found is None:
        return {}
    if found.complement and not _landmark(depot):
        return {}
    if found.number and not _complement(depot) and _OF_A_NUMBER.match(found.complement or ""):
        return {}  # the number alone would say another place
    number = depot.gabarit.role("house_number") or ""
    read = read_cell(found.number or "", depot.gabarit[number], Context())
    return _parts(replace(found, number=read.value or found.number), depot)


def _complement(depot: Depot) -> str | None:
    return depot.gabarit.role("complement")


def _agree(given: str | None, found: str | None) -> bool:
    return not (given or "").strip() or found is None or fold(given or "") == fold(found)


def _give(depot: Depot, moved: Mapping[int, tuple[str, Parts]]) -> Depot:
    """Each part to its field: the street instead of the whole, the others where nothing stands."""
    street = depot.gabarit.role("street")
    beside = (depot.gabarit.role("internal_comment"), _complement(depot))
    values = depot.values
    corrections: list[Correction] = []
    for name in dict.fromkeys(name for _, parts in moved.values() for name in parts):
        held = values[name] if name in values.columns else [None] * values.height
        cells: list[str | None] = []
        for row, given in zip(values[ROW], held, strict=True):
            raw, parts = moved.get(row, ("", {}))
            part = parts.get(name)
            if part is None or ((given or "").strip() and name not in (street, *beside)):
                cells.append(given)
                continue
            after = f"{given} ; {part}" if given and name in beside else part
            if name == street:
                corrections.append(Correction(row, name, raw, after, "number-in-street"))
            elif given:
                corrections.append(Correction(row, name, given, after, "number-in-street"))
            cells.append(after)
        values = values.with_columns(pl.Series(name, cells, dtype=pl.String))
    return replace(depot, values=values).with_corrections(corrections)


def _cut_address(raw: str, depot: Depot) -> Parts:
    from ckanext.opendatacommunal.pipeline.fields import address  # noqa: PLC0415

    found = address.split(raw, epci=depot.settings.epci, near=depot.settings.commune)
    return _parts(found, depot)


def _parts(found: Address, depot: Depot) -> Parts:
    roles = depot.gabarit.roles
    parts = {
        "house_number": found.number,
        "street": found.street,
        "complement" if "complement" in roles else "internal_comment": found.complement,
        "postcode": found.postcode,
        "commune": found.commune,
    }
    return {roles[role]: part for role, part in parts.items() if part and role in roles}
