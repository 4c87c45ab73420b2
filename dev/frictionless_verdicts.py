"""Ask frictionless alone. Runs in Validata's environment (dev/oracles.py), which has none of ours.

Standard input and output as those of `validata_verdicts.py`: JSON list of [file, schema file], JSON
list of {"errors": [{"row": 2, "field": "surf_m2", "code": "type-error"}], "seconds": 0.1}.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import frictionless  # pyright: ignore[reportMissingImports]
from frictionless.resources import TableResource  # pyright: ignore[reportMissingImports]


def verdict(file: str, schema: str) -> dict[str, object]:
    description = frictionless.Schema.from_descriptor(json.loads(Path(schema).read_text("utf-8")))
    path = Path(file)
    begin = time.perf_counter()
    report = TableResource(path=path.name, basepath=str(path.parent), schema=description).validate()
    seconds = time.perf_counter() - begin
    errors = [
        {"row": row, "field": field, "code": code}
        for row, field, code in report.flatten(["rowNumber", "fieldName", "type"])
    ]
    return {"errors": errors, "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps([verdict(*pair) for pair in json.load(sys.stdin)]))
