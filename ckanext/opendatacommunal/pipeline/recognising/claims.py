"""Fields that the name of a column may mean, and how surely (gabarits are the only source)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline.depot import How
from ckanext.opendatacommunal.pipeline.reading.names import ASIDE, faithful_key, keys
from ckanext.opendatacommunal.pipeline.recognising.column_names import name_of
from ckanext.opendatacommunal.pipeline.recognising.nearness import Known

ADDRESS = "adresse"
"""A whole address in one cell; a step further on splits it. Where the schema
has such a column, it is the field of the role `address` (`address_of`)."""

POSITION = "position"
"""Latitude and longitude in one cell, either first; or the field of the role `position`
(`position_of`)."""

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
    "address",
    "full address",
    "street address",
)
WHEREABOUTS = frozenset(("localisation", "emplacement", "situation", "lieu"))
"""Names of addresses that, beside a better one, say where to look: a landmark."""

LOOSE_ADDRESS_HEADERS = ("lieu", "lieux", "lieu d'implantation", "lieu implantation")
"""Addresses only where the gabarit has no column of that name."""

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


def address_of(gabarit: Gabarit) -> str:
    """The column of whole addresses: a field of the gabarit, or `ADDRESS`."""
    return gabarit.role("address") or ADDRESS


def position_of(gabarit: Gabarit) -> str:
    """The column of pairs of coordinates: a field of the gabarit, or `POSITION`."""
    return gabarit.role("position") or POSITION


OF_A_YEAR = re.compile(r"[\s_(-]+(?:19|20)\d{2}[\s)]*$")
"""What may follow a name: `Montant voté 2025` is a `montant voté`; two years of it are asked."""

RANKS: dict[How, int] = {"profile": 0, "name": 1, "title": 2, "synonym": 3, "content": 4}
NEAR_RANK = 5
SHORTEST_OBJECT = 4

DOUBTFUL = ("aside", "open")
"""Ways of reading a name (`nearness`) that never make sure what the column is."""


@dataclass(frozen=True)
class Claim:
    """A column may be `field`; `rank`: the lower, the surer. `near`: how its name was read where it
    is not one of the field's own, as `nearness` calls it."""

    field: str
    how: How
    rank: int
    near: str | None = None


class Vocabulary:
    """The names of a gabarit's fields by key; pseudo-fields where the gabarit can split them."""

    def __init__(self, gabarit: Gabarit) -> None:
        self._known: dict[str, dict[str, How]] = {}
        fields = {each.name: each for each in gabarit.readable_fields}
        self._nearly = Known(fields, _objects(gabarit))
        public = {faithful_key(name) for f in gabarit.public_fields for name in (f.name, f.title)}
        for field in gabarit.readable_fields:
            for how, words in _words(field):
                # Of a column that bears the very name of a public one, nobody means another.
                hidden = public if field.internal and how == "synonym" else frozenset()
                for word in words:
                    if faithful_key(word) not in hidden:
                        self._add(word, field.name, how)
        self._add_wholes(gabarit)

    def _add_wholes(self, gabarit: Gabarit) -> None:
        """Names of whole addresses and of points, where the gabarit can take them apart."""
        for name, headers, role in (
            (ADDRESS, ADDRESS_HEADERS, "street"),
            (POSITION, POSITION_HEADERS, "longitude"),
        ):
            if gabarit.role(role) and name in (address_of(gabarit), position_of(gabarit)):
                for word in headers:
                    self._add(word, name, "synonym")
        if gabarit.role("street"):
            for word in LOOSE_ADDRESS_HEADERS:
                if not any(key in self._known for key in keys(word)):
                    self._add(word, address_of(gabarit), "synonym")

    def _add(self, word: str, field: str, how: How) -> None:
        self._nearly.add(word, field)
        for key in keys(word):
            known = self._known.setdefault(key, {})
            # A name or a title is one to the letter only; its main words make a synonym.
            found: How = how if key == faithful_key(word) else "synonym"
            if field not in known or RANKS[found] < RANKS[known[field]]:
                known[field] = found

    def claims(self, header: str) -> tuple[Claim, ...]:
        """The surest first; a looser reading of the name counts only if closer ones say nothing."""
        for key in _exact_keys(header):
            if key in self._known:
                found = [Claim(field, how, RANKS[how]) for field, how in self._known[key].items()]
                return tuple(sorted(found, key=lambda claim: (claim.rank, claim.field)))
        near = self._nearly.near(header)
        if near is None:
            undated = OF_A_YEAR.sub("", header)
            return self.claims(undated) if undated not in ("", header) else ()
        fields, way = near
        if way == "words":
            return tuple(Claim(field, "synonym", RANKS["synonym"]) for field in sorted(fields))
        return tuple(Claim(field, "synonym", NEAR_RANK, way) for field in sorted(fields))


def _exact_keys(header: str) -> tuple[str, ...]:
    """Writings of the whole name: what it has in brackets may change what the column is, and a name
    that stops on an article was cut."""
    whole, named = keys(header), name_of(header)
    if named.ends_open:
        return whole[:1]
    if named.aside:
        return tuple(key for key in whole if key not in keys(ASIDE.sub(" ", header)))
    return whole


def _objects(gabarit: Gabarit) -> frozenset[str]:
    """What the rows of a gabarit are called, by its title and keywords: park, garden…"""
    return frozenset(
        word
        for text in (gabarit.title, *gabarit.keywords)
        for word in name_of(text).words
        if len(word) >= SHORTEST_OBJECT
    )


def _words(field: Field) -> Iterator[tuple[How, tuple[str, ...]]]:
    yield "name", (field.name,)
    yield "title", (field.title,)
    yield "synonym", field.synonyms
