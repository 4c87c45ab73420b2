"""A whole address in one cell, cut in number, street, complement, postcode and commune.

Not a kind of cell: `splitting` gives the parts to the readers of their own kinds. What is not
surely a number, a place or a complement stays in the name of the street, as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.opendatacommunal import communes

from . import address_words as ways
from .address_ending import ending_of
from .address_words import first_number
from .matching import fold
from .person_names import may_be_first_name
from .street import begins_with_a_type
from .street_words import MONTHS, SMALL_LINKS, TITLES
from .tidying import tidy

LONGEST = 300
"""Characters of an address; a longer text is none, and is not searched for its parts."""

_MOST_COMPLEMENTS = 4
_MORE_FOLLOWS = SMALL_LINKS | ways.ADJECTIVES
"""Folded words after which a name goes on: `Chemin de la Résidence`, `rue du Nouveau Quartier`."""
_QUOTED = re.compile(r'"([^"]+)"|«\s*([^«»]+?)\s*»|“([^“”]+)”')


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
    quoted = _QUOTED.fullmatch(rest)
    rest = next(filter(None, quoted.groups())) if quoted else rest
    rest = ways.COUNTRY_OF_CODE.sub("", ways.COUNTRY_AFTER_CODE.sub(r"\1", _no_country(rest)))
    rest, box = _box(rest)
    ending = ending_of(rest, epci, near)
    rest, after = _complements_after(ending.left)
    number, before, street = _number_and_street(rest)
    if number and not after:  # known only now to be a street with its number
        rest, after = _complements_after(f"1 {street}")
        street = rest.removeprefix("1 ")
    if number is None and before is None and _is_landmark(street):
        street, after = "", ", ".join(part for part in (street, after) if part)
    complement = ", ".join(part for part in (before, after, box, ending.more) if part)
    return Address(number, street or None, complement or None, ending.postcode, ending.commune)


def _no_country(text: str) -> str:
    return ways.COUNTRY.sub("", text)


def _box(text: str) -> tuple[str, str | None]:
    """(what is left, `BP 123`)"""
    found = ways.BOX.search(text)
    if found is None or not text[: found.start()].strip():
        return text, None
    return f"{text[: found.start()]}, {text[found.end() :]}".strip(" ,"), found[1]


def _complements_after(text: str) -> tuple[str, str | None]:
    """(what is left, what follows the street: `bâtiment B`, `derrière l'église`)"""
    found: list[str] = []
    for _ in range(_MOST_COMPLEMENTS):
        text, more = _complement_after(text)
        if more is None:
            break
        found.insert(0, more)
    return text, ", ".join(found) or None


def _complement_after(text: str) -> tuple[str, str | None]:
    if ways.CROSSING.match(text):
        return text, None
    for found in _endings_of_street(text):
        if _has_street(found["street"]):
            return found["street"].strip(), found["more"].strip()
    return text, None


def _endings_of_street(text: str) -> Iterator[re.Match[str]]:
    """Each way to take the end of a text for a complement."""
    marked = ways.AFTER.match(text)
    if marked:
        yield marked
    for pattern in (ways.AFTER_SPACE, ways.AFTER_NUMBERED):
        found = pattern.match(text)
        if found and fold(found["street"]).split()[-1] not in _MORE_FOLLOWS:
            yield found
    for pattern in (ways.BRACKET, ways.COMMA):
        found = pattern.match(text)
        if found and _is_quarter(found["more"]) and _is_whole(found["street"]):
            yield found


def _is_whole(text: str) -> bool:
    street = first_number(text)[1]
    return begins_with_a_type(street) and len(fold(street).split()) > 1


def _is_quarter(text: str) -> bool:
    """`Terraillon`, after a street: no first name, no other street, no commune of France."""
    words = fold(text).split()
    if not words or begins_with_a_type(text) or words[-1] in SMALL_LINKS or words[0] in TITLES:
        return False
    if any(map(may_be_first_name, words[:1])) or ways.CROSSING.match(text):
        return False
    return communes.resolve(text).insee is None


def _is_landmark(text: str) -> bool:
    """`Parking du stade, entrée`: what helps to find a place, and no street."""
    return bool(ways.LANDMARK.match(text)) and not begins_with_a_type(text)


def _has_street(text: str) -> bool:
    return begins_with_a_type(_number_and_street(text)[2])


def _number_and_street(text: str) -> tuple[str | None, str | None, str]:
    """(number, what comes before it, street)"""
    number, street = first_number(text)
    if number is not None or ways.CROSSING.match(text):
        return number, None, street
    inside = ways.NUMBER_INSIDE.match(text)
    if inside and ways.ROAD.search(inside["before"]):
        if "," not in inside["number"]:
            return None, None, text
        inside = None  # `CD 7, 18 route de Givors`: the road's number, then the house's
    if inside and begins_with_a_type(inside["street"]) and _stands_before(inside):
        return inside["number"], inside["before"].strip(" -–"), inside["street"].strip()
    for gap in ways.SEPARATOR.finditer(text):
        before, rest = text[: gap.start()].strip(), text[gap.end() :]
        found, after = first_number(rest)
        aside = not begins_with_a_type(before) or _is_estate(before)
        if before and begins_with_a_type(after) and (found or aside) and not before.isdigit():
            return _last_number(found, before, after)
    there = ways.STREET_INSIDE.match(text)
    if there and _is_in_street(there["before"]):
        return _last_number(None, there["before"].strip(), there["street"].strip())
    return _last_number(None, None, text)


def _is_in_street(text: str) -> bool:
    """`École Jean Macé`, before `rue Pasteur`; not `École de la`, nor `Vieille`."""
    words = fold(text).split()
    if begins_with_a_type(text) or not ways.TYING.isdisjoint(words):
        return False
    if words[-1] in SMALL_LINKS | ways.BEFORE_A_COMMUNE:
        return False
    return len(words) > 1 or words[0] in ways.PUBLIC_PLACES


def _stands_before(inside: re.Match[str]) -> bool:
    """`Résidence Les Lilas`, before `4 rue Pasteur`; no street, whose name may hold a number, nor
    `Salle 4, rue Pasteur`."""
    words = fold(inside["before"]).split()
    if not words or words[-1] in MONTHS or (inside["comma"] and words[-1] in ways.NUMBERED):
        return False
    return not begins_with_a_type(inside["before"]) or (
        _is_estate(inside["before"]) and len(words) > 1
    )


def _is_estate(text: str) -> bool:
    """`Cité Jardin, rue Debussy`: houses that stand in a street."""
    return fold(text).split()[:1] in ways.ESTATES


def _last_number(
    number: str | None, before: str | None, street: str
) -> tuple[str | None, str | None, str]:
    """`rue du Lac, 15`: the number may come last."""
    if number is not None:
        return number, before, street
    last = ways.NUMBER_LAST.match(street) or ways.NO_NUMBER_LAST.match(street)
    if last is None or not begins_with_a_type(last["street"]):
        return number, before, street
    words = fold(last["street"]).split()
    if words[-1] in MONTHS or words[-1] in ways.NUMBERED_ROADS:  # Rue du 8 Mai - 1945
        return number, before, street
    return last["number"].strip(), before, last["street"].strip()


def of_street(text: str, *, epci: str | None = None, near: str | None = None) -> Address | None:
    """The parts of a cell of streets that holds more; None if it is but a street."""
    found = split(text, epci=epci, near=near)
    if not found.street or not (found.number or found.postcode or found.complement):
        return None
    placed = found.postcode and found.commune
    shortened = found.number and fold(found.street).split()[0] in ways.SHORT_AFTER_NUMBER
    return found if placed or shortened or begins_with_a_type(found.street) else None
