"""A day, written `AAAA-MM-JJ`.

What one cell does not tell (does the day or the month come first, which century is `24`), the rest
of the column does, and it is said; else it is one question for the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .date_examples import EXAMPLES
from .day_words import day_in_words
from .moment import PARIS_DAYS, day_of_moment
from .reading import ORDER, Context, FieldType, Reading, ask, changed, refuse

DAY_FIRST, MONTH_FIRST = "day/month", "month/day"
CENTURY = "short-years"
LATEST, NINETEEN = "latest", "1900"
"""`24` is the latest year that is not in the future, or always of the nineteen hundreds."""
DAY_UNKNOWN = "day-unknown"
FIRST, LAST = "first", "last"
"""The first or the last day of the month, or of the year, when the cell says no more: what a person
answers for the column, or what the schema prescribes (`options.day_unknown`)."""

_TIME = r"(?:(?:T| (?:à )?)\d{1,2}[:hH]\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AaPp][Mm])?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_OURS = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_COMPACT_FRENCH = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})")
_MARKS = re.compile(rf"(\d{{1,2}}) ?([/. -]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}}){_TIME}")
_LE = re.compile(r"^(?:le|du) ", re.IGNORECASE)
_HOUR_AFTER = re.compile(r"(?: à| -|,)? \d{1,2} ?[hH:]\d{0,2}$")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_MONTH_ONLY = re.compile(r"(?:(?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<y2>\d{4})[-/](?P<m2>\d{1,2}))")
_YEAR_ONLY = re.compile(r"(?:19|20)\d{2}")
_TWO_DAYS = re.compile(
    r"(?:du |de |entre le )?(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
    r" ?(?:-|–|;|,|/|et|et le|au|à) ?(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_NO_DAY = re.compile(r"(?:00/00/0000|0000-00-00|00/01/1900|1900-01-00)(?:[T ]00:00(?::00)?)?")
"""How programs write a date that is not known."""
_FILLED = (date(1900, 1, 1), date(1970, 1, 1))
"""Days that programs put where nobody gave one."""
_LONGEST = 100
"""Characters of a text that is searched for a day."""
_FRENCH_INSIDE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:1[5-9]|20)\d{2})(?!\d)")
_ISO_INSIDE = re.compile(r"(?<!\d)((?:1[5-9]|20)\d{2})-(\d{2})-(\d{2})(?!\d)")
_EXCEL_ZERO = date(1899, 12, 30)
_EARLIEST_SERIAL = date(1950, 1, 1)
"""A smaller number in a column of dates is rather a postcode or a code than a day."""
_COMING = 20
"""Years that a date to come is away at most."""
_EARLIEST_YEAR = 1000
"""A date of the years 0 to 999 is one whose century was lost."""


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """The order, if a number above 12 shows it; the century, if the whole years are all of one."""
    orders: set[str] = set()
    centuries: set[str] = set()
    for value in values:
        found = _MARKS.fullmatch(value)
        if found and int(found[1]) > 12 >= int(found[3]):
            orders.add(DAY_FIRST)
        elif found and int(found[3]) > 12 >= int(found[1]):
            orders.add(MONTH_FIRST)
        whole = _ISO.fullmatch(value)
        year = whole[1] if whole else found[4] if found else ""
        if len(year) == 4:
            centuries.add(year[:2])
    decided = {ORDER: orders.pop()} if len(orders) == 1 else {}
    if centuries == {"20"}:
        decided[CENTURY] = LATEST
    if "day_unknown" in field.options:
        decided[DAY_UNKNOWN] = str(field.options["day_unknown"])
    return decided


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _NO_DAY.fullmatch(raw):
        return changed(raw, None, "no-value")
    found = _ISO.fullmatch(raw)
    if found:
        return _read(raw, _day(int(found[1]), int(found[3]), int(found[4])), field, context)
    found = _MARKS.fullmatch(_LE.sub("", raw))
    if found:
        return _marked(raw, found, field, context)
    if PARIS_DAYS.fullmatch(raw):
        return _of_moment(raw, field, context)
    return _of_digits(raw, field, context) or _in_words(raw, field, context)


def _of_digits(raw: str, field: Field, context: Context) -> Reading | None:
    """The writings without marks, and those that give less or more than one day."""
    found = _COMPACT.fullmatch(raw)
    day = _day(int(found[1]), int(found[2]), int(found[3])) if found else None
    french = None if day else _COMPACT_FRENCH.fullmatch(raw)
    if french:
        day = _day(int(french[3]), int(french[2]), int(french[1]))
    if day:
        return _read(raw, day, field, context)
    found = _SERIAL.fullmatch(raw)
    if found:
        return _of_serial(raw, int(found[1]), field, context)
    return _of_part(raw, context) or _of_several(raw, field, context)


def _of_part(raw: str, context: Context) -> Reading | None:
    """A month or a year written in digits."""
    if _YEAR_ONLY.fullmatch(raw):
        return _part_of_year(raw, int(raw), 1, 12, context)
    found = _MONTH_ONLY.fullmatch(raw)
    if found is None:
        return None
    month = int(found["m"] or found["m2"])
    if not 1 <= month <= 12:
        return refuse("not-a-date")
    return _part_of_year(raw, int(found["y"] or found["y2"]), month, month, context)


def _of_several(raw: str, field: Field, context: Context) -> Reading | None:
    found = _TWO_DAYS.fullmatch(raw)
    if found is None:
        return None
    days = (parse(each, field, context).value for each in found.groups())
    return ask("several-dates", dict.fromkeys(filter(None, days)))


def _marked(raw: str, found: re.Match[str], field: Field, context: Context) -> Reading:
    first, second = int(found[1]), int(found[3])
    order = context.decided.get(ORDER)
    by_column = False
    if first > 12 or first == second:
        order = DAY_FIRST
    elif second > 12:
        order = MONTH_FIRST
    elif order not in (DAY_FIRST, MONTH_FIRST):
        return ask(ORDER, (DAY_FIRST, MONTH_FIRST), whole_column=True, params={"example": raw})
    else:
        by_column = True
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    year: int | None = int(found[4])
    if len(found[4]) == 2:
        year = _whole_year(int(found[4]), field, context)
        if year is None:
            return ask(CENTURY, (LATEST, NINETEEN), whole_column=True, params={"example": raw})
        if _may_be_to_come(year, context):
            return _of_two_centuries(year, month, day)
        if _begins_with_year(found, year, context):
            return ask("unclear-date", (date(2000 + first, second, int(found[4])).isoformat(),))
    reading = _read(raw, _day(year, month, day), field, context)
    if reading.value is None or not by_column:
        return reading
    params = {"after": reading.value}
    return replace(reading, note=f"date-order-decided:{order}", once=True, params=params)


def _begins_with_year(found: re.Match[str], year: int, context: Context) -> bool:
    """`24-12-31` may be the last day of 2024, where the other reading is of another century."""
    other = _day(2000 + int(found[1]), int(found[3]), int(found[4]))
    return found[2] == "-" and year < 2000 and other is not None and other <= context.today


def _whole_year(short: int, field: Field, context: Context) -> int | None:
    """The whole year of two digits, None if the column does not tell its century."""
    century = context.decided.get(CENTURY)
    if century == NINETEEN:
        return 1900 + short
    if century == LATEST:
        latest = context.today.year + (_COMING if field.options.get("future") else 0)
        return 2000 + short if 2000 + short <= latest else 1900 + short
    return None


def _may_be_to_come(year: int, context: Context) -> bool:
    """`31/12/27` in 2026, beside days of the years 2000: 1927, or a slip."""
    latest = context.decided.get(CENTURY) == LATEST
    return latest and context.today.year < year + 100 <= context.today.year + _COMING


def _of_two_centuries(year: int, month: int, day: int) -> Reading:
    found = _day(year, month, day)
    return ask("unclear-date", (found.isoformat(),)) if found else refuse("not-a-date")


def _of_moment(raw: str, field: Field, context: Context) -> Reading:
    """A moment with its time zone: the day it was in France."""
    found = day_of_moment(raw)
    return _read(raw, found, field, context)


def _of_serial(raw: str, number: int, field: Field, context: Context) -> Reading:
    day = _EXCEL_ZERO + timedelta(days=number)
    if day < _EARLIEST_SERIAL or (day > context.today and not field.options.get("future")):
        return refuse("not-a-date")
    return _read(raw, day, field, context, rule="spreadsheet-date")


def _in_words(raw: str, field: Field, context: Context) -> Reading:
    words = day_in_words(_HOUR_AFTER.sub("", raw) if len(raw) <= _LONGEST else raw)
    if words is None:
        return replace(refuse("not-a-date"), candidates=_days_inside(raw, context))
    year = words.year
    if words.short_year:
        whole = _whole_year(year, field, context)
        if whole is None:
            return ask(CENTURY, (LATEST, NINETEEN), whole_column=True, params={"example": raw})
        if _may_be_to_come(whole, context):
            return _of_two_centuries(whole, words.month, words.day or 1)
        year = whole
    if words.day is None:
        return _part_of_year(raw, year, words.month, words.month, context)
    day = _day(year, words.month, words.day)
    reading = _read(raw, day, field, context)
    if day and reading.value and words.weekday not in (None, day.weekday()):
        return ask("other-weekday", (day.isoformat(),))
    return reading


def _days_inside(raw: str, context: Context) -> tuple[str, ...]:
    """The whole days that stand in a longer text, to be proposed."""
    if len(raw) > _LONGEST:
        return ()
    found = (_FRENCH_INSIDE.findall(raw), _ISO_INSIDE.findall(raw))
    days = [_day(int(y), int(m), int(d)) for d, m, y in found[0]]
    days += [_day(int(y), int(m), int(d)) for y, m, d in found[1]]
    return tuple(dict.fromkeys(each.isoformat() for each in days if each and each <= context.today))


def _part_of_year(raw: str, year: int, first: int, last: int, context: Context) -> Reading:
    """A month or a year, of which a whole-column answer says the first or the last day."""
    answer = context.decided.get(DAY_UNKNOWN)
    if answer == FIRST:
        return changed(raw, date(year, first, 1).isoformat(), DAY_UNKNOWN)
    if answer == LAST:
        after = date(year + last // 12, last % 12 + 1, 1)
        return changed(raw, (after - timedelta(days=1)).isoformat(), DAY_UNKNOWN)
    return ask(DAY_UNKNOWN, (FIRST, LAST), whole_column=True, params={"example": raw})


def _read(
    raw: str, found: date | None, field: Field, context: Context, rule: str = "date-writing"
) -> Reading:
    if found is None:
        return refuse("not-a-date")
    if found > context.today and not field.options.get("future"):
        return refuse("in-the-future")
    if found.year < _EARLIEST_YEAR:
        return ask("unclear-date")
    if found in _FILLED:
        return ask("filled-date")
    return changed(raw, found.isoformat(), rule)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def writings(value: str) -> tuple[str, ...]:
    """As the French write a day, and without marks."""
    if not _OURS.fullmatch(value):
        return ()
    year, month, day = value.split("-")
    french = (day, month, year)
    return ("/".join(french), "-".join(french), ".".join(french), f"{year}{month}{day}")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """Days long past, in the writing we keep, of those that all months have."""
    usual = cell.str.contains(r"^(?:1[5-9]\d\d|20[01]\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$")
    return usual & ~cell.is_in([day.isoformat() for day in _FILLED])


def century(cell: pl.Expr) -> pl.Expr:
    """All that a day in our own writing tells a survey."""
    return cell.str.slice(0, 2)


DATE = FieldType(
    "date",
    ("date",),
    parse,
    EXAMPLES,
    survey=survey,
    plain=plain,
    alike=century,
    writings=writings,
)
