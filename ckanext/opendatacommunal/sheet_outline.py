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
