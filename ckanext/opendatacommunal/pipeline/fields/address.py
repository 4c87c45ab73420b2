"""A whole address in one cell, cut in number, street, complement, postcode and commune.

Not a kind of cell: `splitting` gives the parts to the readers of their own kinds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ckanext.opendatacommunal import communes

from .matching import fold
from .street import begins_with_a_type
from .tidying import tidy

LONGEST = 300
"""Characters of an address; a longer text is none, and is not searched for its parts."""

_TAIL = re.compile(
    r"^(?P<head>.*?)[\s,;(–-]*(?<!\d)(?P<code>\d{2} ?\d{3})(?!\d)[\s,–-]*(?P<name>[^\d,;]*?)\)?$"
)
_LAST_PART = re.compile(r"^(?P<head>.+?)(?:\s*[,;]\s*|\s+[–-]\s+)(?P<name>[^\d,;]+)$")
_ONE_NUMBER = r"\d{1,5}(?:\s?(?:bis|ter|quater)\b|\s?[a-zA-Z]\b(?!['’]))?"
_BETWEEN_NUMBERS = r"\s?(?:[-/,;&+]|(?:et|à|a|au)\b)\s?"
_NUMBER = re.compile(
    rf"^(?:n\s*[°º]\s*)?(?P<number>{_ONE_NUMBER}(?:{_BETWEEN_NUMBERS}{_ONE_NUMBER}){{0,5}})"
    r"\s*,?\s+(?P<street>\D.*)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?P<before>[^,;]*[^\W\d][^,;]*?)(?:\s*[,;]\s*|\s+[–-]\s+)(?P<rest>.+)$")
_MONTHS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)


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
    rest = tidy(text).text
    if rest is None or len(rest) > LONGEST:
        return Address(street=rest)
    rest, postcode, commune = _place(rest, epci, near)
    number, street = _number(rest)
    complement = None
    before = _BEFORE.match(rest) if number is None else None
    if before is not None:
        found, after = _number(before["rest"])
        named = begins_with_a_type(after)
        if named and (found or not begins_with_a_type(before["before"])):
            number, complement, street = found, before["before"], after
    return Address(number, street or None, complement, postcode, commune)


def _place(text: str, epci: str | None, near: str | None) -> tuple[str, str | None, str | None]:
    """(what is left, postcode, commune)"""
    tail = _TAIL.match(text)
    if tail:
        return tail["head"].strip(" ,;-–"), tail["code"], tail["name"].strip() or None
    last = _LAST_PART.match(text)
    if last and not begins_with_a_type(last["name"]):
        found = communes.resolve(last["name"], epci=epci, near=near)
        if found.insee and found.sure and (epci is None or found.epci == epci):
            return last["head"], None, last["name"].strip()
    return text, None, None


def _number(text: str) -> tuple[str | None, str]:
    """(number, street); `8 mai 1945` has no number."""
    found = _NUMBER.match(text)
    if found is None:
        return None, text
    street = found["street"].strip()
    first = (fold(street).split() or [""])[0]
    if first in _MONTHS:
        return None, text
    return found["number"].strip(), street
