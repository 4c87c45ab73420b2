"""Numbers and whole numbers."""

from __future__ import annotations

from decimal import Decimal

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .reading import Context, Example, FieldType, Reading, changed, refuse


def parse_integer(raw: str, field: Field, context: Context) -> Reading:
    reading = numbers.parse(raw, field, context)
    if reading.value is None:
        return reading
    number = Decimal(reading.value)
    if number != number.to_integral_value():
        return refuse("not-a-whole-number")
    if reading.value.lstrip("+-").isdigit():
        return reading
    return changed(raw, numbers.plain(number), reading.rule or "whole-number")


_COMMON = (
    Example("12", "12"),
    Example("1 220", "1220"),
    Example("1\u202f220", "1220"),
    Example("1.220.500", "1220500"),
    Example("1.220", asks=True),
    Example("1.220", "1220", decided={"number-mark": "thousand"}),
    Example("environ 50", error="not-a-number"),
    Example("une dizaine", error="not-a-number"),
    Example("12 rue", error="not-a-number"),
)

NUMBER = FieldType(
    "number",
    (),
    numbers.parse,
    (
        *_COMMON,
        Example("1220,5", "1220.5"),
        Example("1 220,50", "1220.50"),
        Example("1.220,50", "1220.50"),
        Example("1,220.5", "1220.5"),
        Example("0.125", "0.125"),
        Example("1.220", "1.220", decided={"number-mark.": "decimal"}),
        Example("1,220", "1.220", decided={"number-mark,": "decimal"}),
    ),
    survey=numbers.survey,
    plain=numbers.plain_cell,
)

INTEGER = FieldType(
    "integer",
    (),
    parse_integer,
    (
        *_COMMON,
        Example("12,0", "12"),
        Example("12.0", "12"),
        Example("12,5", error="not-a-whole-number"),
    ),
    survey=numbers.survey,
)
