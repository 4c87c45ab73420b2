"""Ask Validata. Runs in Validata's own environment (dev/oracles.py), which has none of ours.

Standard input: JSON list of [file, schema file]. Standard output: JSON list of verdicts, each
{"errors": [{"row": 2, "field": "surf_m2", "code": "type-error", "value": "abc"}],
 "warnings": ["Colonne manquante…"], "seconds": 0.1};
row and field are null where the error is of no row or no field.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from validata_core import (  # pyright: ignore[reportMissingImports]
    resource_service,
    validation_service,
)


def verdict(file: str, schema: str) -> dict[str, object]:
    content = Path(file).read_bytes()
    description = json.loads(Path(schema).read_text(encoding="utf-8"))
    begin = time.perf_counter()
    resource = resource_service.from_file_content(Path(file).name, content)
    report = validation_service.validate_resource(resource, description).to_dict()
    seconds = time.perf_counter() - begin
    errors = [
        {
            "row": error.get("rowNumber"),
            "field": error.get("fieldName") or error.get("label"),
            "code": error["type"],
            "value": error.get("cell"),
        }
        for error in report["errors"]
    ]
    return {"errors": errors, "warnings": report["warnings"], "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps([verdict(*pair) for pair in json.load(sys.stdin)], default=str))
