"""Opening hours in the syntax of OpenStreetMap, written for a reader of French or English."""

from __future__ import annotations

import re

# fmt: off
FRENCH = {
    "Mo": "lun.", "Tu": "mar.", "We": "mer.", "Th": "jeu.", "Fr": "ven.", "Sa": "sam.",
    "Su": "dim.",
    "Jan": "janv.", "Feb": "févr.", "Mar": "mars", "Apr": "avr.", "May": "mai", "Jun": "juin",
    "Jul": "juill.", "Aug": "août", "Sep": "sept.", "Oct": "oct.", "Nov": "nov.", "Dec": "déc.",
    "PH": "jours fériés", "SH": "vacances scolaires", "off": "fermé", "closed": "fermé",
    "open": "ouvert", "sunrise": "lever du soleil", "sunset": "coucher du soleil",
    "dawn": "aube", "dusk": "tombée de la nuit",
}
ENGLISH = {
    "Mo": "Mon", "Tu": "Tue", "We": "Wed", "Th": "Thu", "Fr": "Fri", "Sa": "Sat", "Su": "Sun",
    "PH": "public holidays", "SH": "school holidays", "off": "closed",
}
# fmt: on
ALWAYS = {"fr": "24 h/24, 7 j/7", "en": "24 hours a day, 7 days a week"}
WORD = re.compile(r"[A-Za-z]+")


def readable(value: str, lang: str) -> str:
    """`Mo-Fr 08:30-12:00; PH off` → `lun.-ven. 8 h 30-12 h ; jours fériés fermé`.

    A value with any word that is not one of those above is left as it is: half a translation would
    mislead.
    """
    if value.strip() == "24/7":
        return ALWAYS[lang]
    if any(word not in FRENCH for word in WORD.findall(value)):
        return value
    names = FRENCH if lang == "fr" else ENGLISH
    written = WORD.sub(lambda word: names.get(word[0], word[0]), value)
    if lang == "fr":
        written = re.sub(r"\b([0-9]{1,2}):([0-9]{2})\b", _french_time, written).replace(";", " ;")
    return re.sub(r"([0-9h])-([0-9])", r"\1–\2", re.sub(r",(?=\S)", ", ", written))


def _french_time(found: re.Match[str]) -> str:
    minutes = "" if found[2] == "00" else f"\u00a0{found[2]}"
    return f"{int(found[1])}\u00a0h{minutes}"
