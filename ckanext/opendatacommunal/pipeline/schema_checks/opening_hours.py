"""`opening-hours-value`: opening hours as OpenStreetMap writes them.

Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours. Validata 0.12 has the parser that we
have, in an older version that takes less: what it refuses by itself is in `_REFUSED`.
"""

from __future__ import annotations

import re

from ckanext.opendatacommunal.pipeline.schema_checks.base import Check, Params, of_one_text

NAMES = ("opening-hours-value",)

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_MOMENT = r"(?:\d\d:\d\d|sunrise|sunset|dawn|dusk|\))"
_REFUSED = re.compile(
    rf"""
      (?<![\d:])\d:\d\d                     # 8:00 for 08:00
    | (?<!-)\b\d\d:\d\d\+(?!\d)             # 08:00+, without end
    | (?<!-)(?:sunrise|sunset|dawn|dusk|\([^()]*\))\+(?!\d)
    | \[[^\]]*-\d\](?<!\d-\d\])             # Mo[-1], the last Monday
    | {_MOMENT}(?:[ ]-|-[ ])                # spaces around the hyphen
    | \bweek\b
    | \b[PS]H[ ]+{_DAY} | {_DAY}[ ]+[PS]H\b
    | (?<!-){_MONTH}[ ]\d\d:\d\d | [ ]easter[ ]\d
    | \d{{4}}[ ]{_MONTH}\b(?![ ]\d)         # a month of a year without a day
    | (?:\d{{4}}-\d{{4}}|\d{{4}}\+)[ ]+{_MONTH}
    | \b\d{{4}}\+?[ ]+(?:easter|\d{{4}})
    | (?:^|;[ ])[ ]+(?:{_MONTH}|\d{{4}})
    | ;(?=[^ ]) | "[ ];
    """,
    re.VERBOSE,
)
_STATE = "(off|closed|open|unknown)"
_TAKEN = (
    (re.compile(r";[ ]$"), ""),  # a rule that is not there
    (re.compile(rf"{_STATE} $"), r"\1"),
    (re.compile(rf'{_STATE}"'), r'\1 "'),
    (re.compile(rf"({_DAY}|SH|{_MONTH}){_STATE}"), r"\1 \2"),
    (re.compile(r"(?<![\d:-])24:00-"), "00:00-"),
)
"""What it takes and we do not → the same as we take it."""

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = frozenset(
    "Mo Tu We Th Fr Sa Su PH SH Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec easter day days "
    "sunrise sunset dawn dusk off closed open unknown".split()
)
"""Written just so: `mo` and `MO` are refused."""


def build(name: str, params: Params) -> Check:
    return of_one_text(name, params, is_opening_hours)


def is_opening_hours(text: str) -> bool:
    """An empty text, which a schema may hold for a value, is taken too."""
    import opening_hours  # noqa: PLC0415 - few schemas ask for it

    if not text:
        return True
    for pattern, taken in _TAKEN:
        text = pattern.sub(taken, text)
    without_comments = re.sub('"[^"]*"', '"', text)
    if _REFUSED.search(without_comments):
        return False
    return _WORDS.issuperset(_WORD.findall(without_comments)) and opening_hours.validate(text)
