"""The small words of a street's name: `du`, `de la`, `des`, and what their difference tells.

They are left out as often as not, and then say nothing. Where both names have them and they differ,
`Rue du Bois` may not be `Rue des Bois`.
"""

from __future__ import annotations

from collections.abc import Sequence

LINKS = frozenset("de du des d la le les l a au aux en et sur sous".split())
_OF_SEVERAL = frozenset("des les aux".split())
_VOWELS = frozenset("aeiouyh")


def of_words(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The links before each other word, from the folded words of a name."""
    found: list[tuple[str, ...]] = []
    held: list[str] = []
    for word in words:
        if word in LINKS:
            held.append(word)
        else:
            found.append(tuple(held))
            held = []
    return found


def differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both names have links at one place, and not the same."""
    pairs = zip(of_words(ours), of_words(theirs), strict=False)
    return any(a and b and _plainly(a) != _plainly(b) for a, b in pairs)


def of_other_count(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one name speaks of one thing and the other of several."""
    pairs = zip(of_words(ours), of_words(theirs), strict=False)
    return any(a and b and _OF_SEVERAL.isdisjoint(a) != _OF_SEVERAL.isdisjoint(b) for a, b in pairs)


def too_many(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the first name has links where the second has none: `Rue de la Marie`."""
    pairs = zip(of_words(ours), of_words(theirs), strict=False)
    return any(a and not b for a, b in pairs)


def holds_initial(words: Sequence[str]) -> bool:
    """Whether an `a`, `d` or `l` stands for a first name: `Rue L Blum`, not `Rue de l Abbe`."""
    places = range(1, len(words) - 1)
    return any(
        words[place] in ("l", "d", "a")
        and words[place - 1] not in LINKS
        and (words[place] == "a" or words[place + 1][0] not in _VOWELS)
        for place in places
    )


def _plainly(links: tuple[str, ...]) -> tuple[str, ...]:
    """`d` is `de`; `l` is `la` or `le`, as `du` is `de le`."""
    whole = {"d": ("de",), "l": ("le",), "la": ("le",), "du": ("de", "le"), "au": ("a", "le")}
    return tuple(part for link in links for part in whole.get(link, (link,)))
