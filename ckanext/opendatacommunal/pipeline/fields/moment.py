"""The day it was in France at a moment given with its time zone: `2024-12-30T23:00:00Z`.

Software that keeps a French date as midnight in Paris exports it as the evening before, in UTC.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

PARIS_DAYS = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})"
)


def day_of_moment(text: str) -> date | None:
    """The day in Paris, None if there is no such moment."""
    found = PARIS_DAYS.fullmatch(text)
    if found is None:
        return None
    try:
        parts = [int(each) for each in found.groups()[:5]]
        moment = datetime(*parts, tzinfo=_zone(found[6]))  # type: ignore[arg-type,misc]
        utc = moment.astimezone(timezone.utc)
        return (utc + timedelta(hours=2 if is_summer(utc) else 1)).date()
    except (ValueError, OverflowError):
        return None


def _zone(written: str) -> timezone:
    if written == "Z":
        return timezone.utc
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))


def is_summer(utc: datetime) -> bool:
    """From the last Sunday of March to that of October, both at 1:00 UTC (rule since 1996)."""
    begins, ends = (_last_sunday(utc.year, month) for month in (3, 10))
    return begins <= utc < ends


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=timezone.utc)
    return last - timedelta(days=(last.weekday() + 1) % 7)
