"""A day, written `AAAA-MM-JJ`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse

ORDER = "date-order"
DAY_FIRST, MONTH_FIRST = "day/month", "month/day"
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MARKS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: \d{1,2}[:h]\d{2}(?::\d{2})?)?")
_WORDS = re.compile(r"(?:[a-z]+ )?(?:le )?(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)
_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """Whether the day or the month comes first, if a number above 12 shows it."""
    orders: set[str] = set()
    for value in values:
        found = _MARKS.fullmatch(value)
        if found and int(found[1]) > 12 >= int(found[2]):
            orders.add(DAY_FIRST)
        elif found and int(found[2]) > 12 >= int(found[1]):
            orders.add(MONTH_FIRST)
    return {ORDER: orders.pop()} if len(orders) == 1 else {}


def parse(raw: str, field: Field, context: Context) -> Reading:
    found = _ISO.fullmatch(raw) or _COMPACT.fullmatch(raw)
    if found:
        return _read(raw, _day(int(found[1]), int(found[2]), int(found[3])), context)
    found = _MARKS.fullmatch(raw)
    if found:
        return _marked(raw, found, context)
    found = _SERIAL.fullmatch(raw)
    if found:
        day = _EXCEL_ZERO + timedelta(days=int(found[1]))
        return _read(raw, day, context, rule="spreadsheet-date")
    found = _WORDS.fullmatch(fold(raw))
    month = _month(found[2]) if found else None
    if found and month and found[1]:
        return _read(raw, _day(int(found[3]), month, int(found[1])), context)
    if found and month:
        return ask("day-unknown", (f"{found[3]}-{month:02d}-01",))
    return refuse("not-a-date")


def _marked(raw: str, found: re.Match[str], context: Context) -> Reading:
    first, second = int(found[1]), int(found[2])
    order = context.decided.get(ORDER)
    if first > 12 or first == second:
        order = DAY_FIRST
    elif second > 12:
        order = MONTH_FIRST
    if order not in (DAY_FIRST, MONTH_FIRST):
        return ask(ORDER, (DAY_FIRST, MONTH_FIRST), whole_column=True, params={"example": raw})
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    if len(found[3]) == 4:
        return _read(raw, _day(int(found[3]), month, day), context)
    years = (int(f"{century}{found[3]}") for century in (20, 19))
    days = [_day(year, month, day) for year in years if year <= context.today.year]
    return ask("short-year", [each.isoformat() for each in days if each])


def _read(raw: str, found: date | None, context: Context, rule: str = "date-writing") -> Reading:
    if found is None:
        return refuse("not-a-date")
    if found > context.today:
        return refuse("in-the-future")
    return changed(raw, found.isoformat(), rule)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int | None:
    """1 to 12, from a name or its first three letters at least, if no other month begins so."""
    found = [i for i, name in enumerate(_MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if len(found) == 1 else None


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """Days long past, in the writing we keep, of those that all months have."""
    return cell.str.contains(r"^(?:1[5-9]\d\d|20[01]\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$")


DATE = FieldType(
    "date",
    ("date",),
    parse,
    (
        Example("2024-12-31", "2024-12-31"),
        Example("31/12/2024", "2024-12-31"),
        Example("2024-12-31T00:00:00", "2024-12-31"),
        Example("31.12.2024 10:30", "2024-12-31"),
        Example("20241231", "2024-12-31"),
        Example("45657", "2024-12-31"),
        Example("1er janvier 2024", "2024-01-01"),
        Example("31 déc. 2024", "2024-12-31"),
        Example("Mardi 31 décembre 2024", "2024-12-31"),
        Example("31.12.24", asks=True),
        Example("déc. 2024", asks=True),
        Example("03/04/2024", asks=True),
        Example("03/04/2024", "2024-04-03", decided={ORDER: DAY_FIRST}),
        Example("31/02/2024", error="not-a-date"),
        Example("courant 2024", error="not-a-date"),
        Example("2524-01-01", error="in-the-future"),
    ),
    survey=survey,
    plain=plain,
)
