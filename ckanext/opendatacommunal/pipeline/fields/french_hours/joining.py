"""The words of a sentence joined: ranges and lists of days and months, words that only repeat."""

from __future__ import annotations

from . import calendar
from .words import Token

SELECTORS = ("months", "days")
REPEATING = ("season", "part", "to", "and", "open")
MOST_TOKENS = 120
"""A longer text is a page of regulations."""

_PARTS = {"m": ("00:00", "14:00"), "a": ("12:00", "24:00"), "s": ("16:00", "26:00")}
"""Between which hours the morning, the afternoon and the evening lie: first letter → limits."""


def joined(tokens: list[Token]) -> list[Token] | None:
    """Lists and ranges joined, words that only repeat dropped where they do repeat."""
    groups = _groups(tokens) if len(tokens) <= MOST_TOKENS else None
    if groups is None:
        return None
    weekend = ("days", "Sa-Su") in groups
    kept: list[Token] = []
    around = [("", ""), *groups, ("", "")]
    for before, token, after in zip(around, groups, around[2:], strict=False):
        if not _makes_sense(token, before, after, weekend=weekend):
            return None
        between_hours = token[0] == "stop" and before[0] == after[0] == "hours"
        if token[0] == "week":
            kept.append(("days", "Mo-Fr"))
        elif token[0] not in REPEATING and not between_hours:
            kept.append(token)
    return kept


def _makes_sense(token: Token, before: Token, after: Token, *, weekend: bool) -> bool:
    """Whether a word that says little alone stands beside the one that makes it clear."""
    kind, says = token
    if kind == "season":
        return "months" in (before[0], after[0])
    if kind == "part":
        return _is_in(says, before) or _is_in(says, after)
    if kind == "to":  # « 8h-12h - 14h-18h », « lundi - 9h-12h »: a dash that only sets apart
        return says == "-" and ("hours" in (before[0], after[0]) or before[0] == "off")
    return weekend or kind != "week"


def _is_in(part: str, token: Token) -> bool:
    kind, hours = token
    low, high = _PARTS[part[0]]
    start, _, end = hours.partition("-")
    return kind == "hours" and hours[0].isdigit() and low <= start and end <= high


def _groups(tokens: list[Token]) -> list[Token] | None:
    """`lundi`, `au`, `vendredi` → `Mo-Fr`; a list of months or of days is one token."""
    groups: list[Token] = []
    i = 0
    while i < len(tokens):
        kind, says = tokens[i]
        i += 1
        if kind not in SELECTORS:
            groups.append((kind, says))
            continue
        parts, joints = [says], [""]
        while i < len(tokens):
            step = 1 if tokens[i][0] in ("to", "and") else 0
            ahead = tokens[i + step] if i + step < len(tokens) else ("", "")
            if ahead[0] != kind or (not step and not _follow(kind, parts[-1], ahead[1])):
                break
            joints.append(tokens[i][1] if tokens[i][0] == "to" else ",")
            parts.append(ahead[1])
            i += step + 1
        text = _list(kind, parts, joints)
        if text is None:
            return None
        groups.append((kind, text))
    return groups


def _follow(kind: str, day: str, following: str) -> bool:
    """Single days one after the other are a list: `lundi mardi jeudi`."""
    return kind == "days" and day in calendar.WEEK and following in calendar.WEEK


def _list(kind: str, parts: list[str], joints: list[str]) -> str | None:
    if len(parts) > 2 and set(joints[1:]) == {"-"} and "-" not in "".join(parts):
        joints = [",", *("," for _ in joints[1:])]  # « lundi-mercredi-vendredi »
    found: list[str] = []
    for part, joint in zip(parts, joints, strict=True):
        if joint in ("", ","):
            found.append(part)
        elif "-" in found[-1] or "-" in part or "[" in found[-1] + part:
            return None
        elif (" " in found[-1]) != (" " in part) or _backwards(found[-1], part):
            return None  # « juillet au 15 septembre »
        else:
            found[-1] = f"{found[-1]}-{part}"
    if kind == "months":
        return ",".join(found)
    distinct: list[str] = []
    for each in found:
        if not any(calendar.days_of(each) <= calendar.days_of(other) for other in distinct):
            distinct.append(each)
    return ",".join(distinct)


def _backwards(first: str, last: str) -> bool:
    """« du 15 septembre au 1er septembre »: nearly a year, or a slip."""
    return " " in first and first[:3] == last[:3] and first > last
