"""Geometries as RFC 7946 wants them, in WGS84 degrees: rings turned, the box around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Ring = Sequence[Sequence[float]]


def turned(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """The geometry, outer rings of its polygons counterclockwise and holes clockwise (§ 3.1.6)."""
    kind, held = geometry["type"], geometry.get("coordinates")
    if kind == "GeometryCollection":
        return {**geometry, "geometries": [turned(each) for each in geometry["geometries"]]}
    if kind == "Polygon" and held:
        return {**geometry, "coordinates": _turned(held)}
    if kind == "MultiPolygon" and held:
        return {**geometry, "coordinates": [_turned(each) for each in held]}
    return dict(geometry)


def _turned(rings: Sequence[Ring]) -> list[Ring]:
    return [
        ring if (_area(ring) >= 0) == (place == 0) else list(reversed(ring))
        for place, ring in enumerate(rings)
    ]


def _area(ring: Ring) -> float:
    """Twice the area in square degrees, positive when the ring turns counterclockwise."""
    sides = pairwise(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)


class Box:
    """Grows around the geometries it is shown; `bounds`: west, south, east, north, or None."""

    def __init__(self) -> None:
        self.bounds: tuple[float, float, float, float] | None = None

    def add(self, geometry: Mapping[str, Any] | None) -> None:
        for lon, lat in _positions(geometry) if geometry else ():
            west, south, east, north = self.bounds or (lon, lat, lon, lat)
            self.bounds = min(west, lon), min(south, lat), max(east, lon), max(north, lat)


def _positions(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    if geometry["type"] == "GeometryCollection":
        for each in geometry["geometries"]:
            yield from _positions(each)
    else:
        yield from _flat(geometry["coordinates"])


def _flat(held: Sequence[Any]) -> Iterator[tuple[float, float]]:
    if held and isinstance(held[0], int | float):
        yield held[0], held[1]
    else:
        for each in held:
            yield from _flat(each)
