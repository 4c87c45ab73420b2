"""Any writing of a commune (spelling, postcode, code, both) → its INSEE code, or candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from . import names, records
from .index import NameIndex, index_of, index_of_france
from .records import Commune

Reason = Literal[
    "code",  # INSEE code of today
    "former-code",  # INSEE code that was replaced, or of a part of a commune
    "postcode",
    "name",
    "former-name",  # name of a commune that is now a part of another
    "arrondissement",
    "short-name",  # first words of a name
    "slip",  # one letter wrong in a word of five letters or more
    "ambiguous",  # several readings
    "contradiction",  # the code says one commune and the name another
    "cedex",  # a CEDEX code alone is not a place
    "unknown",
    "empty",
]
FORMER = ("deleguee", "associee")
MOST_CANDIDATES = 20
_CODE = re.compile(r"(?<!\w)(?:F-?)?(\d{5}|2[AB]\d{3}|\d{2}[ \u00a0]\d{3})(?!\w)", re.I)
_CODE_WITHOUT_ZERO = re.compile(r"\d{4}")  # a spreadsheet has taken 01500 for a number
_CEDEX = re.compile(r"\bc[ée]dex\b(?:\s*\d{1,2}\b)?", re.I)
_DEPARTMENT = re.compile(r"[\s,(–-]+(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])\s*\)?\s*$", re.I)


@dataclass(frozen=True)
class Match:
    """What a text was found to be.

    `insee`: code of a commune of today, or of an arrondissement (its commune is then `parent`);
    None if nothing or several things were found. `name`, `epci`: those of `insee`. `candidates`:
    the readings to choose among; for a former name or code, the former commune itself.
    `sure`: no other reading is possible.
    """

    query: str
    insee: str | None = None
    name: str | None = None
    epci: str | None = None
    parent: str | None = None
    candidates: tuple[Commune, ...] = ()
    reason: Reason = "unknown"
    sure: bool = False

    @property
    def commune(self) -> str | None:
        """INSEE code of the commune, that of the city for an arrondissement."""
        return self.parent or self.insee

    def as_dict(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "insee": self.insee,
            "name": self.name,
            "epci": self.epci,
            "parent": self.parent,
            "candidates": [
                {
                    "insee": place.code,
                    "name": place.name,
                    "kind": place.kind,
                    "epci": place.epci,
                    "parent": place.parent,
                }
                for place in self.candidates
            ],
            "reason": self.reason,
            "sure": self.sure,
        }


def commune_command(queries: Iterable[str], epci: str | None = None) -> list[dict[str, Any]]:
    """What the command `opendatacommunal commune` prints: one object per text."""
    return [resolve(query, epci=epci).as_dict() for query in queries]


@lru_cache(maxsize=4096)
def resolve(text: str, *, epci: str | None = None, near: str | None = None) -> Match:
    """The commune that a text means.

    `epci`: SIREN of the EPCI where the text was written: a name found there needs no look at the
    rest of France. `near`: INSEE code of the commune that wrote it: its EPCI stands for `epci`, the
    first words of its own name are enough, its département chooses between homonyms (not surely).
    """
    query = text.strip()
    neighbour = records.get(near) if near else None
    if epci is None and neighbour is not None:
        epci = neighbour.epci
    return _Reading(query, epci, neighbour).match()


class _Reading:
    """One text, and where it was written."""

    def __init__(self, query: str, epci: str | None, near: Commune | None) -> None:
        self.query, self.epci, self.near = query, epci, near
        self.home = index_of(epci) if epci and records.epci(epci) else None
        rest = _CEDEX.sub(" ", query)
        self.cedex = rest != query
        found = _CODE.search(rest)
        self.code = re.sub(r"\s", "", found[1]).upper() if found else None
        if found:
            rest = f"{rest[: found.start()]} {rest[found.end() :]}".strip()
        self.department: str | None = None
        found = _DEPARTMENT.search(rest)
        if found and not names.arrondissement_keys(names.key(rest)):
            self.department = found[1].upper()
            rest = rest[: found.start()]
        self.keys = names.spellings(rest)

    def match(self) -> Match:
        if not self.query:
            return Match(self.query, reason="empty")
        if _CODE_WITHOUT_ZERO.fullmatch(self.query):
            return replace(self._from_code("0" + self.query), sure=False)
        if self.code is None:
            return self._not_a_quarter(self._from_name())
        if not self.keys:
            return self._from_code(self.code)
        return self._from_code_and_name(self.code)

    # A code alone

    def _from_code(self, code: str) -> Match:
        insee, served = self._readings(code)
        if self.cedex:
            return self._several(served, "cedex")
        places = [*([insee] if insee else []), *served]
        if self.epci:
            places = [place for place in places if place.epci == self.epci] or places
        if len({_territory(place) for place in places}) > 1:
            return self._several(places)
        if not places:
            return Match(self.query)
        if insee is None or _territory(insee) != _territory(places[0]):
            return self._found(places[0], "postcode")
        former = insee.kind in FORMER or insee.code != code
        return self._found(insee, "former-code" if former else "code")

    def _readings(self, code: str) -> tuple[Commune | None, list[Commune]]:
        """(what it is as an INSEE code, what it serves as a postcode: the EPCI before the rest)."""
        served = records.of_postcode(code, epci=self.epci) if self.home else []
        insee = records.get(code)
        if not served and (insee is None or insee.epci != self.epci or not self.home):
            served = records.of_postcode(code)
        return insee, served

    # A code and a name

    def _from_code_and_name(self, code: str) -> Match:
        insee, served = self._readings(code)
        allowed = [*([insee] if insee else []), *served]
        found = self._among(allowed)
        if found is not None:
            return found
        by_name = self._from_name()
        if not allowed:
            agrees = by_name.insee is not None and by_name.insee[:2] == code[:2]
            return replace(by_name, sure=by_name.sure and agrees)
        if by_name.insee is None:
            return self._several([*allowed, *by_name.candidates], "unknown")
        named = records.get(by_name.insee)
        return self._several([*([named] if named else []), *allowed], "contradiction")

    def _among(self, allowed: list[Commune]) -> Match | None:
        """The name looked for only where the code allows: a slip or a short name is then sure."""
        parts = [part for place in allowed for part in records.parts_of(place.current)]
        former = [part for part in parts if part.kind in FORMER]
        quarters = [place for place in allowed if place.kind == "arrondissement"]
        cities = [records.get(quarter.current) for quarter in quarters]
        index = NameIndex.of([*allowed, *former, *(city for city in cities if city)])
        places = index.exact(self.keys) or index.same_words(self.keys)
        places = places or index.beginning_with(self.keys) or index.near(self.keys)[0]
        if any(place.code == quarter.parent for place in places for quarter in quarters):
            places = quarters
        return self._settle(places, "name") if places else None

    # A name

    def _from_name(self) -> Match:
        if self.home:
            places = self.home.exact(self.keys) or self.home.same_words(self.keys)
            if self._of_department(places):
                return self._settle(self._of_department(places), "name")
            if self.near and NameIndex.of(_with_parts(self.near)).beginning_with(self.keys):
                return self._found(self.near, "short-name")
        close = self._close_at_home() if self.home else Match(self.query)
        elsewhere = self._of_department(index_of_france().exact(self.keys))
        beside = [place for place in close.candidates if self._one_slip(place)]
        if elsewhere and close.reason == "unknown" and not beside:
            return self._settle(elsewhere, "name")
        if elsewhere and close.reason == "unknown":
            return self._several([*beside, *elsewhere])
        if elsewhere:
            here = records.get(close.insee) if close.insee else None
            return self._several([*([here] if here else []), *close.candidates, *elsewhere])
        return close if self.home else self._loosely_in_france()

    def _not_a_quarter(self, found: Match) -> Match:
        """« Les Brosses (Mions) »: a commune of the EPCI in brackets is perhaps the one meant."""
        beside = self.home.exact(names.in_brackets(self.query)) if self.home else []
        if found.insee is None or not beside or any(p.current == found.commune for p in beside):
            return found
        place = records.get(found.insee)
        return self._several([*beside, *([place] if place else [])])

    def _one_slip(self, place: Commune) -> bool:
        """Whether it may be meant, though its name is too short to see a slip: « Sem » for Hem."""
        official = names.without_article(names.key(place.name))
        return any(
            names.distance(names.without_article(key), official, 1) <= 1 for key in self.keys
        )

    def _close_at_home(self) -> Match:
        """A short name or a slip of a name of the EPCI; if neither, names that look like it."""
        if not self.home:
            return Match(self.query)
        short = self._of_department(self.home.beginning_with(self.keys))
        if short:
            return replace(self._settle(short, "short-name"), sure=False)
        return self._slip(self.home)

    def _loosely_in_france(self) -> Match:
        france = index_of_france()
        places = self._of_department(france.same_words(self.keys))
        if places:
            return replace(self._settle(places, "name"), sure=False)
        return self._slip(france)

    def _slip(self, index: NameIndex) -> Match:
        slipped, alike = map(self._of_department, index.near(self.keys))
        if not slipped:
            return self._several(alike, "unknown")
        if len({_territory(place) for place in alike}) > 1:
            return self._several(alike)
        return replace(self._settle(slipped, "slip"), sure=False)

    def _of_department(self, places: list[Commune]) -> list[Commune]:
        if self.department is None:
            return places
        return [place for place in places if place.code.startswith(self.department)]

    # Answers

    def _settle(self, places: list[Commune], reason: Reason) -> Match:
        """One territory: found. Several: a question, unless one alone is of the same département
        or a commune of today: that one, not surely."""
        places = sorted(places, key=lambda place: place.kind in FORMER)
        distinct = list({_territory(place): place for place in reversed(places)}.values())[::-1]
        if len(distinct) == 1:
            return self._found(distinct[0], reason)
        today = [place for place in distinct if place.kind not in FORMER]
        beside = [p for p in distinct if self.near and p.code[:2] == self.near.code[:2]]
        for chosen in (beside, today):
            if len(chosen) == 1:
                found = self._found(chosen[0], reason)
                return replace(found, sure=False, candidates=tuple(distinct[:MOST_CANDIDATES]))
        return self._several(distinct)

    def _found(self, place: Commune, reason: Reason) -> Match:
        if place.kind in FORMER and place.parent:
            commune = records.get(place.parent)
            assert commune is not None  # noqa: S101 - a part without its commune cannot be shipped
            kept: Reason = "former-name" if reason == "name" else reason
            return replace(self._found(commune, kept), candidates=(place,))
        if place.kind == "arrondissement" and reason == "name":
            reason = "arrondissement"
        return Match(
            self.query, place.code, place.name, place.epci, place.parent, (), reason, sure=True
        )

    def _several(self, places: list[Commune], reason: Reason = "ambiguous") -> Match:
        distinct = list({_territory(place): place for place in reversed(places)}.values())[::-1]
        return Match(self.query, candidates=tuple(distinct[:MOST_CANDIDATES]), reason=reason)


def _with_parts(place: Commune) -> list[Commune]:
    """A commune and its former ones: « Hellemmes » is enough for Hellemmes-Lille, in Lille."""
    former = [part for part in records.parts_of(place.current) if part.kind in FORMER]
    return [place, *former]


def _territory(place: Commune) -> str:
    """What two readings must share to be the same answer."""
    return place.code if place.kind == "arrondissement" else place.current
