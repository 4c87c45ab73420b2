"""Names of a set of territories, looked up by ever looser spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property

from . import names, records
from .records import Commune


class NameIndex:
    """Names of some territories: those of an EPCI, or all of France.

    `place(i)` gives the record of the i-th name, so that France needs no record until one is found.
    Each method takes keys (`names.spellings`); the first that gives anything gives the answer.
    """

    def __init__(self, keys: list[str], place: Callable[[int], Commune]) -> None:
        self.keys = keys
        self.place = place

    @classmethod
    def of(cls, places: Iterable[Commune]) -> NameIndex:
        held = list(places)
        return cls(names.official_keys([place.name for place in held]), held.__getitem__)

    def exact(self, keys: list[str]) -> list[Commune]:
        """Same letters, whatever the accents, signs, spaces, shortened words, first article."""
        for known, simplify in (
            (self._by_key, str),
            (self._by_bare_key, names.without_article),
            (self._by_letters, _joined),
        ):
            for key in keys:
                found = known.get(simplify(key))
                if found:
                    return self._places(found)
        return []

    def same_words(self, keys: list[str]) -> list[Commune]:
        """Same words once articles and prepositions are left out: « Fontaines Saône »."""
        for key in keys:
            found = self._by_words.get(names.without_links(key))
            if found:
                return self._places(found)
        return []

    def beginning_with(self, keys: list[str]) -> list[Commune]:
        """Names that begin with all the words written: « Rillieux » for Rillieux-la-Pape."""
        for key in keys:
            start = names.without_article(key) + " "
            if len(start) <= len("abc "):
                continue
            found = [i for i, bare in enumerate(self._bare_keys) if bare.startswith(start)]
            if found:
                return self._places(found)
        return []

    def near(self, keys: list[str]) -> tuple[list[Commune], list[Commune]]:
        """(names one slip away in a word of five letters or more, all names within two slips)."""
        alike: dict[int, int] = {}
        for key in keys:
            written = names.without_article(key)
            slips = {i: names.distance(written, self._bare_keys[i]) for i in self._alike(written)}
            within = {i: count for i, count in slips.items() if count <= 2}
            slipped = [
                i
                for i, count in within.items()
                if count <= 1 and names.slip_in_long_word(written, self._bare_keys[i])
            ]
            if slipped:
                return self._places(slipped), self._places(sorted(within, key=lambda i: within[i]))
            alike |= within
        return [], self._places(sorted(alike, key=lambda i: alike[i]))

    def _alike(self, written: str) -> list[int]:
        """Names that may be within two slips: about as long, four letters not shared at most."""
        letters, length = names.letters(written), len(written)
        return [
            i
            for i, bits in enumerate(self._letters)
            if (bits ^ letters).bit_count() <= 4 and abs(len(self._bare_keys[i]) - length) <= 2
        ]

    def _places(self, found: Iterable[int]) -> list[Commune]:
        return [self.place(i) for i in found]

    @cached_property
    def _bare_keys(self) -> list[str]:
        return [names.without_article(key) for key in self.keys]

    @cached_property
    def _letters(self) -> list[int]:
        return [names.letters(key) for key in self._bare_keys]

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        return _positions(self.keys)

    @cached_property
    def _by_bare_key(self) -> dict[str, list[int]]:
        return _positions(self._bare_keys)

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        return _positions([_joined(key) for key in self.keys])

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[int]]:
        return _positions([names.without_links(key) for key in self.keys])


@cache
def index_of(epci: str) -> NameIndex:
    """The communes of an EPCI and their parts."""
    return NameIndex.of(records.territories(epci))


@cache
def index_of_france() -> NameIndex:
    codes, official = records.all_names()
    return NameIndex(names.official_keys(official), lambda i: records.named(codes[i], official[i]))


def _joined(key: str) -> str:
    return key.replace(" ", "")


def _positions(keys: list) -> dict:
    found: dict = {}
    for i, key in enumerate(keys):
        found.setdefault(key, []).append(i)
    return found
