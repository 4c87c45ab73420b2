"""The outline of a territory drawn as SVG, so that no map service is asked for anything."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SIZE = 300
"""Length of the longer side of the drawing, in SVG units."""
MARGIN = 4


@dataclass(frozen=True)
class Drawing:
    """`path`: value of the attribute `d`. Units of `width` and `height` are those of the path."""

    width: int
    height: int
    path: str


def draw(geometry: Mapping[str, Any]) -> Drawing:
    """Project a GeoJSON Polygon or MultiPolygon (WGS84 degrees) on a flat page, north up.

    Over a commune or a métropole, a degree of longitude shortened by the cosine of the latitude is
    as good as any projection.
    """
    rings = list(_rings(geometry))
    points = [point for ring in rings for point in ring]
    if not points:
        return Drawing(SIZE, SIZE, "")
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = SIZE / max((east - west) * narrowing, north - south, 1e-9)

    def place(point: Sequence[float]) -> str:
        x = MARGIN + (point[0] - west) * narrowing * scale
        y = MARGIN + (north - point[1]) * scale
        return f"{x:.1f} {y:.1f}"

    return Drawing(
        width=math.ceil((east - west) * narrowing * scale) + 2 * MARGIN,
        height=math.ceil((north - south) * scale) + 2 * MARGIN,
        path="".join("M" + "L".join(map(place, ring)) + "Z" for ring in rings),
    )


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    if geometry.get("type") == "Polygon":
        yield from geometry["coordinates"]
    elif geometry.get("type") == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon
    elif geometry.get("type") == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
