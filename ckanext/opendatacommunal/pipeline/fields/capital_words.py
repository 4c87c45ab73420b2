"""One name in capitals → its usual writing, word by word, and whether each word is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ckanext.opendatacommunal import communes

from .french_people import FIRST_NAMES, NAMESAKES, PLACE_WORDS, SURNAMES
from .french_words import (
    ACRONYMS,
    AFTER_MASCULINE,
    AMBIGUOUS,
    PHRASES,
    SMALL_WORDS,
    TOWNS_TOO,
    WORDS,
)
from .matching import fold
from .street_words import TITLES, TYPES

LONGEST = 200
"""Characters of a name; a longer text is a sentence and stays as it is."""

_WORD = re.compile(r"[^\W\d_]+")
_NEW_START = re.compile(r"[(,;:/|\"«–—]|\s-|-\s")
_SAME_NAME = re.compile(r"[ '’-]{1,2}")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_PARTICLES = frozenset(
    """a au aux avec chez d dans de des du en entre et l la le les ou par pour sans sous sur
    vers""".split()
)
_ARTICLES = frozenset("l la le les".split())
_ELIDED = frozenset("c d j l m n qu s t".split())
_AFTER_DIGITS = {"er": "er", "ere": "ère", "e": "e", "eme": "ème", "nd": "nd", "nde": "nde"}
_AFTER_DIGITS |= {unit: unit for unit in ("bis", "ter", "quater", "ha", "m", "km")}
_AFTER_HYPHEN = {"dit": "dit", "dits": "dits", "point": "point", "points": "points"}
_SAINTS = frozenset(("saint", "sainte", "st", "ste"))
_BEFORE_A_TOWN = frozenset(("a", "d", "de", "vers", *_SAINTS))
_MASCULINE = frozenset("au ancien du grand le petit un vieux".split())
_DECIDED_BY_GENDER = frozenset(map(fold, AFTER_MASCULINE))
_SHORT_WORDS = frozenset({*TITLES, *TYPES, "mr", "mme", "mlle", "pt", "gd"})
_NO_VOWEL = re.compile(r"[^aeiouy]{2,}")
_SMALL = {fold(word): word for word in SMALL_WORDS}

Known = Mapping[str, "Form"]


class Writing(NamedTuple):
    """`text`: in small letters and capitals. `sure`: no word of it has another writing."""

    text: str
    sure: bool


class Form(NamedTuple):
    """How a known word is written. `never_last`: at the end of a name it may be a surname, whose
    accents nobody knows."""

    text: str
    sure: bool = True
    never_last: bool = False


class _Place(NamedTuple):
    """A word where it stands; `previous`: the folded word before it in the same name, or ""."""

    word: str
    key: str
    before: str
    after: str
    previous: str
    last: bool


def in_capitals(text: str) -> bool:
    return len(text) <= LONGEST and text == text.upper() and bool(_WORD.search(text))


def learnt_from(names: Iterable[str]) -> str:
    """The words of names in small letters, as one text: what `written` takes as `learnt`."""
    words = (word for name in names for word in _WORD.findall(name))
    return " ".join(sorted({word for word in words if word[0].isupper() and word[1:].islower()}))


@lru_cache(maxsize=8192)
def written(text: str, *, street: bool, epci: str | None = None, learnt: str = "") -> Writing:
    """The usual writing of a name in capitals.

    `street`: the name of a street, whose adjectives take capitals. `epci`: SIREN of the EPCI whose
    communes are known. `learnt`: names that are written in small letters elsewhere in the column.
    """
    words = list(_WORD.finditer(text))
    keys = [fold(word[0]) for word in words]
    known = _as_forms(learnt)
    wholes = ({} if street else _phrases(), _namesakes(), _names_of_communes(epci))
    out: list[str] = []
    at, i, sure = 0, 0, True
    while i < len(words):
        before = text[at : words[i].start()]
        starts = i == 0 or bool(_NEW_START.search(before))
        previous = "" if starts else keys[i - 1]
        size, new = _several_words(text, words, keys, i, wholes)
        if not size:
            size = 1
            end = words[i + 1].start() if i + 1 < len(words) else len(text)
            after = text[words[i].end() : end]
            last = i + 1 == len(words) or bool(_NEW_START.search(after))
            digits = before or text[max(0, words[i].start() - 1) : words[i].start()]
            place = _Place(words[i][0], keys[i], digits, after, previous, last)
            new, is_sure = _one_word(place, known, street)
            sure = sure and is_sure
        out += [before, new]
        at = words[i + size - 1].end()
        i += size
    return Writing("".join((*out, text[at:])), sure)


def _several_words(
    text: str,
    words: list[re.Match[str]],
    keys: list[str],
    i: int,
    wholes: Iterable[Mapping[tuple[str, ...], str]],
) -> tuple[int, str]:
    """(words taken, their writing) of the longest known name of several words that begins here."""
    size = 1
    while i + size < len(words) and _SAME_NAME.fullmatch(
        text[words[i + size - 1].end() : words[i + size].start()]
    ):
        size += 1
    for taken in range(min(size, 8), 0, -1):
        run = tuple(keys[i : i + taken])
        for known in wholes:
            if run in known and not (i and keys[i - 1] in _SAINTS):
                return taken, known[run]
    return 0, ""


def _one_word(place: _Place, learnt: Known, street: bool) -> tuple[str, bool]:
    if place.before[-1:].isdigit():
        return _AFTER_DIGITS.get(place.key, place.word), True
    if _keeps_capitals(place):
        return place.word, True
    small = _small(place, street)
    if small is not None:
        return small
    if not place.word.isascii():
        return _capital(place.word.lower()), True
    form = learnt.get(place.key) or _lexicon().get(place.key)
    if form is None:
        short = place.key in _SHORT_WORDS and not _may_be_a_town(place)
        return _capital(place.word.lower()), short
    by_gender = place.key in _DECIDED_BY_GENDER and place.previous in _MASCULINE
    after_saint = place.previous in _SAINTS
    surname = form.never_last and place.last and not after_saint
    town = place.key in TOWNS_TOO and _may_be_a_town(place)
    sure = form.sure and not surname and not town
    return _capital(form.text), sure or by_gender


def _may_be_a_town(place: _Place) -> bool:
    """After `de`, alone, or in a name with hyphens: `Saint-Denis-de-Méré`."""
    alone = not place.previous and place.last
    return alone or place.previous in _BEFORE_A_TOWN or "-" in place.before + place.after[:1]


def _keeps_capitals(place: _Place) -> bool:
    """Acronyms, Roman numerals, letters of a building and initials."""
    if place.key in ACRONYMS or _ROMAN.fullmatch(place.word):
        return True
    if len(place.word) == 1:
        link = place.key in _PARTICLES and not place.last and place.previous
        return not link and not _elided(place)
    return place.key not in _SHORT_WORDS and bool(_NO_VOWEL.fullmatch(place.key))


def _small(place: _Place, street: bool) -> tuple[str, bool] | None:
    """Words that keep small letters inside a name: `de la`, `municipal`, the `dit` of lieu-dit."""
    if place.before.endswith("-") and place.key in _AFTER_HYPHEN:
        return _AFTER_HYPHEN[place.key], True
    if not place.previous:
        return (place.word, True) if _elided(place) else None
    if place.before == "-" and place.previous == "centre" and place.key == "ville":
        return "ville", True
    if place.key in _PARTICLES or _elided(place):
        return _link(place)
    adjective = not street and place.key in _SMALL and place.previous not in _PARTICLES
    return (_SMALL[place.key], True) if adjective else None


def _link(place: _Place) -> tuple[str, bool]:
    """`de`, `à`, `l'`; an article that no preposition precedes belongs to a name."""
    if len(place.word) == 1 and not _elided(place):
        return ("à" if place.key == "a" else place.word), False
    if place.key not in _ARTICLES or place.previous in _PARTICLES:
        return place.word.lower(), place.key != "ou"
    if place.before == "-" or place.after[:1] == "-":
        return place.word.lower(), place.key != "les"  # Fontaine-lès-Dijon
    sure = place.previous in PLACE_WORDS or place.previous in ACRONYMS
    return _capital(place.word.lower()), sure  # Rue Le Corbusier, Espace Les Tilleuls


def _elided(place: _Place) -> bool:
    return place.key in _ELIDED and place.after[:1] in ("'", "’")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@lru_cache(maxsize=1)
def _lexicon() -> Known:
    """Every word we know, folded, in its usual writing; of two writings the one with accents."""
    found: dict[str, set[str]] = {}
    for word in (*WORDS, *SURNAMES, *FIRST_NAMES):
        found.setdefault(fold(word), set()).add(word.lower())
    own = {fold(word) for word in (*WORDS, *SURNAMES)}
    forms = {
        key: Form(max(sorted(held)), len(held) == 1, key not in own and held != {key})
        for key, held in found.items()
    }
    forms |= {fold(word): Form(word, sure=False) for word in AMBIGUOUS}
    particles = {key: Form(key) for key in _PARTICLES if len(key) > 1}
    return {**particles, **forms}


@lru_cache(maxsize=64)
def _as_forms(learnt: str) -> Known:
    """Names met in small letters; a name met in two writings is not learnt."""
    found: dict[str, set[str]] = {}
    for word in learnt.split():
        found.setdefault(fold(word), set()).add(word)
    return {key: Form(min(held)) for key, held in found.items() if len(held) == 1}


@lru_cache(maxsize=1)
def _phrases() -> Mapping[tuple[str, ...], str]:
    return {tuple(fold(phrase).split()): _capital(phrase) for phrase in PHRASES}


@lru_cache(maxsize=1)
def _namesakes() -> Mapping[tuple[str, ...], str]:
    several = (name for name in NAMESAKES if len(fold(name).split()) > 1)
    return {tuple(fold(name).split()): name for name in several}


@lru_cache(maxsize=64)
def _names_of_communes(epci: str | None) -> Mapping[tuple[str, ...], str]:
    """Names of the communes of an EPCI, without the article that a name of place puts before."""
    found: dict[tuple[str, ...], str] = {}
    for place in communes.of_epci(epci) if epci else ():
        name = re.sub(r"^(?:L['’]|La |Le |Les )", "", place.name)
        found[tuple(fold(name).split())] = name
    return found
