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


def duration(cell: Any) -> tuple[Any, ...] | None:
    """`P1Y2M3DT4H5M6S`, or `P0001-02-03T04:05:06`, as (sign, years, months, the rest)."""
    if not isinstance(cell, str):
        return None
    found = _DURATION.fullmatch(cell)
    if not found:
        return _duration_as_a_date(cell)
    counts = {
        name: float(written.replace(",", ".")) if written else 0
        for name, written in found.groupdict().items()
        if name != "sign"
    }
    try:
        rest = timedelta(
            weeks=counts["w"],
            days=counts["d"],
            hours=counts["h"],
            minutes=counts["min"],
            seconds=counts["s"],
        )
    except OverflowError:
        return None
    return found["sign"] == "-", counts["y"], counts["m"], rest


def _duration_as_a_date(text: str) -> tuple[Any, ...] | None:
    found = re.fullmatch(
        r"P(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:[.,]\d+)?", text, re.ASCII
    )
    return tuple(map(int, found.groups())) if found else None
