"""`french-gps-coordinates`: a point, longitude first, roughly in France and its départements.

Source: verdict of Validata 0.12, which takes what is within one of six boxes.
"""

from __future__ import annotations

from typing import Any

from ckanext.opendatacommunal.pipeline.schema_checks.base import (
    Check,
    CheckFlaw,
    Params,
    text_param,
)

NAMES = ("french-gps-coordinates",)

BOXES = (
    (-5.141277, 41.333571, 9.560091, 51.088989),
    (-61.809839, 15.832041, -61.001959, 16.514488),
    (-61.229033, 14.388646, -60.809655, 14.878723),
    (-54.60239, 2.111055, -51.619041, 5.748138),
    (55.216526, -21.389631, 55.836654, -20.8718),
    (45.01833, -13.005254, 45.299985, -12.63659),
)
"""West, south, east, north, in degrees: France in Europe, Guadeloupe, Martinique, Guyane, La
Réunion, Mayotte."""


def build(name: str, params: Params) -> Check:
    column = text_param(params, "column")
    return Check(name, (column,), _flaw, column=column)


def _flaw(point: Any) -> CheckFlaw | None:
    """`point`: (longitude, latitude), as a column of points holds them."""
    if not isinstance(point, tuple):
        return CheckFlaw()
    lon, lat = map(float, point)
    if is_in_france(lon, lat):
        return None
    return CheckFlaw("reversed") if is_in_france(lat, lon) else CheckFlaw()


def is_in_france(lon: float, lat: float) -> bool:
    return any(west < lon < east and south < lat < north for west, south, east, north in BOXES)
