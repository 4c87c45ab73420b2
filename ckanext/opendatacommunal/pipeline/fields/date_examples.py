"""Writings of days met in communes' files, and what they become."""

from __future__ import annotations

from .reading import Example

_LATEST = {"short-years": "latest"}
_LAST_DAY = {"day-unknown": "last"}
_DAY_FIRST = {"date-order": "day/month"}
"""What the column or a person decided, by the keys of `date`."""

EXAMPLES = (
    Example("2024-12-31", "2024-12-31"),
    Example("31/12/2024", "2024-12-31"),
    Example("31-12-2024", "2024-12-31"),
    Example("2024/12/31", "2024-12-31"),
    Example("2024.12.31", "2024-12-31"),
    Example("2024-12-31T00:00:00", "2024-12-31"),
    Example("2024-12-30T23:00:00Z", "2024-12-31"),
    Example("2024-06-30T22:00:00.000Z", "2024-07-01"),
    Example("2024-12-31T10:00:00+01:00", "2024-12-31"),
    Example("31.12.2024 10:30", "2024-12-31"),
    Example("12/31/2024 10:30:00 AM", "2024-12-31"),
    Example("31 12 2024", "2024-12-31"),
    Example("le 31/12/2024", "2024-12-31"),
    Example("mardi 31 décembre 2024 à 18h30", "2024-12-31"),
    Example("24-12-31", asks=True, decided=_LATEST),
    Example("31/12/2024 à 10h30", "2024-12-31"),
    Example("00/00/0000", None),
    Example("01/01/1900", asks=True),
    Example("20241231", "2024-12-31"),
    Example("31122024", "2024-12-31"),
    Example("45657", "2024-12-31"),
    Example("45657,5", "2024-12-31"),
    Example("1er janvier 2024", "2024-01-01"),
    Example("31 déc. 2024", "2024-12-31"),
    Example("31-déc-2024", "2024-12-31"),
    Example("Dec 31, 2024", "2024-12-31"),
    Example("Mardi 31 décembre 2024", "2024-12-31"),
    Example("mardi 30 décembre 2024", asks=True),
    Example("31.12.24", asks=True),
    Example("31.12.24", "2024-12-31", decided=_LATEST),
    Example("31.12.98", "1998-12-31", decided=_LATEST),
    Example("31.12.27", asks=True, decided=_LATEST),
    Example("déc. 2024", asks=True),
    Example("12/2024", asks=True),
    Example("2024", asks=True),
    Example("déc. 2024", "2024-12-31", decided=_LAST_DAY),
    Example("03/04/2024", asks=True),
    Example("03/04/2024", "2024-04-03", decided=_DAY_FIRST),
    Example("du 01/01/2024 au 31/12/2024", asks=True),
    Example("0024-12-31", asks=True),
    Example("31/02/2024", error="not-a-date"),
    Example("31/13/2024", error="not-a-date"),
    Example("69003", error="not-a-date"),
    Example("avant le 31 décembre 2024", error="not-a-date"),
    Example("courant 2024", error="not-a-date"),
    Example("31 décembre 2024 ?", error="not-a-date"),
    Example("< 31 décembre 2024", error="not-a-date"),
    Example("2524-01-01", error="in-the-future"),
)
