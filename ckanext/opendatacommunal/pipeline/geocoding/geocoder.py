"""A geocoder that asks once: unique addresses, what is known first, batches, then the doubtful."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from ckanext.opendatacommunal.pipeline.geocoding.acceptance import Outcome, judge
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok, Unavailable
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.cache import Cache, Kept, NoCache
from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate

log = logging.getLogger(__name__)

MOST_ASKED_ALONE = 200
"""Doubtful addresses of one file whose candidates are asked one by one; the rest have the first."""


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
        try:
            known |= self._ask([by_key[key][0] for key in sorted(self.missed)])
            known |= self._ask_alone([by_key[key][0] for key in sorted(known)], known)
        except Unavailable as failure:
            log.warning("The geocoder stopped answering: %s", failure.reason)
            known |= self.cache.get(self.missed)
        self.missed -= known.keys()
        return {
            address: judge(address, known[key].candidates, complete=known[key].complete)
            for key, alike in by_key.items()
            if key in known
            for address in alike
        }

    def nearest(self, lon: float, lat: float) -> list[Candidate]:
        """The addresses nearest to a point, none if the server does not answer."""
        try:
            return self.server.reverse(lon, lat)
        except Unavailable:
            return []

    def _ask(self, addresses: list[Address]) -> dict[str, Kept]:
        found: dict[str, Kept] = {}
        for batch in self.server.best(addresses):
            answers = {
                key: Kept([one] if one else [], complete=False) for key, one in batch.items()
            }
            self.cache.put(answers)
            found |= answers
        return found

    def _ask_alone(self, addresses: list[Address], known: dict[str, Kept]) -> dict[str, Kept]:
        """All candidates of the addresses whose first answer is not their street."""
        found: dict[str, Kept] = {}
        doubtful = [
            each
            for each in addresses
            if not known[each.key].complete
            and not _on_its_street(judge(each, known[each.key].candidates, complete=False))
        ]
        for address in doubtful[:MOST_ASKED_ALONE]:
            kept = Kept(self.server.candidates(address), complete=True)
            self.cache.put({address.key: kept})
            found[address.key] = kept
        return found


def _on_its_street(outcome: Outcome) -> bool:
    return outcome.status == "found" or outcome.doubt == "number-unknown"
