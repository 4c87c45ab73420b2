"""A territory and its neighbours drawn as SVG, so that no map service is asked for anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SIZE = 300
"""Length of the longer side of the drawing, in SVG units."""
AROUND = 0.12
"""Share of that length left on each side, where the neighbours show."""

Geometry = Mapping[str, Any]
Point = Sequence[float]


@dataclass(frozen=True)
class Drawing:
    """`path`, `neighbours`: values of the attribute `d`. `points`: x and y. In SVG units."""

    width: int
    height: int
    path: str
    neighbours: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class _Frame:
    """A flat page, north up; `west`, `north` in degrees, `scale` the length of a degree.

    Over a métropole, a degree of longitude shortened by the cosine of the latitude is as good as
    any projection.
    """

    west: float
    north: float
    narrowing: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, points: Sequence[Point]) -> _Frame:
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        narrowing = math.cos(math.radians((south + north) / 2))
        longer = max((east - west) * narrowing, north - south, 1e-9)
        scale, margin = SIZE / longer, AROUND * longer
        return cls(
            west=west - margin / narrowing,
            north=north + margin,
            narrowing=narrowing,
            scale=scale,
            width=math.ceil(((east - west) * narrowing + 2 * margin) * scale),
            height=math.ceil((north - south + 2 * margin) * scale),
        )

    def place(self, point: Point) -> tuple[float, float]:
        x = (point[0] - self.west) * self.narrowing * self.scale
        y = (self.north - point[1]) * self.scale
        return round(x, 1), round(y, 1)

    def path(self, geometry: Geometry) -> str:
        rings = (map(self.place, ring) for ring in _rings(geometry))
        return "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)

    def shows(self, geometry: Geometry) -> bool:
        """Whether the box around `geometry` meets the page."""
        placed = [self.place(point) for ring in _rings(geometry) for point in ring]
        if not placed:
            return False
        across = min(x for x, _ in placed) < self.width and max(x for x, _ in placed) > 0
        return across and min(y for _, y in placed) < self.height and max(y for _, y in placed) > 0


def draw(
    territory: Geometry, neighbours: Iterable[Geometry] = (), points: Iterable[Point] = ()
) -> Drawing:
    """A page around a GeoJSON Polygon or MultiPolygon (WGS84 degrees, like `points`)."""
    corners = [point for ring in _rings(territory) for point in ring]
    if not corners:
        return Drawing(SIZE, SIZE, "")
    frame = _Frame.around(corners)
    return Drawing(
        frame.width,
        frame.height,
        frame.path(territory),
        tuple(frame.path(each) for each in neighbours if frame.shows(each)),
        tuple(frame.place(point) for point in points),
    )


def _rings(geometry: Geometry) -> Iterator[Sequence[Point]]:
    if geometry.get("type") == "Polygon":
        yield from geometry["coordinates"]
    elif geometry.get("type") == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon
    elif geometry.get("type") == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
