"""Names of columns that are nearly a known one: abbreviated, cut, in another order, with a slip.

Nothing here is exact, so each reading has a word for the sentence that says how it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.fields.matching import distance
from ckanext.opendatacommunal.pipeline.reading.names import LINK_WORDS, keys
from ckanext.opendatacommunal.pipeline.recognising.column_names import (
    LONG_WORD,
    Name,
    Words,
    main_words,
    name_of,
)

UNITS = frozenset("m m2 metre carre eur euro kw kwh pct pourcent degre dd".split())
SURFACES = frozenset("ha hectare are".split())
LENGTHS = frozenset("cm centimetre mm millimetre km kilometre".split())
CONVERTED = {"area": SURFACES, "length": LENGTHS}
"""Kind of cell → the units that only this kind is converted from."""

HINTS = frozenset(
    "oui non o n 0 1 x vrai faux obligatoire facultatif facultative optionnel optionnelle requis "
    "recommande texte entier decimal aaaa jj mm format exemple ex possible connu si champ libre "
    "wgs84 wgs 84 rgf93 l93 lambert 93 lambert93 cc46 cc47 cc48 cc49 cc50 cc42 cc43 cc44 cc45 epsg "
    "2154 4326 3946 3950 s e es".split()
)
"""What a bracket, or the end of a name, may hold without changing what the column is."""

LAST_WORDS = (
    UNITS | SURFACES | LENGTHS | {hint for hint in HINTS if len(hint) > 2 and not hint.isdigit()}
)

PRESENCE = frozenset(("presence", "existence"))
"""Before the name of what is there or not: `Présence de toilettes`."""

SHAPEFILE_NAME = 10
"""Names longer than that are cut by the shapefile format."""

SHORTEST_STEM = 3


@dataclass
class Known:
    """The names of the fields of a gabarit, taken apart. `objects`: words for what its rows are."""

    fields: Mapping[str, Field]
    objects: frozenset[str]
    names: dict[Words, set[str]] = field(default_factory=dict)
    written: dict[str, set[str]] = field(default_factory=dict)

    def add(self, text: str, to: str) -> None:
        """One more name of the field `to`."""
        words = name_of(text).words
        if words:
            self.names.setdefault(words, set()).add(to)
        for key in keys(text):
            self.written.setdefault(key, set()).add(to)

    def spelled(self, words: Words) -> frozenset[str]:
        """Fields of that name, or of that name as one word."""
        found = self.names.get(words, set())
        if not found:
            found = self._joined.get("".join(words), set())
        return frozenset(found)

    @property
    def _joined(self) -> dict[str, set[str]]:
        joined = self.__dict__.get("_joined_names")
        if joined is None:
            joined = {}
            for words, to in self.names.items():
                joined.setdefault("".join(words), set()).update(to)
            self.__dict__["_joined_names"] = joined
        return joined

    def near(self, header: str) -> tuple[frozenset[str], str] | None:
        """The fields that a name may be and the way it was read: `words` (nothing but articles,
        plurals and units), `abbreviation`, `order`, `object`, `presence`, `cut`, `open` (cut after
        an article), `aside` (its brackets may change what it is) or `slip`."""
        name = name_of(header)
        if not name.words:
            return None
        for way, found in self._ways(header, name):
            if found:
                harmless = frozenset(each for each in found if self._is_harmless(name, each))
                return (harmless, way) if harmless else (found, "aside")
        return None

    def _ways(self, header: str, name: Name) -> Iterator[tuple[str, frozenset[str]]]:
        if name.ends_open:
            yield "open", self._cut(header)
            return
        spelled = "abbreviation" if name.shortened else "words"
        yield spelled, self._without_units(name.words)
        yield "order", self._reordered(name.words)
        yield "presence", self._present(name.words)
        yield "object", self._of_the_object(name.words)
        yield "abbreviation", self._dotted(name)
        yield "cut", self._cut(header)
        yield "slip", self._slip(name.words)

    def _is_harmless(self, name: Name, to: str) -> bool:
        said = {word for words, found in self.names.items() if to in found for word in words}
        known = HINTS | LINK_WORDS | self.objects | said
        return all(
            each in known or self._is_unit(each, to)
            for word in name.aside
            for each in (() if word in known else main_words((word,)))
        )

    def _is_unit(self, word: str, to: str) -> bool:
        kind = self.fields[to].kind if to in self.fields else ""
        return word in UNITS | CONVERTED.get(kind, frozenset())

    def _without_units(self, words: Words) -> frozenset[str]:
        found = self.spelled(words)
        end = len(words)
        while not found and end > 1 and words[end - 1] in LAST_WORDS:
            end -= 1
            left = words[end:]
            found = frozenset(
                to
                for to in self.spelled(words[:end])
                if all(word in HINTS or self._is_unit(word, to) for word in left)
            )
        return found

    def _reordered(self, words: Words) -> frozenset[str]:
        if len(words) < 2:
            return frozenset()
        wanted = sorted(words)
        return frozenset(
            to
            for known, found in self.names.items()
            if len(known) == len(words) and sorted(known) == wanted
            for to in found
        )

    def _present(self, words: Words) -> frozenset[str]:
        if len(words) < 2 or words[0] not in PRESENCE:
            return frozenset()
        found = self._without_units(words[1:])
        return frozenset(
            to for to in found if to in self.fields and self.fields[to].kind == "boolean"
        )

    def _of_the_object(self, words: Words) -> frozenset[str]:
        """`Surface du parc`, `PARC_SURF`: what it says of the parks, in a file of parks."""
        left = tuple(word for word in words if word not in self.objects)
        if not left or len(left) == len(words):
            return frozenset()
        return self._without_units(left)

    def _dotted(self, name: Name) -> frozenset[str]:
        """`Réglem.`: words cut by the person, who says so with a dot."""
        if not any(len(word) >= SHORTEST_STEM for word in name.dotted):
            return frozenset()
        return frozenset(
            to
            for known, found in self.names.items()
            if len(known) == len(name.words) and _begin(name, known)
            for to in found
        )

    def _cut(self, header: str) -> frozenset[str]:
        """A name cut at ten characters: the fields whose names begin so."""
        if not 8 <= len(header.strip()) <= SHAPEFILE_NAME or " " in header.strip():
            return frozenset()
        starts = keys(header)
        return frozenset(
            to
            for known, found in self.written.items()
            if any(known.startswith(start) and known != start for start in starts)
            for to in found
        )

    def _slip(self, words: Words) -> frozenset[str]:
        """One slip in one long word, its first letter kept; no other field within two."""
        near: set[str] = set()
        within_two: set[str] = set()
        whole = " ".join(words)
        for known, found in self.names.items():
            other = " ".join(known)
            if abs(len(whole) - len(other)) > 2 or distance(whole, other) > 2:
                continue
            within_two |= found
            if _differ_by_a_slip(words, known):
                near |= found
        return frozenset(near) if near == within_two and len(near) == 1 else frozenset()


def _begin(name: Name, known: Words) -> bool:
    return all(
        theirs.startswith(ours) if ours in name.dotted else ours == theirs
        for ours, theirs in zip(name.words, known, strict=True)
    )


def _differ_by_a_slip(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(ours) != len(theirs):
        return False
    pairs = [(left, right) for left, right in zip(ours, theirs, strict=True) if left != right]
    return len(pairs) == 1 and _is_slip(*pairs[0])


def _is_slip(written: str, meant: str) -> bool:
    """Endings change the word (`photographe`, `photographie`): but for a feminine they are kept."""
    if min(len(written), len(meant)) < LONG_WORD or distance(written, meant) != 1:
        return False
    return written[0] == meant[0] and (written[-2:] == meant[-2:] or written == f"{meant}e")
