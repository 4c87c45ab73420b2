"""Addresses as town halls write them, each with the point it stands for: a truth set.

The places are those of the invented base (dev/make_addresses.py), so the truth is known to the
metre. Every way of writing has a name, so that a table can tell which of them costs points. Some
places do not exist: an honest program finds no point for them.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dev"))

import make_addresses
from ckanext.opendatacommunal.pipeline.fields.matching import fold

Point = tuple[float, float]
Street = dict[str, Any]
REPEATED = 0.3

SHORT = {
    "Rue": ("R", "R.", "r"), "Avenue": ("Av.", "AV", "av", "Ave"), "Boulevard": ("Bd", "BLD"),
    "Place": ("Pl", "Pl.", "PL"), "Chemin": ("Chem", "Ch.", "Che"), "Allée": ("All", "All.", "ALL"),
    "Impasse": ("Imp", "Imp.", "IMP"), "Route": ("Rte", "RTE"), "Montée": ("Mte", "MTE"),
    "Square": ("Sq", "Sq."), "Passage": ("Pass", "Pass."), "Cours": ("Crs", "CRS"),
    "Général": ("Gal", "Gén.", "Gal."), "Maréchal": ("Mal", "Mal."), "Docteur": ("Dr", "Dr."),
    "Saint": ("St", "St."), "Sainte": ("Ste", "Ste."), "Novembre": ("Nov.", "nov"),
}  # fmt: skip
YEARS = {"1945": "45", "1962": "62", "1918": "18"}
PARTICLES = ("de", "du", "des", "la", "le", "les", "et")
LANDMARKS = ("derrière la mairie", "face à la poste", "bâtiment B", "à côté de l'école", "RDC",
             "1er étage", "Résidence Les Lilas", "près du stade", "parking")  # fmt: skip
BEFORE = ("Gymnase Colette Besson", "Mairie", "École Jean Macé", "Salle des fêtes", "Square du Lac")


@dataclass(frozen=True)
class Asked:
    """A row as the commune wrote it. `truth`: its point, None if there is no such place."""

    cell: str
    postcode: str
    city: str
    truth: Point | None
    kind: str


def asked(count: int) -> list[Asked]:
    """The same rows for the same count; `REPEATED` of them come twice."""
    chance = random.Random(count)
    streets = [each for each in make_addresses.documents() if each["type"] == "street"]
    around: dict[str, set[str]] = {}
    for each in streets:
        each["around"] = around.setdefault(each["citycode"], set())
        each["around"].add(each["name"])
    fresh = [one(chance.choice(streets), chance) for _ in range(int(count * (1 - REPEATED)))]
    rows = fresh + [chance.choice(fresh) for _ in range(count - len(fresh))]
    chance.shuffle(rows)
    return rows


def one(street: Street, chance: random.Random) -> Asked:
    """A row of that street. Most carry one kind of dirt; half of all have capitals or none too."""
    number = chance.choice(list(street["housenumbers"]))
    place = street["housenumbers"][number]
    truth: Point | None = (place["lon"], place["lat"])
    kind, write = chance.choices(WRITINGS, [share for _, _, share in WRITINGS])[0][:2]
    name = street["name"]
    if kind == "no such number":
        number, truth = str(900 + chance.randint(1, 90)), None
    elif kind == "no such street":
        name, truth = f"Rue {chance.choice(('Zéphyrin', 'Balthazar', 'Philibert'))} Moulinot", None
    elif kind == "no number":
        truth = (street["lon"], street["lat"])
    elif kind == "crossing":
        truth = None
    cell = cased(write(number, name, street, chance), chance)
    postcode, city = placed(street, chance)
    if cell.endswith(street["postcode"]) or street["postcode"] in cell:
        postcode = chance.choice((postcode, ""))
    return Asked(cell, postcode, city, truth, kind)


def placed(street: Street, chance: random.Random) -> tuple[str, str]:
    """Postcode and commune in their own columns."""
    city = street["city"]
    district = re.search(r"(\d+)e", city)
    if district and chance.random() < 0.5:
        city = chance.choice((f"LYON {district[1].zfill(2)}", f"Lyon {district[1]}ème"))
    elif chance.random() < 0.3:
        city = chance.choice((fold(city).upper(), city.replace("Saint-", "St "), f"{city} CEDEX"))
    return street["postcode"], city


def cased(text: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.25:
        return "".join(fold(each).upper() if each.isalpha() else each for each in text)
    if kind < 0.35:
        return text.lower()
    if kind < 0.45:
        return text.replace("é", "e").replace("è", "e").replace("'", "’")
    return text


def line(number: str, name: str, chance: random.Random) -> str:
    written = chance.choice((number, number, number.replace(" ", ""), f"n° {number}", f"{number},"))
    return f"{written} {name}"


def plain(number: str, name: str, _street: Street, chance: random.Random) -> str:
    return line(number, name, chance)


def short(number: str, name: str, _street: Street, chance: random.Random) -> str:
    """Types and titles shortened."""
    words = re.split(r"([ -])", name)
    return line(number, "".join(chance.choice(SHORT.get(each, (each,))) for each in words), chance)


def initial(number: str, name: str, _street: Street, chance: random.Random) -> str:
    words = name.split()
    if len(words) == 3 and words[1][0].isupper():
        words[1] = f"{words[1][0]}{chance.choice(('.', ''))}"
    return line(number, " ".join(words), chance)


def short_year(number: str, name: str, _street: Street, chance: random.Random) -> str:
    for year, two in YEARS.items():
        name = name.replace(year, two)
    return line(
        number, name.replace("8 Mai", chance.choice(("8 mai", "8-mai", "huit mai"))), chance
    )


def no_particle(number: str, name: str, _street: Street, chance: random.Random) -> str:
    words = [each for each in name.replace("l'", "").split() if each not in PARTICLES]
    return line(number, " ".join(words), chance)


def no_type(number: str, name: str, _street: Street, chance: random.Random) -> str:
    return line(number, name.partition(" ")[2], chance)


def other_type(number: str, name: str, street: Street, chance: random.Random) -> str:
    """A type that no street of that name has in the commune."""
    rest = name.partition(" ")[2]
    names = (f"{each} {rest}" for each in ("Rue", "Avenue", "Chemin", "Place", "Quai"))
    return line(number, chance.choice([n for n in names if n not in street["around"]]), chance)


def last_name(number: str, name: str, _street: Street, chance: random.Random) -> str:
    """Without the first name or the title."""
    words = name.split()
    return line(number, f"{words[0]} {words[-1]}" if len(words) > 2 else name, chance)


def slip(number: str, name: str, _street: Street, chance: random.Random) -> str:
    """One letter missing, doubled, wrong, or two in the wrong order."""
    places = [at for at in range(len(name) - 1) if name[at].isalpha() and name[at + 1].isalpha()]
    at = chance.choice(places[1:])
    a, b = name[at], name[at + 1]
    spoilt = chance.choice(("", a + a, chance.choice("aeirstln"), b + a))
    rest = name[at + 2 :] if spoilt == b + a else name[at + 1 :]
    return line(number, name[:at] + spoilt + rest, chance)


def complement(number: str, name: str, _street: Street, chance: random.Random) -> str:
    there = chance.choice(LANDMARKS)
    beside = chance.choice((f", {there}", f" ({there})", f" - {there}", f" {there}"))
    return line(number, name, chance) + beside


def landmark_first(number: str, name: str, _street: Street, chance: random.Random) -> str:
    there = chance.choice(BEFORE)
    return f"{there}{chance.choice((', ', ' - ', ' ', chr(10)))}{line(number, name, chance)}"


def whole(number: str, name: str, street: Street, chance: random.Random) -> str:
    """The postcode and the commune in the cell too."""
    code, city = street["postcode"], street["city"]
    ways = (f"{code} {city.upper()}", f"- {code} {city}", f", {code} {city} CEDEX",
            f"\n{code} {city}", f"({city})", f", {city}",
            f"BP {chance.randint(1, 90)} {code} {city}")  # fmt: skip
    return f"{line(number, name, chance)} {chance.choice(ways)}"


def several_numbers(number: str, name: str, _street: Street, chance: random.Random) -> str:
    first = int(re.match(r"\d+", number)[0])  # type: ignore[index]
    last = first + chance.choice((2, 4))
    ways = (f"{number}-{last}", f"{number}/{last}", f"{number} à {last}", f"{number} et {last}",
            f"{number} - {last}", f"{number},{last}")  # fmt: skip
    return f"{chance.choice(ways)} {name}"


def number_last(number: str, name: str, _street: Street, chance: random.Random) -> str:
    return f"{name}{chance.choice((', ', ' n°', ', n° ', ' - ', ' '))}{number}"


def facing(number: str, name: str, _street: Street, chance: random.Random) -> str:
    where = chance.choice(
        ("face au", "Face au", "devant le", "en face du", "à côté du", "au niveau du")
    )
    return f"{where} {number} {name}"


def crossing(_number: str, name: str, street: Street, chance: random.Random) -> str:
    other = chance.choice([each for each in make_addresses.NAMES if each not in name])
    ways = ("angle {} / rue {}", "angle {} et rue {}", "{} / rue {}", "{} angle rue {}",
            "à l'angle de la {} et de la rue {}", "entre {} et rue {}")  # fmt: skip
    return chance.choice(ways).format(name, other)


def alone(_number: str, name: str, _street: Street, chance: random.Random) -> str:
    first, _, rest = name.partition(" ")
    return f"{chance.choice(SHORT.get(first, (first,)))} {rest}" if chance.random() < 0.5 else name


Writing = Callable[[str, str, Street, random.Random], str]
WRITINGS: tuple[tuple[str, Writing, float], ...] = (
    ("as it is", plain, 14),
    ("shortened", short, 16),
    ("initial", initial, 4),
    ("short year", short_year, 4),
    ("no particle", no_particle, 3),
    ("no type", no_type, 2),
    ("another type", other_type, 1),
    ("last name only", last_name, 3),
    ("slip", slip, 6),
    ("complement", complement, 8),
    ("landmark first", landmark_first, 5),
    ("whole address", whole, 8),
    ("several numbers", several_numbers, 4),
    ("number last", number_last, 3),
    ("facing", facing, 2),
    ("no number", alone, 7),
    ("no such number", short, 4),
    ("no such street", plain, 4),
    ("crossing", crossing, 2),
)
"""(name, how it is written, share of the rows); what can be shortened is not in every street."""
KINDS_OF_WRITING = tuple(name for name, _write, _share in WRITINGS)
