"""How the parts of an address are written: numbers, landmarks, post boxes, what ends it.

`address` says in which order they are looked for, and when a part is surely one.
"""

from __future__ import annotations

import re

from .matching import fold
from .street import begins_with_a_type
from .street_words import MONTHS, TYPES_BEFORE_AN_ARTICLE

BIS = r"(?:bis|ter|quater|quinquies)"
ONE_NUMBER = rf"\d{{1,5}}(?:\s?[-,.(]?\s?{BIS}\b\)?|\s?[a-qs-zA-QS-Z]\b(?!['’.]))?"  # R is Rue
_BETWEEN = r"\s?(?:[-–/,;&+]|(?:et|ou|à|a|au)\b)\s?"
_SEVERAL = rf"{ONE_NUMBER}(?:{_BETWEEN}(?:{ONE_NUMBER}|{BIS}\b)){{0,5}}"
SIGN = r"(?:n(?:um[ée]ros?|um|[°º]s?|os?(?=[\s.]))\s*\.?|n\s+[°º]\.?|n\.)\s*"
_NONE = r"s\s?[/.]\s?n\b\.?|s\.?n\b\.?|sans\s+(?:num[ée]ro\b|n\s?[°º])|0+(?=[\s,])|99999"

NUMBER = re.compile(
    rf"^(?:(?:au\s+)?{SIGN}|au\s+|du\s+(?=\d+\s?{BIS}?\s+(?:à|au)\s))?(?P<number>{_SEVERAL})"
    r"(?:\s*(?P<mark>[.:;–-])|\s*,)?\s+(?P<street>\D.*)$",
    re.IGNORECASE,
)
"""`mark`: what stands after a number as after the number of a list, `1. Mairie`."""

GLUED = re.compile(r"^\d{1,4}(?=(?P<street>[^\W\d_]{3,}.*$))", re.DOTALL)
"""`12rue du Lac`"""

NUMBER_LAST = re.compile(
    rf"^(?P<street>.+?)(?:\s*,\s*(?:au\s+)?(?:{SIGN})?|\s+[–-]\s+(?:{SIGN})?|\s+(?:au\s+)?{SIGN}"
    rf"|\s+au\s+|\s+(?=\d{{1,5}}\s?{BIS}$))"
    rf"(?P<number>{ONE_NUMBER}(?:\s?(?:[-/]|(?:et|à)\b)\s?{ONE_NUMBER})?)$",
    re.IGNORECASE,
)
NUMBER_INSIDE = re.compile(
    rf"^(?P<before>[^\d,;][^,;]*?)[\s,;–-]+(?:{SIGN})?(?P<number>{_SEVERAL}|{_NONE})"
    r"(?P<comma>\s*,)?\s+(?P<street>\D.*)$",
    re.IGNORECASE,
)
STREET_INSIDE = re.compile(
    r"^(?P<before>[^\d,;/]*[^\s,;/])\s+(?P<street>(?:rue|av\.?|avenue|bd\.?|boulevard|imp\.?|impasse)"
    r"\s[^,;/]+)$",
    re.IGNORECASE,
)
"""`École Jean Macé rue Pasteur`"""
PUBLIC_PLACES = frozenset(
    """mairie ecole creche college lycee gymnase stade piscine eglise cimetiere bibliotheque
    mediatheque parking gare poste""".split()
)
"""Folded words that alone, before a street, are what stands in it."""
TYING = frozenset(
    "angle croisement intersection carrefour entre et vers depuis jusqu ancienne".split()
)
"""Folded words before a street that is but one of two, or that are of its name."""
NO_NUMBER_FIRST = re.compile(rf"^(?P<number>{_NONE})\s*,?\s+(?P<street>\D.*)$", re.IGNORECASE)
NO_NUMBER_LAST = re.compile(rf"^(?P<street>\D.*?)[\s,;(–-]+(?P<number>{_NONE})\)?$", re.IGNORECASE)

ROAD = re.compile(r"(?:^|[\s,])(?:c\.?[der]|r\.?[dn]|v\.?c|d|n)\.?$", re.IGNORECASE)
"""The class of a numbered road, before its number: `CD 5 route de Nant` is no number 5."""

COUNTRY = re.compile(r"(?:\s*[,;]\s*|(?<=[^\W\d])\s+-\s+)France\s*\.?$", re.IGNORECASE)
COUNTRY_AFTER_CODE = re.compile(r"(?<=\d{5} )(.*[^\W\d_].*?)\s+France\s*\.?$", re.IGNORECASE)
COUNTRY_OF_CODE = re.compile(r"(?<![^\W_])FR?\s?-\s?(?=\d{2} ?\d{3}\b)")
BOX = re.compile(
    r"[\s,;(–-]*\b((?:B\.?P\.?|C\.?S\.?|TSA)\s*(?:n°\s*)?\d{1,5})\b[\s,;)–-]*", re.IGNORECASE
)
DISTRICT = r"(?:\s+\d{1,2}\s?(?:er|[eè](?:me)?|ème)?(?:\s+arr\w*\.?)?)?"
TAIL = re.compile(
    r"^(?P<head>.*?)[\s,;(–-]*(?<!\d)(?P<code>\d{2} ?\d{3})(?!\d)[\s,–-]*"
    rf"(?P<name>[^\d,;]*?{DISTRICT}(?P<cedex>\s+c[ée]dex(?:\s+\d{{1,2}})?)?)\)?"
    r"(?:[,;]\s*(?P<more>(?!.*\d{5}).+))?$",
    re.IGNORECASE,
)
"""`more`: what follows the commune after a comma, a landmark or a département."""

LAST_PART = re.compile(
    r"^(?P<head>.+)(?:\s*[,;]\s*|\s+[–-]\s+|(?<=\))\s+|\s*(?P<bracket>\())"
    r"(?P<name>[^\d,;()]+?"
    rf"{DISTRICT})(?(bracket)\))$",
    re.IGNORECASE,
)

SEPARATOR = re.compile(r"\s*[,;]\s*|\s+[–-]\s+")
NUMBERED = frozenset(
    """salle bat batiment porte hall entree escalier esc appartement appt apt lot ilot parking zone
    etage niveau bureau local box case tour cage""".split()
)
"""Folded words that may be followed by a number of their own."""
NUMBERED_ROADS = frozenset(
    """rural rurale communal communale vicinal vicinale departemental departementale national
    nationale exploitation""".split()
)
"""Folded last words of a road whose number is its name: `chemin rural n° 5`."""
_FLOOR = r"\d\s?(?:er|e|è|ème|eme) [ée]tage"
_COMPLEMENT = (
    rf"(?:b[âa]t(?:iment|\.)?|{_FLOOR}|[ée]tage|entr[ée]e|escalier|esc\.|hall"
    r"|salle|app(?:t|art\w*)|apt\.?|rdc|rez|porte|r[ée]sidence|face|en face|derri[èe]re"
    r"|[àa] c[ôo]t[ée]|angle|[àa] l['’]angle|pr[èe]s|proche|devant|parking|acc[èe]s|sous-sol"
    r"|au niveau|vis-[àa]-vis|au fond|z\.?[ai]\.?c?|zone|quartier|lotissement|lieu-?dit|hameau"
    r"|immeuble|imm\.|cit[ée]|centre commercial|parc d['’]activit[ée]s?)"
)
AFTER = re.compile(
    r"^(?P<street>.+?)(?:\s*[,;]\s*|\s+[–-]\s+|\s*\(\s*)"
    rf"(?P<more>{_COMPLEMENT}(?!\w)[^,;]*?)\)?$",
    re.IGNORECASE,
)
_FACING = (
    r"(?:(?:en )?face (?:au|du)|devant le|au droit du|au niveau du|[àa] hauteur du"
    r"|[àa] c[ôo]t[ée] du|pr[èe]s du|proche du|vis-[àa]-vis du)"
)
AFTER_SPACE = re.compile(
    r"^(?P<street>.+?[\s'’-][^\W_]{2,})\s+(?P<more>(?:b[âa]t(?:iment|\.)?\s+\w{1,2}$|parking$|rdc\b"
    rf"|rez[ -]de[ -]chauss[ée]e\b|{_FLOOR}|r[ée]sidence\s"
    r"|(?:en )?face (?:à|a|aux?|de|du|des)\s|derri[èe]re\s|[àa] c[ôo]t[ée] (?:de|du|des)\b"
    r"|pr[èe]s (?:de|du|des)\b|devant (?:la|le|les|l['’])|lieu-?dit\s)[^,;\d]*"
    rf"|{_FACING}\s+(?:{SIGN})?\d{{1,4}}(?:\s?{BIS})?)$",
    re.IGNORECASE,
)
"""What needs no comma to be seen: nothing but a place beside the address begins so."""

AFTER_NUMBERED = re.compile(
    r"^(?P<street>\d.+?[\s'’-](?:[^\W_]{2,}|\d))\s+(?P<more>(?:(?:[àa] l['’])?angle\s"
    r"|(?:escalier|esc\.?|entr[ée]e|hall|porte|app(?:artement|t)?\.?|apt\.?|b[âa]t)\s\w{1,3}$"
    r"|z\.?(?:a|i|a\.?c)\.?\s|imm(?:euble|\.)\s|quartier\s|lotissement\s|sous-sol\b"
    r"|au fond\b)[^,;]*)$",
    re.IGNORECASE,
)
"""The same, of a street whose number says where it begins."""

FACING = re.compile(
    rf"\s*(?P<where>{_FACING})\s+(?:{SIGN})?(?P<number>\d{{1,4}}(?:\s?{BIS})?)\s*", re.IGNORECASE
)
"""A house told by where the thing stands from it."""

BRACKET = re.compile(r"^(?P<street>.+?)\s*\(\s*(?P<more>[^()\d]{3,}?)\s*\)$")
COMMA = re.compile(r"^(?P<street>\d[^,;]+?)\s*[,;]\s*(?P<more>[^,;\d]{3,})$")
"""What may follow a whole street in brackets, or one with its number after a comma."""

ESTATES = [
    [word]
    for word in "cite residence lotissement domaine hameau quartier villa parc jardin".split()
]
LANDMARK = re.compile(r"(?:parking|entr[ée]e|salle|hall)\b", re.IGNORECASE)
SHORT_AFTER_NUMBER = frozenset((*TYPES_BEFORE_AN_ARTICLE, "q", "qu", "pas"))
"""Folded words that after a number are a type of street, which one is not sure."""
CROSSING = re.compile(
    r"^(?:[àa] l['’]\s?)?(?:angle|croisement|intersection|entre|carrefour)\b", re.I
)
ADJECTIVES = frozenset(
    """vieux vieil vieille nouveau nouvel nouvelle petit petite grand grande haut haute bas basse
    ancien ancienne saint sainte""".split()
)
"""Folded words after which a name goes on: `rue du Nouveau Quartier`."""
BEFORE_A_COMMUNE = ADJECTIVES | frozenset(
    "fort pont bourg gare stade centre nord sud est ouest".split()
)
"""Folded words that make one name with the commune that follows them: `Rue du Vieux Lyon`."""
_OF_THE = re.compile(r"^(?:de la|du|de l['’]|des)\s+(?=(?P<street>\S.*)$)", re.IGNORECASE)
_LETTER_LAST = re.compile(r"(\d+)\s?[^\W\d_]")


def first_number(text: str) -> tuple[str | None, str]:
    """(number, street); `8 mai 1945` has no number."""
    glued = GLUED.match(text)
    if glued and begins_with_a_type(glued["street"]):
        text = f"{glued[0]} {glued['street']}"
    without = NO_NUMBER_FIRST.match(text)
    if without and begins_with_a_type(without["street"]):
        return without["number"], without["street"].strip()
    found = NUMBER.match(text)
    if found is None:
        return None, text
    number, street = found["number"].strip(), _without_article(found["street"].strip())
    typed = begins_with_a_type(street)
    if (fold(street).split() or [""])[0] in MONTHS or (found["mark"] and not typed):
        return None, text
    letter = _LETTER_LAST.fullmatch(number)
    if letter and not typed:  # 12 J Jaurès
        return letter[1], text[found.start("number") + len(letter[1]) :].strip()
    return number, street


def _without_article(street: str) -> str:
    """`12 de la rue Pasteur`"""
    found = _OF_THE.match(street)
    return found["street"] if found and begins_with_a_type(found["street"]) else street
