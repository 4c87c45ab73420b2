"""What a long table costs in memory, and what its corrections cost in time.

python bench/memory.py [ROWS]         default 100000, of 24 columns

The table of bench/verdict.py, then the same with about one cell in twenty written as people write
it (`Oui`, a decimal comma, spaces, a postcode cut in two), then the next year: the rows in another
order, some gone, some changed, beside what was published of the first. Peak memory of the whole
process, and less that of the same command on two rows; reach: ten times the file.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from verdict import COLUMNS, COMMAND, say, write_parks

from ckanext.opendatacommunal.gabarits import find

GABARIT, COMMUNE = "parcs-jardins", "69283"
SHARE = 0.05
YEARLY = 0.02
PARTS = 10
WRITINGS = {
    "reglement": ("Oui", "O", "X", "NON"),
    "clos": ("OUI", "vrai", "Non"),
    "surf_m2": ("{dots} m²", "{commas}"),
    "codepost": ("69 780", "69780.0"),
    "commune": ("MIONS", "mions", " Mions "),
    "acces": ("piéton / TC", "Piéton"),
    "photo": ("www.exemple.fr/1.jpg",),
}


class Cost(NamedTuple):
    """`seconds` of wall time; `peak`: bytes of resident memory at most."""

    seconds: float
    peak: int


def as_people_write(source: Path, target: Path) -> Path:
    """A copy with `SHARE` of the cells in another writing of the same value."""
    chance = random.Random(SHARE)
    with (
        source.open(encoding="utf-8", newline="") as read,
        target.open("w", encoding="utf-8", newline="") as written,
    ):
        rows, writer = csv.reader(read), csv.writer(written)
        names = next(rows)
        writer.writerow(names)
        for row in rows:
            writer.writerow(
                _rewritten(name, cell, chance) if cell and chance.random() < SHARE else cell
                for name, cell in zip(names, row, strict=True)
            )
    return target


def _rewritten(name: str, cell: str, chance: random.Random) -> str:
    writing = chance.choice(WRITINGS.get(name, ("  {dots} ",)))
    return writing.format(dots=cell, commas=cell.replace(".", ","))


def a_year_later(source: Path, target: Path) -> Path:
    """The rows in another order without their identifiers; one in fifty gone, one changed. Never
    whole in memory: what this process takes would count for those that it starts."""
    chance = random.Random(YEARLY)
    with target.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written)
        for first in range(PARTS):
            with source.open(encoding="utf-8", newline="") as read:
                rows = csv.reader(read)
                names = next(rows)
                if first == 0:
                    writer.writerow(names)
                for row in islice(rows, first, None, PARTS):
                    told = dict(zip(names, row, strict=True)) | {"uid": ""}
                    if chance.random() < YEARLY:
                        told["ann_ouvert"] = "2020"
                    if chance.random() > YEARLY:
                        writer.writerow(told.values())
    return target


def cost(*command: object) -> Cost:
    begin = time.perf_counter()
    with subprocess.Popen(
        [str(each) for each in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _pid, _status, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return Cost(time.perf_counter() - begin, used.ru_maxrss * 1024)


def main(rows: int) -> None:
    gabarit = find(GABARIT)
    assert gabarit is not None
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        fields = list(gabarit.schema["fields"][:COLUMNS])
        two = write_parks(folder / "two.csv", 2, fields)
        clean = write_parks(folder / "clean.csv", rows, fields)
        dirty = as_people_write(clean, folder / "dirty.csv")
        schema = folder / "schema.json"
        schema.write_bytes(gabarit.schema_bytes)
        checked = ("--gabarit", GABARIT, "--commune", COMMUNE, "--json", folder / "report.json")
        judged = ("--schema", schema, "--json", folder / "verdict.json")
        published = folder / "published.csv"
        cost(COMMAND, "check", clean, *checked, "--out", published)
        later = a_year_later(clean, folder / "later.csv")
        runs = (
            ("check", checked, (clean, dirty)),
            ("check --previous", (*checked, "--previous", published), (clean, later)),
            ("validate", judged, (clean, dirty)),
        )
        for name, options, paths in runs:
            command = (COMMAND, name.split()[0])
            bare = cost(*command, two, *options)
            times = {}
            for path in paths:
                found = cost(*command, path, *options)
                times[path] = found.seconds
                size = path.stat().st_size
                say(
                    f"{name} {path.stem}, {size / 1e6:.0f} MB",
                    f"{found.seconds:.2f} s",
                    f"peak {found.peak / 1e6:.0f} MB, {found.peak / size:.1f} × the file",
                    f"without start-up {(found.peak - bare.peak) / size:.1f} ×",
                )
            first, second = paths
            ratio = times[second] / times[first]
            say(f"{name}, {second.stem} to {first.stem}", f"{ratio:.1f} times as long")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
