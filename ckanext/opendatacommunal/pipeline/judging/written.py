"""What Validata takes for the text of a number or a day of an .xlsx: its number format, roughly.

It keeps the decimals of the format and drops the rest; a day is written as the format says, in
English. A format it does not know leaves the number or the day as it is kept, which is no text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

_DATE_LETTERS = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_NOT_LETTERS = re.compile(r'"[^"]*"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
      \\(?P<escaped>.?) | "(?P<quoted>[^"]*)"? | (?P<end>;) | (?P<plain>[$+(:^'{<=\-/)!&~}> ])
    | (?P<code>am/pm|a/p|y+|m+|d+|h+|s+) | (?P<unknown>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CODES = {
    "yyyy": "%Y", "yy": "%y", "dddd": "%A", "ddd": "%a", "dd": "%d", "d": "%-d", "mmmm": "%B",
    "mmmmmm": "%b", "mmm": "%b", "hh": "%H", "h": "%-H", "ss": "%S", "s": "%-S", "am/pm": "%p",
    "a/p": "%p",
}  # fmt: skip
_MONTHS = {"mm": "%m", "m": "%-m"}
_MINUTES = {"mm": "%M", "m": "%-M"}

DAY_MS = 86_400_000
BEYOND = 1e300
"""No spreadsheet has such numbers: a damaged file."""
LEAP_DAY_1900 = 60
"""A spreadsheet counts the 29th of February 1900, which was not."""


def written(kept: str, code: str, *, since_1904: bool = False) -> str | None:
    """The text for a number `kept` in a cell of the format `code`; None if there is none.

    >>> written("45322", "dd/mm/yyyy"), written("69780", "00000"), written("0.125", "0%")
    ('31/01/2024', '69780', '12%')
    """
    if not is_of_days(code):
        value = _value(kept)
        return (
            None if value is None or code.removesuffix("%") == "General" else _number(value, code)
        )
    form, moment = day_format(code), moment_of(kept, code, since_1904=since_1904)
    return moment.strftime(form) if moment and form else None


def moment_of(kept: str, code: str, *, since_1904: bool = False) -> datetime | time | None:
    """The day or hour of a number `kept`; None for a time that passed."""
    value = _value(kept)
    if value is None or _ELAPSED.search(code.split(";", maxsplit=1)[0]):
        return None
    return _moment(value, since_1904=since_1904)


def _value(kept: str) -> float | None:
    try:
        value = int(kept) if re.fullmatch(r"-?\d+", kept) else float(kept)
    except ValueError:
        return None
    return value if abs(value) < BEYOND else None


def is_of_days(code: str) -> bool:
    """Whether a number of this format is a day, an hour or a time that passed."""
    first = code.split(";", maxsplit=1)[0]
    return bool(_DATE_LETTERS.search(_NOT_LETTERS.sub("", first)))


def _number(value: float, code: str) -> str | None:
    """With as many decimals as the format has; a `#` is for a decimal that is not zero."""
    sign = "%" if code.endswith("%") else ""
    value = value * 100 if sign else value
    sections = code.removesuffix("%").split(";")
    parts = sections[1 if value < 0 and len(sections) > 1 else 0].split(".")
    if len(parts) > 2:
        return None
    decimals = "".join(each for each in parts[1] if each in "0#?") if len(parts) == 2 else ""
    text = f"{value:.{len(decimals)}f}"
    for _ in range(len(decimals) - len(decimals.rstrip("#"))):
        text = text.removesuffix("0")
    return text + sign


def _moment(days: float, *, since_1904: bool) -> datetime | time | None:
    whole, part = divmod(days, 1)
    clock = timedelta(milliseconds=round(part * DAY_MS))
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    if 0 <= days < 1 and not clock.days:
        return (first + clock).time()
    if 0 < days < LEAP_DAY_1900 and not since_1904:
        whole += 1
    try:
        return first + timedelta(days=whole) + clock
    except OverflowError:
        return None


def day_format(code: str) -> str | None:
    """The format of a spreadsheet for days as Python writes it; None for what Validata does not
    know."""
    made = _DayFormat()
    for token in _TOKEN.finditer(code):
        if token["end"]:
            break
        if token["quoted"] is None and not made.close():
            return None
        if token["unknown"]:
            return None
        made.pending = token["code"].lower() if token["code"] else made.pending
        made.put(token["escaped"] or token["quoted"] or token["plain"] or "")
    return made.ended()


class _DayFormat:
    """A format while it is read. `m` is minutes after hours, or before seconds that something
    follows; what is in quotes goes before the code that it follows, as in Validata."""

    def __init__(self) -> None:
        self.made, self.before, self.pending = "", "", ""
        self.waiting: str | None = None
        """What follows an `m` that may be minutes or a month."""

    def put(self, text: str) -> None:
        if self.waiting is None:
            self.made += text
        else:
            self.waiting += text

    def close(self) -> bool:
        """End the code that is being read; False if there is no such code."""
        code, self.pending = self.pending, ""
        if not code:
            return True
        self._settle(_MINUTES if code in ("s", "ss") else _MONTHS)
        if code in _MONTHS and self.before not in ("h", "hh"):
            self.waiting = ""
        elif code in _MINUTES or code in _CODES:
            self.made += _MINUTES.get(code) or _CODES[code]
        else:
            return False
        self.before = code
        return True

    def ended(self) -> str | None:
        self._settle(_MONTHS)
        if not self.pending:
            return self.made
        names = _MINUTES if self.before in ("h", "hh") else _MONTHS
        last = names.get(self.pending) or _CODES.get(self.pending)
        return self.made + last if last else None

    def _settle(self, names: Mapping[str, str]) -> None:
        if self.waiting is not None:
            self.made += names[self.before] + self.waiting
            self.waiting = None
