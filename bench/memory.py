"""What a long table costs in memory, and what its corrections cost in time.

python bench/memory.py [ROWS]         default 100000, of 24 columns

The table of bench/verdict.py, then the same with about one cell in twenty written as people write
it (`Oui`, a decimal comma, spaces, a postcode cut in two). Peak memory of the whole process, less
that of the same command on two rows; reach: ten times the file, and three times the time.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from verdict import COLUMNS, COMMAND, say, write_parks

from ckanext.opendatacommunal.gabarits import find

GABARIT, COMMUNE = "parcs-jardins", "69283"
SHARE = 0.05
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
        for name, options in (("check", checked), ("validate", judged)):
            bare = cost(COMMAND, name, two, *options)
            times = {}
            for path in (clean, dirty):
                found = cost(COMMAND, name, path, *options)
                times[path] = found.seconds
                size = path.stat().st_size
                say(
                    f"{name} {path.stem}, {size / 1e6:.0f} MB",
                    f"{found.seconds:.2f} s",
                    f"peak {found.peak / 1e6:.0f} MB, {found.peak / size:.1f} × the file",
                    f"without start-up {(found.peak - bare.peak) / size:.1f} ×",
                )
            say(f"{name}, dirty to clean", f"{times[dirty] / times[clean]:.1f} times as long")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
