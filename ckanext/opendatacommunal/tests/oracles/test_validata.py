"""Same verdict as Validata, cell by cell: the same file, the same schema, the same errors."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.opendatacommunal.gabarits import folders
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.errors import UsageError
from ckanext.opendatacommunal.pipeline.judging.descriptor import read_schema
from ckanext.opendatacommunal.pipeline.judging.judge import judge
from ckanext.opendatacommunal.pipeline.schema_checks import siren, siret
from ckanext.opendatacommunal.pipeline.schema_checks.nomenclature_actes import NAMES as ACTS
from ckanext.opendatacommunal.tests.oracles import samples, texts
from ckanext.opendatacommunal.tests.oracles.conftest import Verdicts
from ckanext.opendatacommunal.tests.oracles.samples import Sample, csv_of
from ckanext.opendatacommunal.tests.pipeline.parks import gabarit

ROWS = 150

# Validata gives these checks one code; ours is the name of the check.
NAMELESS = {*siren.NAMES, *siret.NAMES, *ACTS}


def same(found: Iterable[dict[str, Any]]) -> list[tuple[Any, ...]]:
    codes = dict.fromkeys(NAMELESS, "custom-check-error")
    codes["reversed-french-gps-coordinates"] = "french-gps-coordinates"
    return sorted(
        (
            (error["row"] or 0, error["field"] or "", codes.get(error["code"], error["code"]))
            for error in found
        ),
        key=str,
    )


def compare(folder: Path, validata: Verdicts, found: Sequence[Sample]) -> list[int]:
    """Assert the same errors in each table; their number, -1 where Validata crashed."""
    pairs = []
    for i, sample in enumerate(found):
        file, description = folder / f"{i}.csv", folder / f"{i}.json"
        file.write_bytes(sample.text.encode())
        description.write_text(json.dumps(sample.schema), encoding="utf-8")
        pairs.append((file, description))
    counts = []
    for sample, (file, _), theirs in zip(found, pairs, validata(pairs), strict=True):
        ours = judge(file, sample.schema, translator("fr"))
        if theirs["crash"]:
            counts.append(-1)
            continue
        assert len(theirs["errors"]) < 1000, f"{sample.name}: Validata counts no further"
        assert same(ours["errors"]) == same(theirs["errors"]), sample.name
        counts.append(len(theirs["errors"]))
    return counts


def test_every_type_and_constraint(tmp_path: Path, validata: Verdicts) -> None:
    counts = compare(tmp_path, validata, list(samples.of_every_type()))
    assert counts.count(-1) == 0
    assert counts.count(0) <= 4, "to a few of them any text is right"


def test_the_shape_of_a_table(tmp_path: Path, validata: Verdicts) -> None:
    counts = compare(tmp_path, validata, samples.STRUCTURES)
    assert counts.count(-1) == 0


def test_french_checks(tmp_path: Path, validata: Verdicts) -> None:
    counts = compare(tmp_path, validata, list(samples.of_french_checks()))
    assert counts.count(-1) == 0


def test_schemas_that_may_be_wrong(tmp_path: Path, validata: Verdicts) -> None:
    """Refused by both, or used by both."""
    found, pairs = list(samples.of_schemas()), []
    for i, sample in enumerate(found):
        file, description = tmp_path / f"{i}.csv", tmp_path / f"{i}.json"
        file.write_text(sample.text)
        description.write_text(json.dumps(sample.schema))
        pairs.append((file, description))
    for sample, (_, description), theirs in zip(found, pairs, validata(pairs), strict=True):
        codes = {error["code"] for error in theirs["errors"]}
        refused = theirs["crash"] is not None or not codes.isdisjoint(SCHEMA_IS_WRONG)
        assert refused == is_refused(description), sample.name


def is_refused(description: Path) -> bool:
    try:
        read_schema(description)
    except UsageError:
        return True
    return False


SCHEMA_IS_WRONG = {"schema-error", "field-error"}


def test_the_schemas_of_all_gabarits(tmp_path: Path, validata: Verdicts) -> None:
    """Rows made of the examples in the schema, with wrong cells of every sort, ragged and blank."""
    found = []
    # A gabarit that is handed in elsewhere has no schema of its own.
    with_schema = [folder for folder in folders(()) if (folder / "schema.json").exists()]
    for seed, folder in enumerate(with_schema):
        schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
        found.append(Sample(folder.name, schema, wrong_rows(schema, random.Random(seed))))
    assert all(count > 0 for count in compare(tmp_path, validata, found))


def wrong_rows(schema: dict[str, Any], chance: random.Random) -> str:
    fields = schema["fields"]
    rows = [[field["name"] for field in fields]]
    for number in range(ROWS if len(fields) < 40 else ROWS // 3):
        row = [_right(field, number) for field in fields]
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            row[chance.randrange(len(row))] = chance.choice(texts.ANYTHING)
        row = chance.choices(
            (row, row[: chance.randrange(1, len(row))], [*row, "x"], [""] * len(row)),
            weights=(94, 2, 2, 2),
        )[0]
        rows.append(row)
    return csv_of(rows)


def _right(field: dict[str, Any], number: int) -> str:
    constraints = field.get("constraints") or {}
    example = field.get("example") or (constraints.get("enum") or [""])[0]
    if not example and constraints.get("required"):
        example = {"date": "2024-01-31", "year": "2024"}.get(field.get("type", ""), str(number))
    return str(example)


def test_a_column_that_is_missing(tmp_path: Path, validata: Verdicts) -> None:
    schema = dict(gabarit().schema)
    found = []
    for missing in ("nom", "clos"):
        here = [field for field in schema["fields"] if field["name"] != missing]
        row = [str(field.get("example", "")) for field in here]
        found.append(Sample(missing, schema, csv_of([[field["name"] for field in here], row])))
    assert compare(tmp_path, validata, found) == [1, 0]


MOMENT = datetime(2024, 1, 2, 8, 30)  # noqa: DTZ001 - no zone in a workbook
STORED: tuple[Any, ...] = (
    True, False, 12, 1.5, -3, 2024, date(2024, 1, 2), MOMENT, time(8, 30),
    "12", "1.5", "2024-01-02", "08:30:00", "true", "VRAI", "oui", "abc", "2024", None, 0, 1,
)  # fmt: skip
FORMATTED: tuple[tuple[Any, str], ...] = (
    (69780, "00000"), (12, "0.00"), (11.9, "0"), (0.125, "0%"), (1, "0"), (12, "@"), (-3, "0.0;0"),
    (1.5, '0.0#" m²"'), (1234.5, "#,##0.00"), (12, "0.00E+00"), (date(2024, 1, 2), "dd/mm/yyyy"),
    (date(2024, 1, 2), "mm-dd-yy"), (date(2024, 1, 2), "[$-40C]d mmmm yyyy"),
    (date(2024, 1, 2), "dd/mm/yyyy;@"), (date(2024, 1, 2), "yyyy\\-mm\\-dd"),
    (MOMENT, "dd/mm/yy hh:mm"), (MOMENT, "yyyy-mm-dd"), (time(8, 30), "hh:mm:ss"),
    (time(8, 30), 'hh"h"mm'), (time(8, 30), "mm:ss"), (time(8, 30), "h:mm AM/PM"),
)  # fmt: skip
"""Values, and the formats of their cells: by them Validata reads numbers and days of an .xlsx."""
TYPES: dict[str, dict[str, Any]] = {
    "string": {},
    "number": {},
    "integer": {},
    "boolean": {},
    "boolean in French": {"trueValues": ["oui"], "falseValues": ["non"]},
    "date": {},
    "datetime": {},
    "time": {},
    "any": {},
    "string of digits": {"constraints": {"pattern": "[0-9]+"}},
    "string that is short": {"constraints": {"maxLength": 4}},
    "string of a list": {"constraints": {"enum": ["12", "true"]}},
    "integer not too small": {"constraints": {"minimum": 13}},
    "number of a list": {"constraints": {"enum": ["12", "1.5"]}},
}
MOMENTS_OF_VALIDATA = {"xlsx": set(), "xls": {(8, "datetime"), (10, "datetime")}}
"""Row, column: there Validata takes a day without hour and an hour without day for a moment."""


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_what_a_workbook_stores(tmp_path: Path, validata: Verdicts, kind: str) -> None:
    """Every stored kind of cell in a column of every type."""
    if kind == "xls" and not shutil.which("soffice"):
        pytest.skip("LibreOffice makes the old workbook")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["row", *TYPES])
    for number, cell in enumerate(STORED, 2):
        sheet.append([number, *[cell] * len(TYPES)])
    for cell, code in FORMATTED if kind == "xlsx" else ():
        sheet.append([sheet.max_row + 1, *[cell] * len(TYPES)])
        for each in sheet[sheet.max_row][1:]:
            each.number_format = code
    book.save(tmp_path / "stored.xlsx")
    if kind == "xls":
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
        command += ["--convert-to", "xls", "--outdir", str(tmp_path), f"{tmp_path}/stored.xlsx"]
        subprocess.run(command, check=True, capture_output=True)
    fields = [{"name": name, "type": name.split()[0], **more} for name, more in TYPES.items()]
    schema = {"fields": [{"name": "row", "type": "integer"}, *fields]}
    file, description = tmp_path / f"stored.{kind}", tmp_path / "schema.json"
    description.write_text(json.dumps(schema))
    (theirs,) = validata([(file, description)])
    ours = judge(file, schema, translator("fr"))
    assert theirs["crash"] is None
    apart = {(each[0], each[1]) for each in set(same(ours["errors"])) ^ set(same(theirs["errors"]))}
    assert apart == MOMENTS_OF_VALIDATA[kind]
