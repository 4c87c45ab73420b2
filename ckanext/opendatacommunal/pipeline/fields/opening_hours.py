"""Opening hours in OpenStreetMap's syntax; French sentences are turned into it.

A sentence is converted only if every word of it is understood; else it moves, whole, to the column
of details, and the cell stays empty. The result is checked by an OpenStreetMap parser.
"""

from __future__ import annotations

import re

from opening_hours import validate

from ckanext.opendatacommunal.gabarits import Field

from .french_hours import in_osm
from .reading import Context, Example, FieldType, Reading, changed, unchanged

DETAILS = "opening_hours_details"
_TELLS_HOURS = re.compile(r"\d:\d\d|24/7|sunrise|\boff\b|\bclosed\b|^(?:Mo|Tu|We|Th|Fr|Sa|Su)\b")


def parse(raw: str, field: Field, context: Context) -> Reading:
    if is_valid(raw):
        return unchanged(raw)
    converted = in_osm(raw)
    if converted is not None and is_valid(converted):
        return changed(raw, converted, "opening-hours")
    return changed(raw, None, "hours-to-details", note="hours-to-details", moved={DETAILS: raw})


def is_valid(text: str) -> bool:
    """Whether it is in OpenStreetMap's syntax and says hours: a lone `2024` does not."""
    return bool(_TELLS_HOURS.search(text)) and bool(validate(text))


OPENING_HOURS = FieldType(
    "opening_hours",
    ("horaires", "heures"),
    parse,
    (
        Example("Mo-Fr 08:30-12:00,13:30-17:30", "Mo-Fr 08:30-12:00,13:30-17:30"),
        Example("du lundi au vendredi 8h30-12h", "Mo-Fr 08:30-12:00"),
        Example("24h/24", "24/7"),
        Example("24h/24 et 7j/7", "24/7"),
        Example("7j/7 de 8h à 20h", "Mo-Su 08:00-20:00"),
        Example("8h-20h", "08:00-20:00"),
        Example("tous les jours de 7h30 à 21h00", "Mo-Su 07:30-21:00"),
        Example(
            "Lundi au vendredi : 8h30-12h et 13h30-17h30 ; samedi : 9h-12h",
            "Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00",
        ),
        Example("lun, mer et ven 9h-12h", "Mo,We,Fr 09:00-12:00"),
        Example("mardi-samedi 10h-18h, fermé le lundi", "Tu-Sa 10:00-18:00; Mo off"),
        Example("d'avril à septembre : 8h-21h", "Apr-Sep 08:00-21:00"),
        Example(
            "du 1er avril au 30 septembre : 7h-22h; du 1er octobre au 31 mars : 8h-18h",
            "Apr 01-Sep 30 07:00-22:00; Oct 01-Mar 31 08:00-18:00",
        ),
        Example("Mo-Fr 08:30-12:00,13:30-17:30; Sa 08:3 12:00", None),
        Example("selon la météo", None),
        Example("8h-20h en été", None),
        Example("lever au coucher du soleil", None),
        Example("8h à la nuit", None),
        Example("25h-26h", None),
        Example("NC", None),
    ),
)
