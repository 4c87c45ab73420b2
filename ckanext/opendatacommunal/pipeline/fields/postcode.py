"""Postcode: five characters of text, of a place and not of a company (CEDEX)."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .negation import RESTRICTION
from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

LONGEST = 200
"""Characters of a postcode with the name of its place; a longer text is neither."""

_FIVE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}")
_SPACED = re.compile(r"(?:F ?[-–]? ?)?(\d{2})[ .]?(\d{3})(?:[.,]0{1,2})?", re.IGNORECASE)
_FOUR = re.compile(r"([1-9]\d{3})(?:[.,]0{1,2})?")
_WITH_NAME = re.compile(r"(?:F[ -])?(\d{5})[ ,;-]+[^\d]+|[^\d]+[ ,;(-]+(\d{5})\)?")
_CEDEX = re.compile(r"\bcedex\b", re.IGNORECASE)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _FIVE.fullmatch(raw):
        return unchanged(raw)
    if _CEDEX.search(raw):
        return ask("cedex", _of_commune(context))
    spaced = _SPACED.fullmatch(raw)
    if spaced and _FIVE.fullmatch(spaced[1] + spaced[2]):
        return changed(raw, spaced[1] + spaced[2], "postcode")
    four = _FOUR.fullmatch(raw)
    if four:
        return changed(raw, "0" + four[1], "leading-zeros")
    named = _WITH_NAME.fullmatch(raw) if len(raw) <= LONGEST else None
    code = (named[1] or named[2]) if named else ""
    if _FIVE.fullmatch(code) and _says_no_more(raw, context):
        return changed(raw, code, "postcode")
    found = (code,) if _FIVE.fullmatch(code) else ()
    return ask("not-a-postcode", dict.fromkeys((*found, *_of_commune(context))))


def _says_no_more(raw: str, context: Context) -> bool:
    """`69500 Bron`, `69500 Le Bourg`; not `69500 à vérifier`."""
    if not RESTRICTION.search(raw):
        return True
    found = communes.resolve(raw, epci=context.epci, near=context.commune)
    return found.insee is not None and "?" not in raw


def _of_commune(context: Context) -> tuple[str, ...]:
    place = communes.get(context.commune) if context.commune else None
    return place.postcodes if place else ()


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^(?:0[1-9]|[1-8]\d|9[0-8])\d{3}$")


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
        Example("69780,00", "69780"),
        Example("F-69780", "69780"),
        Example("69.780", "69780"),
        Example("69003 Lyon 3e", asks=True),
        Example("20000", "20000"),
        Example("97400", "97400"),
        Example("CP 69780", "69780"),
        Example("69780 Le Bourg", "69780"),
        Example("69780 à vérifier", asks=True),
        Example("69780 ?", asks=True),
        Example("69205 CEDEX", asks=True),
        Example("Lyon CEDEX 03", asks=True),
        Example("00000", asks=True),
        Example("99999", asks=True),
        Example("2A004", asks=True),
        Example("697", asks=True),
        Example("69001/69002", asks=True),
    ),
    plain=plain,
    sample=Field("code_postal", "postcode", "Code postal"),
)
