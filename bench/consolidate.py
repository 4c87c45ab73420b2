"""How long `consolidate` takes: the 95 communes of the MEL, one file each, then again unchanged.

python bench/consolidate.py [--rows 500]

Whole processes, start-up included. Prints seconds and checks that every row came out.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.tests.pipeline.mails import (
    FIELDS,
    HEADERS,
    MEL,
    as_csv,
    as_ods,
    as_xlsx,
    parks,
)

COMMAND = (sys.executable, "-c", "from ckanext.opendatacommunal.shell import main; main()")


def make(folder: Path, rows: int) -> int:
    """One file a commune, in four formats by turns; gives the number of rows."""
    folder.mkdir()
    for number, commune in enumerate(communes.of_epci(MEL)):
        header = HEADERS[number % len(HEADERS)]
        # A commune with several postcodes must say which: here it does.
        cells = [[*row[:3], commune.postcodes[0], *row[4:]] for row in parks(commune, rows)]
        content = (
            as_csv(header, cells, "cp1252", ";"),
            as_xlsx(header, cells),
            as_csv(FIELDS, cells, "utf-8", ","),
            as_ods(header, cells),
        )[number % 4]
        suffix = ("csv", "xlsx", "csv", "ods")[number % 4]
        (folder / f"{number:02} {commune.code}.{suffix}").write_bytes(content)
    return rows * len(communes.of_epci(MEL))


def run(folder: Path) -> tuple[float, int]:
    """(seconds, rows of the table)."""
    table = folder / "consolide.csv"
    options = ("--gabarit", "parcs-jardins", "--epci", MEL, "--out", str(table))
    reports = ("--report-dir", str(folder / "rapports"))
    begun = time.perf_counter()
    done = subprocess.run(
        [*COMMAND, "consolidate", str(folder / "recus"), *options, *reports],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    assert done.returncode in (0, 1), done.stderr
    with table.open(encoding="utf-8", newline="") as content:
        return seconds, sum(1 for _row in csv.reader(content)) - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = make(folder / "recus", rows)
        first, written = run(folder)
        again, _same = run(folder)
        one = next((folder / "recus").glob("00 *"))
        one.write_bytes(one.read_bytes().replace(b";Commune\r\n", b";Mairie\r\n", 1))
        changed, _rows = run(folder)
    print(f"95 files x {rows} rows, {os.cpu_count()} cores: {written} of {expected} rows")
    print(f"  first run              {first:6.2f} s")
    print(f"  again, nothing changed {again:6.2f} s")
    print(f"  again, one file changed{changed:6.2f} s")


if __name__ == "__main__":
    main()
