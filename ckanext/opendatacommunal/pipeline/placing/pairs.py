"""Two degrees in one cell: each goes to its own column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import Depot

_NUMBER = r"[+-]?\d{1,7}(?:[.,]\d+)?"
_PAIR = re.compile(
    rf"[\[(]?\s*({_NUMBER})\s*(?:[;/|\s]|,\s+|(?<=\.\d),|,(?=\s*[+-]?\d+\.))\s*({_NUMBER})\s*[\])]?"
)
_PLAIN_PAIR = re.compile(r"[\[(]?\s*([+-]?\d+\.\d+)\s*,\s*([+-]?\d+\.\d+)\s*[\])]?")
_TWO_DEGREES = r"\d[.,°]\d*[^\d.,]*[ ;/,].*\d"
_LATITUDES = (41.0, 52.0)
"""Degrees between which all of metropolitan France lies; no longitude of it comes near."""


def share_pairs(depot: Depot) -> Depot:
    """`45.76, 4.85` in the column of longitudes, the other cell empty: each reader takes its own
    part of it."""
    values, role = depot.values, depot.gabarit.role
    names = [name for name in (role("longitude"), role("latitude")) if name]
    here = [name for name in names if name in values.columns]
    if len(names) < 2 or not here:
        return depot
    from ckanext.opendatacommunal.pipeline.fields.coordinates import is_pair  # noqa: PLC0415

    both = {
        raw
        for name in here
        for raw in values[name].filter(values[name].str.contains(_TWO_DEGREES)).unique()
        if is_pair(raw)
    }
    if not both:
        return depot
    cells = {name: pl.col(name) if name in here else pl.lit(None, pl.String) for name in names}
    pair = pl.coalesce(pl.when(cells[name].is_in(list(both))).then(cells[name]) for name in names)
    shared = [
        pl.when(cell.fill_null("").str.strip_chars() == "").then(pair).otherwise(cell).alias(name)
        for name, cell in cells.items()
    ]
    return replace(depot, values=values.with_columns(shared))


def cut_position(raw: str, depot: Depot) -> Mapping[str, str]:
    """Latitude first or longitude first: in France the two never look alike."""
    from ckanext.opendatacommunal.pipeline.fields.coordinates import holds_pair  # noqa: PLC0415

    found = _PLAIN_PAIR.fullmatch(raw.strip()) or _PAIR.fullmatch(raw.strip())
    longitude, latitude = depot.gabarit.role("longitude"), depot.gabarit.role("latitude")
    if not longitude or not latitude:
        return {longitude: raw} if longitude else {}
    if not found:
        return {longitude: raw, latitude: raw} if holds_pair(raw) else {longitude: raw}
    first, second = found[1].replace(",", "."), found[2].replace(",", ".")
    low, high = _LATITUDES
    if low <= float(first) <= high and not low <= float(second) <= high:
        first, second = second, first
    return {longitude: first, latitude: second}
