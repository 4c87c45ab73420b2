"""A geocoder that asks once: unique addresses, what is known first, batches, then the doubtful."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from ckanext.opendatacommunal.pipeline.geocoding.acceptance import (
    Outcome,
    judge,
    may_be_settled,
)
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address, other_cut
from ckanext.opendatacommunal.pipeline.geocoding.cache import Cache, Kept, NoCache
from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate
from ckanext.opendatacommunal.pipeline.geocoding.together import Unavailable

log = logging.getLogger(__name__)

MOST_ASKED_ALONE = 200
ASKED_ALONE = 0.13
"""Doubtful addresses of one file whose candidates are asked one by one: so many, or that share of
its addresses if it is more; the rest have their first answer only."""

Place = tuple[str, float, float]
"""INSEE code, "" if it is not known; longitude and latitude in WGS84 degrees."""

KEPT_AT_ONCE = 20
"""Answers asked one by one that a killed process may lose."""


@dataclass
class Geocoder:
    """A server and what it already said. `missed`: keys that it did not answer, to try again."""

    server: Addok
    cache: Cache = field(default_factory=NoCache)
    missed: set[str] = field(default_factory=set, init=False)

    def locate(self, addresses: Iterable[Address]) -> dict[Address, Outcome]:
        """The outcome of each address the server or the cache answered; the others are `missed`.

        Never raises for a server that fails: what is known is given back.
        """
        by_key: dict[str, list[Address]] = {}
        for address in dict.fromkeys(addresses):
            by_key.setdefault(address.key, []).append(address)
        known = self.cache.get(by_key)
        self.missed = by_key.keys() - known.keys()
        cuts: dict[str, Outcome] = {}
        try:
            known |= self._ask([by_key[key][0] for key in sorted(self.missed)])
            asked = [by_key[key][0] for key in sorted(known)]
            cuts = self._cut_otherwise(asked, known)
            known |= self._ask_alone([each for each in asked if each.key not in cuts], known)
        except Unavailable as failure:
            log.warning("The geocoder stopped answering: %s", failure.reason)
            known |= self.cache.get(self.missed)
        self.missed -= known.keys()
        return {
            address: cuts.get(key) or _judged(address, known[key])
            for key, alike in by_key.items()
            if key in known
            for address in alike
        }

    def nearest(self, places: Iterable[Place]) -> dict[Place, tuple[Candidate, ...]]:
        """The addresses nearest to each place; without those the server did not answer, nor those
        past `MOST_ASKED_ALONE`."""
        keys = {place: _key_of(place) for place in sorted(set(places))}
        known = self.cache.get(keys.values())
        wanted = [place for place, key in keys.items() if key not in known]
        fresh: dict[str, Kept] = {}
        try:
            for place, candidates in self.server.nearest(wanted[:MOST_ASKED_ALONE]):
                fresh[keys[place]] = Kept(candidates, complete=True)
        except Unavailable as failure:
            log.warning("The geocoder stopped answering: %s", failure.reason)
        self.cache.put(fresh)
        known |= fresh
        return {place: known[key].candidates for place, key in keys.items() if key in known}

    def _ask(self, addresses: list[Address]) -> dict[str, Kept]:
        """The first answer to each; each batch is kept as it comes."""
        found: dict[str, Kept] = {}
        for batch in self.server.best(addresses):
            answers = {
                key: Kept([one] if one else [], complete=False) for key, one in batch.items()
            }
            self.cache.put(answers)
            found |= answers
        return found

    def _cut_otherwise(
        self, addresses: list[Address], known: dict[str, Kept]
    ) -> dict[str, Outcome]:
        """Outcomes of the addresses that are only found once a number is cut from their street."""
        cuts = {
            each.key: cut
            for each in addresses
            if (cut := other_cut(each)) and not _is_on_its_street(each, known[each.key])
        }
        answers = self.cache.get(cut.key for cut in cuts.values())
        unknown = {cut.key: cut for cut in cuts.values() if cut.key not in answers}
        answers |= self._ask([unknown[key] for key in sorted(unknown)])
        outcomes = {key: _judged(cut, answers[cut.key]) for key, cut in cuts.items()}
        return {key: each for key, each in outcomes.items() if each.status == "found"}

    def _ask_alone(self, addresses: list[Address], known: dict[str, Kept]) -> dict[str, Kept]:
        """All candidates of the addresses whose first answer is not their street and has others
        beside it, those that more candidates may settle first. The same addresses each time,
        whatever is known already."""
        room = max(MOST_ASKED_ALONE, int(ASKED_ALONE * len(addresses)))
        room -= sum(known[each.key].complete for each in addresses)
        doubtful = [
            (not may_be_settled(each, known[each.key].candidates), each)
            for each in addresses
            if known[each.key].has_more and not _is_on_its_street(each, known[each.key])
        ]
        doubtful.sort(key=itemgetter(0))
        asked = [address for _, address in doubtful[: max(0, room)]]
        found: dict[str, Kept] = {}
        fresh: dict[str, Kept] = {}
        try:
            for address, candidates in self.server.all_candidates(asked):
                found[address.key] = fresh[address.key] = Kept(candidates, complete=True)
                if len(fresh) >= KEPT_AT_ONCE:
                    self.cache.put(fresh)
                    fresh.clear()
        finally:
            self.cache.put(fresh)
        return found


def _key_of(place: Place) -> str:
    insee, lon, lat = place
    return f"{insee}|@{lon:.6f},{lat:.6f}"


def _judged(address: Address, kept: Kept) -> Outcome:
    return judge(address, kept.candidates, complete=not kept.has_more)


def _is_on_its_street(address: Address, kept: Kept) -> bool:
    outcome = _judged(address, kept)
    return outcome.status == "found" or outcome.doubt == "number-unknown"
