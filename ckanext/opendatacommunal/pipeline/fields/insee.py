"""INSEE code of a commune or arrondissement of today."""

from __future__ import annotations

import re

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed

_FIVE = re.compile(r"(\d{2}|2[AB]) ?(\d{3})(?:[.,]0{1,2})?", re.IGNORECASE)
_FOUR = re.compile(r"([1-9]\d{3})(?:[.,]0{1,2})?")


def parse(raw: str, field: Field, context: Context) -> Reading:
    five, four = _FIVE.fullmatch(raw), _FOUR.fullmatch(raw)
    code = (five[1] + five[2]).upper() if five else "0" + four[1] if four else None
    if code is None:
        return ask("not-an-insee-code", _own(context))
    today = code_of_today(code)
    if today is None:
        return ask("not-an-insee-code", _candidates(code, context))
    if today != code:
        return changed(raw, today, "insee-today")
    return changed(raw, code, "leading-zeros" if four else "insee")


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
    ),
)
