"""Points for messy addresses, against a real addok: calls, seconds, and how often we are wrong.

python bench/geocoding.py [ADDRESSES]      default 10000, of which 30 % come twice

The base is invented (dev/make_addresses.py), so the truth is known to the metre. Each address is
written as a town hall may write it. Beside us: the same cell sent as it is, row by row, its first
answer taken, as one does with a script of an afternoon.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT / "dev"))

import addok as server  # noqa: E402 - a script, in no package
import make_addresses  # noqa: E402
from ckanext.opendatacommunal import communes  # noqa: E402
from ckanext.opendatacommunal.gabarits import find  # noqa: E402
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings  # noqa: E402
from ckanext.opendatacommunal.pipeline.fields.matching import fold  # noqa: E402
from ckanext.opendatacommunal.pipeline.flow import STEPS, geocode, run  # noqa: E402
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok  # noqa: E402
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address  # noqa: E402
from ckanext.opendatacommunal.pipeline.geocoding.cache import SqliteCache  # noqa: E402
from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder  # noqa: E402
from instance import Instance  # noqa: E402

Point = tuple[float, float]
REPEATED = 0.3
ROWS_ONE_BY_ONE = 1000
"""Enough to know what one call a row costs; the rest is in proportion."""

SHORT = {
    "Rue": "R", "Avenue": "Av.", "Boulevard": "Bd", "Place": "Pl", "Chemin": "Chem",
    "Allée": "All", "Impasse": "Imp", "Route": "Rte", "Montée": "Mte", "Square": "Sq",
    "Général": "Gal", "Maréchal": "Mal", "Docteur": "Dr", "Saint": "St", "Sainte": "Ste",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A cell as the commune wrote it, and the point it stands for; None: it does not exist."""

    cell: str
    postcode: str
    city: str
    insee: str
    truth: Point | None


def asked(count: int) -> list[Asked]:
    chance = random.Random(count)
    streets = [each for each in make_addresses.documents() if each["type"] == "street"]
    fresh = [one(chance.choice(streets), chance) for _ in range(int(count * (1 - REPEATED)))]
    rows = fresh + [chance.choice(fresh) for _ in range(count - len(fresh))]
    chance.shuffle(rows)
    return rows


def one(street: dict, chance: random.Random) -> Asked:
    number = chance.choice(list(street["housenumbers"]))
    place: dict | None = street["housenumbers"][number]
    name, kind = street["name"], chance.random()
    if kind < 0.05:  # a number the base does not have
        number, place = str(900 + chance.randint(1, 90)), None
    elif kind < 0.10:  # a street that is not there
        name, place = f"Rue {chance.choice(('Zéphyrin', 'Balthazar', 'Philibert'))} Moulinot", None
    street_only = 0.10 <= kind < 0.18
    line = name if street_only else f"{number}{chance.choice((' ', ', '))}{name}"
    point = (place["lon"], place["lat"]) if place else None
    if street_only:
        point = (street["lon"], street["lat"])
    cell = placed(messy(line, chance), street, chance)
    return Asked(cell, street["postcode"], street["city"], street["citycode"], point)


def placed(cell: str, street: dict, chance: random.Random) -> str:
    """What a town hall adds to an address to say where it is."""
    kind = chance.random()
    if kind < 0.06:
        return f"{cell}, {chance.choice(('derrière la mairie', 'face à la poste', 'bâtiment B'))}"
    if kind < 0.10:
        return f"{cell} {street['postcode']} {street['city'].upper()}"
    if kind < 0.12:
        return f"{cell} BP {chance.randint(1, 90)}"
    return cell


def messy(line: str, chance: random.Random) -> str:
    words = line.split()
    if chance.random() < 0.5:
        words = [SHORT.get(word, word) for word in words]
    text = " ".join(words)
    kind = chance.random()
    if kind < 0.25:
        text = fold(text.replace("-", " ")).upper()
    elif kind < 0.35:
        text = text.lower()
    elif kind < 0.42:
        text = text.replace("1945", "45").replace("1962", "62").replace("1918", "18")
    elif kind < 0.50:
        text = text.replace("é", "e").replace("'", "’")
    elif kind < 0.55 and len(text) > 12:  # a slip of the finger
        at = chance.randrange(6, len(text) - 1)
        text = text[:at] + text[at + 1 :]
    elif kind < 0.60:
        text = text.replace(" bis", "bis")
    return text


def ours(rows: list[Asked], url: str, folder: Path) -> tuple[list[Point | str | None], int, float]:
    """Each row's point, None or `asked`; the calls and the seconds that geocoding took."""
    geocoder = Geocoder(Addok(url), SqliteCache(folder / "cache.sqlite", url))
    gabarit = find("parcs-jardins")
    assert gabarit is not None
    file = folder / "metropole.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("nom", "adresse", "codepost", "commune", "code_insee"))
        for place, row in enumerate(rows):
            writer.writerow((f"Parc {place}", row.cell, row.postcode, row.city, row.insee))
    settings = Settings(epci=make_addresses.LYON, geocoder=geocoder)
    before = STEPS[: STEPS.index(geocode)]
    depot = run(Depot(file, gabarit, settings), before)
    begin = time.perf_counter()
    depot = geocode(depot)
    taken = time.perf_counter() - begin
    found: list[Point | str | None] = [None] * len(rows)
    for location in depot.locations:
        if location.status == "to_confirm":
            found[location.row - 2] = "asked"
        elif location.lon is not None and location.lat is not None:
            found[location.row - 2] = (location.lon, location.lat)
    return found, geocoder.server.calls, taken


def as_they_are(rows: list[Asked], url: str) -> tuple[list[Point | None], float]:
    """The first answer to each cell, sent alone; seconds a row."""
    client, found = Addok(url), []
    begin = time.perf_counter()
    for row in rows:
        first = client.candidates(Address(None, row.cell, row.postcode, row.city, None), limit=1)
        found.append((first[0].lon, first[0].lat) if first else None)
    return found, (time.perf_counter() - begin) / len(rows)


def outcome(row: Asked, point: Point | str | None) -> str:
    if point == "asked":
        return "asked"
    if point is None or isinstance(point, str):
        return "not found"
    if row.truth is None:
        return "wrong point"
    metres = communes.metres(row.truth, point)
    return "within 50 m" if metres <= 50 else "within 200 m" if metres <= 200 else "wrong point"


KINDS = ("within 50 m", "within 200 m", "wrong point", "asked", "not found")


def table(name: str, kinds: Counter[str]) -> None:
    shares = (f"{100 * kinds[kind] / kinds.total():5.2f} %" for kind in KINDS)
    print(f"{name:<24}" + "".join(f"{share:>14}" for share in shares))


def main(count: int) -> None:
    rows = asked(count)
    instance = Instance.from_environment()
    url = server.start(instance)
    try:
        with tempfile.TemporaryDirectory() as held:
            folder = Path(held)
            points, calls, taken = ours(rows, url, folder)
            again, calls_again, _taken = ours(rows, url, folder)
        alone, each = as_they_are(rows[:ROWS_ONE_BY_ONE], url)
    finally:
        server.stop(instance)
    print(f"{count} rows, {len({(r.cell, r.insee) for r in rows})} addresses")
    print(f"one call a row      {count} calls   {each * count:7.1f} s (from {len(alone)} rows)")
    print(f"ours                {calls} calls   {taken:7.1f} s")
    print(f"                    {count / calls:.1f} times fewer calls, "
          f"{each * count / taken:.1f} times faster")  # fmt: skip
    print(f"ours, again         {calls_again} calls, same answers: {again == points}")
    print(f"{'':<24}" + "".join(f"{kind:>14}" for kind in KINDS))
    some = rows[:ROWS_ONE_BY_ONE]
    table("the cell as it is", Counter(map(outcome, some, alone)))
    table("ours, the same rows", Counter(map(outcome, some, points)))
    table("ours, all rows", Counter(map(outcome, rows, points)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
