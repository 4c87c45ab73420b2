"""A GeoJSON geometry in WGS84; a whole Feature or a WKT text is turned into one."""

from __future__ import annotations

import json
import re
from typing import Any

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_WKT = re.compile(r"(?:SRID=4326;)?\s*([A-Z]+)\s*Z?\s*(\(.*\))", re.IGNORECASE | re.DOTALL)
_LONGEST = 1_000_000


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > _LONGEST:
        return ask("not-a-shape")
    found = _object(raw)
    if is_geometry(found):
        return unchanged(raw)
    if isinstance(found, dict) and found.get("type") == "Feature":
        geometry, rule = found.get("geometry"), "geometry-of-feature"
    else:
        geometry, rule = _from_wkt(raw), "geometry-of-wkt"
    if not is_geometry(geometry):
        return ask("not-a-shape")
    return changed(raw, json.dumps(geometry, ensure_ascii=False, separators=(",", ":")), rule)


def is_geometry(found: Any) -> bool:
    if not isinstance(found, dict) or found.get("type") not in _DEPTHS:
        return False
    return _positions(found.get("coordinates"), _DEPTHS[found["type"]])


def _positions(found: Any, depth: int) -> bool:
    if not isinstance(found, list) or not found:
        return False
    if depth:
        return all(_positions(part, depth - 1) for part in found)
    numbers = all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in found)
    return len(found) >= 2 and numbers and abs(found[0]) <= 180 and abs(found[1]) <= 90


def _object(raw: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _from_wkt(raw: str) -> dict[str, Any] | None:
    found = _WKT.fullmatch(raw.strip())
    name = found and next((each for each in _DEPTHS if each.upper() == found[1].upper()), None)
    if not found or not name:
        return None
    listed = re.sub(
        r"([+-]?\d[\d.eE+-]*)((?:\s+[+-]?\d[\d.eE+-]*)+)",
        lambda numbers: "[" + ",".join(numbers[0].split()) + "]",
        found[2],
    )
    coordinates = _object(listed.replace("(", "[").replace(")", "]"))
    if name == "Point" and coordinates:
        coordinates = coordinates[0]
    return {"type": name, "coordinates": coordinates}


GEOJSON = FieldType(
    "geojson",
    ("geometrie", "geom"),
    parse,
    (
        Example(
            '{"type": "Point", "coordinates": [4.9, 45.7]}',
            '{"type": "Point", "coordinates": [4.9, 45.7]}',
        ),
        Example(
            '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[4.9,45.7]}}',
            '{"type":"Point","coordinates":[4.9,45.7]}',
        ),
        Example("POINT (4.9 45.7)", '{"type":"Point","coordinates":[4.9,45.7]}'),
        Example(
            "POLYGON ((4.9 45.7, 5 45.7, 5 45.8, 4.9 45.7))",
            '{"type":"Polygon","coordinates":[[[4.9,45.7],[5,45.7],[5,45.8],[4.9,45.7]]]}',
        ),
        Example("POINT (1845123 5165000)", asks=True),
        Example("voir plan", asks=True),
        Example('{"type": "Point"}', asks=True),
    ),
)
