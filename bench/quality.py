"""How well files never seen are read: rows that go out with no person, questions, wrong cells.

python bench/quality.py [FOLDER]     the files of tests/pipeline/corpus, or of a folder of files so
                                     written; one line a town hall

`clear`: rows that a careful clerk publishes without asking anybody; the files are short and each
has its traps on purpose, so that the share of all rows says less than that of the clear ones.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from ckanext.opendatacommunal.tests.pipeline.corpus import Outcome, judged, town_halls


def line(name: str, found: Outcome, files: int = 1) -> str:
    share = found.published / found.rows
    return (
        f"{name:24}{found.rows:5}{found.clear:7}{found.published:8}{share:8.0%}"
        f"{found.questions / files:10.1f}{len(found.missed):8}{len(found.wrong):8}"
    )


def main() -> None:
    total, halls = Outcome(), town_halls(*map(Path, sys.argv[1:]))
    heads = f"{'rows':>5}{'clear':>7}{'go out':>8}{'share':>8}{'questions':>10}"
    print(f"{'town hall':24}{heads}{'missed':>8}{'wrong':>8}")
    with tempfile.TemporaryDirectory() as held:
        for hall in halls:
            depot = hall.check(Path(held))
            found = judged(hall, depot)
            print(line(hall.name, found))
            for where in found.wrong:
                print("   wrong:", *where)
            for where in found.missed:
                print("   missed:", *where)
            for line_aside, codes in depot.set_aside.items():
                print("   aside:", line_aside, *codes)
            for asked in depot.open_questions:
                print("   asked:", asked.rule, asked.field or "", asked.value or "")
            total.rows += found.rows
            total.clear += found.clear
            total.published += found.published
            total.questions += found.questions
            total.wrong += found.wrong
            total.missed += found.missed
    print(line("all", total, len(halls)))


if __name__ == "__main__":
    main()
