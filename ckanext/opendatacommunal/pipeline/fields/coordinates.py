"""`longitude`, `latitude` in WGS84 degrees; metres of a projection are left to `locate`."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .numbers import is_number
from .reading import Context, Example, FieldType, Reading, changed, refuse, unchanged

_DECIMAL = re.compile(r"([+-]?\d{1,3})[.,](\d+)\s*°?\s*([NSEWO]?)", re.IGNORECASE)
_WHOLE = re.compile(r"([+-]?\d{1,3})\s*°?\s*([NSEWO]?)", re.IGNORECASE)
_METRES = re.compile(r"[+-]?(\d{6,7}|\d{1,3}(?: \d{3}){1,2})(?:[.,]\d+)?")
_SEXAGESIMAL = re.compile(
    r"""([NSEWO])?\s*(\d{1,3})\s*[°º]\s*(\d{1,2})\s*['′’m]\s*"""
    r"""(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|'')?)?\s*([NSEWO])?""",
    re.IGNORECASE,
)


def parse(raw: str, field: Field, context: Context) -> Reading:
    metres = _METRES.fullmatch(raw)
    if metres:
        value = raw.replace(" ", "").replace(",", ".")
        return changed(raw, value, "decimal-comma")
    decimal = _DECIMAL.fullmatch(raw)
    if decimal:
        value = f"{decimal[1]}.{decimal[2]}"
        return changed(raw, _signed(value, decimal[3]), "coordinate")
    whole = _WHOLE.fullmatch(raw)
    if whole:
        return changed(raw, _signed(whole[1], whole[2]), "coordinate")
    parts = _SEXAGESIMAL.fullmatch(raw)
    if parts:
        degrees = Decimal(parts[2]) + Decimal(parts[3]) / 60
        degrees += Decimal((parts[4] or "0").replace(",", ".")) / 3600
        value = format(degrees.quantize(Decimal("0.000001")), "f")
        return changed(raw, _signed(value, parts[1] or parts[5] or ""), "degrees-minutes")
    return unchanged(raw) if _plain_number(raw) else refuse("not-a-coordinate")


def _signed(value: str, side: str) -> str:
    west_or_south = side.upper() in ("W", "O", "S") and side != ""
    return f"-{value.lstrip('+-')}" if west_or_south else value


def _plain_number(raw: str) -> bool:
    return bool(re.fullmatch(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d{1,3})?", raw)) and is_number(raw)


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^-?\d{1,3}\.\d+$")


_EXAMPLES = (
    Example("4.95312", "4.95312"),
    Example("4,95312", "4.95312"),
    Example("4,953", "4.953"),
    Example("4.95312°", "4.95312"),
    Example("4.95312 E", "4.95312"),
    Example("1,5 O", "-1.5"),
    Example("4°57'11,2\"E", "4.953111"),
    Example("1845123,45", "1845123.45"),
    Example("à côté", error="not-a-coordinate"),
    Example("", None),
)

LONGITUDE = FieldType("longitude", ("longitude", "lon"), parse, _EXAMPLES, plain=plain)
LATITUDE = FieldType("latitude", ("latitude", "lat"), parse, _EXAMPLES, plain=plain)
