"""A year of four digits; a whole date gives its year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .day_words import day_in_words
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse, unchanged

_YEAR = re.compile(r"\d{4}")
_FLOAT = re.compile(r"(\d{4})[.,]0+")
_DATE = re.compile(
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
    r"|(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})(?:[T ][\d:.]+Z?)?"
)
_DIGITS = re.compile(r"(?P<year>\d{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""A date as databases and map software write it: 19840101."""
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](\d{4})|(\d{4})[-/](?:0[1-9]|1[0-2])")
_INSIDE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)")
_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets: the year 2012 in a cell that shows dates is seen as 04/07/1905."""
_NO_DATE = range(3)
"""Days that databases and spreadsheets show where there is no date: 30/12/1899 to 01/01/1900."""
_EARLIEST = 1000
_LONGEST = 100
"""Characters of a text that is searched for a year."""
_TYPED_AS_YEARS = range(1800, 2100)
_TWO_DIGITS = re.compile(r"'?(\d{2})")
_SEVERAL = re.compile(r"(\d{4})\s*(?:[-–/,;]|et|à|a)\s*(\d{4})")


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _YEAR.fullmatch(raw):
        return _judged(raw, raw, None, field, context)
    whole = _FLOAT.fullmatch(raw)
    if whole:
        return _judged(raw, whole[1], "whole-number", field, context)
    of_date = _DATE.fullmatch(_DIGITS.sub(_with_dashes, raw) if _DIGITS.fullmatch(raw) else raw)
    if of_date:
        return _of_date(raw, of_date, field, context)
    several = _SEVERAL.fullmatch(raw)
    if several:
        return _of_several(raw, several, context)
    two = _TWO_DIGITS.fullmatch(raw)
    if two:
        centuries = (int(f"{century}{two[1]}") for century in (20, 19))
        return ask("short-year", [str(year) for year in centuries if year <= context.today.year])
    return _in_words(raw, field, context)


def _with_dashes(found: re.Match[str]) -> str:
    digits = found[0]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _of_several(raw: str, found: re.Match[str], context: Context) -> Reading:
    years = (found[1], found[2])
    past = [year for year in years if _EARLIEST <= int(year) <= context.today.year]
    return ask("several-years", dict.fromkeys(past)) if past else refuse("not-a-year")


def _in_words(raw: str, field: Field, context: Context) -> Reading:
    """`janvier 2024`, `12/2024`; anything else is refused, with the years that stand in it."""
    month = _MONTH.fullmatch(raw)
    words = None if month else day_in_words(raw)
    if month:
        return _judged(raw, month[1] or month[2], "year-of-date", field, context)
    if words and not words.short_year:
        return _judged(raw, str(words.year), "year-of-date", field, context)
    inside = dict.fromkeys(_INSIDE.findall(raw)) if len(raw) <= _LONGEST else ()
    past = tuple(year for year in inside if int(year) <= context.today.year)
    return replace(refuse("not-a-year"), candidates=past)


def _of_date(raw: str, found: re.Match[str], field: Field, context: Context) -> Reading:
    """The year of a date; asked where a spreadsheet may have shown a mere year as that date."""
    year, month = found["y"] or found["year"], found["m"] or found["month"]
    try:
        number = (date(int(year), int(month), int(found["d"] or found["day"])) - _DAY_ZERO).days
    except ValueError:  # 00/00/1988, 12/25/1988: the year is there all the same
        number = -1
    if number in _NO_DATE:
        return ask("unclear-year", (year,))
    if number in _TYPED_AS_YEARS:
        return ask("year-made-a-date", (str(number), year))
    return _judged(raw, year, "year-of-date", field, context)


def _judged(raw: str, year: str, rule: str | None, field: Field, context: Context) -> Reading:
    if int(year) > context.today.year and not field.options.get("future"):
        return refuse("in-the-future")
    if int(year) < _EARLIEST:
        return ask("unclear-year")
    return changed(raw, year, rule) if rule else unchanged(raw)


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """Years long past."""
    return cell.str.contains(r"^(?:1\d{3}|20[01]\d)$")


YEAR = FieldType(
    "year",
    ("annee",),
    parse,
    (
        Example("1982", "1982"),
        Example("1982.0", "1982"),
        Example("01/06/1982", "1982"),
        Example("1982-06-01", "1982"),
        Example("19820601", "1982"),
        Example("19821301", error="not-a-year"),
        Example("18991231", asks=True),
        Example("30/12/1899", asks=True),
        Example("1905-07-04", asks=True),
        Example("04/07/1905", asks=True),
        Example("04/07/1906", "1906"),
        Example("00/00/1988", "1988"),
        Example("12/1988", "1988"),
        Example("janvier 1988", "1988"),
        Example("1er janvier 1988", "1988"),
        Example("82", asks=True),
        Example("0082", asks=True),
        Example("1982-1984", asks=True),
        Example("vers 1980", error="not-a-year"),
        Example("3024", error="in-the-future"),
        Example("NC", None),
    ),
    plain=plain,
)
