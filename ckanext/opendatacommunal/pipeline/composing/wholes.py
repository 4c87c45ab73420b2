"""Columns of a schema that hold several things in one cell: a whole address, a pair of coordinates.

They are taken apart before they are read (`take_apart`), so that streets, communes and points are
cleaned, checked and geocoded as in any gabarit; then written again in the writing that
`options.composed` of the field says (`put_together`), such as `{numero} {voie}, {code_postal}`. A
cell whose parts do not say all of it stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import begins_with_a_type

Cut = Callable[[str, Depot], Mapping[str, str]]
Same = Callable[[str, str, str, Depot], bool]

RULES = {"address": "address-composed", "position": "position-composed"}
NEEDED = {"address": ("street",), "position": ("longitude", "latitude")}
"""Role of a whole → roles of the parts without which there is nothing to write."""

PARTS = ("house_number", "street", "postcode", "commune", "longitude", "latitude")
"""Roles of what a whole is cut into."""

_ZEROS = re.compile(r"^(-?\d+\.\d*[1-9])0+$")
_MARKS = re.compile(r"(?:\s*,)+(?=\s*,|\s*$)|^[\s,]+")


def take_apart(depot: Depot, name: str, cut: Cut, same: Same) -> Depot:
    """Give the parts of each cell of `name` to their fields, where those are empty.

    The cell is emptied where its parts say all of it and are the `same` as the row's own cells.
    """
    whole = depot.values[name]
    known = {raw: _settled(cut(raw, depot), depot) for raw in whole.drop_nulls().unique()}
    names = _parts_of(depot.gabarit)
    columns = {each: _held(depot.values, each) for each in names}
    kept: list[str | None] = []
    for place, raw in enumerate(whole):
        parts = known[raw] if raw is not None else {}
        given = {each: columns[each][place] for each in parts}
        if any(cell and not same(cell, parts[each], each, depot) for each, cell in given.items()):
            kept.append(raw)
            continue
        for each, part in parts.items():
            columns[each][place] = given[each] or part
        kept.append(None if raw is not None and _says_all(raw, parts, depot.gabarit) else raw)
    series = [pl.Series(each, cells, dtype=pl.String) for each, cells in columns.items()]
    own = pl.Series(name, kept, dtype=pl.String)
    return replace(depot, values=depot.values.with_columns(*series, own))


def put_together(depot: Depot) -> Depot:
    """Write the wholes that were taken apart, or that the file gives in several columns."""
    for role in RULES:
        name = depot.gabarit.role(role)
        if name:
            depot = _composed(depot, name, role)
    unseen = depot.gabarit.part_names - {column.field for column in depot.columns}
    if not unseen:
        return depot
    told = depot.corrections.filter(~pl.col("field").is_in(sorted(unseen)))
    return replace(depot, corrections=told)


def _parts_of(gabarit: Gabarit) -> list[str]:
    return [name for name in map(gabarit.role, PARTS) if name]


def _held(values: pl.DataFrame, name: str) -> list[str | None]:
    if name not in values.columns:
        return [None] * values.height
    return [cell if (cell or "").strip() else None for cell in values[name]]


def _settled(parts: Mapping[str, str], depot: Depot) -> dict[str, str]:
    """The parts that read without a doubt, if those of the street do; else the place alone.

    A doubt about a part of what was written whole is no reason to ask: the whole is kept.
    """
    gabarit, settings = depot.gabarit, depot.settings
    context = Context(settings.today, settings.commune, settings.epci)
    names = set(_parts_of(gabarit))
    sure = {
        name: part
        for name, part in parts.items()
        if name in names and read_cell(part, gabarit[name], context).settled
    }
    street = {gabarit.role(role) for role in ("house_number", "street")} & parts.keys()
    return sure if street <= sure.keys() else {k: v for k, v in sure.items() if k not in street}


def _says_all(raw: str, parts: Mapping[str, str], gabarit: Gabarit) -> bool:
    """Whether nothing of the cell is lost with its parts; an address begins with a known type."""
    street = gabarit.role("street")
    if {gabarit.role("longitude"), gabarit.role("latitude")} <= parts.keys():
        return True
    if street in parts and not begins_with_a_type(parts[street or ""]):
        return False
    said = sorted(word for part in parts.values() for word in fold(part).split())
    return bool(parts) and said == sorted(fold(raw).split())


def _composed(depot: Depot, name: str, role: str) -> Depot:
    pattern = str(depot.gabarit[name].options["composed"])
    needed = [depot.gabarit.role(each) or "" for each in NEEDED[role]]
    values = depot.values
    if any(each not in values.columns for each in (*needed, ROW)):
        return depot
    written = _as_written(depot, name)
    held = _held(values, name)
    cells: list[str | None] = []
    corrections: list[Correction] = []
    for place, row in enumerate(_rows(depot)):
        number, before = row[ROW], written.get(row[ROW])
        made = held[place]
        if made is None:
            known = all(row[each] for each in needed)
            made = _filled(pattern, row) if known else before if role == "address" else None
            if before and made and before != made:
                corrections.append(Correction(number, name, before, made, RULES[role]))
        cells.append(made)
    column = pl.Series(name, cells, dtype=pl.String)
    return replace(depot, values=values.with_columns(column)).with_corrections(corrections)


def _rows(depot: Depot) -> Iterator[dict[str, Any]]:
    names = [each for each in _parts_of(depot.gabarit) if each in depot.values.columns]
    missing = dict.fromkeys(_parts_of(depot.gabarit))
    for row in depot.values.select(ROW, *names).iter_rows(named=True):
        yield {**missing, **row}


def _as_written(depot: Depot, name: str) -> dict[int, str]:
    """Row → the cell of the file, without the spaces around it."""
    index = next((column.index for column in depot.columns if column.field == name), None)
    if index is None:
        return {}
    cells = depot.raw.select(ROW, f"c{index}").iter_rows()
    return {row: cell.strip() for row, cell in cells if cell and cell.strip()}


def _filled(pattern: str, row: Mapping[str, str | None]) -> str:
    """`pattern` with the parts of the row; what stands between two parts goes with the missing."""
    parts = {each: "" if value in (None, NO_NUMBER) else value for each, value in row.items()}
    parts = {each: _ZEROS.sub(r"\1", str(value)) for each, value in parts.items()}
    return _MARKS.sub("", " ".join(pattern.format_map(parts).split())).replace(" ,", ",").strip()
