"""When the next dépôt is expected, by the EU code of a frequency."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS_BETWEEN = {
    "MONTHLY": 1,
    "BIMONTHLY": 2,
    "QUARTERLY": 3,
    "ANNUAL_3": 4,
    "ANNUAL_2": 6,
    "ANNUAL": 12,
    "BIENNIAL": 24,
    "TRIENNIAL": 36,
}
DAYS_BETWEEN = {"DAILY": 1, "WEEKLY": 7, "BIWEEKLY": 14}


def due(modified: date, periodicity: str) -> date | None:
    """The day the next dépôt is expected; None when nothing fixes it."""
    if periodicity in DAYS_BETWEEN:
        return modified + timedelta(days=DAYS_BETWEEN[periodicity])
    if periodicity not in MONTHS_BETWEEN:
        return None
    years, month = divmod(modified.month - 1 + MONTHS_BETWEEN[periodicity], 12)
    year, month = modified.year + years, month + 1
    return date(year, month, min(modified.day, calendar.monthrange(year, month)[1]))
