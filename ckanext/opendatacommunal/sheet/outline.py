"""The outline of several communes as one geometry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from shapely import set_precision, simplify, union_all
from shapely.errors import GEOSException
from shapely.geometry import mapping, shape

PRECISION = 1e-4
"""Degrees, about ten metres: what ckanext-dcat writes in a feed."""


def merge(outlines: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """One geometry of them all, light enough for a feed and a search index."""
    if not outlines:
        return None
    try:
        whole = union_all([shape(dict(outline)).buffer(0) for outline in outlines])
        light = set_precision(simplify(whole, PRECISION), PRECISION)
    except (GEOSException, ValueError, TypeError, KeyError):
        return None
    if light.is_empty:
        return None
    return json.loads(json.dumps(mapping(light)), parse_float=lambda text: round(float(text), 4))


def rectangle(west: float, south: float, east: float, north: float) -> Mapping[str, Any]:
    """The box around some points, never without an area: a search index takes no flat polygon."""
    west, south, east, north = (
        west - PRECISION,
        south - PRECISION,
        east + PRECISION,
        north + PRECISION,
    )
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = [[round(lon, 4), round(lat, 4)] for lon, lat in corners]
    return {"type": "Polygon", "coordinates": [ring]}
