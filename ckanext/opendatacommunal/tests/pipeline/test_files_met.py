"""Files that are not what their name says, and answers of programs that hold a table."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.stored import stored_cells
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table

from .parks import LYON_METROPOLE, MIONS, TODAY, codes, gabarit

FORMATS = Path(__file__).parent / "formats"
KINDS = ("xlsx", "xls", "ods")


def read(path: Path) -> Table:
    return read_table(path, known_words([gabarit()]))


def rows(table: Table) -> list[list[str]]:
    return [[cell or "" for cell in cells[1:]] for cells in table.rows.iter_rows()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("named", [*KINDS, "xlsb", "xlsm", "csv", "txt", "zip", "XLS"])
def test_a_workbook_is_known_by_what_it_is(tmp_path: Path, kind: str, named: str) -> None:
    path = tmp_path / f"parcs.{named}"
    shutil.copy(FORMATS / f"parcs.{kind}", path)
    table = read(path)
    assert table.file.format == kind
    assert rows(table) == rows(read(FORMATS / f"parcs.{kind}"))
    expected = stored_cells(FORMATS / f"parcs.{kind}", table.file.sheet)
    assert stored_cells(path, table.file.sheet) == expected


PARKS = [{"nom": "Parc A", "rue": "Rue B"}, {"nom": "Parc C", "rue": "Rue D"}]


def answer(folder: Path, value: Any) -> Table:
    path = folder / "parcs.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    "value",
    [
        {"records": PARKS},
        {"total_count": 2, "results": PARKS},
        {"success": True, "result": {"fields": {"nom": "text"}, "records": PARKS}},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": PARKS[0]}] * 2,
        },
        {"features": [{"attributes": each} for each in PARKS]},
    ],
)
def test_the_list_in_an_answer_is_the_table(tmp_path: Path, value: Any) -> None:
    table = answer(tmp_path, value)
    assert table.header == ("nom", "rue")
    assert rows(table)[0] == ["Parc A", "Rue B"]


def test_values_beside_their_point_are_one_row(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [4.85, 45.75]}
    found = [{"recordid": "x1", "fields": each, "geometry": point} for each in PARKS]
    table = answer(tmp_path, {"nhits": 2, "records": found})
    assert table.header == ("nom", "rue", "recordid", "lon", "lat")
    assert rows(table)[0] == ["Parc A", "Rue B", "x1", "4.85", "45.75"]


@pytest.mark.parametrize(
    ("geometry", "place"),
    [
        ({"type": "MultiPoint", "coordinates": [[4.85, 45.75]]}, ["4.85", "45.75"]),
        ({"type": "Point", "coordinates": ["4.85", "45.75"]}, ["4.85", "45.75"]),
        ({"type": "Point", "coordinates": []}, []),
        (None, []),
    ],
)
def test_a_point_however_it_is_written(
    tmp_path: Path, geometry: dict[str, Any] | None, place: list[str]
) -> None:
    feature = {"type": "Feature", "geometry": geometry, "properties": PARKS[0]}
    table = answer(tmp_path, {"type": "FeatureCollection", "features": [feature] * 2})
    assert rows(table)[0] == ["Parc A", "Rue B", *place]


def test_a_point_beyond_all_numbers_is_no_point(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": each, "geometry": {"type": "Point", "coordinates": []}}
        for each in PARKS
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path = tmp_path / "parcs.geojson"
    path.write_text(text.replace("[]}", "[4.85, 1e400]}"), encoding="utf-8")
    depot = run(Depot(path, gabarit(), Settings(MIONS, LYON_METROPOLE, today=TODAY)))
    assert "not-a-point" in codes(depot)
