"""An address base of invented streets in the communes of Lyon, in the shape addok reads.

python dev/make_addresses.py FILE        one JSON document a line; the same bytes each time

No national extract is shipped: a thousand and a half streets under the usual French names, each a
straight line inside its commune's outline, numbers odd on one side and even on the other, 12 m
apart. What makes French addresses hard is there on purpose: the same name under two types and in
two communes, dates, initials, particles, `bis`, hamlets without numbers, arrondissements.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune, records
from ckanext.opendatacommunal.communes.outlines import METRES_PER_DEGREE

LYON = "200046977"
METRES_BETWEEN_NUMBERS = 12
STREETS = {"small": 14, "middle": 24, "large": 36}
TYPES = (*["Rue"] * 12, *["Avenue"] * 3, *["Chemin"] * 3, *["Allée", "Impasse", "Place"] * 2)
TYPES = (*TYPES, "Boulevard", "Route", "Montée", "Quai", "Square", "Passage", "Cours")
NAMES = (
    "de la République", "Jean Jaurès", "du 8 Mai 1945", "du 11 Novembre 1918", "Victor Hugo",
    "Gambetta", "de l'Église", "de la Mairie", "du Stade", "des Écoles", "du Général de Gaulle",
    "du Maréchal Foch", "Pasteur", "Louis Pradel", "Édouard Herriot", "Marcel Mérieux",
    "Pierre Semard", "Ambroise Croizat", "Roger Salengro", "Francis de Pressensé",
    "du Docteur Schweitzer", "de la Libération", "du 19 Mars 1962", "du 4 Août 1789",
    "des Tilleuls", "des Acacias", "du Lavoir", "de la Fontaine", "du Château", "du Moulin",
    "des Vignes", "du Bois Comtal", "de l'Industrie", "Saint-Exupéry", "Sainte-Catherine",
    "Frédéric Dezeuze", "Antoine Rémond", "Bellecombe", "Fabian Martin", "Émile Zola",
    "Georges Clemenceau", "Anatole France", "Simone Veil", "Olympe de Gouges", "Rosa Parks",
    "du Grand Champ", "de Crépieux", "des Frères Lumière", "de l'Abbé Pierre", "de Verdun",
    "Henri Barbusse", "Paul Éluard", "Jean Moulin", "Marie Curie", "de la Croix-Rousse",
    "du Vieux Bourg", "des Monts d'Or", "de Bourgogne", "du Progrès", "de l'Égalité",
)  # fmt: skip
IMPORTANCE = {"municipality": 0.6, "street": 0.3, "locality": 0.2}
HAMLETS = ("Les Balmes", "Le Bourg", "La Roue", "Les Hauts de Saône", "Le Vallon", "Bel Air")


def documents() -> Iterator[dict[str, Any]]:
    """Communes, then their streets and hamlets, as the national base gives them to addok."""
    for place in _territories():
        chance = random.Random(place.code)  # noqa: S311 - invented streets, no secret
        yield _document(place, "municipality", place.name, _inside(place, chance))
        for number, name in enumerate(_streets(place, chance)):
            yield _street(place, f"{number:04d}", name, chance)
        for number, name in enumerate(chance.sample(HAMLETS, 2)):
            point = _inside(place, chance)
            yield _document(place, "locality", name, point, f"b{number:03d}")


def _territories() -> list[Commune]:
    """The communes of today, and the arrondissements for their city."""
    here = records.territories(LYON)
    cities = {place.parent for place in here if place.kind == "arrondissement"}
    kinds = ("commune", "arrondissement")
    return [place for place in here if place.kind in kinds and place.code not in cities]


def _streets(place: Commune, chance: random.Random) -> list[str]:
    people = place.population or 0
    size = "large" if people > 20_000 or place.parent else "middle" if people > 5_000 else "small"
    names = chance.sample(NAMES, STREETS[size])
    streets = [f"{chance.choice(TYPES)} {name}" for name in names]
    # One name under two types: only the type tells them apart.
    streets += [f"Impasse {name}" for name in names[:2] if f"Impasse {name}" not in streets]
    return streets


def _street(place: Commune, number: str, name: str, chance: random.Random) -> dict[str, Any]:
    lon, lat = _inside(place, chance)
    angle = chance.uniform(0, math.pi)
    count = chance.randint(6, 40)
    found = {}
    for position in range(1, count + 1):
        along = position // 2 * METRES_BETWEEN_NUMBERS
        aside = 6 if position % 2 else -6
        point = _moved(lon, lat, angle, along, aside)
        written = [str(position)] + ([f"{position} bis"] if chance.random() < 0.05 else [])
        for each in written:
            found[each] = {
                "id": f"{place.code}_{number}_{each.replace(' ', '_').zfill(5)}",
                "lon": point[0],
                "lat": point[1],
            }
    middle = _moved(lon, lat, angle, count // 4 * METRES_BETWEEN_NUMBERS, 0)
    made = _document(place, "street", name, middle, number)
    return {**made, "housenumbers": found}


def _document(
    place: Commune, kind: str, name: str, point: tuple[float, float], number: str = ""
) -> dict[str, Any]:
    postcode = place.postcodes[0] if place.postcodes else ""
    return {
        "id": f"{place.code}_{number}" if number else place.code,
        "type": kind,
        "name": name,
        "postcode": postcode,
        "citycode": place.code,
        "city": place.name,
        "context": "69, Rhône, Auvergne-Rhône-Alpes",
        "lon": point[0],
        "lat": point[1],
        "importance": IMPORTANCE[kind],
    }


def _inside(place: Commune, chance: random.Random) -> tuple[float, float]:
    """A point of the commune, a little away from its outline."""
    box = communes.bbox(place.code)
    assert box is not None  # noqa: S101 - all communes of Lyon have an outline
    west, south, east, north = box
    while True:
        lon, lat = chance.uniform(west, east), chance.uniform(south, north)
        if communes.contains(place.code, lon, lat, tolerance_m=0):
            return round(lon, 6), round(lat, 6)


def _moved(lon: float, lat: float, angle: float, along: float, aside: float) -> tuple[float, float]:
    """The point so many metres along a line that begins at (lon, lat), and beside it."""
    east = along * math.cos(angle) - aside * math.sin(angle)
    north = along * math.sin(angle) + aside * math.cos(angle)
    width = METRES_PER_DEGREE * math.cos(math.radians(lat))
    return round(lon + east / width, 6), round(lat + north / METRES_PER_DEGREE, 6)


def write(path: Path) -> int:
    """How many documents were written."""
    lines = [json.dumps(each, ensure_ascii=False) for each in documents()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1]))} documents")
