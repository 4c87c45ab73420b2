"""The valid example of a gabarit: right rows, to be shown on its page and in its workbook."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits import Field, Gabarit

MOST_ROWS = 5
VALID, EXPECTED = "valide.csv", "_attendu.csv"


def example_rows(gabarit: Gabarit) -> list[dict[str, str]]:
    """At most `MOST_ROWS` rows, name of the field → text; none where there is no example."""
    path = _file(gabarit.folder / "exemples")
    if path is None:
        return []
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    known = {field.name for field in gabarit.public_fields}
    return [{name: row[name] or "" for name in row if name in known} for row in rows[:MOST_ROWS]]


def _file(folder: Path) -> Path | None:
    if (folder / VALID).is_file():
        return folder / VALID
    expected = sorted(folder.glob(f"*{EXPECTED}")) if folder.is_dir() else []
    return expected[0] if expected else None


def said_to_clerks(field: Field, schema: Mapping[str, Any]) -> dict[str, str]:
    """Writings of a national schema that a town hall would not use → ours: `true` → `oui`."""
    if field.kind != "boolean":
        return {}
    column: Mapping[str, Any] = next(
        (each for each in schema["fields"] if each["name"] == field.name), {}
    )
    yes = column.get("trueValues") or ("true", "True", "TRUE", "1")
    no = column.get("falseValues") or ("false", "False", "FALSE", "0")
    return {**dict.fromkeys(map(str, no), "non"), **dict.fromkeys(map(str, yes), "oui")}
