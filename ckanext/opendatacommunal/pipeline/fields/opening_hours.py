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
_CODES = {code.lower(): code for code in (*WEEK, *HOLIDAYS, *MONTHS)}
_CODE = re.compile(rf"\b(?:{'|'.join(_CODES)})\b", re.IGNORECASE)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if is_valid(raw):
        return changed(raw, _usual_writing(raw), "opening-hours")
    converted = in_osm(raw)
    if converted is not None and is_valid(converted):
        return changed(raw, converted, "opening-hours")
    return changed(raw, None, "hours-to-details", note="hours-to-details", moved={DETAILS: raw})


def is_valid(text: str) -> bool:
    """Whether it is in OpenStreetMap's syntax and says hours: a lone `2024` does not."""
    return bool(_TELLS_HOURS.search(text)) and bool(validate(text))


def _usual_writing(valid: str) -> str:
    """`mo-fr 8:30 - 12:00` → `Mo-Fr 08:30-12:00`, which every reader of hours takes."""
    if '"' in valid:
        return valid
    text = re.sub(r"(?<![\d:])(\d:\d\d)(?!\d)", r"0\1", valid)
    text = re.sub(r"(\d:\d\d) ?- ?(\d\d:\d\d)", r"\1-\2", text)
    text = _CODE.sub(lambda code: _CODES[code[0].lower()], text)
    return text if is_valid(text) else valid


OPENING_HOURS = FieldType("opening_hours", ("horaires", "heures"), parse, EXAMPLES)
