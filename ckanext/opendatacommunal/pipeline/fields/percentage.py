"""Shares: between 0 and 1 (`options.as: fraction`, the default) or between 0 and 100 (`percent`).

`options.ones`: which of them a column of nothing but `1` is, where the matter tells.

`45 %` has one reading. A bare number has two below 1, and `1` is a whole or a hundredth: the rest
of the column decides, or one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .reading import SCALE, Context, Example, FieldType, Reading, ask, changed, refuse

SMALL = "small-percentage"
"""Question, and key of `Context.decided`: whether `0.45 %` is less than one in a hundred."""
FRACTION, PERCENT = "fraction", "percent"
_UNKNOWN = "unknown"


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """How the bare numbers are meant: one above 1 is in percent; they may tell nothing."""
    distinct = list(values)
    signed = (
        numbers.parse_bare(value.rstrip(" %"), context).value for value in distinct if "%" in value
    )
    found: dict[str, str] = {}
    context = _without_thousands(context)
    readings = (numbers.parse_bare(value, context).value for value in distinct)
    bare = {Decimal(value) for value in readings if value} - {Decimal(0)}
    if any(Decimal(value) > 1 for value in signed if value):
        found[SMALL] = PERCENT
    parts = {number for number in bare if 0 < number < 1}
    above = {number for number in bare if number > 1}
    if bare == {Decimal(1)} and "ones" in field.options:
        found[SCALE] = field.options["ones"]
    elif above and not parts:
        found[SCALE] = PERCENT
    elif parts and not above and _target(field) == FRACTION:
        found[SCALE] = FRACTION
    elif bare:
        found[SCALE] = _UNKNOWN
    return found


def parse(raw: str, field: Field, context: Context) -> Reading:
    context = _without_thousands(context)
    if raw.endswith("%"):
        return _with_sign(raw, field, context)
    reading = numbers.parse_bare(raw, context)
    if reading.value is None:
        return refuse("not-a-number") if reading.candidates else reading
    number = Decimal(reading.value)
    target = _target(field)
    scale = context.decided.get(SCALE, target)
    if number == 0:
        return reading
    if number > 1 and (scale != FRACTION or target == FRACTION):
        return _written(raw, reading, PERCENT, field)
    if scale == _UNKNOWN:
        params = {"example": raw}
        return ask(SCALE, (FRACTION, PERCENT), whole_column=True, params=params)
    return _written(raw, reading, scale, field)


def _without_thousands(context: Context) -> Context:
    """No share goes to thousands: `12.345` has one reading."""
    return replace(context, decided={**context.decided, numbers.MARK: numbers.DECIMAL})


def _with_sign(raw: str, field: Field, context: Context) -> Reading:
    """`0.45 %` may be less than one in a hundred, or a share to which a sign was added: it is the
    first where other cells of the column are more than `1 %`."""
    reading = numbers.parse_bare(raw[:-1].strip(), context)
    written = _written(raw, reading, PERCENT, field)
    small = reading.value is not None and 0 < Decimal(reading.value) < 1
    if written.value is None or not small or context.decided.get(SMALL) == PERCENT:
        return written
    as_share = _written(raw, reading, FRACTION, field)
    return ask(SMALL, filter(None, (as_share.value, written.value)))


def _target(field: Field) -> str:
    return field.options.get("as", FRACTION)


def _written(raw: str, reading: Reading, scale: str, field: Field) -> Reading:
    if reading.value is None:
        return refuse("not-a-number")
    number, target = Decimal(reading.value), _target(field)
    if not 0 <= number <= (1 if scale == FRACTION else 100):
        return refuse("not-a-percentage")
    if scale == target:
        return changed(raw, reading.value, reading.rule or "unit-left-out")
    times = Decimal(100) if target == PERCENT else Decimal("0.01")
    return changed(raw, numbers.plain(number * times), "percentage")


PERCENTAGE = FieldType(
    "percentage",
    ("pourcentage", "taux"),
    parse,
    (
        Example("0.45", "0.45"),
        Example("0,45", "0.45"),
        Example("45 %", "0.45"),
        Example("45%", "0.45"),
        Example("33,3 %", "0.333"),
        Example("33,333 %", "0.33333"),
        Example("100 %", "1"),
        Example("0,45 %", asks=True),
        Example("0,45 %", "0.0045", decided={SMALL: PERCENT}),
        Example("1 %", "0.01"),
        Example("100", "1"),
        Example("45", "0.45"),
        Example("0", "0"),
        Example("1", "0.01", decided={SCALE: PERCENT}),
        Example("1", "1", decided={SCALE: FRACTION}),
        Example("1", asks=True, decided={SCALE: _UNKNOWN}),
        Example("0,5", asks=True, decided={SCALE: _UNKNOWN}),
        Example("120", error="not-a-percentage"),
        Example("-5 %", error="not-a-percentage"),
        Example("la moitié", error="not-a-number"),
        Example("NC", None),
    ),
    survey=survey,
    sample=Field("taux", "percentage", "Pourcentage"),
)
