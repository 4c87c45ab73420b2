"""The days that the rows of a dataset are about, from the periods they are of."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def covered(periods: Iterable[str]) -> tuple[date, date] | None:
    """First and last day of `2024`, `2024-06`, `2024-06-30` or `2024 · budget primitif`; None when
    none of them begins with a year."""
    found = [_PERIOD.match(each) for each in periods]
    days = [_days(*map(int, filter(None, each.groups()))) for each in found if each]
    if not days:
        return None
    return min(first for first, _last in days), max(last for _first, last in days)


def _days(year: int, month: int = 0, day: int = 0) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    first, last = month or 1, month or 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
