"""GeoJSON as RFC 7946 wants it, whatever a commune's software wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import shape

from ckanext.opendatacommunal.pipeline import export
from ckanext.opendatacommunal.shapes import Box, turned
from ckanext.opendatacommunal.tests.pipeline.parks import check, with_column

CLOCKWISE = [[4.95, 45.66], [4.95, 45.67], [4.96, 45.67], [4.96, 45.66], [4.95, 45.66]]
HOLE = [[4.952, 45.662], [4.954, 45.662], [4.954, 45.664], [4.952, 45.664], [4.952, 45.662]]
POLYGON = {"type": "Polygon", "coordinates": [CLOCKWISE, HOLE]}


@pytest.mark.parametrize(
    "geometry",
    [
        POLYGON,
        turned(POLYGON),
        {"type": "MultiPolygon", "coordinates": [POLYGON["coordinates"]]},
        {"type": "GeometryCollection", "geometries": [POLYGON]},
    ],
)
def test_outer_rings_turn_counterclockwise_and_holes_clockwise(geometry: dict[str, Any]) -> None:
    after = turned(geometry)
    for polygon in getattr(shape(after), "geoms", [shape(after)]):
        assert polygon.exterior.is_ccw
        assert not any(hole.is_ccw for hole in polygon.interiors)
    assert shape(after).equals(shape(geometry))
    assert turned(after) == after


def test_the_box_of_shapes_and_of_nothing() -> None:
    box = Box()
    box.add(None)
    assert box.bounds is None
    box.add({"type": "Point", "coordinates": [4.8, 45.9, 170]})
    box.add({"type": "MultiPolygon", "coordinates": [[CLOCKWISE]]})
    assert box.bounds == (4.8, 45.66, 4.96, 45.9)


def test_an_exported_file_follows_the_standard(tmp_path: Path) -> None:
    outline = json.dumps(POLYGON).replace('"', '""')
    rows = with_column("lon;lat;geom", "4.953120;45.663180;", f';;"{outline}"', ";;")
    found = json.loads(export.geojson(check(tmp_path, rows)))
    point, polygon, nowhere = (each["geometry"] for each in found["features"])
    assert point == {"type": "Point", "coordinates": [4.95312, 45.66318]}
    assert shape(polygon).exterior.is_ccw
    assert nowhere is None
    assert found["bbox"] == [4.95, 45.66, 4.96, 45.67]
    assert "crs" not in found
    assert {each["type"] for each in found["features"]} == {"Feature"}


def test_a_file_without_any_place_has_no_box(tmp_path: Path) -> None:
    found = json.loads(export.geojson(check(tmp_path, with_column("lon;lat", ";"))))
    assert "bbox" not in found
