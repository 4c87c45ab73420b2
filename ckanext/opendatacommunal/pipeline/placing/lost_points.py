"""Degrees whose decimal point a spreadsheet has lost: `45734500` for 45.734500.

A whole number may be read in several ways; it is degrees if one of them lies in the commune of its
row, and no other does.
"""

from __future__ import annotations

from math import isfinite

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.placing.projections import in_metropolitan_france

FEWEST_DIGITS = 5
"""Of a number that may be degrees with three decimals."""


def in_commune(lon: float, lat: float, insee: str) -> tuple[float, float] | None:
    """The only point (longitude, latitude) of the commune that the two may stand for."""
    found = {
        point
        for pair in ((lon, lat), (lat, lon))
        for point in _readings(*pair)
        if in_metropolitan_france(*point) and communes.contains(insee, *point)
    }
    return found.pop() if len(found) == 1 else None


def _readings(lon: float, lat: float) -> list[tuple[float, float]]:
    return [(x, y) for x in _degrees(lon, (0, 1)) for y in _degrees(lat, (2,))]


def _degrees(value: float, before: tuple[int, ...]) -> list[float]:
    """The value if it may be degrees; else with its point after so many digits."""
    digits = f"{abs(value):.0f}"
    whole = isfinite(value) and value == int(value)
    if abs(value) <= 180 or not whole or len(digits) < FEWEST_DIGITS:
        return [value]
    sign = -1 if value < 0 else 1
    return [sign * round(float(f"0.{digits}") * 10**count, 6) for count in before]
