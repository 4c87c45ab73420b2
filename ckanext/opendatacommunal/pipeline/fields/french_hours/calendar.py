"""The days that a rule of opening hours holds for, to know which rules meet."""

from __future__ import annotations

import re
from functools import lru_cache

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = ("PH", "SH")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NTH = (1, 2, 3, 4, 5)
LAST = (4, 5)
"""The last Saturday of a month is its fourth or its fifth."""

Days = frozenset[tuple[str, int]]
"""(day of the week, which one of the month); (`PH` or `SH`, 0) for holidays."""

_NTH_DAY = re.compile(r"(\w\w)\[([-\d,]+)\]")


@lru_cache(maxsize=512)
def days_of(text: str) -> Days:
    """The days of `Mo-Fr,PH` or `Sa[1,3]`; all of the week for an empty text."""
    found: set[tuple[str, int]] = set()
    for part in re.split(r",(?![-\d])", text or "Mo-Su"):
        nth = _NTH_DAY.fullmatch(part)
        if part in HOLIDAYS:
            found.add((part, 0))
        elif nth:
            for which in map(int, nth[2].split(",")):
                found |= {(nth[1], each) for each in (LAST if which < 0 else (which,))}
        else:
            found |= {(day, each) for day in _from_to(part) for each in NTH}
    return frozenset(found)


def _from_to(part: str) -> list[str]:
    first, _, last = part.partition("-")
    start, end = WEEK.index(first), WEEK.index(last or first)
    return [WEEK[i % 7] for i in range(start, end + (1 if end >= start else 8))]


def without(days: str, gone: str) -> str | None:
    """`Mo-Su` without `Tu`: `Mo,We-Su`; None if nothing is left or they are not plain days."""
    left = days_of(days) - days_of(gone)
    names = [day for day in WEEK if (day, 1) in left]
    if not names or not days_of(gone) < days_of(days) or "[" in days + gone:
        return None
    return as_ranges(names)


def as_ranges(names: list[str]) -> str:
    """`Mo, We, Th, Fr` → `Mo,We-Fr`; two days in a row stay two days."""
    runs: list[list[str]] = []
    for day in names:
        if runs and WEEK.index(day) == WEEK.index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in runs)


@lru_cache(maxsize=512)
def dates_of(text: str) -> frozenset[int]:
    """The days of the year, 0 to 365, of `Apr 01-Sep 30` or `Jul,Aug`; all for an empty text."""
    if not text:
        return frozenset(range(366))
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        if last.isdigit():  # Sep 01-30
            last = f"{first[:3]} {last}"
        start, end = _ordinal(first, first=True), _ordinal(last or first, first=False)
        found |= {day % 366 for day in range(start, end + (1 if end >= start else 367))}
    return frozenset(found)


def _ordinal(text: str, *, first: bool) -> int:
    month, _, day = text.partition(" ")
    index = MONTHS.index(month)
    number = int(day) if day else (1 if first else LENGTHS[index])
    return sum(LENGTHS[:index]) + number - 1


def exists(day: int, month: str) -> bool:
    return 1 <= day <= LENGTHS[MONTHS.index(month)]
