"""What a word of a list is said with: a negation, a count, an age, a remark in brackets.

`pas de jeux` names no equipment; `2 jeux (3-6 ans)` names one, and the rest must be said.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .matching import fold

_NEGATED = re.compile(
    r"(?:il n ?y a )?(?:pas (?:de |d )?|aucune?s? |sans |absence (?:de |d )|ni |plus (?:de |d )"
    r"|non |0 |zero |inexistante?s? )(?P<rest>.+)"
)
_AGES = re.compile(
    r"(?:\b(?:pour|de|des|d[èe]s|[àa] partir de|les|enfants?)\s+){0,4}[+-]?\s?\d{1,2}"
    r"(?:\s*(?:-|–|/|à|a|et)\s*\d{1,2})?\s*(?:ans|mois)\b(?:\s+et\s+(?:plus|\+))?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COUNT = re.compile(r"^\s*\d{1,2}\s*(?:x\s*)?(?=[^\W\d_]{2})", re.IGNORECASE)
RESTRICTION = re.compile(
    r"\?|\b(?:sauf|hors|mais|uniquement|seulement|si|selon|pas|non|sans|aucune?|interdit\w*|ferm\w*"
    r"|supprim\w*|v[ée]rifi\w*|confirm\w*|peut|projet|pr[ée]vu\w*|futur\w*|ancien\w*|d[ée]mont\w*"
    r"|[ée]t[ée]|hiver\w*|saison\w*|estiva\w*|week-?end|jours?|nuit|matin\w*|soir\w*|vacances"
    r"|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|partiel\w*|provisoire\w*|temporaire\w*"
    r"|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|\w+embre|octobre)\b",
    re.IGNORECASE,
)
"""What makes of a detail more than a detail: it may take back what the word says."""


class Bare(NamedTuple):
    """`text`: without its details. `left_out`: the details, as they were written."""

    text: str
    left_out: tuple[str, ...]


def negated(text: str) -> str | None:
    """What is said not to be there: `pas d'aire de jeux` → `aire de jeux`; None if nothing is."""
    found = _NEGATED.fullmatch(fold(text))
    return found["rest"] if found else None


def bare(text: str) -> Bare:
    """The text without its ages, its count and its brackets; a restriction is no mere detail."""
    left_out: list[str] = []

    def take(found: re.Match[str]) -> str:
        left_out.append(found[0].strip())
        return " "

    rest = text
    for detail in (_BRACKETS, _AGES, _COUNT):
        rest = detail.sub(take, rest)
    if not left_out or any(map(RESTRICTION.search, left_out)):
        return Bare(text, ())
    return Bare(" ".join(rest.split()), tuple(left_out))
