"""The verdict of a Table Schema; `tests/oracles` holds it against Validata's."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.judging.table_schema import columns_of, errors


def table(**columns: list[str | None]) -> pl.DataFrame:
    height = len(next(iter(columns.values())))
    text = {name: pl.Series(cells, dtype=pl.String) for name, cells in columns.items()}
    return pl.DataFrame({ROW: list(range(2, height + 2)), **text})


def found(rows: pl.DataFrame, *fields: dict[str, Any], **schema: Any) -> list[tuple[Any, ...]]:
    return [
        (error.row, error.field, error.code, error.constraint)
        for error in errors(rows, {"fields": list(fields), **schema})
    ]


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (
            {"type": "number"},
            ["1", "-1.5", "1e3", " 2 ", ".5", "NaN"],
            ["1,5", "1 000", "a", "1.2.3"],
        ),
        ({"type": "integer"}, ["1", "007", "-3"], ["1.0", "1.5", "a"]),
        ({"type": "year"}, ["1982", "0099"], ["82", "19820", "-982"]),
        ({"type": "boolean"}, ["true", "1", "FALSE"], ["oui", "True ", "2"]),
        (
            {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]},
            ["oui"],
            ["true", "Oui"],
        ),
        ({"type": "date"}, ["2024-02-29", "2024-1-5"], ["2023-02-29", "31/12/2024"]),
        ({"type": "date", "format": "%d/%m/%Y"}, ["31/12/2024"], ["2024-12-31"]),
        ({"type": "string", "format": "uri"}, ["https://a.fr", "mailto:x"], ["a.fr", "photo.jpg"]),
        ({"type": "geojson"}, ['{"type":"Point","coordinates":[4.8,45.7]}'], ["{}", "ici"]),
        ({"type": "geopoint"}, ["4.8,45.7"], ["200,10", "4.8"]),
    ],
)
def test_types(field: dict[str, Any], good: list[str | None], bad: list[str | None]) -> None:
    column = {"name": "x", **field}
    assert found(table(x=good), column) == []
    wrong = found(table(x=bad), column)
    assert wrong == [(row, "x", "type-error", field["type"]) for row in range(2, len(bad) + 2)]


@pytest.mark.parametrize(
    ("constraints", "kind", "good", "bad"),
    [
        ({"required": True}, "string", "a", None),
        ({"pattern": "^[A-Z]{3}$"}, "string", "PAR", "PARC"),
        ({"pattern": "a|b"}, "string", "ab", "xa"),
        ({"pattern": r"(?=a)\w+"}, "string", "ab", "ba"),
        ({"enum": ["libre", "TC"]}, "string", "TC", "tc"),
        ({"enum": ["1", "2"]}, "integer", "02", "3"),
        ({"minLength": 2}, "string", "ab", "a"),
        ({"maxLength": 2}, "string", "éé", "ééé"),
        ({"minimum": 0}, "number", "0.0", "-0.1"),
        ({"maximum": 90}, "number", "90", "90.0000001"),
        ({"minimum": "2000-01-01"}, "date", "2000-01-01", "1999-12-31"),
    ],
)
def test_constraints(constraints: dict[str, Any], kind: str, good: str, bad: str | None) -> None:
    column = {"name": "x", "type": kind, "constraints": constraints}
    assert found(table(x=[good]), column) == []
    assert found(table(x=[bad]), column) == [(2, "x", "constraint-error", next(iter(constraints)))]


def test_an_empty_cell_is_judged_by_required_alone() -> None:
    column = {"name": "x", "type": "number", "constraints": {"minimum": 5, "enum": ["7"]}}
    assert found(table(x=["", None]), column) == []


def test_missing_values_are_those_of_the_schema_or_of_the_column() -> None:
    column = {"name": "x", "type": "number"}
    assert found(table(x=["NC"]), column, missingValues=["", "NC"]) == []
    assert found(table(x=["NC"]), {**column, "missingValues": ["NC"]}) == []


def test_only_the_later_of_two_equal_values_is_wrong() -> None:
    unique = {"name": "x", "constraints": {"unique": True}}
    assert found(table(x=["a", "b", "a", "a", ""]), unique) == [
        (4, "x", "unique-error", "unique"),
        (5, "x", "unique-error", "unique"),
    ]


def test_numbers_are_compared_as_numbers() -> None:
    unique = {"name": "x", "type": "number", "constraints": {"unique": True}}
    assert found(table(x=["1", "1.0"]), unique) == [(3, "x", "unique-error", "unique")]


def test_a_primary_key_may_have_several_columns() -> None:
    fields = ({"name": "x"}, {"name": "y"})
    rows = table(x=["a", "a", "a", None], y=["1", "2", "1", None])
    assert found(rows, *fields, primaryKey=["x", "y"]) == [
        (4, None, "primary-key", "unique"),
        (5, None, "primary-key", None),
    ]


def test_only_a_required_column_may_not_be_missing() -> None:
    needed = {"name": "x", "constraints": {"required": True}}
    assert found(table(z=["1"]), needed, {"name": "y"}) == [(None, "x", "missing-label", None)]


FIELDS: list[dict[str, Any]] = [
    {"name": "x", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
    {"name": "x", "type": "integer", "constraints": {"required": True}},
    {"name": "x", "type": "year", "constraints": {"minimum": 1500}},
    {"name": "x", "type": "date"},
    {"name": "x", "type": "boolean"},
    {"name": "x", "constraints": {"pattern": "^([0-9]{5}|2[AB][0-9]{3})$"}},
    {"name": "x", "constraints": {"pattern": r"\d+"}},
    {"name": "x", "constraints": {"pattern": "a|b.*"}},
    {"name": "x", "constraints": {"minLength": 2, "maxLength": 4}},
    {"name": "x", "constraints": {"enum": ["oui", "non"]}},
    {"name": "x", "format": "uri"},
]
CELLS = st.one_of(
    st.text(max_size=6),
    st.from_regex(r"[0-9ABab.,+e -]{0,7}\n?", fullmatch=True),
    st.dates().map(str),
    st.sampled_from(["", "oui", "non", "true", "1", "69780", "2A004", "٣", "https://a", "ab\n"]),
)


@pytest.mark.parametrize("field", FIELDS, ids=str)
@given(cells=st.lists(CELLS | st.none(), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_whole_columns_pass_only_if_each_cell_does(
    field: dict[str, Any], cells: list[str | None]
) -> None:
    """What polars lets through is what the reader of one cell accepts."""
    (judged,) = columns_of({"fields": [field]})
    one_by_one = {row for row, cell in enumerate(cells, 2) if judged.flaws(cell)}
    assert {row for row, *_ in found(table(x=cells), field)} == one_by_one
