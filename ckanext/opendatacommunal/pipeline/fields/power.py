"""Electric power in kilowatts; watts are converted and shown, kilovolt-amperes are asked about."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .matching import fold
from .reading import UNIT, Context, Example, FieldType, Reading, ask, changed, refuse
from .tidying import fold_simple

_WATTS = Decimal("0.001")
_WITH_UNIT = re.compile(
    r"([+-]?[\d.,][\d., ]*?) ?(kw|kilowatts?|w|watts?|kva)(?: (?:ac|dc|max\.?))?"
)
MOST = Decimal(1000)
"""Kilowatts that no charging point gives: a greater number is in watts, maybe."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    found = _WITH_UNIT.fullmatch(fold_simple(raw))
    number = numbers.parse_bare(found[1].strip() if found else raw, _decimals(context))
    if number.value is None:
        return refuse("not-a-number") if number.error or found else number
    unit = found[2] if found else context.decided.get(UNIT, "kw")
    value = Decimal(number.value)
    if unit == "kva":
        return ask("doubtful-power", (numbers.plain(value),))
    if unit.startswith("w"):
        return changed(raw, numbers.plain(value * _WATTS), "power-converted")
    if value >= MOST:
        return ask("doubtful-power", (numbers.plain(value * _WATTS),))
    return changed(raw, number.value, "unit-left-out" if found else number.rule or "decimal-comma")


def _decimals(context: Context) -> Context:
    """`7.400` kW is no thousand of kilowatts."""
    decided = {**context.decided, numbers.MARK: numbers.DECIMAL}
    return Context(context.today, context.commune, context.epci, decided)


def unit_of(header: str) -> str | None:
    """`Puissance (W)` → `w`."""
    return next((word for word in fold(header).split()[1:] if word in ("w", "watt", "watts")), None)


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^[1-9]\d{0,2}(?:\.\d{1,2})?$")


POWER = FieldType(
    "power",
    ("puissance",),
    parse,
    (
        Example("22", "22"),
        Example("22.00", "22.00"),
        Example("7,4", "7.4"),
        Example("7,4 kW", "7.4"),
        Example("22kW", "22"),
        Example("50 kW DC", "50"),
        Example("7400 W", "7.4"),
        Example("7400", "7.4", decided={UNIT: "w"}),
        Example("22000", asks=True),
        Example("22 kVA", asks=True),
        Example("3/22", error="not-a-number"),
        Example("rapide", error="not-a-number"),
        Example("NC", None),
    ),
    plain=plain,
    unit_of=unit_of,
    sample=Field("puissance", "power", "Puissance (kW)"),
)
