"""A day, or two with a slash between: `2024-03-14/2025-03-14`.

A month, a quarter or a year alone is the whole of it, from its first day to its last: the period is
what the column asks for, and nothing is added to it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from . import date as day
from .reading import Context, Example, FieldType, Reading, ask, changed

_DAY = r"\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{2}-\d{2}"
_TWO = re.compile(
    rf"(?:du |de |entre le )?({_DAY})\s*(?:[-–—/>]|au|à|a|(?<=entre le .{{10}} )et le)\s*({_DAY})",
    re.IGNORECASE,
)
_TWO_ALONE = re.compile(rf"({_DAY})\s*(?:;|,|et le|et|puis|puis le)\s*({_DAY})", re.IGNORECASE)
"""Two days and not what lies between them: two payments."""
_YEAR = re.compile(r"(?:année |exercice )?((?:19|20)\d{2})", re.IGNORECASE)
_YEARS = re.compile(r"((?:19|20)\d{2})\s*[-–/]\s*((?:19|20)\d{2})")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/.-]((?:19|20)\d{2})|((?:19|20)\d{2})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(
    r"(?:t\s*([1-4])|([1-4])(?:er|e|è|ème|eme)? trimestre)[ /-]*((?:19|20)\d{2})", re.IGNORECASE
)
_MONTHS = tuple("janv f[ée]vr mars avr mai juin juil ao[ûu]t sept oct nov d[ée]c".split())
_MONTH_NAMED = re.compile(rf"({'|'.join(_MONTHS)})[a-zûé]*\.?\s+((?:19|20)\d{{2}})", re.IGNORECASE)


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """What the days of the column show of their order, those of periods too."""
    found = ((_TWO.fullmatch(value), value) for value in values)
    days = (each for two, value in found for each in (two.groups() if two else (value,)))
    return day.survey(days, _coming(field), context)


def parse(raw: str, field: Field, context: Context) -> Reading:
    """Days to come are right: what is paid later is known now."""
    two = _TWO.fullmatch(raw)
    if two:
        return _from_to(raw, *(_read(each, field, context) for each in two.groups()))
    if _TWO_ALONE.fullmatch(raw):
        return ask("unclear-days")
    years = _YEARS.fullmatch(raw)
    if years and int(years[1]) + 1 == int(years[2]):
        return ask("unclear-days", _two_years_or_season(int(years[1])))
    months = _months(raw)
    if months:
        return changed(raw, _whole(*months), "whole-period")
    found = day.parse(raw, _coming(field), context)
    return found if found.settled or not found.error else ask("unclear-days")


def _from_to(raw: str, first: str | None, last: str | None) -> Reading:
    if not first or not last or first > last:
        return ask("unclear-days")
    return changed(raw, f"{first}/{last}", "two-days")


def _read(text: str, field: Field, context: Context) -> str | None:
    found = day.parse(text, _coming(field), context)
    return found.value if found.settled else None


def _coming(field: Field) -> Field:
    return Field(field.name, "date", field.title, options={"future": True})


def _months(raw: str) -> tuple[int, int, int, int] | None:
    """(year, month) of the start and of the end of a period that is a whole number of months."""
    year, years = _YEAR.fullmatch(raw), _YEARS.fullmatch(raw)
    if year:
        return int(year[1]), 1, int(year[1]), 12
    if years and int(years[1]) + 1 < int(years[2]):
        return int(years[1]), 1, int(years[2]), 12
    month, quarter, named = (each.fullmatch(raw) for each in (_MONTH, _QUARTER, _MONTH_NAMED))
    if month:
        when = int(month[2] or month[3]), int(month[1] or month[4])
        return (*when, *when)
    if quarter:
        number = int(quarter[1] or quarter[2])
        return int(quarter[3]), 3 * number - 2, int(quarter[3]), 3 * number
    if named:
        place = next(i for i, each in enumerate(_MONTHS, 1) if re.match(each, named[1], re.I))
        return int(named[2]), place, int(named[2]), place
    return None


def _two_years_or_season(first: int) -> tuple[str, str]:
    """`2024-2025`: two years, or from one September to the next August."""
    return _whole(first, 1, first + 1, 12), _whole(first, 9, first + 1, 8)


def _whole(year: int, month: int, last_year: int, last_month: int) -> str:
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return f"{date(year, month, 1).isoformat()}/{end.isoformat()}"


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])$")


DAYS = FieldType(
    "days",
    (),
    parse,
    (
        Example("2024-03-14", "2024-03-14"),
        Example("2024-03-14/2025-03-14", "2024-03-14/2025-03-14"),
        Example("14/03/2024", "2024-03-14"),
        Example("14/03/2024 - 14/03/2025", "2024-03-14/2025-03-14"),
        Example("du 14/03/2024 au 14/03/2025", "2024-03-14/2025-03-14"),
        Example("2024", "2024-01-01/2024-12-31"),
        Example("2024-2026", "2024-01-01/2026-12-31"),
        Example("2024-2025", asks=True),
        Example("03/2024", "2024-03-01/2024-03-31"),
        Example("mars 2024", "2024-03-01/2024-03-31"),
        Example("février 2024", "2024-02-01/2024-02-29"),
        Example("T1 2024", "2024-01-01/2024-03-31"),
        Example("1er trimestre 2024", "2024-01-01/2024-03-31"),
        Example("31/12/2030", "2030-12-31"),
        Example("entre le 14/03/2024 et le 14/03/2025", "2024-03-14/2025-03-14"),
        Example("14/03/2025 - 14/03/2024", asks=True),
        Example("14/03/2024 et 14/09/2024", asks=True),
        Example("en deux fois", asks=True),
        Example("NC", None),
    ),
    survey=survey,
    plain=plain,
    sample=Field("periode", "days", "Date ou période"),
)
