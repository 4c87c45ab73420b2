"""Whole numbers."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .matching import fold
from .negation import RESTRICTION
from .number import COMMON, named_number
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse

_ORDINAL = re.compile(r"(\d{1,3})\s*(?:[eè]me|[eè]?re|[eè]|er|nd|nde)\b[^\d]{0,40}", re.IGNORECASE)
_IN_WORDS = {"un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5"}
_IN_WORDS |= {"six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10"}
_LONGEST = 18
"""Digits of a number that is counted with; a longer one is a code, and is not expanded."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    """`values`: numbers that are written in words here (`recto-verso`). `options.ordinal`: the
    column numbers things (`4e circonscription`)."""
    named = _named(raw, field)
    if named is not None:
        return changed(raw, named, "whole-number")
    reading = numbers.parse(raw, field, context)
    if reading.value is None or reading.value.lstrip("+-").isdecimal():
        return reading
    return _whole(raw, reading)


def _whole(raw: str, reading: Reading) -> Reading:
    number = Decimal(reading.value or "")
    if number.adjusted() > _LONGEST:
        return refuse("not-a-number")
    if number != number.to_integral_value():
        return refuse("not-a-whole-number")
    if "e" in (reading.value or "").lower():
        return ask("shortened-number", (numbers.plain(number),))
    return changed(raw, numbers.plain(number), reading.rule or "whole-number")


def _named(raw: str, field: Field) -> str | None:
    named = named_number(raw, field) or _in_words(raw, field)
    if named is not None:
        return named
    found = _ORDINAL.fullmatch(raw) if field.options.get("ordinal") else None
    return str(int(found[1])) if found and not RESTRICTION.search(raw) else None


def _in_words(raw: str, field: Field) -> str | None:
    """`deux`, or `deux places` where places are counted."""
    first, _, unit = raw.partition(" ")
    number = _IN_WORDS.get(fold(first))
    return number if number and (not unit or numbers.says(field, unit)) else None


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^(?:0|[1-9]\d{0,17})$")


INTEGER = FieldType(
    "integer",
    (),
    parse,
    (
        *COMMON,
        Example("12,0", "12"),
        Example("Une", "1"),
        Example("deux places", "2"),
        Example("une dizaine", error="not-a-number"),
        Example("deux ou trois", error="not-a-number"),
        Example("12.0", "12"),
        Example("1 220,00", "1220"),
        Example("12,5", error="not-a-whole-number"),
        Example("½", error="not-a-whole-number"),
        Example("1e3", asks=True),
    ),
    survey=numbers.survey,
    plain=plain,
    alike=numbers.with_a_point,
    sample=Field("nombre", "integer", "Nombre de places"),
)
