"""Outlines of communes in WGS84, and whether a point lies in one.

A few hundred sides a commune: plain Python is enough, and the package needs no geometry library.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import cos, hypot, radians
from operator import itemgetter
from typing import Any

from . import records

METRES_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km
Point = tuple[float, float]
Ring = list[list[float]]
Side = tuple[list[float], list[float]]
Geometry = dict[str, Any]


def outline(code: str) -> Geometry | None:
    """GeoJSON Polygon or MultiPolygon of a commune, None if none is shipped.

    An arrondissement, an old code or a part of a commune gives the outline of its commune.
    """
    place = records.get(code)
    if place is None or place.epci is None:
        return None
    return _outlines(place.epci).get(place.current)


def contains(code: str, lon: float, lat: float, tolerance_m: float = 200) -> bool | None:
    """Whether a point (WGS84 degrees) lies in a commune or at most `tolerance_m` metres out of it.

    None if the commune has no outline here. The outlines are simplified: keep some tolerance.
    """
    geometry = outline(code)
    return None if geometry is None else geometry_contains(geometry, lon, lat, tolerance_m)


def contains_each(
    code: str, points: Iterable[Point], tolerance_m: float = 200
) -> dict[Point, bool] | None:
    """`contains` for many points (lon, lat) of one commune, None if it has no outline here."""
    geometry = outline(code)
    if geometry is None:
        return None
    sides = [side for ring in _rings(geometry) for side in _sides(ring)]
    northwards = sorted(set(points), key=itemgetter(1))
    inside = _inside(sides, northwards)
    if tolerance_m > 0:
        out = [point for point in northwards if not inside[point]]
        inside |= dict.fromkeys(_near(sides, out, tolerance_m), True)
    return inside


def _inside(sides: Iterable[Side], northwards: Sequence[Point]) -> dict[Point, bool]:
    """Point → whether it lies inside; each side meets only the points between its ends."""
    latitudes = [lat for _, lat in northwards]
    inside = [False] * len(northwards)
    for (lon1, lat1, *_), (lon2, lat2, *_) in sides:
        south, north = min(lat1, lat2), max(lat1, lat2)
        for place in range(bisect_left(latitudes, south), bisect_left(latitudes, north)):
            lon, lat = northwards[place]
            if lon < lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1):
                inside[place] = not inside[place]
    return dict(zip(northwards, inside, strict=True))


def _near(sides: Iterable[Side], northwards: Sequence[Point], metres: float) -> Iterator[Point]:
    """The points that are no farther from a side; each side meets only those about it."""
    latitudes = [lat for _, lat in northwards]
    reach = metres / METRES_PER_DEGREE * 1.001
    for side in sides:
        (lon1, lat1, *_), (lon2, lat2, *_) = side
        first = bisect_left(latitudes, min(lat1, lat2) - reach)
        for place in range(first, bisect_right(latitudes, max(lat1, lat2) + reach)):
            lon, lat = northwards[place]
            wide = reach / cos(radians(lat))
            about = min(lon1, lon2) - wide <= lon <= max(lon1, lon2) + wide
            if about and _distance_m([side], lon, lat) <= metres:
                yield lon, lat


def geometry_contains(geometry: Geometry, lon: float, lat: float, tolerance_m: float = 200) -> bool:
    """Whether a point lies in a Polygon or MultiPolygon, or `tolerance_m` metres out at most."""
    rings = list(_rings(geometry))
    inside = sum(_crosses_east(ring, lon, lat) for ring in rings) % 2 == 1
    if inside or tolerance_m <= 0:
        return inside
    return any(_distance_m(_sides(ring), lon, lat) <= tolerance_m for ring in rings)


def bbox(code: str) -> tuple[float, float, float, float] | None:
    """(west, south, east, north) of a commune in degrees, None without outline."""
    geometry = outline(code)
    if geometry is None:
        return None
    points = [point for ring in _rings(geometry) for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def centre(code: str) -> tuple[float, float] | None:
    """(lon, lat) of the centre of gravity of its largest part, None without outline."""
    geometry = outline(code)
    if geometry is None:
        return None
    return _centroid(max(_outer_rings(geometry), key=lambda ring: abs(_area(ring))))


def metres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Metres between two points (lon, lat) a few kilometres apart at most."""
    east = (there[0] - here[0]) * cos(radians(here[1]))
    return hypot(east, there[1] - here[1]) * METRES_PER_DEGREE


@cache
def _outlines(epci: str) -> dict[str, Geometry]:
    """INSEE code → geometry, for the communes of one EPCI; empty if it is not shipped."""
    from zipfile import ZipFile  # noqa: PLC0415 - kept out of the import, which must cost nothing

    with ZipFile(records.DATA / "outlines.zip") as archive:
        member = f"{epci}.json"
        return json.loads(archive.read(member)) if member in archive.namelist() else {}


def _polygons(geometry: Geometry) -> list[list[Ring]]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return geometry["coordinates"]
    raise ValueError(f"An outline is a Polygon or a MultiPolygon, not a {geometry['type']}")


def _rings(geometry: Geometry) -> Iterator[Ring]:
    for polygon in _polygons(geometry):
        yield from polygon


def _outer_rings(geometry: Geometry) -> list[Ring]:
    return [polygon[0] for polygon in _polygons(geometry)]


def _sides(ring: Ring) -> Iterator[Side]:
    yield from zip(ring, ring[1:] + ring[:1], strict=True)


def _crosses_east(ring: Ring, lon: float, lat: float) -> int:
    """How many sides of a ring a line going east from the point crosses."""
    crossed = 0
    for (lon1, lat1, *_), (lon2, lat2, *_) in _sides(ring):
        if (lat1 > lat) != (lat2 > lat):
            crossed += lon < lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1)
    return crossed


def _distance_m(sides: Iterable[Side], lon: float, lat: float) -> float:
    """Metres from a point to the nearest side, on the plane that touches the earth at the point."""
    east, north = METRES_PER_DEGREE * cos(radians(lat)), METRES_PER_DEGREE
    nearest = float("inf")
    for (lon1, lat1, *_), (lon2, lat2, *_) in sides:
        x, y = (lon1 - lon) * east, (lat1 - lat) * north
        dx, dy = (lon2 - lon1) * east, (lat2 - lat1) * north
        length = dx * dx + dy * dy
        along = 0.0 if length == 0 else min(1.0, max(0.0, -(x * dx + y * dy) / length))
        nearest = min(nearest, hypot(x + along * dx, y + along * dy))
    return nearest


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)) / 2


def _centroid(ring: Ring) -> tuple[float, float]:
    area = _area(ring)
    lon = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)) / (6 * area)
    lat = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)) / (6 * area)
    return round(lon, 5), round(lat, 5)
