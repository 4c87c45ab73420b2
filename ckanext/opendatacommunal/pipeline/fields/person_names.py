"""Whether words are the name of a person: first names, surnames, and words that are neither."""

from __future__ import annotations

import re
from functools import lru_cache

from .french_people import (
    FIRST_NAMES,
    FIRST_NAMES_THAT_ARE_WORDS,
    NAMESAKES,
    OFFICES,
    PLACE_WORDS,
    SURNAMES,
)
from .french_words import WORDS
from .matching import fold

PARTICLES = frozenset("d de des du et l la le les von van".split())
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST = 60
_TRADES = frozenset(
    """animation animations architecture associes batiment btp cie conseil conseils construction
    constructions editions elagage electricite energie environnement eurl fils formation freres
    habitat immobilier ingenierie jardins nettoyage paysage paysages plomberie production
    productions proprete sarl sas services sport sports tp traiteur transport transports
    travaux""".split()
)
"""Last words of the name of a company that begins with a first name: « Bernard Paysages »."""


def is_full_name(text: str, *, honours: bool) -> bool:
    """A first name and a surname and nothing else: `Jean Dupont`, `DUPONT Jean`.

    `honours`: in the name of a place, only the order of an administrative list tells a person.
    """
    words = text.split() if len(text) <= _LONGEST else []
    named = [word for word in words if word not in PARTICLES]
    if not 2 <= len(named) <= 3 or not all(map(_NAME.fullmatch, words)) or words[0] != named[0]:
        return False
    if not all(word[0].isupper() for word in named) or is_namesake(text):
        return False
    if fold(named[-1]) in _TRADES:
        return False
    first, last = named[0], named[-1]
    surname_first = len(words) == 2 and _is_surname(first) and is_first_name(last)
    if honours:
        return surname_first and first == first.upper() and last != last.upper()
    if surname_first:
        return True
    return _is_given(first) and all(_is_surname(word, after=first) for word in named[1:])


def is_namesake(text: str) -> bool:
    """Whether places are named after this person all over France."""
    return fold(text) in _namesakes()


def is_known_surname(word: str) -> bool:
    return fold(word) in _known_surnames()


def is_first_name(word: str) -> bool:
    """A first name that is nothing else."""
    return _is_given(word) and not set(fold(word).split()) & _first_names_as_words()


def may_be_first_name(word: str) -> bool:
    return fold(word) in first_names()


def is_common(word: str) -> bool:
    """A word of the language or of places, that is no first name."""
    return fold(word) in common_words() and not may_be_first_name(word)


def _is_given(word: str) -> bool:
    return all(part in first_names() for part in fold(word).split())


def _is_surname(word: str, after: str = "") -> bool:
    if set(fold(word).split()) & (PLACE_WORDS | OFFICES | PARTICLES | {"saint", "sainte"}):
        return False
    return bool(after and is_first_name(after)) or not is_common(word)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    return frozenset(map(fold, WORDS)) | PLACE_WORDS


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    return frozenset(map(fold, FIRST_NAMES))


@lru_cache(maxsize=1)
def _first_names_as_words() -> frozenset[str]:
    return frozenset(map(fold, FIRST_NAMES_THAT_ARE_WORDS))


@lru_cache(maxsize=1)
def _known_surnames() -> frozenset[str]:
    return frozenset(map(fold, SURNAMES))


@lru_cache(maxsize=1)
def _namesakes() -> frozenset[str]:
    return frozenset(map(fold, NAMESAKES))
