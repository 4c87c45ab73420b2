"""A whole address in one cell, cut in number, street, complement, postcode and commune.

Not a kind of cell: `splitting` gives the parts to the readers of their own kinds. What is not
surely a number, a place or a complement stays in the name of the street, as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ckanext.opendatacommunal import communes

from .matching import fold
from .street import begins_with_a_type
from .street_words import MONTHS, SMALL_LINKS
from .tidying import tidy

LONGEST = 300
"""Characters of an address; a longer text is none, and is not searched for its parts."""

_COUNTRY = re.compile(r"(?:\s*[,;]\s*|(?<=[^\W\d])\s+-\s+)France\s*\.?$", re.IGNORECASE)
_COUNTRY_AFTER_CODE = re.compile(r"(?<=\d{5} )(.*[^\W\d_].*?)\s+France\s*\.?$", re.IGNORECASE)
_BOX = re.compile(
    r"[\s,;–-]*\b((?:B\.?P\.?|C\.?S\.?|TSA)\s*(?:n°\s*)?\d{1,5})\b[\s,;–-]*", re.IGNORECASE
)
_DISTRICT = r"(?:\s+\d{1,2}\s?(?:er|[eè](?:me)?|ème)?(?:\s+arr\w*\.?)?)?"
_TAIL = re.compile(
    r"^(?P<head>.*?)[\s,;(–-]*(?<!\d)(?P<code>\d{2} ?\d{3})(?!\d)[\s,–-]*"
    rf"(?P<name>[^\d,;]*?{_DISTRICT}(?:\s+c[ée]dex(?:\s+\d{{1,2}})?)?)\)?$",
    re.IGNORECASE,
)
_LAST_PART = re.compile(
    r"^(?P<head>.+?)(?:\s*[,;]\s*|\s+[–-]\s+|\s*(?P<bracket>\())(?P<name>[^\d,;()]+?"
    rf"{_DISTRICT})(?(bracket)\))$",
    re.IGNORECASE,
)
_ONE_NUMBER = r"\d{1,5}(?:\s?(?:bis|ter|quater)\b|\s?[a-qs-zA-QS-Z]\b(?!['’]))?"  # R is Rue
_BETWEEN_NUMBERS = r"\s?(?:[-/,;&+]|(?:et|à|a|au)\b)\s?"
_NUMBERS = rf"{_ONE_NUMBER}(?:{_BETWEEN_NUMBERS}{_ONE_NUMBER}){{0,5}}"
_SIGN = r"n(?:um[ée]ro)?\s*[°º]?\.?\s*"
_NUMBER = re.compile(
    rf"^(?:n\s*[°º]\s*)?(?P<number>{_NUMBERS})\s*,?\s+(?P<street>\D.*)$", re.IGNORECASE
)
_NUMBER_LAST = re.compile(
    rf"^(?P<street>.+?)(?:\s*,\s*(?:{_SIGN})?|\s+[–-]\s+|\s+n\s*[°º]\.?\s*|\s+num[ée]ro\s+)"
    rf"(?P<number>{_ONE_NUMBER}(?:\s?(?:[-/]|(?:et|à)\b)\s?{_ONE_NUMBER})?)$",
    re.IGNORECASE,
)
_NUMBER_INSIDE = re.compile(
    rf"^(?P<before>[^\d,;][^,;]*?)[\s,;–-]+(?P<number>{_ONE_NUMBER})\s*,?\s+(?P<street>\D.*)$",
    re.IGNORECASE,
)
_ROAD = re.compile(r"(?:^|[\s,])(?:c\.?[der]|r\.?[dn]|v\.?c|d|n)\.?$", re.IGNORECASE)
"""The class of a numbered road, before its number: `CD 5 route de Nant` is no number 5."""
_BEFORE = re.compile(r"^(?P<before>[^,;]*[^\W\d][^,;]*?)(?:\s*[,;]\s*|\s+[–-]\s+)(?P<rest>.+)$")
_COMPLEMENT = (
    r"(?:b[âa]t(?:iment|\.)?|\d(?:er|e|è|ème|eme) [ée]tage|[ée]tage|entr[ée]e|escalier|esc\.|hall"
    r"|salle|appart\w*|apt\.?|rdc|rez|porte|r[ée]sidence|face|en face|derri[èe]re|[àa] c[ôo]t[ée]"
    r"|angle|pr[èe]s|devant|parking|acc[èe]s)\b"
)
_AFTER = re.compile(
    rf"^(?P<street>.+?)(?:\s*[,;]\s*|\s+[–-]\s+|\s*\(\s*)(?P<more>{_COMPLEMENT}[^,;]*?)\)?$",
    re.IGNORECASE,
)
_ESTATES = [[word] for word in "cite residence lotissement domaine hameau quartier villa".split()]
_LANDMARK = re.compile(r"(?:parking|entr[ée]e|salle|hall)\b", re.IGNORECASE)
_AFTER_SPACE = re.compile(
    r"^(?P<street>.+?[\s'’-][^\W_]{2,})\s+(?P<more>(?:b[âa]t(?:iment|\.)?\s+\w{1,2}$|parking$|rdc\b"
    r"|rez[ -]de[ -]chauss[ée]e\b|\d(?:er|e|è|[èe]me) [ée]tage|r[ée]sidence\s"
    r"|(?:en )?face (?:à|a|aux?|de|du|des)\s|derri[èe]re\s|[àa] c[ôo]t[ée] (?:de|du|des)\b"
    r"|pr[èe]s (?:de|du|des)\b|devant (?:la|le|les|l['’]))[^,;\d]*)$",
    re.IGNORECASE,
)
"""What needs no comma to be seen: nothing but a place beside the address begins so."""

_CROSSING = re.compile(
    r"^(?:[àa] l['’]\s?)?(?:angle|croisement|intersection|entre|carrefour)\b", re.I
)
_TIES = SMALL_LINKS - {"l", "la", "le", "les"}


@dataclass(frozen=True)
class Address:
    """The parts as written; None where the text has none."""

    number: str | None = None
    street: str | None = None
    complement: str | None = None
    postcode: str | None = None
    commune: str | None = None


def split(text: str, *, epci: str | None = None, near: str | None = None) -> Address:
    """Cut one address. `epci`, `near`: where it was written, to know the commune's name."""
    rest = tidy(re.sub(r"\s*[\r\n]+\s*", ", ", text.strip())).text
    if rest is None or len(rest) > LONGEST:
        return Address(street=tidy(text).text)
    rest, box = _box(_COUNTRY_AFTER_CODE.sub(r"\1", _COUNTRY.sub("", rest)))
    rest, postcode, commune = _place(rest, epci, near)
    rest, after = _complement_after(rest)
    number, before, street = _number_and_street(rest)
    if number is None and before is None and _is_landmark(street):
        street, after = "", ", ".join(part for part in (street, after) if part)
    complement = ", ".join(part for part in (before, after, box) if part)
    return Address(number, street or None, complement or None, postcode, commune)


def _box(text: str) -> tuple[str, str | None]:
    """(what is left, `BP 123`)"""
    found = _BOX.search(text)
    if found is None or not text[: found.start()].strip():
        return text, None
    return f"{text[: found.start()]}, {text[found.end() :]}".strip(" ,"), found[1]


def _place(text: str, epci: str | None, near: str | None) -> tuple[str, str | None, str | None]:
    """(what is left, postcode, commune)"""
    tail = _TAIL.match(text)
    if tail:
        head, name = tail["head"].strip(" ,;-–("), tail["name"].strip()
        if not name:
            head, name = _commune_before(head, tail["code"])
        return head, tail["code"], name or None
    last = _LAST_PART.match(text)
    if last and not begins_with_a_type(last["name"]):
        found = communes.resolve(last["name"], epci=epci, near=near)
        if found.insee and found.sure and (epci is None or found.epci == epci):
            return last["head"], None, last["name"].strip()
    return text, None, None


def _commune_before(head: str, code: str) -> tuple[str, str]:
    """`rue Foch, Bron` before 69500: (what is left, the commune if that code serves it)."""
    served = {place.current for place in communes.of_postcode(code.replace(" ", ""))}
    ends = [match.start() for match in re.finditer(r"(?<=[\s,(])\w", head)][-7:]
    for start in (0, *ends) if len(head.split()) <= 7 else ends:
        name, left = head[start:].strip(" ,;)"), head[:start].strip(" ,;-–(")
        words = fold(left).split()
        if words and (words[-1] in SMALL_LINKS or (len(words) == 1 and begins_with_a_type(left))):
            continue
        first = (fold(name).split() or [""])[0]
        if re.search(r"[\d,;]", name) or begins_with_a_type(name) or first in _TIES:
            continue
        found = communes.resolve(f"{code} {name}")
        if found.sure and found.commune in served and found.reason in ("name", "former-name"):
            return left, name
    return head, ""


def _complement_after(text: str) -> tuple[str, str | None]:
    """(what is left, what follows the street: `bâtiment B`, `derrière l'église`)"""
    found = _AFTER.match(text)
    if found is None:
        found = _AFTER_SPACE.match(text)
        if found and fold(found["street"]).split()[-1] in SMALL_LINKS:  # Chemin de la Résidence …
            return text, None
    if found is None or _CROSSING.match(text) or not _has_street(found["street"]):
        return text, None
    return found["street"].strip(), found["more"].strip()


def _is_landmark(text: str) -> bool:
    """`Parking du stade, entrée`: what helps to find a place, and no street."""
    return bool(_LANDMARK.match(text)) and not begins_with_a_type(text)


def _has_street(text: str) -> bool:
    return begins_with_a_type(_number(text)[1]) or _number_and_street(text)[0] is not None


def _number_and_street(text: str) -> tuple[str | None, str | None, str]:
    """(number, what comes before it, street)"""
    number, street = _number(text)
    if number is not None or _CROSSING.match(text):
        return number, None, street
    before = _BEFORE.match(text)
    if before is not None:
        found, after = _number(before["rest"])
        named = begins_with_a_type(after)
        aside = not begins_with_a_type(before["before"]) or _is_estate(before["before"])
        if named and (found or aside):
            return _last_number(found, before["before"], after)
    inside = _NUMBER_INSIDE.match(text)
    if inside and _ROAD.search(inside["before"]):
        return None, None, text
    if inside and begins_with_a_type(inside["street"]) and not begins_with_a_type(inside["before"]):
        return inside["number"], inside["before"].strip(), inside["street"].strip()
    return _last_number(None, None, text)


def _is_estate(text: str) -> bool:
    """`Cité Jardin, rue Debussy`: houses that stand in a street."""
    return fold(text).split()[:1] in _ESTATES


def _last_number(
    number: str | None, before: str | None, street: str
) -> tuple[str | None, str | None, str]:
    """`rue du Lac, 15`: the number may come last."""
    last = _NUMBER_LAST.match(street) if number is None else None
    if last is None or not begins_with_a_type(last["street"]):
        return number, before, street
    if fold(last["street"]).split()[-1] in MONTHS:  # Rue du 8 Mai - 1945
        return number, before, street
    return last["number"].strip(), before, last["street"].strip()


def _number(text: str) -> tuple[str | None, str]:
    """(number, street); `8 mai 1945` has no number."""
    found = _NUMBER.match(text)
    if found is None:
        return None, text
    street = found["street"].strip()
    first = (fold(street).split() or [""])[0]
    if first in MONTHS:
        return None, text
    return found["number"].strip(), street


MAY_HOLD_MORE = (
    r"\b(?:B\.?P|C\.?S|TSA)\b|^\s*(?:n\s*[°º]\s*)?\d|(?:[,;]|\s[–-]\s|n\s*[°º]\.?)\s*\d"
    r"|\b\d{2} ?\d{3}\b|(?i:\b(?:face|devant|hauteur|droit|près|côté)\b)[^,;]*\d"
)
"""Pattern, of polars, of the streets whose cell may hold a number or a postcode too."""


def of_street(text: str, *, epci: str | None = None, near: str | None = None) -> Address | None:
    """The parts of a cell of streets that holds more; None if it is but a street."""
    found = split(text, epci=epci, near=near)
    more = found.number or found.postcode or (found.complement and _BOX.search(text))
    return found if more and found.street and begins_with_a_type(found.street) else None
