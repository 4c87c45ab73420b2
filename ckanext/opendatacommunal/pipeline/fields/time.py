"""An hour of the day, written `HH:MM`."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, refuse, unchanged
from .tidying import fold_simple

_OURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_MARKED = re.compile(
    r"(?:a )?(\d{1,2}) ?(?:h|heures?|:|hr?s?) ?(?:(\d{2}) ?(?:mn|min|m)?(?: ?[:'m] ?(\d{2}) ?s?)?)?"
)
_DECIMAL_HOUR = re.compile(r"(\d{1,2})[.,](5|25|50|75|\d)")
"""`9,5` and `9,50` may be half past nine, or fifty minutes past."""
_DOTTED = re.compile(r"(\d{1,2})[.,](\d{2})")
_FRACTION = re.compile(r"0?[.,](\d{1,17})")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})")
_HOUR = re.compile(r"\d{1,2}")
_HALF_DAY = re.compile(r"(\d{1,2})(?: ?[:.h] ?(\d{2})(?::\d{2})?)? ?(am|pm|a\.m\.|p\.m\.)")
_WITH_DAY = re.compile(r"(?:(?:1899-12-3[01]|1900-01-0\d)[T ]|T)?(\d{2}:\d{2})(?::00(?:\.0+)?)?")
"""An hour alone, as some spreadsheets and programs export it."""
_SEVERAL = re.compile(
    r"(\d{1,2} ?[h:] ?(?:\d{2})?) ?(?:-|–|/|a|et|puis) ?(\d{1,2} ?[h:] ?(?:\d{2})?)"
)
_WORDS = {"midi": "12:00", "minuit": "00:00"}
_MINUTES_OF_DAY = 24 * 60
_ROUNDING = Decimal("0.01")
"""Of a minute: what a fraction of a day loses when it is written down."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _OURS.fullmatch(raw) and not raw[5:].endswith(":00"):
        return unchanged(raw)
    text = fold_simple(raw).rstrip(".")
    if text in _WORDS:
        return changed(raw, _WORDS[text], "time-writing")
    alone = _WITH_DAY.fullmatch(raw)
    if alone and _OURS.fullmatch(alone[1]):
        return changed(raw, alone[1], "time-writing")
    return _of_number(raw, text) or _of_hours(raw, text)


def _of_number(raw: str, text: str) -> Reading | None:
    """A number with decimals: part of a day, or of an hour."""
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        return _of_fraction(raw, fraction[1])
    decimal = _DECIMAL_HOUR.fullmatch(text)
    return _of_decimal_hour(int(decimal[1]), decimal[2]) if decimal else None


def _of_hours(raw: str, text: str) -> Reading:
    found = _MARKED.fullmatch(text) or _DOTTED.fullmatch(text) or _DIGITS.fullmatch(text)
    return _of_parts(raw, found) if found else _other(raw, text)


def _other(raw: str, text: str) -> Reading:
    if _HOUR.fullmatch(text):
        return _of_hour(raw, int(text), 0) if int(text) else ask("unclear-time", ("00:00",))
    half = _HALF_DAY.fullmatch(text)
    if half and 1 <= int(half[1]) <= 12:
        return _of_hour(raw, int(half[1]) % 12 + 12 * (half[3][0] == "p"), int(half[2] or 0))
    several = _SEVERAL.fullmatch(text)
    if several:
        hours = (parse(each.strip(), _ANY, Context()).value for each in several.groups())
        return ask("several-times", dict.fromkeys(filter(None, hours)))
    return refuse("not-a-time")


def _of_parts(raw: str, found: re.Match[str]) -> Reading:
    parts: tuple[str | None, ...] = (*found.groups(), None)
    seconds = int(parts[2] or 0)
    return _of_hour(raw, int(parts[0] or 0), int(parts[1] or 0), seconds)


def _of_decimal_hour(hour: int, digits: str) -> Reading:
    minutes = (int(Decimal(f"0.{digits}") * 60), int(f"{digits:0<2}"))
    if hour > 23:
        return refuse("not-a-time")
    return ask(
        "unclear-time", dict.fromkeys(f"{hour:02d}:{each:02d}" for each in minutes if each < 60)
    )


def _of_hour(raw: str, hour: int, minute: int, second: int = 0) -> Reading:
    if hour == 24 and minute == second == 0:
        return ask("midnight", ("00:00", "23:59"))
    if hour > 23 or minute > 59 or second > 59:
        return refuse("not-a-time")
    value = f"{hour:02d}:{minute:02d}"
    return changed(raw, f"{value}:{second:02d}" if second else value, "time-writing")


def _of_fraction(raw: str, digits: str) -> Reading:
    """`0.375` is part of a day, as spreadsheets keep hours; `0.30` may be half past twelve."""
    minutes = Decimal(f"0.{digits}") * _MINUTES_OF_DAY
    whole = minutes.to_integral_value()
    if abs(minutes - whole) > _ROUNDING or whole >= _MINUTES_OF_DAY:
        return ask("unclear-time")
    value = f"{int(whole) // 60:02d}:{int(whole) % 60:02d}"
    if len(digits) <= 2 and int(digits) < 60:
        return ask("unclear-time", dict.fromkeys((value, f"00:{digits:0>2}")))
    return changed(raw, value, "spreadsheet-time")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^(?:[01]\d|2[0-3]):[0-5]\d$")


def writings(value: str) -> tuple[str, ...]:
    """With its seconds, with an h, without the zero before it."""
    bare = value.removeprefix("0")
    return (f"{value}:00", value.replace(":", "h"), bare, bare.replace(":", "h"))


_ANY = Field("heure", "time", "Heure d'ouverture")

TIME = FieldType(
    "time",
    ("heure",),
    parse,
    (
        Example("08:30", "08:30"),
        Example("8h", "08:00"),
        Example("8h00", "08:00"),
        Example("8 H 30", "08:30"),
        Example("8h30mn", "08:30"),
        Example("8 heures 30", "08:30"),
        Example("8:00:00", "08:00"),
        Example("08:00:00", "08:00"),
        Example("08:00:30", "08:00:30"),
        Example("08.00", "08:00"),
        Example("8,30", "08:30"),
        Example("1830", "18:30"),
        Example("830", "08:30"),
        Example("8", "08:00"),
        Example("0.375", "09:00"),
        Example("0,333333333333333", "08:00"),
        Example("0.75", "18:00"),
        Example("0.5", asks=True),
        Example("midi", "12:00"),
        Example("Minuit", "00:00"),
        Example("6:30 PM", "18:30"),
        Example("1899-12-30T08:00:00", "08:00"),
        Example("12:30:00.000", "12:30"),
        Example("24h", asks=True),
        Example("0", asks=True),
        Example("8h-18h", asks=True),
        Example("8h à 18h", asks=True),
        Example("25h", error="not-a-time"),
        Example("8h75", error="not-a-time"),
        Example("8.5", asks=True),
        Example("9,50", asks=True),
        Example("9h.", "09:00"),
        Example("le matin", error="not-a-time"),
        Example("-", None),
    ),
    plain=plain,
    writings=writings,
    sample=_ANY,
)
