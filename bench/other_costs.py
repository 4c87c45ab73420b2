"""What else a person waits for: to start, last year's rows beside a long file, points in a commune.

python bench/other_costs.py [ROWS]    default 100000

Start-up: whole processes, beside an empty Python and one that only imports polars. Last year's
rows: `check --previous` of the rows it has itself published, less `check` alone. Points: those of
one commune, one call a point, beside a prepared outline of shapely where that is installed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from verdict import COLUMNS, COMMAND, process, say, seconds, write_parks

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import find

GABARIT, COMMUNE = "parcs-jardins", "69283"
BOX = (4.92, 45.64, 4.98, 45.69)
"""West, south, east, north of a little more than the commune, in degrees."""


def start(folder: Path, fields: list) -> None:
    few = write_parks(folder / "few.csv", 200, fields)
    checked = ("check", few, "--gabarit", GABARIT, "--commune", COMMUNE)
    report = folder / "few.json"
    say("an empty Python", f"{process(sys.executable, '-c', 'pass'):.2f} s")
    say("import polars", f"{process(sys.executable, '-c', 'import polars'):.2f} s")
    say("--help", f"{process(COMMAND, '--help'):.2f} s", "reach: 0.3 s")
    say("gabarits", f"{process(COMMAND, 'gabarits'):.2f} s", "reach: 0.3 s")
    say("check of 200 rows", f"{process(COMMAND, *checked, '--json', report):.2f} s", "reach: 1 s")


def second_year(folder: Path, fields: list, rows: int) -> None:
    parks, before = write_parks(folder / "parks.csv", rows, fields), folder / "before.csv"
    checked = (COMMAND, "check", parks, "--gabarit", GABARIT, "--commune", COMMUNE)
    report = ("--json", folder / "report.json")
    alone = process(*checked, *report, "--out", before)
    both = process(*checked, *report, "--previous", before)
    say(f"check of {rows} rows", f"{alone:.2f} s")
    say("beside last year's", f"{both:.2f} s", f"{both / alone:.1f} times as long")


def points(count: int) -> None:
    chance = random.Random(count)
    west, south, east, north = BOX
    found = [(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(count)]
    inside = [communes.contains(COMMUNE, *point, 0) for point in found]
    ours = seconds(lambda: [communes.contains(COMMUNE, *point, 0) for point in found], rounds=2)
    say(f"contains, {count} points", f"{ours:.2f} s", f"{sum(map(bool, inside))} inside")
    try:
        from shapely import Point, prepare  # noqa: PLC0415 - a peer, which comes with CKAN's maps
        from shapely.geometry import shape  # noqa: PLC0415
    except ImportError:
        say("shapely", "not installed")
        return
    area = shape(communes.outline(COMMUNE))
    prepare(area)
    theirs = seconds(lambda: [area.contains(Point(point)) for point in found], rounds=2)
    same = [area.contains(Point(point)) for point in found] == inside
    say("shapely, prepared", f"{theirs:.2f} s", "the same points" if same else "OTHER points")


def main(rows: int) -> None:
    gabarit = find(GABARIT)
    assert gabarit is not None
    fields = list(gabarit.schema["fields"][:COLUMNS])
    with tempfile.TemporaryDirectory() as held:
        start(Path(held), fields)
        second_year(Path(held), fields, rows)
    points(rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
