"""Surfaces in square metres; hectares, ares and centiares are converted, and the change shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .matching import fold
from .reading import UNIT, Context, Example, FieldType, Reading, ask, changed, refuse
from .tidying import fold_simple

SQUARE_METRE = "m²"
LARGE = "large-surface"
DOUBTED = "doubtful-unit"
"""Question, and key of `Context.decided`: the unit in which the whole column really is."""
_LARGEST = "doubtful-unit:largest"
"""Key of `Context.decided`: the number that shows that the header's unit may be wrong."""

LARGEST = Decimal(1_000_000)
"""Square metres; what is larger in another unit is doubted, unless `options.largest` says more."""

SMALLEST = Decimal(10)
"""Square metres; a smaller number in a column of hectares shows that they are hectares."""

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
    """The marks of the numbers alone (`1,25 ha` tells nothing of `1,250`), and the largest number
    where the header's unit would make it too large for a surface of this field."""
    alone = list(filter(_NO_UNIT.fullmatch, values))
    found = dict(numbers.survey(alone, field, context))
    unit = context.decided.get(UNIT, "")
    if _SQUARE_METRES[unit] != 1:
        readings = (numbers.parse_bare(value, context).value for value in alone)
        given = [Decimal(value) for value in readings if value and Decimal(value) > 0]
        largest = max(given, default=Decimal(0))
        if largest * _SQUARE_METRES[unit] > _largest(field) and min(given) >= SMALLEST:
            found[_LARGEST] = numbers.plain(largest)
    return found


def _largest(field: Field) -> Decimal:
    return Decimal(str(field.options.get("largest", LARGEST)))


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _NO_UNIT.fullmatch(raw):
        return _in_unit_of_header(raw, field, context)
    parts = _parts(fold_simple(raw))
    if not parts or _is_range(raw, parts):
        return refuse("not-a-number")
    total = Decimal(0)
    for written, unit in parts:
        reading = numbers.parse_bare(written, context)
        if reading.value is None:
            return reading
        if len(parts) == 1 and _SQUARE_METRES[unit] == 1:
            return changed(raw, reading.value, "unit-left-out")
        total += Decimal(reading.value) * _SQUARE_METRES[unit]
    if total > _largest(field):
        return ask(LARGE, _both(total, parts[0][0], context))
    return changed(raw, numbers.plain(total), "unit-converted")


def unit_of(header: str) -> str | None:
    """The unit that a header announces when it is not the square metre: `Surface (ha)` → `ha`."""
    words = fold(header).split()[1:]
    unit = next((word for word in words if word in _SQUARE_METRES), None)
    return unit if unit and _SQUARE_METRES[unit] != 1 and unit != "a" else None


def _in_unit_of_header(raw: str, field: Field, context: Context) -> Reading:
    unit = context.decided.get(UNIT, "")
    reading = numbers.parse_bare(raw, context)
    if reading.value is None or _SQUARE_METRES[unit] == 1:
        return reading
    answer = context.decided.get(DOUBTED)
    if _LARGEST in context.decided and answer is None:
        params = {"unit": unit, "example": context.decided[_LARGEST]}
        return ask(DOUBTED, (unit, SQUARE_METRE), whole_column=True, params=params)
    if answer == SQUARE_METRE:
        return reading
    metres = Decimal(reading.value) * _SQUARE_METRES[unit]
    if metres > _largest(field) and answer is None:
        return ask(LARGE, _both(metres, raw, context))
    return changed(raw, numbers.plain(metres), "unit-of-header")


def _both(total: Decimal, written: str, context: Context) -> tuple[str, ...]:
    """The surface as its unit says, and as if the number were in square metres."""
    number = numbers.parse_bare(written, context).value or ""
    return (numbers.plain(total), numbers.plain(Decimal(number)))


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


def _is_range(raw: str, parts: list[tuple[str, str]]) -> bool:
    """« 500 à 600 m² », also without its accent: not ares and square metres, which would be `ca`
    beside them."""
    units = [unit for _, unit in parts]
    return "à" in raw.lower() or (units[0] == "a" and units[-1] not in ("a", "ca", "centiares"))


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
        Example("12 a 35 ca", "1235"),
        Example("500 à 600 m²", error="not-a-number"),
        Example("500 a 600 m2", error="not-a-number"),
        Example("0,5ha", "5000"),
        Example("2 500 m2", "2500"),
        Example("380 ha", asks=True),
        Example("env. 500 m2", error="not-a-number"),
        Example("env 500", error="not-a-number"),
        Example("1,2", "12000", decided={UNIT: "ha"}),
        Example("380", asks=True, decided={UNIT: "ha"}),
        Example("380", "3800000", decided={UNIT: "ha", DOUBTED: "ha"}),
        Example("380", asks=True, decided={UNIT: "ha", _LARGEST: "380"}),
        Example("380", "380", decided={UNIT: "ha", _LARGEST: "380", DOUBTED: SQUARE_METRE}),
        Example("-", None),
    ),
    survey=survey,
    plain=numbers.plain_cell,
    alike=numbers.with_a_point,
    unit_of=unit_of,
    sample=Field("surf_m2", "area", "Surface en m²", constraints={"minimum": 0}),
)
