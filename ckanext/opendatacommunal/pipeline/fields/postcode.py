"""Postcode: five characters of text, of a place and not of a company (CEDEX)."""

from __future__ import annotations

import re

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

LONGEST = 200
"""Characters of a postcode with the name of its place; a longer text is neither."""

_FIVE = re.compile(r"\d{5}")
_SPACED = re.compile(r"(\d{2}) ?(\d{3})(?:[.,]0)?")
_FOUR = re.compile(r"([1-9]\d{3})(?:[.,]0)?")
_WITH_NAME = re.compile(r"(?:F[ -])?(\d{5})[ ,;-]+[^\d]+|[^\d]+[ ,;(-]+(\d{5})\)?")
_CEDEX = re.compile(r"\bcedex\b", re.IGNORECASE)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _FIVE.fullmatch(raw):
        return unchanged(raw)
    if _CEDEX.search(raw):
        return ask("cedex", _of_commune(context))
    spaced = _SPACED.fullmatch(raw)
    if spaced:
        return changed(raw, spaced[1] + spaced[2], "postcode")
    four = _FOUR.fullmatch(raw)
    if four:
        return changed(raw, "0" + four[1], "leading-zeros")
    named = _WITH_NAME.fullmatch(raw) if len(raw) <= LONGEST else None
    if named:
        return changed(raw, named[1] or named[2], "postcode")
    return ask("not-a-postcode", _of_commune(context))


def _of_commune(context: Context) -> tuple[str, ...]:
    place = communes.get(context.commune) if context.commune else None
    return place.postcodes if place else ()


POSTCODE = FieldType(
    "postcode",
    ("code postal", "cp"),
    parse,
    (
        Example("69780", "69780"),
        Example("69 780", "69780"),
        Example("69780.0", "69780"),
        Example("1000", "01000"),
        Example("69003 Lyon", "69003"),
        Example("Bron (69500)", "69500"),
        Example("69205 CEDEX", asks=True),
        Example("697", asks=True),
    ),
)
