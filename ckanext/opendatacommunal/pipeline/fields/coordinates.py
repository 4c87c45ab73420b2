"""`longitude`, `latitude` in WGS84 degrees; metres of a projection are left to `locate`."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .numbers import is_number
from .reading import Context, Example, FieldType, Reading, changed, refuse

LATITUDES = (41, 52)
"""Degrees between which all of metropolitan France lies; no longitude of it comes near."""

_SIDE = r"(?:[NSEWO]|nord|sud|est|ouest)"
_DECIMAL = re.compile(
    rf"(?:({_SIDE})\.? ?)?([+-]?\d{{1,3}})[.,](\d+) ?(?:°|º|deg)? ?({_SIDE})?", re.IGNORECASE
)
_WHOLE = re.compile(rf"([+-]?\d{{1,3}}) ?°? ?({_SIDE})?", re.IGNORECASE)
_METRES = re.compile(r"[+-]?(\d{6,7}|\d{1,3}(?: \d{3}){1,2})(?:[.,]\d+)?(?: ?m)?")
_WHOLE_NUMBER = re.compile(r"[+-]?(?:\d{8,9}|\d{1,3}(?:\.\d{3}){2})")
"""Metres or degrees without their point: `locate` knows by the commune."""

_SEXAGESIMAL = re.compile(
    rf"""(?:({_SIDE})\.?)? ?([+-]?\d{{1,3}}) ?(?:[°ºd:]|deg) ?"""
    r"""(?:(\d{1,2}(?:[.,]\d+)?) ?(?:['′’m:]|min)? ?"""
    rf"""(?:(\d{{1,2}}(?:[.,]\d+)?) ?(?:["″”s]|'')?)?)? ?({_SIDE})?""",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"(?:({_SIDE}) )?([+-]?\d{{1,3}}) (\d{{1,2}}) (\d{{1,2}}(?:[.,]\d+)?) ?({_SIDE})?",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"[\[(]? ?([+-]?\d{1,2}\.\d+|[+-]?\d{1,2},\d+(?= ?[;/ ]))"
    r" ?[;/, ] ?([+-]?\d{1,2}[.,]\d+) ?[\])]?"
)
_SIDED_PAIR = re.compile(
    r"(?P<north>[^NSEWO]{3,30}[NS]) ?[,;/]? ?(?P<east>[^NSEWO]{3,30}[EWO])", re.IGNORECASE
)
_SIDES_FIRST = re.compile(
    r"(?P<north>[NS] ?[^NSEWO]{3,30}?) ?[,;/]? ?(?P<east>[EWO] ?[^NSEWO]{3,30})", re.IGNORECASE
)
_GEOJSON_POINT = re.compile(
    r'\{"type": ?"Point", ?"coordinates": ?\[ ?([+-]?\d{1,3}\.\d+) ?, ?([+-]?\d{1,3}\.\d+) ?\]\}'
)
_LONGEST = 120
"""Characters of a coordinate, or of a pair."""
_POINT = re.compile(r"(?:SRID=4326;)?point ?\( ?([+-]?\d{1,3}\.\d+) ([+-]?\d{1,3}\.\d+) ?\)", re.I)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > _LONGEST:
        return refuse("not-a-coordinate")
    if _METRES.fullmatch(raw):
        value = raw.rstrip("mM ").replace(" ", "").replace(",", ".")
        return changed(raw, value, "coordinate")
    if _WHOLE_NUMBER.fullmatch(raw):
        return changed(raw, raw.replace(".", ""), "coordinate")
    alone = _alone(raw) or _of_pair(raw, field, context)
    if alone is not None:
        return alone
    if not _plain_number(raw):
        return refuse("not-a-coordinate")
    return changed(raw, format(Decimal(raw), "f") if "e" in raw.lower() else raw, "coordinate")


def _alone(raw: str) -> Reading | None:
    """One coordinate in degrees, with or without decimals, or in minutes and seconds."""
    decimal = _DECIMAL.fullmatch(raw)
    if decimal:
        return _sided(raw, f"{decimal[2]}.{decimal[3]}", (decimal[1], decimal[4]), "coordinate")
    whole = _WHOLE.fullmatch(raw)
    if whole:
        return _sided(raw, whole[1], (whole[2],), "coordinate")
    parts = _SEXAGESIMAL.fullmatch(raw) or _SPACED.fullmatch(raw)
    return _of_parts(raw, parts) if parts else None


def _of_parts(raw: str, parts: re.Match[str]) -> Reading:
    minutes, seconds = (Decimal((parts[at] or "0").replace(",", ".")) for at in (3, 4))
    if minutes >= 60 or seconds >= 60 or (parts[4] and minutes % 1):
        return refuse("not-a-coordinate")
    degrees = Decimal(parts[2].lstrip("+-")) + minutes / 60 + seconds / 3600
    sign = "-" if parts[2].startswith("-") else ""
    value = sign + format(degrees.quantize(Decimal("0.000001")), "f")
    return _sided(raw, value, (parts[1], parts[5]), "degrees-minutes")


def _sided(raw: str, value: str, sides: tuple[str | None, ...], rule: str) -> Reading:
    """With the sign of its side, written before or after; one that is not of this field means that
    two columns are swapped, and `locate` sees to that."""
    side, *others = [each.upper()[0] for each in sides if each] or [""]
    if others:
        return refuse("not-a-coordinate")
    if side in ("W", "O", "S"):
        value = f"-{value.lstrip('+-')}"
    return changed(raw, value, rule)


def is_pair(text: str) -> bool:
    """Whether a cell of one coordinate holds both."""
    return holds_pair(text) or (len(text) <= _LONGEST and bool(_PAIR.fullmatch(text.strip())))


def holds_pair(text: str) -> bool:
    """Whether a cell holds both coordinates in a writing that each reader takes its own from."""
    if len(text) > _LONGEST:
        return False
    both = (_SIDED_PAIR, _SIDES_FIRST, _POINT, _GEOJSON_POINT)
    return any(each.fullmatch(text.strip()) for each in both)


def _of_pair(raw: str, field: Field, context: Context) -> Reading | None:
    """Both coordinates in one cell: their sides tell which is which; without sides, only one can
    be the latitude in metropolitan France. None if the cell holds no pair."""
    sided = _SIDED_PAIR.fullmatch(raw) or _SIDES_FIRST.fullmatch(raw)
    if sided:
        part = _alone(sided["north" if field.kind == "latitude" else "east"].strip())
        value = part.value if part else None
        return changed(raw, value, "coordinate-of-pair") if value else part
    pair = _POINT.fullmatch(raw) or _GEOJSON_POINT.fullmatch(raw) or _PAIR.fullmatch(raw)
    if pair is None:
        return None
    given = [each.replace(",", ".") for each in pair.groups()]
    low, high = LATITUDES
    north = [each for each in given if low <= float(each) <= high]
    if len(north) != 1:
        return refuse("not-a-coordinate")
    east = given[1 - given.index(north[0])]
    value = north[0] if field.kind == "latitude" else east
    return changed(raw, value, "coordinate-of-pair")


def _plain_number(raw: str) -> bool:
    return bool(re.fullmatch(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d{1,3})?", raw)) and is_number(raw)


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^-?\d{1,3}\.\d+$")


_EXAMPLES = (
    Example("4.95312", "4.95312"),
    Example("4,95312", "4.95312"),
    Example("4,953", "4.953"),
    Example("-1.5", "-1.5"),
    Example("4.95312°", "4.95312"),
    Example("4.95312 E", "4.95312"),
    Example("4.95312° E", "4.95312"),
    Example("E 4,95312", "4.95312"),
    Example("4,95312 Est", "4.95312"),
    Example("1,5 O", "-1.5"),
    Example("4°57'11,2\"E", "4.953111"),
    Example("4° 57' 11,2\" E", "4.953111"),
    Example("4 57 11,2", "4.953111"),
    Example("4d57m11.2s", "4.953111"),
    Example("4:57:11.2", "4.953111"),
    Example("4°57.187'", "4.953117"),
    Example("-1°30'", "-1.500000"),
    Example("1845123,45", "1845123.45"),
    Example("1 845 123", "1845123"),
    Example("842 000 m", "842000"),
    Example("4°75'11\"", error="not-a-coordinate"),
    Example("à côté", error="not-a-coordinate"),
    Example("4.953.120", "4953120"),
    Example("4.953.12", error="not-a-coordinate"),
    Example("4.95312E0", "4.95312"),
    Example("", None),
)

LONGITUDE = FieldType(
    "longitude",
    ("longitude", "lon"),
    parse,
    (
        *_EXAMPLES,
        Example("45.7578, 4.8320", "4.8320"),
        Example("[4.8320, 45.7578]", "4.8320"),
        Example("45,7578 ; 4,8320", "4.8320"),
        Example("POINT (4.8320 45.7578)", "4.8320"),
        Example("45°45'28\"N 4°49'55\"E", "4.831944"),
        Example("N 45,7578 / E 4,8320", "4.8320"),
        Example('{"type":"Point","coordinates":[4.8320,45.7578]}', "4.8320"),
    ),
    plain=plain,
)
LATITUDE = FieldType(
    "latitude",
    ("latitude", "lat"),
    parse,
    (
        *_EXAMPLES,
        Example("45.7° N", "45.7"),
        Example("N 45°45'30\"", "45.758333"),
        Example("45.7578, 4.8320", "45.7578"),
        Example("POINT (4.8320 45.7578)", "45.7578"),
        Example("45°45'28\"N 4°49'55\"E", "45.757778"),
        Example("N45.7578 E4.8320", "45.7578"),
    ),
    plain=plain,
)
