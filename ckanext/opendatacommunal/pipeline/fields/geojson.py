"""A GeoJSON geometry in WGS84; a whole Feature or a WKT text is turned into one.

Pairs in the wrong order and metres of a French projection have one reading, and it is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Any

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.placing import projections

from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_LATITUDES = (41, 52)
"""Degrees between which all of metropolitan France lies; no longitude of it comes near."""
_WIDEST = 10
"""Degrees east or west beyond which nothing of it lies."""
_MOST_TRIED = 200
"""Positions of a shape on which the projections are tried."""
_WKT = re.compile(r"(?:SRID=\d{4,6};)?\s*([A-Z]+)\s*Z?\s*(\(.*\))", re.IGNORECASE | re.DOTALL)
_LONGEST = 1_000_000


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > _LONGEST:
        return ask("not-a-shape")
    found = _object(raw)
    geometry, rule = found, None
    if isinstance(found, dict) and found.get("type") in ("Feature", "FeatureCollection"):
        geometry, rule = _of_feature(found), "geometry-of-feature"
    elif not isinstance(found, dict):
        geometry, rule = _from_wkt(raw), "geometry-of-wkt"
    if not _is_shape(geometry):
        return ask("not-a-shape")
    placed, moved = _in_degrees(geometry)
    if placed is None:
        return ask("not-a-shape")
    if rule is None and moved is None:
        return unchanged(raw)
    return changed(raw, _written(placed), moved or rule or "")


def _of_feature(found: dict[str, Any]) -> Any:
    """The geometry of a feature, or of the only one of a collection."""
    if found["type"] == "Feature":
        return found.get("geometry")
    features = found.get("features")
    only = features[0] if isinstance(features, list) and len(features) == 1 else None
    return only.get("geometry") if isinstance(only, dict) else None


def _in_degrees(geometry: Any) -> tuple[Any, str | None]:
    """(geometry in longitude and latitude, rule that changed it); None if it has no one reading."""
    positions = list(_flat(geometry["coordinates"]))
    if all(_LATITUDES[0] <= p[0] <= _LATITUDES[1] and abs(p[1]) <= _WIDEST for p in positions):
        return _moved(geometry, lambda at: [at[1], at[0], *at[2:]]), "swapped-shape"
    if is_geometry(geometry):
        return geometry, None
    cones = [
        {cone for cone, *_ in projections.candidates(at[0], at[1])}
        for at in positions[:_MOST_TRIED]
    ]
    common = set.intersection(*cones) if cones else set()
    if len(common) != 1:
        return None, None
    cone = common.pop()
    return (
        _moved(geometry, lambda at: list(projections.to_degrees(cone, at[0], at[1]))),
        "projected-shape",
    )


def _flat(coordinates: Any) -> Iterator[list[float]]:
    if coordinates and isinstance(coordinates[0], list):
        for part in coordinates:
            yield from _flat(part)
    else:
        yield coordinates


def _moved(geometry: dict[str, Any], move: Callable[[list[float]], list[float]]) -> dict[str, Any]:
    def moved(part: Any) -> Any:
        return [moved(each) for each in part] if isinstance(part[0], list) else move(part)

    return {**geometry, "coordinates": moved(geometry["coordinates"])}


def _written(geometry: Any) -> str:
    return json.dumps(geometry, ensure_ascii=False, separators=(",", ":"))


def is_geometry(found: Any) -> bool:
    if not isinstance(found, dict) or found.get("type") not in _DEPTHS:
        return False
    return _is_shape(found) and all(
        abs(at[0]) <= 180 and abs(at[1]) <= 90 for at in _flat(found["coordinates"])
    )


def _is_shape(found: Any) -> bool:
    """Whether it has positions of finite numbers as deep as its type wants, in any unit."""
    if not isinstance(found, dict) or found.get("type") not in _DEPTHS:
        return False
    return _positions(found.get("coordinates"), _DEPTHS[found["type"]])


def _positions(found: Any, depth: int) -> bool:
    if not isinstance(found, list) or not found:
        return False
    if depth:
        return all(_positions(part, depth - 1) for part in found)
    numbers = all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in found)
    return len(found) >= 2 and numbers and all(map(isfinite, found))


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
    elif name == "MultiPoint" and coordinates:  # each point may have brackets of its own
        coordinates = [at[0] if at and isinstance(at[0], list) else at for at in coordinates]
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
        Example("POINT (1845123 5165000)", '{"type":"Point","coordinates":[4.862693,45.66981]}'),
        Example(
            '{"type":"Point","coordinates":[45.7,4.9]}',
            '{"type":"Point","coordinates":[4.9,45.7]}',
        ),
        Example(
            "SRID=4326;MULTIPOINT ((4.9 45.7), (5 45.8))",
            '{"type":"MultiPoint","coordinates":[[4.9,45.7],[5,45.8]]}',
        ),
        Example(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
            '"geometry":{"type":"Point","coordinates":[4.9,45.7]}}]}',
            '{"type":"Point","coordinates":[4.9,45.7]}',
        ),
        Example('{"type":"FeatureCollection","features":[]}', asks=True),
        Example("POINT (12 99)", asks=True),
        Example("voir plan", asks=True),
        Example('{"type": "Point"}', asks=True),
    ),
)
