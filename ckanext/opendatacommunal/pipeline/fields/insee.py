"""INSEE code of a commune or arrondissement of today."""

from __future__ import annotations

import re

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, ask, changed

_FIVE = re.compile(r"(\d{2}|2[AB]) ?(\d{3})(?:[.,]0{1,2})?", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<code>(?:\d{2}|2[AB])\d{3})[ ,;:(–-]+(?P<name>[^\d]{2,60}?)\)?|"
    r"(?P<name2>[^\d]{2,60}?)[ ,;:(–-]+(?P<code2>(?:\d{2}|2[AB])\d{3})\)?",
    re.IGNORECASE,
)
_FOUR = re.compile(r"([1-9]\d{3})(?:[.,]0{1,2})?")


def parse(raw: str, field: Field, context: Context) -> Reading:
    five, four = _FIVE.fullmatch(raw), _FOUR.fullmatch(raw)
    code = (five[1] + five[2]).upper() if five else "0" + four[1] if four else None
    named = None if code else _NAMED.fullmatch(raw)
    if named:
        return _of_name(raw, named, context)
    if code is None:
        return ask("not-an-insee-code", _own(context))
    today = code_of_today(code)
    if today is None:
        return ask("not-an-insee-code", _candidates(code, context))
    if today != code:
        return changed(raw, today, "insee-today")
    return changed(raw, code, "leading-zeros" if four else "insee")


def _of_name(raw: str, found: re.Match[str], context: Context) -> Reading:
    """`69283 Mions`: sure if the name is that of the code, which a postcode's hardly ever is."""
    code = (found["code"] or found["code2"]).upper()
    place, today = communes.get(code), code_of_today(code)
    if place and today == code and fold(place.name) == fold(found["name"] or found["name2"]):
        return changed(raw, code, "insee")
    return ask("not-an-insee-code", _candidates(code, context))


def code_of_today(code: str) -> str | None:
    """The code itself for a commune or an arrondissement of today, else what replaced it."""
    place = communes.get(code)
    if place is None:
        return None
    return place.code if place.kind == "arrondissement" else place.current


def _candidates(code: str, context: Context) -> tuple[str, ...]:
    """Communes of which this is the postcode: the usual mistake."""
    served = communes.of_postcode(code, epci=context.epci) if context.epci else []
    served = served or communes.of_postcode(code)
    return tuple(place.code for place in served) or _own(context)


def _own(context: Context) -> tuple[str, ...]:
    return (context.commune,) if context.commune else ()


INSEE = FieldType(
    "insee",
    ("insee",),
    parse,
    (
        Example("69283", "69283"),
        Example("69 283", "69283"),
        Example("69283.0", "69283"),
        Example("1053", "01053"),
        Example("2a004", "2A004"),
        Example("69383", "69383"),
        Example("69152", "69149"),
        Example("69780", asks=True),
        Example("69283,00", "69283"),
        Example("2A 004", "2A004"),
        Example("59298", "59350"),
        Example("97411", "97411"),
        Example("99999", asks=True),
        Example("00000", asks=True),
        Example("692", asks=True),
        Example("Mions", asks=True),
        Example("69283 Mions", "69283"),
        Example("Mions (69283)", "69283"),
        Example("69780 Mions", asks=True),
    ),
)
