"""Same verdict as Validata, cell by cell: the same file, the same schema, the same errors."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.judge import judge
from ckanext.opendatacommunal.tests.oracles.conftest import Verdicts
from ckanext.opendatacommunal.tests.pipeline.parks import gabarit

ROWS = 300
CODES = {"primary-key": "primary-key-error"}
WRONG = (
    "", " ", "oui", "Oui", "non", "true", "1", "0", "01", "-1", "+5", "1.5", "1,5", "1e3", "1E-2",
    "abc",
    "1 000", "1_000", ".5", "5.", "NaN", "INF", "2024", "1982", "982", "99999", "2024-01-31",
    "2024-02-31", "2024-1-5", "31/12/2024", "12:30:00", "12:30", "2024-01-31T12:00:00Z", "2024-05",
    "2024-13", "4.85,45.7", "200,10", "[1, 2]", '{"a": 1}', "{", "null", "http://a.fr", "a.fr",
    "mailto:x", "a@b.fr", "a@b", "PAR-69282-021", "PAR-1-1", "PAR-69282-0219", "69780", "6978",
    "697800", "2A004", "2a004", "piéton|TC", "piéton|", "TC", "libre", "libres", "non autorisés",
    "é" * 5, "x" * 30, "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0", "²", "١٢",
    '{"type": "Point", "coordinates": [4.8, 45.7]}', '{"type": "Point"}', '{"type": "Truc"}',
)  # fmt: skip

EVERY_TYPE: dict[str, Any] = {
    "fields": [
        {"name": "text", "type": "string"},
        {"name": "needed", "type": "string", "constraints": {"required": True}},
        {"name": "pattern", "type": "string", "constraints": {"pattern": "^[A-Z]{3}-[0-9]+$"}},
        {"name": "either", "type": "string", "constraints": {"pattern": "a|b.*"}},
        {"name": "enum", "type": "string", "constraints": {"enum": ["libre", "TC"]}},
        {"name": "short", "type": "string", "constraints": {"minLength": 2, "maxLength": 6}},
        {"name": "uri", "type": "string", "format": "uri"},
        {"name": "uuid", "type": "string", "format": "uuid"},
        {"name": "number", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
        {"name": "comma", "type": "number", "decimalChar": ","},
        {"name": "integer", "type": "integer", "constraints": {"minimum": 1}},
        {"name": "one_of", "type": "integer", "constraints": {"enum": ["1", "2024"]}},
        {"name": "boolean", "type": "boolean"},
        {"name": "ouinon", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]},
        {"name": "year", "type": "year", "constraints": {"minimum": 1500}},
        {"name": "yearmonth", "type": "yearmonth"},
        {"name": "date", "type": "date", "constraints": {"minimum": "2000-01-01"}},
        {"name": "french_date", "type": "date", "format": "%d/%m/%Y"},
        {"name": "time", "type": "time"},
        {"name": "datetime", "type": "datetime"},
        {"name": "geopoint", "type": "geopoint"},
        {"name": "geojson", "type": "geojson"},
        {"name": "array", "type": "array"},
        {"name": "object", "type": "object"},
        {"name": "any", "type": "any"},
        {"name": "unique", "type": "string", "constraints": {"unique": True}},
    ],
    "missingValues": [""],
}


def same(found: Iterable[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            (error["row"] or 0, error["field"] or "", CODES.get(error["code"], error["code"]))
            for error in found
        ),
        key=str,
    )


def compare(
    folder: Path, validata: Verdicts, tables: Sequence[tuple[dict[str, Any], list[list[str]]]]
) -> list[int]:
    """Assert the same errors on each table (schema, rows with the header first); their number."""
    pairs = []
    for i, (schema, rows) in enumerate(tables):
        file, description = folder / f"{i}.csv", folder / f"{i}.json"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        description.write_text(json.dumps(schema), encoding="utf-8")
        pairs.append((file, description))
    counts = []
    verdicts = validata(pairs)
    for (file, _), theirs, (schema, _rows) in zip(pairs, verdicts, tables, strict=True):
        ours = judge(file, schema, translator("fr"))
        assert same(ours["errors"]) == same(theirs["errors"]), schema["fields"][-1]["name"]
        counts.append(len(theirs["errors"]))
    return counts


def test_every_type_and_constraint(tmp_path: Path, validata: Verdicts) -> None:
    """One column a table: Validata stops at a thousand errors."""
    tables = []
    for field in EVERY_TYPE["fields"]:
        schema = {**EVERY_TYPE, "fields": [{"name": "line", "type": "string"}, field]}
        rows = [[f"line {i}", written] for i, written in enumerate((*WRONG, *WRONG[:9]))]
        tables.append((schema, [["line", field["name"]], *rows]))
    counts = compare(tmp_path, validata, tables)
    assert sum(count > 0 for count in counts) == len(EVERY_TYPE["fields"]) - 2, "text and any"


def test_parks_with_wrong_cells(tmp_path: Path, validata: Verdicts) -> None:
    chance = random.Random(2)
    schema = dict(gabarit().schema)
    rows = []
    for i in range(ROWS):
        row = [field.get("example", "") for field in schema["fields"]]
        row[0] = f"PAR-69282-{i:03d}"
        for _ in range(chance.randint(0, 3)):
            row[chance.randrange(len(row))] = chance.choice(WRONG)
        rows.append(row)
    rows.append(rows[0])
    assert compare(tmp_path, validata, [(schema, [names_of(schema), *rows])])[0] > ROWS / 3


def test_a_column_that_is_missing(tmp_path: Path, validata: Verdicts) -> None:
    schema = dict(gabarit().schema)
    tables = []
    for missing in ("nom", "clos"):
        here = [field for field in schema["fields"] if field["name"] != missing]
        row = [field.get("example", "") for field in here]
        tables.append((schema, [[field["name"] for field in here], row]))
    assert compare(tmp_path, validata, tables) == [1, 0]


def names_of(schema: dict[str, Any]) -> list[str]:
    return [field["name"] for field in schema["fields"]]
