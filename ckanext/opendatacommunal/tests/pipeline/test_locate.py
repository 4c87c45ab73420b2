"""Points given by the commune: put right, checked against its outline, never invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.placing.projections import (
    LAMBERT_93,
    ZONES,
    candidates,
    to_degrees,
)
from ckanext.opendatacommunal.tests.pipeline.parks import (
    HEADER,
    ROW_OF,
    check,
    codes,
    column,
    question,
)

INSIDE = ("4.95312", "45.66318")


def located(folder: Path, columns: str, *cells: str, **settings: object) -> Depot:
    rows = (f"{ROW_OF.format(nom=f'Parc {i}')};{each}" for i, each in enumerate(cells))
    return check(folder, "\n".join((f"{HEADER};{columns}", *rows)), **settings)


def point(depot: Depot) -> tuple[str | None, str | None]:
    return column(depot, "lon")[0], column(depot, "lat")[0]


def test_a_given_point_goes_out_as_it_is(tmp_path: Path) -> None:
    depot = located(tmp_path, "lon;lat", "4.95312;45.66318")
    assert point(depot) == INSIDE
    assert column(depot, "position_source") == ["donnée par la commune"]
    assert depot.locations[0].status == "given"
    assert depot.corrections == ()


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("lon;lat", "45.66318;4.95312"),
        ("lon;lat", "4,95312;45,66318"),
        ("geo_point_2d", "45.66318, 4.95312"),
        ("geo_point_2d", "[4.95312, 45.66318]"),
        ("geo_point_2d", "45,66318 4,95312"),
    ],
)
def test_one_reading_is_put_right_and_listed(tmp_path: Path, columns: str, cells: str) -> None:
    depot = located(tmp_path, columns, cells)
    assert point(depot) == INSIDE
    assert sorted(each.field for each in depot.corrections) == ["lat", "lon"]
    assert depot.questions == ()


def test_metres_become_degrees(tmp_path: Path) -> None:
    depot = located(tmp_path, "x;y", "851900;6508900")
    lon, lat = (float(each or "0") for each in point(depot))
    assert (lon, lat) == (pytest.approx(4.9513, abs=1e-3), pytest.approx(45.6625, abs=1e-3))
    assert {each.rule for each in depot.corrections} == {"projected-point"}


def test_a_point_outside_waits_for_an_answer_and_its_row_does_not(tmp_path: Path) -> None:
    depot = located(tmp_path, "lon;lat", "4.85;45.76")
    asked = question(depot, "point-outside")
    assert point(depot) == (None, None)
    assert column(depot, "position_source") == [None]
    assert depot.set_aside == {}
    assert (depot.locations[0].status, depot.locations[0].lon) == ("to_confirm", 4.85)
    kept = located(tmp_path, "lon;lat", "4.85;45.76", answers={asked.id: "garder"})
    assert point(kept) == ("4.85", "45.76")
    removed = located(tmp_path, "lon;lat", "4.85;45.76", answers={asked.id: "retirer"})
    assert point(removed) == (None, None)
    assert kept.open_questions == removed.open_questions == ()


def test_many_points_outside_are_one_question(tmp_path: Path) -> None:
    depot = located(tmp_path, "lon;lat", *(f"4.85;45.7{i}" for i in range(5)))
    assert question(depot, "points-outside").rows == (2, 3, 4, 5, 6)


def test_two_hundred_metres_are_tolerated(tmp_path: Path) -> None:
    assert located(tmp_path, "lon;lat", "4.95312;45.66318").questions == ()


@pytest.mark.parametrize(
    ("cells", "code"), [("4.95;", "half-point"), ("0;0", None), ("170;80", None)]
)
def test_no_point_is_invented(tmp_path: Path, cells: str, code: str | None) -> None:
    depot = located(tmp_path, "lon;lat", cells)
    assert point(depot) == (None, None)
    assert depot.set_aside == {}
    assert code is None or code in codes(depot)


def test_without_a_point_the_row_says_whether_it_has_an_address(tmp_path: Path) -> None:
    depot = check(tmp_path, f"{HEADER}\n{ROW_OF.format(nom='A')}\nB;;;69780;Mions;non;1;Commune")
    assert [each.status for each in depot.locations] == ["skipped", "no_address"]


def test_known_points_of_the_projections() -> None:
    """The origin of each projection, and a point of Lyon known in Lambert-93."""
    assert to_degrees(LAMBERT_93, 700_000, 6_600_000) == (3.0, 46.5)
    for zone in ZONES:
        assert to_degrees(zone, zone.east, zone.up) == (3.0, zone.origin)
    lon, lat = to_degrees(LAMBERT_93, 842_666, 6_519_924)
    assert (lon, lat) == (pytest.approx(4.8357, abs=1e-4), pytest.approx(45.764, abs=1e-4))
    assert [cone.name for cone, *_ in candidates(1_842_000, 5_175_000)] == ["CC46"]
    assert candidates(12, 12_000_000) == []
