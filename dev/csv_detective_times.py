"""Time csv-detective. Runs in its own environment (dev/oracles.py), which has none of ours.

Standard input: JSON list of [file, schema file]; the schema is not used: csv-detective guesses the
type of each column from all its rows, and lists no cell. Standard output: JSON list of
{"errors": null, "seconds": 0.1}.
"""

from __future__ import annotations

import json
import sys
import time

import csv_detective  # pyright: ignore[reportMissingImports]


def timed(file: str, _schema: str) -> dict[str, object]:
    begin = time.perf_counter()
    csv_detective.routine(file, num_rows=-1, save_results=False)
    return {"errors": None, "seconds": time.perf_counter() - begin}


if __name__ == "__main__":
    print(json.dumps([timed(*pair) for pair in json.load(sys.stdin)]))
