"""French checks on columns that are not plain texts, or where an empty cell is a value."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.opendatacommunal.pipeline.judging.table_schema import CellError, errors
from ckanext.opendatacommunal.pipeline.schema_checks.opening_hours import is_opening_hours
from ckanext.opendatacommunal.tests.pipeline.test_table_schema import table


def wrong(
    name: str,
    params: dict[str, Any],
    kinds: dict[str, str],
    cells: dict[str, list[Any]],
    **schema: Any,
) -> list[CellError]:
    fields = [{"name": column, "type": kind} for column, kind in kinds.items()]
    schema |= {"fields": fields, "custom_checks": [{"name": name, "params": params}]}
    return errors(table(**cells), schema)


def test_a_total_that_is_a_text_is_no_total() -> None:
    kinds, cells = {"x": "string", "y": "integer"}, {"x": ["2", "a"], "y": ["2", "2"]}
    found = wrong("sum-columns-value", {"column": "x", "columns": ["y"]}, kinds, cells)
    assert [(each.row, each.constraint) for each in found] == [
        (2, "not-numbers"),
        (3, "not-numbers"),
    ]


def test_yes_and_a_number_do_not_compare() -> None:
    params = {"column": "x", "column2": "y", "op": ">="}
    kinds, cells = {"x": "boolean", "y": "integer"}, {"x": ["1", "true"], "y": ["0", "0"]}
    found = wrong("compare-columns-value", params, kinds, cells)
    assert [(each.row, each.constraint) for each in found] == [
        (2, "not-comparable"),
        (3, "not-comparable"),
    ]


@pytest.mark.parametrize(
    "name", ["siret", "phone-number-value", "year-interval-value", "nomenclature-acte"]
)
def test_an_empty_cell_that_is_a_value_is_judged(name: str) -> None:
    cells = {"x": [None, "NC"]}
    found = wrong(name, {"column": "x"}, {"x": "string"}, cells, missingValues=["NC"])
    assert [each.row for each in found] == [2]


def test_the_missing_one_of_two_may_be_said_of_a_third_column() -> None:
    params = {"column": "z", "column1": "x", "column2": "y"}
    cells = {"x": ["a", None], "y": [None, None], "z": ["b", "c"]}
    (found,) = wrong("one-of-required", params, dict.fromkeys("xyz", "string"), cells)
    assert (found.row, found.field, found.value) == (3, "z", "c")


def test_points_in_france_longitude_first() -> None:
    points = ["4.85, 45.75", "55.5, -21", "45.75, 4.85", "0, 0", "ici", None, "-5.141277, 45"]
    found = wrong("french-gps-coordinates", {"column": "x"}, {"x": "geopoint"}, {"x": points})
    checked = [each for each in found if each.code == "french-gps-coordinates"]
    assert [(each.row, each.constraint) for each in checked] == [
        (4, "reversed"),
        (5, None),
        (8, None),
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Mo-Fr 08:00-12:00; ", True),
        ("Mo-Fr 08:00-12:00; PH off ", True),
        ("24:00-06:00", True),
        ('PH off"férié"', True),
        ("Mo-Fr sunrise-(sunset+01:00)", True),
        ("Mo-Fr dawn - dusk", False),
        ("Mo-Fr sunset+", False),
        ("PH Mo-Fr 08:00-12:00", False),
        (" Apr-Sep Mo-Fr 08:00-12:00", False),
        ("2024-2025 Jan 01 off", False),
        ("2024 easter off", False),
    ],
)
def test_hours_as_the_parser_of_validata_takes_them(text: str, right: bool) -> None:
    assert is_opening_hours(text) == right
