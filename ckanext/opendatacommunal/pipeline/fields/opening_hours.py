"""Opening hours in OpenStreetMap's syntax; French sentences are turned into it.

A sentence is converted only if every word of it is understood; else it moves, whole, to the column
of details, and the cell stays empty. The result is checked by an OpenStreetMap parser.
"""

from __future__ import annotations

import re

from opening_hours import validate

from ckanext.opendatacommunal.gabarits import Field

from .french_hours import in_osm
from .french_hours.calendar import HOLIDAYS, MONTHS, WEEK
from .opening_hours_examples import EXAMPLES
from .reading import Context, FieldType, Reading, changed

DETAILS = "opening_hours_details"
_TELLS_HOURS = re.compile(
    r"\d:\d\d|24/7|sun(?:rise|set)|dawn|dusk|\boff\b|\bclosed\b|^(?:Mo|Tu|We|Th|Fr|Sa|Su)\b"
)
_NAME = re.compile(r"[A-Za-z]+")
_ENGLISH = {"Mo", "Tu", "We", "Th", "Fr", "Su", "PH", "SH", *MONTHS} - {"Mar"}
_MARCH = re.compile(r"\bmar ?-|- ?mar\b|\bmar \d\d?(?![\d:])", re.IGNORECASE)
_SIMPLE = re.compile(
    rf"((?:(?:{'|'.join(WEEK)})(?:[-,](?:{'|'.join(WEEK)}))* )?)"
    r"(\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
)
_CODES = {code.lower(): code for code in (*WEEK, *HOLIDAYS, *MONTHS)}
_CODE = re.compile(rf"\b(?:{'|'.join(_CODES)})\b", re.IGNORECASE)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if is_valid(raw):
        meant = None if _may_be_french(raw) else _all_held(_usual_writing(raw))
        return _kept_apart(raw) if meant is None else changed(raw, meant, "opening-hours")
    converted = in_osm(raw)
    if converted is not None and is_valid(converted):
        return changed(raw, converted, "opening-hours")
    return _kept_apart(raw)


def _kept_apart(raw: str) -> Reading:
    return changed(raw, None, "hours-to-details", note="hours-to-details", moved={DETAILS: raw})


def is_valid(text: str) -> bool:
    """Whether it is in OpenStreetMap's syntax and says hours: a lone `2024` does not."""
    return bool(_TELLS_HOURS.search(text)) and bool(validate(text))


def _may_be_french(valid: str) -> bool:
    """« WE » may be the week-end and « Mar » Tuesday, where nothing else is in English."""
    names = set(_NAME.findall(valid))
    if names & _ENGLISH:
        return False
    return bool({"WE", "we"} & names) or (
        "mar" in map(str.lower, names) and not _MARCH.search(valid)
    )


def _all_held(valid: str) -> str | None:
    """`08:00-12:00; 14:00-18:00` → `08:00-12:00,14:00-18:00`: a rule that the next ones replace on
    all its days says nothing. None where its hours cannot be joined to theirs."""
    rules = [_SIMPLE.fullmatch(part.strip()) for part in valid.split(";")]
    plain = [(found[1].strip(), found[2]) for found in rules if found]
    if len(plain) < 2 or len(plain) != len(rules):
        return valid
    held: dict[str, str] = {}
    for days, hours in plain:
        if days in held and held[days][-5:] > hours[:5]:
            return None
        held[days] = f"{held[days]},{hours}" if days in held else hours
    if "" in held and next(iter(held)) != "":
        return None
    return (
        valid
        if len(held) == len(plain)
        else "; ".join(f"{days} {hours}".strip() for days, hours in held.items())
    )


def _usual_writing(valid: str) -> str:
    """`mo-fr 8:30 - 12:00` → `Mo-Fr 08:30-12:00`, which every reader of hours takes."""
    if '"' in valid:
        return valid
    text = re.sub(r"(?<![\d:])(\d:\d\d)(?!\d)", r"0\1", valid)
    text = re.sub(r"(\d:\d\d) ?- ?(\d\d:\d\d)", r"\1-\2", text)
    text = _CODE.sub(lambda code: _CODES[code[0].lower()], text)
    return text if is_valid(text) else valid


OPENING_HOURS = FieldType("opening_hours", ("horaires", "heures"), parse, EXAMPLES)
