"""Publishable rows as GeoJSON (RFC 7946): WGS84, longitude first."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.reporting.report import publishable_rows
from ckanext.opendatacommunal.shapes import Box, turned

NUMBERS = ("number", "integer")


def geojson(depot: Depot) -> bytes:
    """A FeatureCollection; a row without a point or an outline has a null geometry."""
    gabarit = depot.gabarit
    place = {gabarit.role(role) for role in ("longitude", "latitude", "geometry")}
    types = {column["name"]: column.get("type") for column in gabarit.schema["fields"]}
    kept = depot.values.filter(pl.col(ROW).is_in(publishable_rows(depot)))
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(record, depot),
            "properties": {
                each.name: _value(record.get(each.name), types[each.name])
                for each in gabarit.public_fields
                if each.name not in place
            },
        }
        for record in kept.iter_rows(named=True)
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    box = Box()
    for each in features:
        box.add(each["geometry"])
    if box.bounds:
        collection["bbox"] = box.bounds
    return json.dumps(collection, ensure_ascii=False).encode("utf-8")


def _geometry(record: dict[str, Any], depot: Depot) -> Any:
    outline = record.get(depot.gabarit.role("geometry") or "")
    if outline:
        return turned(json.loads(outline))
    lon = record.get(depot.gabarit.role("longitude") or "")
    lat = record.get(depot.gabarit.role("latitude") or "")
    if lon and lat:
        return {"type": "Point", "coordinates": [float(lon), float(lat)]}
    return None


def _value(cell: str | None, kind: str | None) -> str | int | float | None:
    """A number stays text where the schema does not call it one (postcodes, codes)."""
    if cell is None or kind not in NUMBERS:
        return cell
    try:
        return int(cell) if kind == "integer" else float(cell)
    except ValueError:
        return cell
