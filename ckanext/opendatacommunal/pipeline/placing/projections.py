"""From the metres of the French projections (Lambert-93 and its nine zones) to WGS84 degrees.

Lambert conformal conic projection with two standard parallels, on the GRS80 ellipsoid; RGF93 and
WGS84 are the same to a few centimetres.
"""

from __future__ import annotations

from math import atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, sqrt, tan
from typing import NamedTuple

_AXIS = 6_378_137.0
_ECCENTRICITY = sqrt(2 / 298.257222101 - 1 / 298.257222101**2)
_CENTRAL_MERIDIAN = radians(3.0)


class Cone(NamedTuple):
    """Parallels and origin in degrees, false easting and northing in metres."""

    name: str
    south: float
    north: float
    origin: float
    east: float
    up: float


LAMBERT_93 = Cone("Lambert-93", 44.0, 49.0, 46.5, 700_000.0, 6_600_000.0)
ZONES = tuple(
    Cone(f"CC{zone}", zone - 0.75, zone + 0.75, zone, 1_700_000.0, (zone - 41) * 1e6 + 200_000.0)
    for zone in range(42, 51)
)


EAST_OF_THE_MAINLAND = 8.3
"""Degrees; further east there is Corsica only."""


def in_metropolitan_france(lon: float, lat: float) -> bool:
    return -5.5 <= lon <= 10 and 41 <= lat <= 51.5


def candidates(x: float, y: float) -> list[tuple[Cone, float, float]]:
    """(projection, lon, lat) of each reading of x, y in metres that lies in metropolitan France."""
    found = []
    for cone in (LAMBERT_93, *ZONES):
        if abs(x - cone.east) > 700_000 or abs(y - cone.up) > 700_000:
            continue
        lon, lat = to_degrees(cone, x, y)
        if in_metropolitan_france(lon, lat):
            found.append((cone, lon, lat))
    return found


def to_degrees(cone: Cone, x: float, y: float) -> tuple[float, float]:
    """(lon, lat) in degrees, six decimals."""
    south, north, origin = radians(cone.south), radians(cone.north), radians(cone.origin)
    n = (log(_scale(north)) - log(_scale(south))) / (_isometric(south) - _isometric(north))
    reach = _AXIS * _scale(south) / n * exp(n * _isometric(south))
    pole = cone.up + reach * exp(-n * _isometric(origin))
    radius = hypot(x - cone.east, pole - y)
    lon = _CENTRAL_MERIDIAN + atan2(x - cone.east, pole - y) / n
    lat = _latitude(-log(radius / reach) / n)
    return round(degrees(lon), 6), round(degrees(lat), 6)


def _scale(latitude: float) -> float:
    """Radius of the parallel over the axis."""
    return cos(latitude) / sqrt(1 - (_ECCENTRICITY * sin(latitude)) ** 2)


def _isometric(latitude: float) -> float:
    e = _ECCENTRICITY
    narrowed = (1 - e * sin(latitude)) / (1 + e * sin(latitude))
    return log(tan(pi / 4 + latitude / 2) * narrowed ** (e / 2))


def _latitude(isometric: float) -> float:
    latitude = 2 * atan(exp(isometric)) - pi / 2
    e = _ECCENTRICITY
    for _ in range(8):
        widened = (1 + e * sin(latitude)) / (1 - e * sin(latitude))
        latitude = 2 * atan(widened ** (e / 2) * exp(isometric)) - pi / 2
    return latitude
