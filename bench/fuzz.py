"""Damaged and hostile files of all formats through `read` and `check`: what comes of them.

python bench/fuzz.py [--files 12000] [--seed 1] [--workers 2]

Every file is read in a process of limited memory and time. Prints how many were read, judged and
refused, by format, and why; any other end is a failure, shown with the number of its file
(`--only N` runs it alone). Exit status 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.messages import sentence, translator
from ckanext.opendatacommunal.tests.pipeline.mutations import file

MEMORY_BYTES = 3_000_000_000
SECONDS = 20
"""Of processor time: other programs of the machine do not count."""

WALL_SECONDS = 180
BATCH = 100
TODAY = date(2026, 11, 22)
SHOWN_FAILURES = 20


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", type=int)
    parser.add_argument("--batch", type=int, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.batch:
        return work(given.seed, *given.batch)
    if given.only is not None:
        return work(given.seed, given.only, given.only + 1)
    starts = range(0, given.files, BATCH)
    with ThreadPoolExecutor(given.workers) as pool:
        batches = pool.map(lambda start: batch(given.seed, start, given.files), starts)
        return show([outcome for each in batches for outcome in each])


def batch(seed: int, start: int, files: int) -> list[dict[str, Any]]:
    """What came of the files from `start` on, in processes of their own: one ends, the next goes
    on after the file that ended it."""
    end, found = min(start + BATCH, files), []
    while start < end:
        command = [sys.executable, __file__, "--seed", str(seed), "--batch", str(start), str(end)]
        done = subprocess.run(command, capture_output=True, check=False)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        found += lines
        start += len(lines)
        if start < end:
            name, _content = file(seed, start)
            why = done.stderr.decode("utf-8", "replace")[-600:]
            ended = {"index": start, "name": name, "outcome": "failed", "seconds": SECONDS}
            found.append({**ended, "why": f"exit status {done.returncode}: {why}"})
            start += 1
        elif b"panicked" in done.stderr:
            found[-1]["panic"] = done.stderr.decode("utf-8", "replace")[:300]
    return found


def work(seed: int, start: int, end: int) -> int:
    """One line of JSON a file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for each in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(each, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        for index in range(start, end):
            name, content = file(seed, index)
            path = Path(folder) / name
            path.write_bytes(content)
            signal.alarm(WALL_SECONDS)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            began = time.process_time()
            outcome, why = outcome_of(path)
            signal.alarm(0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            told = {
                "index": index,
                "name": name,
                "outcome": outcome,
                "why": why,
                "seconds": time.process_time() - began,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
            print(json.dumps(told), flush=True)
    return 0


def outcome_of(path: Path) -> tuple[str, str]:
    """(verdict, `refused` or `failed`; why)."""
    # Here and not above: the process that only hands out the work needs none of it.
    from ckanext.opendatacommunal.pipeline import export, run  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.depot import Depot, Settings  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.errors import UnreadableFile  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.read import known_words  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.reading.table import read_table  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.reporting.report import report  # noqa: PLC0415

    gabarit, translate = find("parcs-jardins"), translator("fr")
    if gabarit is None:
        return "failed", "no gabarit"
    try:
        read_table(path, known_words([gabarit]))
        depot = run(Depot(path, gabarit, Settings("01004", today=TODAY)))
        told = report(depot, translate=translate)
        export.clean_csv(depot)
        export.annotated_workbook(depot, told)
    except UnreadableFile as refusal:
        sentence(refusal.code, refusal.params, translate)
        return "refused", refusal.code
    except BaseException:  # noqa: BLE001 - whatever it is, it is what we are looking for
        return "failed", traceback.format_exc()[-1500:]
    return told["verdict"], ""


def show(outcomes: list[dict[str, Any]]) -> int:
    by_format: dict[str, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        by_format[Path(each["name"]).suffix][each["outcome"]] += 1
    names = ("valid", "to_confirm", "invalid", "refused", "failed")
    print(f"{'':10}" + "".join(f"{name:>12}" for name in names))
    total: Counter[str] = Counter()
    for suffix, counts in sorted(by_format.items()):
        print(f"{suffix:10}" + "".join(f"{counts[name]:12}" for name in names))
        total += counts
    print(f"{'total':10}" + "".join(f"{total[name]:12}" for name in names))
    refusals = Counter(each["why"] for each in outcomes if each["outcome"] == "refused")
    print("refused:", ", ".join(f"{code} {n}" for code, n in refusals.most_common()))
    slowest = max(outcomes, key=lambda each: each["seconds"])
    memory = max(each.get("memory", 0) for each in outcomes)
    print(f"slowest: {slowest['seconds']:.2f} s (file {slowest['index']}); memory: {memory} MB")
    panics = [each for each in outcomes if "panic" in each]
    for each in panics[:SHOWN_FAILURES]:
        print(f"panic in the batch that ends with {each['index']}: {each['panic']}")
    failures = [each for each in outcomes if each["outcome"] == "failed"]
    for each in failures[:SHOWN_FAILURES]:
        print(f"--- {each['index']} {each['name']}\n{each['why']}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
