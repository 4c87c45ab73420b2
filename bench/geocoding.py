"""Points for messy addresses, against a real addok: calls, seconds, and how often we are wrong.

python bench/geocoding.py [ADDRESSES] [--by-kind] [--misses]    default 10000, 30 % come twice

The base is invented (dev/make_addresses.py), so the truth is known to the metre. Each address is
written as a town hall may write it (addresses.py). Beside us: the same cell sent as it is with its
postcode and commune, row by row, its first answer taken, as one does with a script of an afternoon.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import addresses  # ours, beside this file
from addresses import Asked, Point

import addok as server  # of dev/
import make_addresses
from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.flow import STEPS, geocode, run
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.cache import SqliteCache
from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder
from instance import Instance

ROWS_ONE_BY_ONE = 2000
"""Enough to know what one call a row costs; the rest is in proportion."""


@dataclass(frozen=True)
class Told:
    """What became of a row: its point, or the places that are asked about (none: not found)."""

    point: Point | None = None
    asked: tuple[Point, ...] = ()


def ours(rows: list[Asked], url: str, folder: Path) -> tuple[list[Told], int, float]:
    """What became of each row; the calls and the seconds that geocoding took."""
    geocoder = Geocoder(_client(url), SqliteCache(folder / "cache.sqlite", url))
    gabarit = find("parcs-jardins")
    assert gabarit is not None
    file = folder / "metropole.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("nom", "adresse", "codepost", "commune"))
        for place, row in enumerate(rows):
            writer.writerow((f"Parc {place}", row.cell, row.postcode, row.city))
    settings = Settings(epci=make_addresses.LYON, geocoder=geocoder)
    before = STEPS[: STEPS.index(geocode)]
    depot = run(Depot(file, gabarit, settings), before)
    begin = time.perf_counter()
    depot = geocode(depot)
    taken = time.perf_counter() - begin
    shown = {
        row: tuple((each["lon"], each["lat"]) for each in question.params["places"])
        for question in depot.questions
        if question.rule == "address-to-confirm"
        for row in question.rows
    }
    told = [Told()] * len(rows)
    for each in depot.locations:
        if each.status == "to_confirm":
            told[each.row - 2] = Told(None, shown[each.row])
        elif each.lon is not None and each.lat is not None:
            told[each.row - 2] = Told((each.lon, each.lat))
    return told, geocoder.server.calls, taken


def _client(url: str) -> Addok:
    """No limit on calls: the server is our own."""
    return Addok(url, calls_per_second=float("inf"))


def as_they_are(rows: list[Asked], url: str) -> tuple[list[Told], float]:
    """The first answer to each cell, sent alone; seconds a row."""
    client, found = _client(url), []
    begin = time.perf_counter()
    for row in rows:
        first = client.candidates(Address(None, row.cell, row.postcode, row.city, None), limit=1)
        found.append(Told((first[0].lon, first[0].lat) if first else None))
    return found, (time.perf_counter() - begin) / len(rows)


KINDS = ("within 50 m", "within 200 m", "wrong point", "asked, shown", "asked, other", "not found")


def outcome(row: Asked, told: Told) -> str:
    """`asked, shown`: the right place is among those that the person is shown."""
    if told.point is None:
        if not told.asked:
            return "not found"
        near = any(row.truth and communes.metres(row.truth, each) <= 50 for each in told.asked)
        return "asked, shown" if near else "asked, other"
    if row.truth is None:
        return "wrong point"
    metres = communes.metres(row.truth, told.point)
    return "within 50 m" if metres <= 50 else "within 200 m" if metres <= 200 else "wrong point"


def line(name: str, kinds: Counter[str]) -> None:
    shares = (f"{100 * kinds[kind] / max(1, kinds.total()):5.2f} %" for kind in KINDS)
    print(f"{name:<26}" + "".join(f"{share:>14}" for share in shares) + f"{kinds.total():>8}")


def table(rows: list[Asked], points: list[Told], alone: list[Told], *, by_kind: bool) -> None:
    print(f"{'':<26}" + "".join(f"{kind:>14}" for kind in KINDS) + f"{'rows':>8}")
    some = rows[: len(alone)]
    line("the cell as it is", Counter(map(outcome, some, alone)))
    line("ours, the same rows", Counter(map(outcome, some, points)))
    line("ours, all rows", Counter(map(outcome, rows, points)))
    for kind in addresses.KINDS_OF_WRITING if by_kind else ():
        line(f"  {kind}", _of_kind(kind, some, alone))
        line("    ours", _of_kind(kind, some, points))


def _of_kind(kind: str, rows: list[Asked], told: list[Told]) -> Counter[str]:
    pairs = zip(rows, told[: len(rows)], strict=True)
    return Counter(outcome(row, each) for row, each in pairs if row.kind == kind)


def misses(rows: list[Asked], points: list[Told], alone: list[Told]) -> None:
    """What the cell as it is finds and we do not, and every wrong point of ours."""
    for row, told, raw in zip(rows, points, alone, strict=False):
        ours_is, theirs = outcome(row, told), outcome(row, raw)
        if ours_is == "wrong point" or (theirs == "within 50 m" and ours_is != theirs):
            print(f"{ours_is:<14}{row.kind:<18}{row.cell!r} | {row.postcode} {row.city}")


def main(arguments: list[str]) -> None:
    count = int(next((each for each in arguments if each.isdigit()), 10_000))
    rows = addresses.asked(count)
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
    print(f"{count} rows, {len({(r.cell, r.postcode, r.city) for r in rows})} addresses")
    print(f"one call a row      {count} calls   {each * count:7.1f} s (from {len(alone)} rows)")
    print(f"ours                {calls} calls   {taken:7.1f} s")
    print(f"                    {count / calls:.1f} times fewer calls, "
          f"{each * count / taken:.1f} times faster")  # fmt: skip
    print(f"ours, again         {calls_again} calls, same answers: {again == points}")
    table(rows, points, alone, by_kind="--by-kind" in arguments)
    if "--misses" in arguments:
        misses(rows, points, alone)


if __name__ == "__main__":
    main(sys.argv[1:])
