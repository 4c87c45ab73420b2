"""Several values of a list in one cell, written `a|b`; any separator, even a lost one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ckanext.opendatacommunal.gabarits import Field

from .boolean import NO, YES
from .boolean import parse as parse_boolean
from .enum import detailed, known_writings
from .french_hours import in_osm
from .matching import Lexicon, closest, fold, match, segment
from .negation import bare, negated
from .reading import Context, Example, FieldType, Reading, ask, changed
from .tidying import tidy

SEPARATOR = "|"
_SEPARATORS = tuple(
    re.compile(rf"\s*(?:{marks})\s*") for marks in (r"[|;\n•]", "[,+&]", r"/|\s[-–]\s")
)
"""From the surest one: a value may have a mark in it, such as `24h/24`."""
_TIMES = re.compile(r"\d\d:\d\d")
_SPANS = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_MORNING, _EVENING = "06:00", "22:00"
DETAILS = "opening_hours_details"
_ARRAY = re.compile(r"\{([^{}]*)\}")  # as databases write a list
_RANGE = re.compile(r"(?:du )?([a-z]+)(?: (?:au|a|jusqu au))? ([a-z]+)(?: inclus)?")
_TWO_ENDS = re.compile(r"[^\W\d_]+\.?(?: +| +[-–] +)[^\W\d_]+\.?")
_NONE = frozenset(
    ("aucun", "aucune", "non", "pas d equipement", "rien", "sans", "ras", "rien a signaler")
)
_OTHER = re.compile(r"^\s*autres? ?: ?(?=\w)", re.IGNORECASE)


def parse(raw: str, field: Field, context: Context) -> Reading:
    known = known_writings(field)
    whole = _of_none(raw, known) or _of_yes_or_count(raw, field, context) or _of_one(raw, known)
    if whole is not None:
        return whole
    two_ends = _of_two_ends(raw, field, known)
    if two_ends is not None:
        return two_ends
    plain, left_out = bare(raw)
    if left_out and _all_known(_parts(plain, field), known):
        found, _ = _sorted_out(_parts(plain, field), known, field)
        return detailed(raw, SEPARATOR.join(dict.fromkeys(found)), "list-writing", left_out)
    parts = _parts(raw, field)
    if len(parts) == 1 and raw not in parts:
        return _alone(raw, *parts, field=field, context=context)
    found, strange = _sorted_out(parts, known, field)
    hours = _of_hours(raw, field) if strange else None
    return hours or _reading(raw, list(dict.fromkeys(found)), strange, field)


def _sorted_out(parts: list[str], known: Lexicon, field: Field) -> tuple[list[str], list[str]]:
    """(values of the list, and other parts where the list is open; the other parts)"""
    found: list[str] = []
    strange: list[str] = []
    for part in parts:
        values = _values(part, known)
        if values:
            found += values
        elif not _denied(part, known, field):
            found += (part,) if field.open else ()
            strange.append(part)
    return found, strange


def _reading(raw: str, found: list[str], strange: list[str], field: Field) -> Reading:
    joined = SEPARATOR.join(found) or None
    rule = "list-separator" if len(found) > 1 else "list-writing" if found else "none-of-list"
    if not strange:
        return changed(raw, joined, rule)
    if field.open:
        params = {"strange": strange}
        return changed(raw, joined, "list-separator", note="other-value", params=params)
    candidates = (*((joined,) if joined else ()), *closest(strange[0], field.values))
    return ask("outside-list", dict.fromkeys(candidates), params={"strange": strange})


def _parts(raw: str, field: Field) -> list[str]:
    known = known_writings(field)
    array = _ARRAY.fullmatch(raw)
    parts = [array[1].replace('"', "")] if array else [raw]
    for separator in _SEPARATORS:
        cut = ([each] if match(each, known) else separator.split(each) for each in parts)
        parts = [each for pieces in cut for each in pieces]
    ranges = field.options.get("ranges", ())
    parts = [each for part in parts for each in _ranged(part, ranges, known) or [part]]
    if field.open:  # « Autre : tyrolienne »
        parts = [_OTHER.sub("", each) for each in parts]
    return list(dict.fromkeys(part for part in map(_part, parts) if part))


def _ranged(part: str, ranges: Sequence[str], known: Lexicon) -> list[str] | None:
    """`du lundi au vendredi`: the values of `options.ranges` from the first to the last."""
    found = _RANGE.fullmatch(fold(part)) if ranges else None
    ends = [match(each, known) for each in found.groups()] if found else []
    if len(ends) != 2 or not set(ends) <= set(ranges):
        return None
    first, last = (ranges.index(each or "") for each in ends)
    return list(ranges[first : last + 1]) if first < last else None


def _of_two_ends(raw: str, field: Field, known: Lexicon) -> Reading | None:
    """`lundi - vendredi`, `lundi vendredi`: two days, or those between them as well."""
    joined = _TWO_ENDS.fullmatch(raw.strip())
    between = _ranged(raw, field.options.get("ranges", ()), known) if joined else None
    if between is None or len(between) < 3:
        return None
    both = (SEPARATOR.join(between), SEPARATOR.join((between[0], between[-1])))
    return ask("outside-list", both, params={"strange": [raw]})


def _all_known(parts: list[str], known: Lexicon) -> bool:
    return bool(parts) and all(_values(part, known) for part in parts)


def _denied(part: str, known: Lexicon, field: Field) -> bool:
    """`pas de jeux`, `sans jeux`: what is not there is no value of the list."""
    absent = negated(part)
    return absent is not None and (field.open or bool(_values(absent, known)))


def _of_hours(raw: str, field: Field) -> Reading | None:
    """`8h30-12h` in a list that knows day and night only: `options.day_hours` is the value of what
    is open by day, and the hours themselves go to the details."""
    by_day = field.options.get("day_hours")
    written = in_osm(raw) if by_day else None
    spans = _SPANS.findall(written or "")
    by_day_only = all(_MORNING <= start < end <= _EVENING for start, end in spans)
    if not spans or not by_day_only or len(_TIMES.findall(written or "")) != 2 * len(spans):
        return None
    return changed(raw, by_day, "hours-to-list", moved={DETAILS: raw})


def _alone(raw: str, part: str, *, field: Field, context: Context) -> Reading:
    """The one part of `2|` or `oui;oui`, read as if it stood alone: separators say nothing."""
    reading = parse(part, field, context)
    if not reading.settled or reading.rule is not None:
        return reading
    return changed(
        raw, reading.value, "list-writing", note=reading.note, params=dict(reading.params)
    )


def _of_none(raw: str, known: Lexicon) -> Reading | None:
    nothing = fold(raw) in _NONE and not match(raw, known)
    return changed(raw, None, "none-of-list") if nothing else None


def _of_one(raw: str, known: Lexicon) -> Reading | None:
    value = match(raw, known)
    if value is not None and "?" in raw:
        return ask("outside-list", (value,), params={"strange": [raw]})
    return changed(raw, value, "list-writing") if value is not None else None


def _of_yes_or_count(raw: str, field: Field, context: Context) -> Reading | None:
    """`oui` and `2` in a column of playgrounds; None for a cell that names its values."""
    yes_means = field.options.get("yes_means")
    if not yes_means:
        return None
    answer = parse_boolean(raw, Field("", "boolean", ""), context)
    if answer.settled and answer.value in (YES, NO):
        value = yes_means if answer.value == YES else None
        return changed(raw, value, "yes-means" if value else "none-of-list")
    if raw.isdecimal():  # a count names no equipment
        return ask("outside-list", (yes_means,), params={"strange": [raw]})
    return None


def _part(written: str) -> str | None:
    return tidy(written).text


def _values(part: str, known: Lexicon) -> tuple[str, ...]:
    value = match(part, known)
    if value is not None:
        return (value,)
    return segment(part, known) or ()


def writings(value: str) -> tuple[str, ...]:
    """The list as a schema of type `array` wants it: `["lait","œufs"]`."""
    parts = value.split(SEPARATOR)
    return (value, json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


_WAYS = Field(
    "circulation",
    "multi",
    "Circulations",
    values={
        "vélo adulte": ("vélo", "bicyclette"),
        "vélo enfant": ("petits vélos",),
        "motorisé": ("voiture",),
        "trottinette": (),
        "piéton": (),
        "TC": ("bus",),
    },
)

MULTI = FieldType(
    "multi",
    (),
    parse,
    (
        Example("vélo enfant|trottinette", "vélo enfant|trottinette"),
        Example("Vélo enfant trottinette", "vélo enfant|trottinette"),
        Example("Piéton TC", "piéton|TC"),
        Example("accès piétons", "piéton"),
        Example("piétons, bus et vélos", "piéton|TC|vélo adulte"),
        Example("Pieton / T.C.", "piéton|TC"),
        Example("piéton;piéton", "piéton"),
        Example("piéton|", "piéton"),
        Example("pi\ufffdton", "piéton"),
        Example("aucun", None),
        Example("NON", None),
        Example("pas de vélos", None),
        Example("sans trottinette", None),
        Example("piéton, pas de vélo", "piéton"),
        Example("trottinette (3-6 ans)", "trottinette"),
        Example("2 trottinettes", "trottinette"),
        Example("trottinette (sauf le dimanche)", asks=True),
        Example("skateboard", asks=True),
        Example("vélo, skateboard", asks=True),
    ),
    writings=writings,
    sample=_WAYS,
)
