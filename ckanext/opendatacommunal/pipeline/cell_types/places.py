"""Points and outlines: `geopoint`, `geojson`.

Outlines are held to the structure of GeoJSON 2008, two numbers a position, as frictionless does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any


def geopoint_reader(form: str) -> Callable[[Any], Any]:
    """(longitude, latitude) of `4.8,45.7`, of `[4.8, 45.7]` or of `{"lon": 4.8, "lat": 45.7}`."""

    def read(cell: Any) -> tuple[Decimal, Decimal] | None:
        try:
            lon, lat = _pair(cell, form)
            point = Decimal(lon), Decimal(lat)
            return point if abs(point[0]) <= 180 and abs(point[1]) <= 90 else None
        except (ValueError, InvalidOperation, KeyError, TypeError, RecursionError):
            return None

    return read


def _pair(cell: Any, form: str) -> tuple[Any, Any]:
    if not isinstance(cell, str):
        lon, lat = cell
    elif form == "default":
        lon, lat = (part.strip() for part in cell.split(","))
    elif form == "array":
        lon, lat = json.loads(cell)
    else:
        found = json.loads(cell)
        if len(found) != 2:
            raise ValueError(cell)
        lon, lat = found["lon"], found["lat"]
    return lon, lat


def geojson(cell: Any) -> Any:
    """A geometry, a collection of them, a feature or a collection of features."""
    found = _loaded(cell)
    if found is None or not isinstance(found, dict):
        return None
    kind = found.get("type")
    right = {
        "Feature": _is_feature,
        "FeatureCollection": lambda each: _all(each.get("features"), _is_feature),
        "GeometryCollection": lambda each: _all(each.get("geometries"), _is_geometry),
    }.get(kind if isinstance(kind, str) else "", _is_geometry)
    return found if right(found) and _right_members(found) else None


def topojson(cell: Any) -> Any:
    """A topology, or one geometry of a topology: its lines are numbers of arcs."""
    found = _loaded(cell)
    if not isinstance(found, dict) or "type" not in found:
        return None
    if "bbox" in found and not _is_box(found["bbox"]):
        return None
    return found if _is_topology(found) or _is_topological(found) else None


def _is_topology(found: dict[str, Any]) -> bool:
    objects, transform = found.get("objects"), found.get("transform", _UNMOVED)
    return (
        found["type"] == "Topology"
        and isinstance(objects, dict)
        and all(map(_is_topological, objects.values()))
        and _all(found.get("arcs"), _is_arc)
        and isinstance(transform, dict)
        and _is_place(transform.get("scale"))
        and _is_place(transform.get("translate"))
    )


_UNMOVED = {"scale": [1, 1], "translate": [0, 0]}


def _is_arc(value: Any) -> bool:
    return _all(value, lambda place: place is None or _is_place(place)) and len(value) >= 2


def _is_place(value: Any) -> bool:
    return _all(value, _is_number) and len(value) >= 2


def _is_box(value: Any) -> bool:
    return _all(value, lambda side: _all(side, _is_number)) and len(value) == 2


def _is_topological(value: Any) -> bool:
    kind = value.get("type") if isinstance(value, dict) else None
    member, right = _OF_TOPOLOGY.get(kind if isinstance(kind, str) else "", ("", None))
    if right is None or not right(value.get(member)):
        return False
    name = value.get("id", "")
    named = isinstance(name, (str, int)) and not isinstance(name, bool)
    return named and isinstance(value.get("properties", {}), dict)


def _lists_of(right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: _all(value, right)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_OF_TOPOLOGY: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "Point": ("coordinates", _is_place),
    "MultiPoint": ("coordinates", _lists_of(_is_place)),
    "LineString": ("arcs", _lists_of(_is_whole)),
    "MultiLineString": ("arcs", _lists_of(_lists_of(_is_whole))),
    "Polygon": ("arcs", _lists_of(_lists_of(_is_whole))),
    "MultiPolygon": ("arcs", _lists_of(_lists_of(_lists_of(_is_whole)))),
    "GeometryCollection": ("geometries", _lists_of(_is_topological)),
}
"""Type of a geometry → the member that holds it, and whether that is right."""


def _loaded(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def _all(values: Any, right: Callable[[Any], bool]) -> bool:
    return isinstance(values, list) and all(map(right, values))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_position(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))


def _is_line(value: Any) -> bool:
    return _all(value, _is_position) and len(value) >= 2


def _is_polygon(value: Any) -> bool:
    return _all(value, lambda ring: _all(ring, _is_position) and len(ring) >= 4)


_COORDINATES: dict[str, Callable[[Any], bool]] = {
    "Point": _is_position,
    "MultiPoint": lambda value: _all(value, _is_position),
    "LineString": _is_line,
    "MultiLineString": lambda value: _all(value, _is_line),
    "Polygon": _is_polygon,
    "MultiPolygon": lambda value: _all(value, _is_polygon),
}


def _is_geometry(value: Any) -> bool:
    kind = value.get("type") if isinstance(value, dict) else None
    right = _COORDINATES.get(kind) if isinstance(kind, str) else None
    return right is not None and right(value.get("coordinates"))


def _is_feature(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("type", "Feature") != "Feature":
        return False
    if not {"geometry", "properties"} <= value.keys():
        return False
    geometry, properties = value["geometry"], value["properties"]
    return (geometry is None or _is_geometry(geometry)) and isinstance(
        properties, (dict, type(None))
    )


def _right_members(found: dict[str, Any]) -> bool:
    """Whether `bbox` and `crs`, if there, are what GeoJSON 2008 says."""
    if "bbox" in found and not _all(found["bbox"], _is_number):
        return False
    return "crs" not in found or _is_crs(found["crs"])


def _is_crs(crs: Any) -> bool:
    if not isinstance(crs, dict) or crs.keys() != {"type", "properties"}:
        return False
    properties = crs["properties"]
    if not isinstance(properties, dict):
        return False
    if crs["type"] == "name":
        return properties.keys() == {"name"} and isinstance(properties["name"], str)
    linked = crs["type"] == "link" and isinstance(properties.get("href"), str)
    return linked and isinstance(properties.get("type", ""), str)


READERS: Mapping[str, Callable[[Any], Any]] = {"default": geojson, "topojson": topojson}
