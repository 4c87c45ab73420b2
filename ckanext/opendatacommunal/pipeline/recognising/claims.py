"""Fields that the name of a column may mean, and how surely (gabarits are the only source)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline.depot import How
from ckanext.opendatacommunal.pipeline.reading.names import faithful_key, keys

ADDRESS = "adresse"
"""A whole address in one cell; a step further on splits it. No field of a gabarit has that name."""

POSITION = "position"
"""Latitude and longitude in one cell, either first."""

ADDRESS_HEADERS = (
    "adresse",
    "adresses",
    "adresse postale",
    "adresse complete",
    "adresse 1",
    "adresse du lieu",
    "adresse localisation",
    "adresse emplacement",
    "adresse lieu",
    "localisation",
    "emplacement",
    "situation",
)
POSITION_HEADERS = (
    "geo_point_2d",
    "geo_point",
    "geopoint",
    "lat_lng",
    "lat_lon",
    "latlon",
    "lon_lat",
    "coordonnees",
    "coordonnees_geo",
    "coordonnees gps",
    "gps",
    "coordonneesxy",
    "geolocalisation",
    "position",
)

# Names longer than that are cut by the shapefile format.
SHAPEFILE_NAME = 10

RANKS: dict[How, int] = {"profile": 0, "name": 1, "title": 2, "synonym": 3, "content": 4}


@dataclass(frozen=True)
class Claim:
    """A column may be `field`; `rank`: the lower, the surer."""

    field: str
    how: How
    rank: int


class Vocabulary:
    """The names of a gabarit's fields by key; pseudo-fields where the gabarit can split them."""

    def __init__(self, gabarit: Gabarit) -> None:
        self._known: dict[str, dict[str, How]] = {}
        for field in gabarit.fields:
            for how, words in _words(field):
                for word in words:
                    self._add(word, field.name, how)
        for name, headers, role in (
            (ADDRESS, ADDRESS_HEADERS, "street"),
            (POSITION, POSITION_HEADERS, "longitude"),
        ):
            if gabarit.role(role) and name not in gabarit:
                for word in headers:
                    self._add(word, name, "synonym")

    def _add(self, word: str, field: str, how: How) -> None:
        for key in keys(word):
            known = self._known.setdefault(key, {})
            # A name or a title is one to the letter only; its main words make a synonym.
            found: How = how if key == faithful_key(word) else "synonym"
            if field not in known or RANKS[found] < RANKS[known[field]]:
                known[field] = found

    def claims(self, header: str) -> tuple[Claim, ...]:
        """The surest first; a looser reading of the name counts only if closer ones say nothing."""
        for key in keys(header):
            if key in self._known:
                found = [Claim(field, how, RANKS[how]) for field, how in self._known[key].items()]
                return tuple(sorted(found, key=lambda claim: (claim.rank, claim.field)))
        return self._cut(header.strip())

    def _cut(self, header: str) -> tuple[Claim, ...]:
        """A name cut at ten characters, if only one field begins so."""
        if not 8 <= len(header) <= SHAPEFILE_NAME or " " in header:
            return ()
        start = keys(header)[0] if keys(header) else ""
        fields = {
            field
            for key, found in self._known.items()
            if start and key.startswith(start)
            for field in found
        }
        return tuple(Claim(field, "synonym", RANKS["synonym"] + 1) for field in fields)[
            : 1 if len(fields) == 1 else 0
        ]


def _words(field: Field) -> Iterator[tuple[How, tuple[str, ...]]]:
    yield "name", (field.name,)
    yield "title", (field.title,)
    yield "synonym", field.synonyms
