"""Outlines of communes that the operator brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.messages import N_

from .plan import LoadingError

Geometry = dict[str, Any]

CODE_PROPERTIES = ("code", "insee", "code_insee", "insee_com", "codgeo", "com_code", "code_commune")
NOT_GEOJSON = N_("{file} is not a GeoJSON FeatureCollection that can be read.")
NO_OUTLINE = N_(
    "{file} has no polygon of a commune: each feature needs its INSEE code in a property called"
    " code, insee or INSEE_COM."
)


def read_polygons(path: Path) -> dict[str, Geometry]:
    """Outlines of a GeoJSON file by current INSEE; the parts of a merged commune are put together.

    WGS84 degrees. Each feature says its commune in one of `CODE_PROPERTIES`, in any case.
    """
    parts: dict[str, list[Any]] = {}
    try:
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            code = communes.current(_code(feature["properties"]))
            geometry = feature["geometry"]
            if code and geometry["type"] == "Polygon":
                parts.setdefault(code, []).append(geometry["coordinates"])
            elif code and geometry["type"] == "MultiPolygon":
                parts.setdefault(code, []).extend(geometry["coordinates"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LoadingError(NOT_GEOJSON, file=path.name) from error
    if not parts:
        raise LoadingError(NO_OUTLINE, file=path.name)
    return {code: _geometry(polygons) for code, polygons in parts.items()}


def _code(properties: Mapping[str, Any]) -> str:
    lower = {str(key).lower(): value for key, value in properties.items()}
    return str(next((lower[key] for key in CODE_PROPERTIES if lower.get(key)), ""))


def _geometry(polygons: list[Any]) -> Geometry:
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}
