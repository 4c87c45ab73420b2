"""A file as it is, judged to the letter: rows, labels and cells that are not as they should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.judging.judge import judge

SCHEMA = {
    "fields": [
        {"name": "a", "type": "integer"},
        {"name": "b", "type": "string"},
        {"name": "c", "type": "string", "constraints": {"required": True}},
    ]
}


def found(folder: Path, text: str) -> list[tuple[Any, Any, str]]:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    verdict = judge(path, SCHEMA, translator("fr"))
    assert verdict["counts"]["errors"] == len(verdict["errors"])
    assert all(error["message"] for error in verdict["errors"])
    return [(error["row"], error["field"], error["code"]) for error in verdict["errors"]]


def test_a_right_file_has_no_error(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b,c\n1,,x\n") == []


def test_cells_are_judged_by_type_and_constraint(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b,c\nx,y,\n") == [
        (2, "a", "type-error"),
        (2, "c", "constraint-error"),
    ]


def test_a_blank_row_is_one_error_and_nothing_else(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b,c\n1,y,z\n\n,,\n1,y,z\n") == [
        (3, None, "blank-row"),
        (4, None, "blank-row"),
    ]


def test_ragged_rows_are_named(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b,c\n1,y\n1,y,z,t\n") == [
        (2, "c", "constraint-error"),
        (2, "c", "missing-cell"),
        (3, None, "extra-cell"),
    ]


def test_a_required_column_that_is_missing_is_named_once(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b\n1,y\n2,z\n") == [(None, "c", "missing-label")]


def test_names_are_taken_to_the_letter(tmp_path: Path) -> None:
    assert found(tmp_path, "A,b,c\nx,y,z\n") == []


def test_nothing_is_judged_under_two_columns_of_one_name(tmp_path: Path) -> None:
    assert found(tmp_path, "a,b,c,c\nx,y,,z\n") == [(None, None, "duplicate-label")]


def test_a_workbook_is_judged_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["a", "b", "c"], [1, "y", "z"], ["x", "y", None]):
        book.active.append(line)
    book.save(tmp_path / "t.xlsx")
    verdict = judge(tmp_path / "t.xlsx", SCHEMA, translator("fr"))
    assert [(e["row"], e["field"]) for e in verdict["errors"]] == [(3, "a"), (3, "c")]


def test_booleans_of_a_workbook_are_right_for_any_words(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["a"], [True], [False], ["oui"], ["vrai"]):
        book.active.append(line)
    book.save(tmp_path / "t.xlsx")
    yes_or_no = {"name": "a", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}
    verdict = judge(tmp_path / "t.xlsx", {"fields": [yes_or_no]}, translator("fr"))
    assert [(e["row"], e["code"]) for e in verdict["errors"]] == [(5, "type-error")]


def test_an_error_says_what_is_expected_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("jour\n31/12/2024\n", encoding="utf-8")
    verdict = judge(path, {"fields": [{"name": "jour", "type": "date"}]}, translator("fr"))
    message = verdict["errors"][0]["message"]
    assert all(part in message for part in ("Ligne 2", "31/12/2024", "jour", "2024-12-31"))


def test_a_number_stored_in_a_column_of_texts_is_told_as_such(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["a", "b", "c"], [1, 1500, "x"], [2, "01500", "y"]):
        book.worksheets[0].append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    (told,) = judge(path, SCHEMA, translator("fr"))["errors"]
    assert (told["row"], told["field"], told["code"]) == (2, "b", "type-error")
    assert told["message"].startswith("Ligne 2 : « 1500 », dans « b », n’est pas enregistré")
