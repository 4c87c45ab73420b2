"""Whether two names are those of one street: the rule that decides, with its examples.

`Av. Gal de Gaulle` is `Avenue du Général de Gaulle`; `Rue du 8 Mai 45` is `Rue du 8 Mai 1945`.
`Rue F. Dezeuze` may be `Rue Frédéric Dezeuze` (an initial is no name), and `Impasse Foch` is not
`Rue Foch`.
"""

from __future__ import annotations

import re
from typing import Literal

from ckanext.opendatacommunal.communes import names
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.fields.street_words import (
    FULL_TYPES,
    TYPES_BEFORE_AN_ARTICLE,
)

Likeness = Literal["same", "slip", "perhaps", "different"]

SHORTEST_SLIPPED = 5
"""Letters of the shortest word in which a slip is one (law 3)."""

_LINKS = frozenset("de du des d la le les l a au aux en et sur sous".split())
_MONTHS = frozenset(
    """janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre""".split()
)
_TYPES = frozenset(fold(word) for word in FULL_TYPES) | {"rond", "lieu"}
_ONE_WRITING = {"premier": "1", "1er": "1", "ier": "1", "gde": "grande", "gd": "grand"}
_ONE_WRITING |= {
    word: str(number)
    for number, word in enumerate("deux trois quatre cinq six sept huit neuf dix".split(), start=2)
}


def likeness(written: str, official: str) -> Likeness:
    """`same`: no other reading is possible. `slip`: one letter is wrong in a word of five or more.
    `perhaps`: an initial, a missing type, a missing first name. `different`: all else."""
    ours, theirs = words(written), words(official)
    if not ours or not theirs:
        return "different"
    ours = _type_in_full(ours, theirs)
    if ours == theirs or _letters(written) == _letters(official):
        return "same"
    if _slip(ours, theirs):
        return "slip"
    if ours[0] in _TYPES and theirs[0] in _TYPES and ours[0] != theirs[0]:
        return "different"
    ours, theirs = _without_type(ours), _without_type(theirs)
    if ours == theirs or _initials(ours, theirs) or _shorter(ours, theirs):
        return "perhaps"
    return "different"


def words(name: str) -> tuple[str, ...]:
    """The words that tell a street: types and titles in full, years on four digits, no article."""
    found = [_ONE_WRITING.get(word, word) for word in fold(in_full(_cased(name))).split()]
    found = [word for word in found if word not in _LINKS]
    for place, word in enumerate(found[1:], start=1):
        if found[place - 1] in _MONTHS and re.fullmatch(r"\d\d", word):
            found[place] = f"19{word}"
    return tuple(found)


def _cased(name: str) -> str:
    """`in_full` wants a capital after a title: `av du gal leclerc` has none."""
    return name.title() if name.islower() else name


def distance(written: str, official: str) -> int:
    """Letters that must change to make one name of the other, once types and titles are in full."""
    return names.distance(" ".join(words(written)), " ".join(words(official)))


def _slip(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """One letter wrong, missing, too many or in the wrong place, in one long official word."""
    if len(ours) != len(theirs):
        return False
    unlike = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    if len(unlike) != 1:
        return False
    ((a, b),) = unlike
    long = len(b) >= SHORTEST_SLIPPED
    return long and a.isalpha() and b.isalpha() and names.distance(a, b) == 1


def _type_in_full(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """`R Jean Moulin`, once the base has a Rue Jean Moulin: the letter is no first name."""
    meant = TYPES_BEFORE_AN_ARTICLE.get(ours[0])
    return (theirs[0], *ours[1:]) if meant == theirs[0] and len(ours) > 1 else ours


def _letters(name: str) -> str:
    """`Chemin HenriBarbusse`: a space that was lost is no other name."""
    return fold(in_full(name)).replace(" ", "")


def _without_type(found: tuple[str, ...]) -> tuple[str, ...]:
    return found[1:] if found[0] in _TYPES and len(found) > 1 else found


def _initials(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Same words, but for single letters that begin the other's word."""
    if len(ours) != len(theirs):
        return False
    pairs = list(zip(ours, theirs, strict=True))
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs) and any(
        a == b for a, b in pairs
    )


def _shorter(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """The family name alone, or without a title: `Rue Foch` for `Rue du Maréchal Foch`."""
    few, many = sorted((ours, theirs), key=len)
    return bool(few) and len(few) < len(many) and many[-len(few) :] == few
