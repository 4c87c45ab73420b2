"""Whether two names are those of one street: the rule that decides, with its examples.

`Av. Gal de Gaulle` is `Avenue du Général de Gaulle`; `Rue du 8 Mai 45` is `Rue du 8 Mai 1945`.
`Rue F. Dezeuze` can only be `Rue Frédéric Dezeuze` where the commune has no other Dezeuze, and
`Impasse Foch` is not `Rue Foch`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ckanext.opendatacommunal.communes import names
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.person_names import (
    common_words,
    is_known_surname,
    may_be_first_name,
)
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.fields.street_words import (
    DATES_OF_STREETS,
    DOTTED_TITLES,
    FULL_TYPES,
    MONTHS,
    TITLES,
    TYPES_BEFORE_AN_ARTICLE,
)
from ckanext.opendatacommunal.pipeline.geocoding import articles

Likeness = Literal["same", "slip", "short", "perhaps", "different"]

SHORTEST_SLIPPED = 5
"""Letters of the shortest word in which a slip is one (law 3)."""

SHORTEST_FAMILY_NAME = 3

LONGEST_INITIAL = 3
"""Letters that may stand for a first name: `Fr.`, `Alb.`"""

LONGEST_CUT = 4
"""Letters that may stand for a type."""

MOST_NAMES = 20_000
"""Names whose words are kept, for they come again."""

_LINKS = articles.LINKS
_TYPES = frozenset(fold(word) for word in FULL_TYPES) | {"rond", "lieu"}
_TITLES = frozenset(map(fold, (*TITLES.values(), *DOTTED_TITLES.values()))) - {
    "saint", "sainte", "saints", "saintes", "vieux",
} | {"abbe", "amiral", "cardinal", "chanoine", "pere", "freres", "soeurs"}  # fmt: skip
_ONE_WRITING = {"premier": "1", "1er": "1", "ier": "1", "gde": "grande", "gd": "grand"}
_ONE_WRITING |= {
    word: str(number)
    for number, word in enumerate("deux trois quatre cinq six sept huit neuf dix".split(), start=2)
}


def likeness(written: str, official: str) -> Likeness:
    """`same`: no other reading is possible. `slip`: one letter is wrong in a word of five or more.

    `short`: a first name, a title, the year of a known date or the type is left out or cut to an
    initial: the same street if no other of the commune can be so shortened. `perhaps`: other words
    are missing. `different`: all else.
    """
    ours, theirs = words(written), words(official)
    if not ours or not theirs:
        return "different"
    ours = _type_in_full(ours, theirs)
    if ours == theirs:
        return _but_for_small_words(_all_words(written), _all_words(official))
    if _letters(written) == _letters(official):
        return "perhaps" if _hides_a_link(ours, written, official) else "same"
    if _of_two_types(ours, theirs):
        return "different"
    if _slip(ours, theirs, written, official) or _slip_beside_the_name(
        _all_words(written), _all_words(official)
    ):
        return "slip"
    return _missing(ours, theirs, written, official)


def _but_for_small_words(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Likeness:
    """`Rue du Bois` and `Rue des Bois`, `Rue La Fontaine` and `Rue de la Fontaine`, `Rue L. Blum`
    and `Rue Blum`."""
    if articles.of_other_count(ours, theirs):
        return "perhaps"
    initial = articles.holds_initial(ours) and not articles.holds_initial(theirs)
    unlike = articles.differ(ours, theirs) or articles.too_many(ours, theirs)
    return "short" if initial or unlike else "same"


def _hides_a_link(ours: tuple[str, ...], written: str, official: str) -> bool:
    """`Rue Dubois` and `Rue du Bois`, `Rue Delacroix` and `Rue de la Croix`."""
    few, many = sorted((_all_words(written), _all_words(official)), key=len)
    missing = _LINKS.intersection(many) - {*few}
    return any(word.startswith(link) for word in {*few} - {*many} for link in missing)


def _missing(
    ours: tuple[str, ...], theirs: tuple[str, ...], written: str, official: str
) -> Literal["short", "perhaps", "different"]:
    if _short(ours, theirs, written, official):
        return "short"
    ours, theirs = _without_type(ours), _without_type(theirs)
    if ours == theirs or _initials(ours, theirs) or _fewer(ours, theirs):
        return "perhaps"
    return "different"


def _of_two_types(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return ours[0] != theirs[0] and ours[0] in _TYPES and theirs[0] in _TYPES


def one_street(written: str, official: str) -> bool:
    """Whether `official` is what the geocoder makes of `written`, or would if it is alone."""
    return likeness(written, official) in ("same", "slip", "short")


def one_address(written: tuple[str, str], official: tuple[str, str]) -> bool:
    """The same of (number, street); the number may stand in either cell."""
    if written[0] == official[0]:
        return one_street(written[1], official[1])
    ours, theirs = (
        sorted(words(f"{street} {'' if number == NO_NUMBER else number}"))
        for number, street in (written, official)
    )
    return ours == theirs


@lru_cache(maxsize=MOST_NAMES)
def words(name: str) -> tuple[str, ...]:
    """The words that tell a street: types and titles in full, years on four digits, no article."""
    found = [word for word in _all_words(name) if word not in _LINKS]
    for place, word in enumerate(found[1:], start=1):
        if found[place - 1] in MONTHS and re.fullmatch(r"\d\d", word):
            found[place] = f"19{word}"
    return tuple(found)


@lru_cache(maxsize=MOST_NAMES)
def _all_words(name: str) -> tuple[str, ...]:
    return tuple(_ONE_WRITING.get(word, word) for word in fold(in_full(_cased(name))).split())


def _cased(name: str) -> str:
    """`in_full` wants a capital after a title: `av du gal leclerc` has none."""
    return name.title() if name.islower() else name


def distance(written: str, official: str) -> int:
    """Letters that must change to make one name of the other, once types and titles are in full."""
    return names.distance(" ".join(words(written)), " ".join(words(official)))


def _is_a_word(text: str) -> bool:
    """Whether it says something by itself, so that nobody wrote it by mistake."""
    return text in common_words() or may_be_first_name(text) or is_known_surname(text)


def _slip(ours: tuple[str, ...], theirs: tuple[str, ...], written: str, official: str) -> bool:
    """One letter wrong, missing, too many or in the wrong place, in one long official word, or in
    the month of a date; what makes another word is none."""
    places = [
        place for place, pair in enumerate(zip(ours, theirs, strict=False)) if len({*pair}) > 1
    ]
    if len(ours) != len(theirs) or len(places) != 1:
        return False
    small = _all_words(written), _all_words(official)
    if articles.too_many(*small) or articles.of_other_count(*small):
        return False
    (place,) = places
    a, b = ours[place], theirs[place]
    links = articles.of_words(small[0])[place], articles.of_words(small[1])[place]
    told = links[0] == links[1] != () and a.rstrip("sx") == b.rstrip("sx")  # rue du Châteaux
    if _is_a_word(a) and not told:
        return False
    long = len(b) >= SHORTEST_SLIPPED or (b in MONTHS and a not in MONTHS)
    return long and a.isalpha() and b.isalpha() and names.distance(a, b) == 1


def _slip_beside_the_name(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """One letter wrong in an article or in the type: `Rue ed la Mairie`, `Reu Pasteur`. A word that
    is a type itself is no slip of another."""
    unlike = [
        place for place, pair in enumerate(zip(ours, theirs, strict=False)) if len({*pair}) > 1
    ]
    if len(ours) != len(theirs) or len(unlike) != 1:
        return False
    (place,) = unlike
    a, b = ours[place], theirs[place]
    if names.distance(a, b) != 1 or a in _LINKS | _TYPES:
        return False
    return b in _LINKS or (place == 0 and b in _TYPES and len(a) > 1)


def _type_in_full(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """`R Jean Moulin`, once the base has a Rue Jean Moulin: the letter is no first name."""
    meant = TYPES_BEFORE_AN_ARTICLE.get(ours[0])
    return (theirs[0], *ours[1:]) if meant == theirs[0] and len(ours) > 1 else ours


@lru_cache(maxsize=MOST_NAMES)
def _letters(name: str) -> str:
    """`Chemin HenriBarbusse`: a space that was lost is no other name."""
    return fold(in_full(name)).replace(" ", "")


def _without_type(found: tuple[str, ...]) -> tuple[str, ...]:
    return found[1:] if found[0] in _TYPES and len(found) > 1 else found


def _short(ours: tuple[str, ...], theirs: tuple[str, ...], written: str, official: str) -> bool:
    if theirs[0] not in _TYPES or len(theirs) < 2:
        return False
    if ours == theirs[1:]:
        return any(len(word) >= SHORTEST_FAMILY_NAME and word.isalpha() for word in ours)
    if len(ours) < 2 or not _is_type(ours[0], theirs[0]):
        return False
    return (
        ours[1:] == theirs[1:]
        or _initials(_with_initials(written)[1:], theirs[1:])
        or _without_known_year(ours[1:], theirs[1:])
        or _family_name(ours[1:], theirs[1:], written, official)
    )


def _is_type(written: str, official: str) -> bool:
    """The type, or what is left of it when it is cut short: `Qu` for `quai`, `Bvd`, `P` for
    `place`, if nothing else of the commune may be meant."""
    if written == official:
        return True
    if written in _TYPES or len(written) > LONGEST_CUT or written[0] != official[0]:
        return False
    letters = iter(official)
    return written.isalpha() and all(letter in letters for letter in written)


def _with_initials(name: str) -> tuple[str, ...]:
    """The words of a name, `l`, `a` and `d` taken for initials."""
    return tuple(word for word in _all_words(name) if len(word) == 1 or word not in _LINKS)


def _initials(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Same words, but for letters that begin the other's word: `F`, `Fr`, `Alb`."""
    if len(ours) != len(theirs):
        return False
    pairs = list(zip(ours, theirs, strict=True))
    return all(a == b or (len(a) <= LONGEST_INITIAL and b.startswith(a)) for a, b in pairs) and any(
        a == b and len(a) >= SHORTEST_FAMILY_NAME for a, b in pairs
    )


def _without_known_year(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """`8 Mai` for `8 Mai 1945`."""
    return len(ours) == 2 and (*ours, DATES_OF_STREETS.get((ours[0], ours[1]))) == theirs


def _family_name(
    ours: tuple[str, ...], theirs: tuple[str, ...], written: str, official: str
) -> bool:
    """`Rue Foch` for `Rue du Maréchal Foch`; but `Rue du Moulin` is no `Rue Jean Moulin`."""
    left_out = theirs[: len(theirs) - len(ours)]
    if not left_out or theirs[len(left_out) :] != ours or not ours[-1].isalpha():
        return False
    if len(ours[-1]) < SHORTEST_FAMILY_NAME:
        return False
    if not all(word in _TITLES or may_be_first_name(word) for word in left_out):
        return False
    first = next(iter(ours))
    if first != ours[-1] and may_be_first_name(first) and not _TITLES.issuperset(left_out):
        return False  # Rue Marie Curie is no Rue Pierre et Marie Curie
    link, theirs_link = _link_before(written, first), _link_before(official, first)
    return not link or link == theirs_link


def _link_before(name: str, word: str) -> str:
    """`de la` in `Rue de la Paix`, before its `paix`."""
    found = _all_words(name)
    place = len(found) - 1 - found[::-1].index(word)
    start = place
    while start and found[start - 1] in _LINKS:
        start -= 1
    return " ".join(found[start:place])


def _fewer(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """The end of the other's name."""
    few, many = sorted((ours, theirs), key=len)
    return bool(few) and len(few) < len(many) and many[-len(few) :] == few
