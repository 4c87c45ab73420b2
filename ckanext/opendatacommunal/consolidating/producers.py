"""Who may hand a file in: the communes of the EPCI, and the EPCI itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import names


@dataclass(frozen=True)
class Producer:
    """`code`: INSEE of a commune, SIREN of the EPCI. `insee`: None for the EPCI, whose rows may
    stand in any of its communes (owner is not territory)."""

    code: str
    name: str
    siren: str | None
    insee: str | None = None
    population: int | None = None

    @property
    def file_name(self) -> str:
        """`69029-bron`: the start of the names of its files."""
        return f"{self.code}-{re.sub(r'[^a-z0-9]+', '-', names.plain(self.name))[:40].strip('-')}"


def producers_of(siren: str) -> dict[str, Producer]:
    """The producers of an EPCI by code, its communes in the order of theirs, then the EPCI.

    Empty when there is no such EPCI.
    """
    epci = communes.epci(siren)
    if epci is None:
        return {}
    found = [
        Producer(each.code, each.name, each.siren, each.code, each.population)
        for each in communes.of_epci(siren)
    ]
    return {each.code: each for each in (*found, Producer(epci.siren, epci.name, epci.siren))}


def name_of(code: str) -> str:
    """The name of a commune or of an EPCI; the code itself if it is neither's."""
    place = communes.get(code) or communes.epci(code)
    return place.name if place else code


def names_of(codes: Iterable[str]) -> str:
    return ", ".join(name_of(code) for code in sorted(codes))
