"""Rows that repeat others or refer to others: `unique`, primary and foreign keys."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.opendatacommunal.tests.pipeline.test_table_schema import found, table


def unique(kind: str, **more: Any) -> dict[str, Any]:
    return {"name": "x", "type": kind, "constraints": {"unique": True}, **more}


@pytest.mark.parametrize(
    ("field", "cells", "rows"),
    [
        (unique("number", groupChar="."), ["1.5", "15", "1.50"], [3]),
        (unique("number"), ["NaN", "NaN", "1", "1.0"], [5]),
        (unique("string", format="email"), ["a@b.fr", "a@b.fr"], [3]),
        (unique("string", missingValues=[]), [None, None], [3]),
        (unique("any", missingValues=["NC"]), ["NC", "NC", "NA", "NA"], [5]),
        (unique("time", format="any"), ["08:30:00+99:00", "08:30:00+99:00"], [3]),
        (unique("array"), ["[1]", "[1]", "[2]"], [3]),
    ],
    ids=str,
)
def test_a_value_stands_once(field: dict[str, Any], cells: list[Any], rows: list[int]) -> None:
    again = [row for row, _, code, _ in found(table(x=cells), field) if code == "unique-error"]
    assert again == rows


def test_what_is_not_of_the_type_repeats_nothing() -> None:
    wrong = found(table(x=["mairie", "mairie"]), unique("string", format="email"))
    assert [code for _, _, code, _ in wrong] == ["type-error", "type-error"]


@pytest.mark.parametrize(("kind", "right"), [("integer", "1"), ("date", "2024-01-31")])
def test_a_key_that_is_not_of_the_type_is_no_key(kind: str, right: str) -> None:
    wrong = found(table(x=[right, "abc"]), {"name": "x", "type": kind}, primaryKey="x")
    assert [(row, code) for row, _, code, _ in wrong] == [(3, "type-error"), (3, "primary-key")]


def test_a_row_refers_to_rows_of_the_same_table() -> None:
    fields = [{"name": name, "type": "string"} for name in ("x", "parent")]
    tree = {"fields": "parent", "reference": {"resource": "", "fields": "x"}}
    rows = table(x=["a", "b", None], parent=[None, "a", "c"])
    assert [each[0] for each in found(rows, *fields, foreignKeys=[tree])] == [4]
    without = rows.drop("x")
    assert [each[0] for each in found(without, *fields, foreignKeys=[tree])] == [3, 4]
    assert found(rows.drop("parent"), *fields, foreignKeys=[tree]) == []


def test_a_reference_may_be_a_list() -> None:
    fields = [{"name": "x", "type": "array"}]
    itself = {"fields": "x", "reference": {"resource": "", "fields": "x"}}
    assert found(table(x=["[1]", "[2]"]), *fields, foreignKeys=[itself]) == []
