"""Dates, hours and durations."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

KINDS = frozenset({"date", "time", "datetime", "duration"})

_PART = {"date": datetime.date, "time": datetime.timetz, "datetime": lambda moment: moment}

_NUMBER = r"\d+(?:[.,]\d+)?"
_DURATION = re.compile(
    rf"(?P<sign>[+-])?P(?!\n?$)(?:(?P<y>{_NUMBER})Y)?(?:(?P<m>{_NUMBER})M)?(?:(?P<w>{_NUMBER})W)?"
    rf"(?:(?P<d>{_NUMBER})D)?(?:T(?:(?P<h>{_NUMBER})H)?(?:(?P<min>{_NUMBER})M)?"
    rf"(?:(?P<s>{_NUMBER})S)?)?\n?",
    re.ASCII,
)
_MOMENT = re.compile(
    r"""
    P(?: (?P<y>\d{4})
         (?: (?P<dash>-?)
             (?: (?P<m>\d\d)(?:(?P=dash)(?P<d>\d\d))?
               | W(?P<week>\d\d)(?:(?P=dash)(?P<wd>\d))?
               | (?P<yd>\d{3}) )
         )?
       | (?P<century>\d\d) )
    T(?P<h>\d\d(?:[.,]\d+)?)
    (?: (?P<colon>:?)(?P<min>\d\d(?:[.,]\d+)?) (?: (?P=colon)(?P<s>\d\d(?:[.,]\d+)?) )? )?
    (?: Z | [+-]\d\d(?::?\d\d)? )?
    """,
    re.ASCII | re.VERBOSE,
)


def reader(kind: str, form: str) -> Callable[[Any], Any]:
    """The reader of a `date`, `time`, `datetime` or `duration` column written in `form`."""
    if kind == "duration":
        return duration
    parse = _parser(kind, form)
    part = _PART[kind]

    def read(cell: Any) -> date | time | datetime | None:
        if not isinstance(cell, str):
            return None
        try:
            return part(parse(cell))
        except (ValueError, OverflowError):
            return None

    return read


def _parser(kind: str, form: str) -> Callable[[str], datetime]:
    if form == "any":
        return _anyhow
    if form != "default":
        return lambda text: datetime.strptime(text, form)  # noqa: DTZ007 - as the format says
    return {"date": _iso_date, "time": _iso_time, "datetime": _iso_datetime}[kind]


def _iso_date(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - a day has no zone


def _iso_datetime(text: str) -> datetime:
    from dateutil.parser import isoparse  # noqa: PLC0415 - few schemas ask for it

    if len(text) < 19 or text[16] != ":":
        raise ValueError(text)
    return isoparse(text)


def _iso_time(text: str) -> datetime:
    if len(text) < 8 or text[5] != ":":
        raise ValueError(text)
    return _iso_datetime(f"2000-01-01T{text}")


def _anyhow(text: str) -> datetime:
    from dateutil.parser import parse  # noqa: PLC0415 - few schemas ask for it

    return parse(text)


def duration(cell: Any) -> tuple[float, timedelta] | None:
    """`P1Y2M3DT4H5M6S`, or `P0001-02-03T04:05:06`, as (months, the rest); `P1Y` equals `P12M`."""
    if not isinstance(cell, str):
        return None
    found = _DURATION.fullmatch(cell)
    try:
        return _of_parts(found) if found else _of_moment(cell)
    except (ValueError, OverflowError):
        return None


def _of_parts(found: re.Match[str]) -> tuple[float, timedelta]:
    counts = {
        name: float(written.replace(",", ".")) if written else 0
        for name, written in found.groupdict().items()
        if name != "sign"
    }
    rest = timedelta(
        weeks=counts["w"],
        days=counts["d"],
        hours=counts["h"],
        minutes=counts["min"],
        seconds=counts["s"],
    )
    months = 12 * counts["y"] + counts["m"]
    return (-months, -rest) if found["sign"] == "-" else (months, rest)


def _of_moment(text: str) -> tuple[float, timedelta] | None:
    """Years, months, days and hours written like those of a moment of ISO 8601, from year 1 on."""
    found = _MOMENT.fullmatch(text)
    if not found:
        return None
    clock = [found[name] for name in ("h", "min", "s") if found[name]]
    if not all(part.isdigit() for part in clock[:-1]):  # only the last has a fraction
        return None
    hours, minutes, seconds = (*(float(part.replace(",", ".")) for part in clock), 0, 0)[:3]
    if hours >= 24 or minutes >= 60 or seconds >= 60:
        return None
    day = _day(found)
    rest = timedelta(days=day.day, hours=hours, minutes=minutes, seconds=seconds)
    return 12 * day.year + day.month, rest


def _day(found: re.Match[str]) -> date:
    """What is left out is the first: the first month, the first day."""
    if found["century"]:
        return date(100 * int(found["century"]) + 1, 1, 1)
    first = date(int(found["y"]), 1, 1)
    if found["week"]:
        weeks = int(found["week"]) - (first.isocalendar()[1] == 1)
        return first + timedelta(weeks=weeks, days=int(found["wd"] or 1) - first.isoweekday())
    if found["yd"]:
        return first + timedelta(days=int(found["yd"]) - 1)
    return first.replace(month=int(found["m"] or 1) or 1, day=int(found["d"] or 1))
