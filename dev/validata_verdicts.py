"""Ask Validata. Runs in Validata's own environment (dev/oracles.py), which has none of ours.

Standard input: JSON list of [file, schema file]. Standard output: JSON list of verdicts, each
{"errors": [{"row": 2, "field": "surf_m2", "code": "type-error", "value": "abc"}],
 "warnings": ["Colonne manquante…"], "seconds": 0.1, "crash": null};
row and field are null where the error is of no row or no field. `crash`: the exception that
Validata ended with, or what frictionless answers in its place; there is then no verdict.
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
    try:
        report = validation_service.validate_resource(resource, description).to_dict()
    except Exception as error:  # noqa: BLE001 - whatever it is, there is no verdict
        return {"errors": [], "warnings": [], "seconds": 0, "crash": repr(error)}
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
    crash = next((each["message"] for each in report["errors"] if each["type"] == "error"), None)
    warnings = report["warnings"]
    return {"errors": errors, "warnings": warnings, "seconds": seconds, "crash": crash}


if __name__ == "__main__":
    print(json.dumps([verdict(*pair) for pair in json.load(sys.stdin)], default=str))
