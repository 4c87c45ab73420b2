"""A day, or a month, whose month is written in letters: `mardi 31 déc. 2024`, `31-Dec-24`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .matching import fold

_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
_ENGLISH = (
    "january february march april may june july august september october november december".split()
)
_ABOUT = re.compile("[?*~<>≤≥±≈+]")
_LONGEST = 40
"""Characters of the longest such writing."""

_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,8}) )?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_DAY_FIRST = re.compile(
    rf"(?:le )?{_WEEKDAY}(?:le )?(?P<day>\d{{1,2}})(?:er)? (?P<month>[a-z]{{3,9}}) {_YEAR}"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}}) (?P<day>\d{{1,2}}) (?P<year>\d{{4}})"
)
_NO_DAY = re.compile(r"(?P<month>[a-z]{3,9}) (?P<year>\d{4})")


class DayInWords(NamedTuple):
    """`day`: None when only the month is given. `weekday`: 0 = Monday, None when not given."""

    year: int
    month: int
    day: int | None
    weekday: int | None
    short_year: bool


def day_in_words(text: str) -> DayInWords | None:
    """What a text says of a day, None if it is no such writing; the day may not exist."""
    if len(text) > _LONGEST or _ABOUT.search(text):
        return None
    folded = fold(text)
    found = (
        _DAY_FIRST.fullmatch(folded) or _MONTH_FIRST.fullmatch(folded) or _NO_DAY.fullmatch(folded)
    )
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        return None
    parts = found.groupdict()
    weekday = None
    if parts.get("weekday"):
        weekday = _place(parts["weekday"], _WEEKDAYS)
        if weekday is None:
            return None
    day = int(parts["day"]) if parts.get("day") else None
    return DayInWords(int(parts["year"]), month, day, weekday, len(parts["year"]) == 2)


def _month(word: str) -> int | None:
    """1 to 12, from a French or English name or its first letters, if no other begins so."""
    found = {_place(word, names) for names in (_MONTHS, _ENGLISH)} - {None}
    return found.pop() + 1 if len(found) == 1 else None  # type: ignore[operator]


def _place(word: str, names: Sequence[str]) -> int | None:
    found = [place for place, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None
