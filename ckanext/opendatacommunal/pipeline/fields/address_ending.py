"""The end of an address: postcode, commune, CEDEX, each taken only if it surely is that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ckanext.opendatacommunal import communes

from . import address_words as ways
from .address_words import first_number
from .matching import fold
from .person_names import may_be_first_name
from .street import begins_with_a_type
from .street_words import SMALL_LINKS

_TIES = SMALL_LINKS - {"l", "la", "le", "les"}


@dataclass(frozen=True)
class Ending:
    """What ends an address. `left`: what comes before; `more`: what helps to find the place."""

    left: str
    postcode: str | None = None
    commune: str | None = None
    more: str | None = None


def ending_of(text: str, epci: str | None, near: str | None) -> Ending:
    """Cut the end of an address in one line. `epci`, `near`: where it was written."""
    tail = ways.TAIL.match(text)
    if tail and _is_ending(tail):
        return _of_tail(tail)
    last = ways.LAST_PART.match(text)
    if last and not begins_with_a_type(last["name"]):
        found = communes.resolve(last["name"], epci=epci, near=near)
        if found.insee and found.sure and (epci is None or found.epci == epci):
            return Ending(last["head"], None, last["name"].strip())
    cut = _commune_last(text, epci) if epci else None
    return Ending(cut[0], None, cut[1]) if cut else Ending(text)


def _is_ending(tail: re.Match[str]) -> bool:
    """Not the five figures of `99999 rue Pasteur`."""
    code = tail["code"].replace(" ", "")
    first = not tail["head"].strip() and begins_with_a_type(tail["name"])
    return not first or bool(communes.of_postcode(code))


def _of_tail(tail: re.Match[str]) -> Ending:
    head, name = tail["head"].strip(" ,;-–("), tail["name"].strip()
    more = (tail["more"] or "").strip()
    if more and not head:  # 69500 Bron, rue Pasteur
        head, more = more, ""
    if not name:
        head, name = _commune_before(head, tail["code"])
    head, name = _said_once(head, name)
    more = "" if fold(more) == fold(name) else more
    if tail["cedex"] and not communes.of_postcode(tail["code"].replace(" ", "")):
        # A code of the mail, of no place: that of the place follows from the commune.
        mail = f"{tail['code']} {tail['cedex'].strip()}"
        return Ending(head, None, name or None, ", ".join(filter(None, (mail, more))))
    return Ending(head, tail["code"], name or None, more or None)


def _said_once(head: str, name: str) -> tuple[str, str]:
    """`rue Foch, Bron` and `Bron Bron` → `rue Foch` and `Bron`."""
    words = name.split()
    half = len(words) // 2
    if (
        words
        and len(words) % 2 == 0
        and fold(" ".join(words[:half])) == fold(" ".join(words[half:]))
    ):
        name = " ".join(words[:half])
    before, comma, last = head.rpartition(",")
    if comma and name and fold(last) == fold(name):
        head = before.strip(" ,;-–(")
    return head, name


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


def _commune_last(text: str, epci: str) -> tuple[str, str] | None:
    """`12 rue Foch Lyon 3e`, `12 rue Foch BRON`: (what is left, a commune of the EPCI).

    A name of one word may be a person's: it is a commune in capitals alone.
    """
    words = text.split()
    ends = _last_words(epci)
    if ends.isdisjoint(fold(" ".join(words[-2:])).split()):
        return None
    for start in range(max(1, len(words) - 7), len(words)):
        left, name = " ".join(words[:start]), " ".join(words[start:])
        parts = fold(name).split()
        shouted = name == name.upper() and left != left.upper() and len(name) > 2
        if (len(parts) < 2 and not shouted) or not parts or parts[0] in _TIES:
            continue
        if not _may_end_before_commune(left, name) or begins_with_a_type(name) or "(" in name:
            continue
        found = communes.resolve(name, epci=epci)
        exact = found.reason in ("name", "former-name", "arrondissement")
        if found.sure and exact and found.epci == epci:
            return left, name
    return None


@lru_cache(maxsize=16)
def _last_words(epci: str) -> frozenset[str]:
    """Folded, of the names of the communes of an EPCI; a number may follow: Lyon 3e."""
    places = [part for place in communes.of_epci(epci) for part in communes.parts_of(place.code)]
    names = [place.name for place in (*communes.of_epci(epci), *places)]
    return frozenset(word for name in names for word in fold(name).split()[-1:])


def _may_end_before_commune(left: str, name: str) -> bool:
    """Whether it is a whole street by itself, so that no more of its name follows."""
    parts = (first_number(part)[1] for part in ways.SEPARATOR.split(left))
    street = next(filter(begins_with_a_type, parts), "")
    words, last = fold(street).split(), fold(left).split()[-1]
    if len(words) < 2 or last in SMALL_LINKS or last in ways.BEFORE_A_COMMUNE:
        return False
    if any(map(str.isdigit, name)):  # Lyon 3e
        return True
    return not (
        words[:2] == ["grande", "rue"] or may_be_first_name(last) or begins_with_a_type(last)
    )
