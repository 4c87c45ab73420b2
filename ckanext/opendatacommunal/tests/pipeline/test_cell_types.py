"""Types that are seldom met; `tests/oracles` holds all of them against Validata."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.opendatacommunal.pipeline.cell_types import reader
from ckanext.opendatacommunal.tests.pipeline.test_table_schema import found, table


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("P1Y2M", True),
        ("PT", True),
        ("P", False),
        ("P0001-02-03T04:05:06", True),
        ("P00010203T040506", True),
        ("P0001-001T00", True),
        ("P2024W101T08:30", True),
        ("P20T08,5", True),
        ("P0001T10:30.5+01:00", True),
        ("P0001T10.5:30", False),
        ("P0000-01-01T00:00:00", False),
        ("P0001-13-01T00:00:00", False),
        ("P0001-01-00T00:00:00", False),
        ("P0001-01-01T24:00:00", False),
        ("P0001-0101T00:00:00", False),
        ("P99999999999D", False),
    ],
)
def test_durations(text: str, right: bool) -> None:
    assert (reader({"type": "duration"})(text) is not None) == right


def test_a_year_is_twelve_months() -> None:
    field = {"name": "x", "type": "duration", "constraints": {"enum": ["P12M", "PT24H"]}}
    assert found(table(x=["P1Y", "P0Y12M", "P1D", "-P1D", "P2D"]), field) == [
        (row, "x", "constraint-error", "enum") for row in (5, 6)
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('{"type": "Topology", "objects": {}, "arcs": []}', True),
        ('{"type": "Point", "coordinates": [1, 2, 3]}', True),
        ('{"type": "LineString", "arcs": [0, -1]}', True),
        ('{"type": "LineString", "arcs": ["0"]}', False),
        ('{"type": "MultiPolygon", "arcs": [[[0]]], "id": 3}', True),
        ('{"type": "MultiPolygon", "arcs": [[0]]}', False),
        ('{"type": "GeometryCollection", "geometries": [{"type": "Truc"}]}', False),
        ('{"type": "Topology", "objects": {"a": 1}, "arcs": []}', False),
        ('{"type": "Topology", "objects": {}, "arcs": [[[0, 0], [1, 1]]]}', True),
        ('{"type": "Topology", "objects": {}, "arcs": [[[0, 0]]]}', False),
        ('{"type": "Topology", "objects": {}, "arcs": [], "transform": {}}', False),
        ('{"type": "Topology", "objects": {}, "arcs": [], "bbox": [1, 2]}', False),
        ("[]", False),
    ],
)
def test_topologies(text: str, right: bool) -> None:
    assert (reader({"type": "geojson", "format": "topojson"})(text) is not None) == right


def test_an_offset_of_a_day_is_compared_with_no_limit() -> None:
    limit = {"minimum": "08:30:00Z"}
    field: dict[str, Any] = {"name": "x", "type": "time", "format": "any", "constraints": limit}
    assert found(table(x=["08:30:00+99:00", "09:00:00Z"]), field) == [
        (2, "x", "constraint-error", "minimum")
    ]


def test_a_number_in_an_array_is_no_boolean() -> None:
    field = {"name": "x", "type": "array", "arrayItem": {"type": "boolean"}}
    assert found(table(x=["[true]", '["1"]', "[1]"]), field) == [(4, "x", "type-error", "boolean")]


def test_what_is_missing_in_an_array_is_said_by_its_items() -> None:
    item = {"type": "integer", "missingValues": ["NC"], "constraints": {"required": True}}
    field = {"name": "x", "type": "array", "missingValues": ["-"], "arrayItem": item}
    assert found(table(x=["[1]", '["NC"]', '[""]', "-"]), field) == [
        (3, "x", "constraint-error", "required"),
        (4, "x", "type-error", "integer"),
    ]
