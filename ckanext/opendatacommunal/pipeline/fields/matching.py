"""Find which allowed value a writing means: same letters, plural, article, or one slip.

One slip is sure only in a word of five letters or more and if no other value is within two (law 3).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9\ufffd]+")
_ARTICLES = frozenset("l le la les un une des de d du aux au a acces en".split())
_RANK = re.compile(r"\b(\d{1,2}) ?(?:er|ere|re|e|eme|ieme|nd|nde)s?\b")
_RANKS = {
    "premier": "1",
    "premiere": "1",
    "deuxieme": "2",
    "second": "2",
    "seconde": "2",
    "troisieme": "3",
    "quatrieme": "4",
    "cinquieme": "5",
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "²": "2"})

_COMPARED = 100  # characters; more do not tell which value is meant

Lexicon = Mapping[str, str]


def fold(text: str) -> str:
    """Letters and digits only, lower case, no accents, single spaces; U+FFFD is kept."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES).lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare).strip()


def stem(folded: str) -> str:
    """Words without their plural mark; articles and "accès" at the start are left out, ranks are
    numbers: `les 1ères catégories` → `1 categorie`. Letters alone stay: `L, N` are two."""
    words = _RANK.sub(r"\1", folded).split()
    while len(words) > 1 and words[0] in _ARTICLES and any(len(word) > 1 for word in words[1:]):
        words = words[1:]
    return " ".join(_RANKS.get(word) or _singular(word) for word in words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def lexicon(values: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every known writing, stemmed → its allowed value. A writing of two values is no writing."""
    found: dict[str, set[str]] = {}
    for value, others in values.items():
        for writing in (value, *others):
            found.setdefault(stem(fold(writing)), set()).add(value)
    own = {stem(fold(value)): value for value in values}
    several = {writing: next(iter(held)) for writing, held in found.items() if len(held) == 1}
    return {**several, **own}


def match(writing: str, known: Lexicon) -> str | None:
    """The one value that `writing` surely means, or None."""
    key = stem(fold(writing))
    if not key:
        return None
    if key in known:
        return known[key]
    return _one_slip(key, known)


def _one_slip(key: str, known: Lexicon) -> str | None:
    near: set[str] = set()
    within_two: set[str] = set()
    for writing, value in known.items():
        if abs(len(writing) - len(key)) > 2:
            continue
        apart = distance(key, writing)
        if apart <= 2:
            within_two.add(value)
        if apart <= 1 and _in_long_word(key, writing):
            near.add(value)
    return next(iter(near)) if len(near) == 1 and within_two == near else None


def _in_long_word(written: str, meant: str) -> bool:
    """Whether the word that differs has five letters or more, the others being equal."""
    ours, theirs = written.split(), meant.split()
    if len(ours) != len(theirs):
        return "".join(ours) == "".join(theirs)
    pairs = [(left, right) for left, right in zip(ours, theirs, strict=True) if left != right]
    return all(len(right) >= 5 and not _opposite(left, right) for left, right in pairs)


def _opposite(left: str, right: str) -> bool:
    """`anormal` and `normal`: the letter that is added at the start may turn the meaning."""
    return left[1:] == right or right[1:] == left


def closest(writing: str, values: Iterable[str]) -> tuple[str, ...]:
    """All `values`, the likeliest first; order kept between equals."""
    key = stem(fold(writing[:_COMPARED]))
    words = set(key.split())

    def unlike(value: str) -> tuple[int, int]:
        folded = _stemmed(value)
        return (-len(words & set(folded.split())), distance(key, folded))

    return tuple(sorted(values, key=unlike))


@lru_cache(maxsize=4096)
def _stemmed(value: str) -> str:
    return stem(fold(value))


@lru_cache(maxsize=65536)
def distance(left: str, right: str) -> int:
    """Letters added, removed, replaced or swapped between two texts; U+FFFD in `left` equals any.

    A column of the usual table at a time, one bit a letter of `left` (Hyyrö, 2003): `higher` and
    `lower` are the places where the number grows or shrinks by one from letter to letter.
    """
    if not left:
        return len(right)
    places: dict[str, int] = {}
    for place, letter in enumerate(left):
        places[letter] = places.get(letter, 0) | 1 << place
    last, full, anything = 1 << len(left) - 1, (1 << len(left)) - 1, places.get("\ufffd", 0)
    higher, lower, kept, before, apart = full, 0, 0, 0, len(left)
    for letter in right:
        here = places.get(letter, 0)
        swapped = (~kept & here) << 1 & before
        same = here | anything
        kept = ((same & higher) + higher ^ higher) | same | lower | swapped
        added, removed = lower | ~(kept | higher), kept & higher
        apart += bool(added & last) - bool(removed & last)
        added, removed = added << 1 | 1, removed << 1
        higher, lower = (removed | ~(kept | added)) & full, added & kept & full
        before = here
    return apart


def segment(writing: str, known: Lexicon) -> tuple[str, ...] | None:
    """Values written one after another without separator (`Piéton TC`), None if a word is left.

    The longest known writing is taken first at each place; "et", "ou", "de" are skipped.
    """
    words = [_singular(word) for word in fold(writing).split()]
    longest = max((len(key.split()) for key in known), default=0)
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            value = match(" ".join(words[at : at + size]), known)
            if value is not None:
                found.append(value)
                at += size
                break
        else:
            if words[at] not in _LINKS:
                return None
            at += 1
    return tuple(dict.fromkeys(found)) or None


_LINKS = frozenset("et ou le la les de des du avec pour a en".split())
