"""Surfaces in square metres; hectares, ares and centiares are converted, and the change shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .matching import fold
from .reading import Context, Example, FieldType, Reading, changed, refuse
from .tidying import fold_simple

UNIT = "unit"
"""Key of `Context.decided`: the unit of the column, when its header says one."""

_SQUARE_METRES = {
    "": Decimal(1),
    "m2": Decimal(1),
    "m²": Decimal(1),
    "m^2": Decimal(1),
    "m": Decimal(1),
    "metres carres": Decimal(1),
    "metre carre": Decimal(1),
    "ca": Decimal(1),
    "centiares": Decimal(1),
    "a": Decimal(100),
    "are": Decimal(100),
    "ares": Decimal(100),
    "ha": Decimal(10_000),
    "hectare": Decimal(10_000),
    "hectares": Decimal(10_000),
    "km2": Decimal(1_000_000),
    "km²": Decimal(1_000_000),
    "cm2": Decimal("0.0001"),
    "cm²": Decimal("0.0001"),
}
_UNITS = "|".join(sorted(map(re.escape, filter(None, _SQUARE_METRES)), key=len, reverse=True))
_NO_UNIT = re.compile(r"[+-]?[\d.,' ]+(?:[eE][+-]?\d+)?")
_PART = re.compile(rf"\s*(?P<number>[+-]?[\d.,][\d., ]*?)\s*(?P<unit>{_UNITS})\.?\s*(?=\d|$)")


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """The marks of the numbers alone: `1,25 ha` tells nothing of `1,250`."""
    return numbers.survey(filter(_NO_UNIT.fullmatch, values), field, context)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _NO_UNIT.fullmatch(raw):
        return _in_unit(raw, numbers.parse(raw, field, context), context.decided.get(UNIT, ""))
    parts = _parts(fold_simple(raw))
    if not parts:
        return refuse("not-a-number")
    total = Decimal(0)
    for written, unit in parts:
        reading = numbers.parse(written, field, context)
        if reading.value is None:
            return reading
        if len(parts) == 1 and _SQUARE_METRES[unit] == 1:
            return changed(raw, reading.value, "unit-left-out")
        total += Decimal(reading.value) * _SQUARE_METRES[unit]
    return changed(raw, numbers.plain(total), "unit-converted")


def unit_of(header: str) -> str | None:
    """The unit that a header announces when it is not the square metre: `Surface (ha)` → `ha`."""
    words = fold(header).split()[1:]
    unit = next((word for word in words if word in _SQUARE_METRES), None)
    return unit if unit and _SQUARE_METRES[unit] != 1 and unit != "a" else None


def _in_unit(raw: str, reading: Reading, unit: str) -> Reading:
    if reading.value is None or _SQUARE_METRES[unit] == 1:
        return reading
    metres = Decimal(reading.value) * _SQUARE_METRES[unit]
    return changed(raw, numbers.plain(metres), "unit-of-header")


def _parts(text: str) -> list[tuple[str, str]]:
    """(number, unit) of `1 ha 20 a`, empty if anything else is in the text."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return []
        found.append((part["number"].strip(), part["unit"]))
        at = part.end()
    units = [_SQUARE_METRES[unit] for _, unit in found]
    return found if units == sorted(set(units), reverse=True) else []


AREA = FieldType(
    "area",
    ("surface", "superficie", "aire"),
    parse,
    (
        Example("1220.5", "1220.5"),
        Example("1 220,5", "1220.5"),
        Example("1.220,50", "1220.50"),
        Example("1220,5 m²", "1220.5"),
        Example("500m2", "500"),
        Example("1,2 ha", "12000"),
        Example("1 ha 20 a 35 ca", "12035"),
        Example("25 ares", "2500"),
        Example("0,5ha", "5000"),
        Example("2 500 m2", "2500"),
        Example("env. 500 m2", error="not-a-number"),
        Example("env 500", error="not-a-number"),
        Example("1,2", "12000", decided={UNIT: "ha"}),
        Example("-", None),
    ),
    survey=survey,
    plain=numbers.plain_cell,
    sample=Field("surf_m2", "area", "Surface en m²", constraints={"minimum": 0}),
)
