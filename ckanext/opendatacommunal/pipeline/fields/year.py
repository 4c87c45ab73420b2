"""A year of four digits; a whole date gives its year."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, refuse, unchanged

_YEAR = re.compile(r"\d{4}")
_FLOAT = re.compile(r"(\d{4})[.,]0+")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](\d{4})|(\d{4})-\d{2}-\d{2}(?:[T ][\d:.]+Z?)?")
_TWO_DIGITS = re.compile(r"'?(\d{2})")
_SEVERAL = re.compile(r"(\d{4})\s*(?:[-–/,;]|et|à|a)\s*(\d{4})")


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _YEAR.fullmatch(raw):
        return _judged(raw, raw, None, context)
    whole = _FLOAT.fullmatch(raw)
    if whole:
        return _judged(raw, whole[1], "whole-number", context)
    of_date = _DATE.fullmatch(raw)
    if of_date:
        return _judged(raw, of_date[1] or of_date[2], "year-of-date", context)
    several = _SEVERAL.fullmatch(raw)
    if several:
        return ask("several-years", dict.fromkeys((several[1], several[2])))
    two = _TWO_DIGITS.fullmatch(raw)
    if two:
        centuries = (int(f"{century}{two[1]}") for century in (20, 19))
        return ask("short-year", [str(year) for year in centuries if year <= context.today.year])
    return refuse("not-a-year")


def _judged(raw: str, year: str, rule: str | None, context: Context) -> Reading:
    if int(year) > context.today.year:
        return refuse("in-the-future")
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
        Example("82", asks=True),
        Example("1982-1984", asks=True),
        Example("vers 1980", error="not-a-year"),
        Example("3024", error="in-the-future"),
        Example("NC", None),
    ),
    plain=plain,
)
