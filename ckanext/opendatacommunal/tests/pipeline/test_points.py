"""Points in every writing that communes hand in: read, put right, doubted, never invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.tests.pipeline.parks import (
    HEADER,
    MIONS,
    ROW_OF,
    check,
    codes,
    column,
    question,
)

HERE = (4.95312, 45.66318)
"""In Mions. Its metres below were computed by PROJ."""


def located(folder: Path, columns: str, *cells: str, **settings: object) -> Depot:
    """Parks of Mions, their cells apart by tabulators: a point may hold a comma or a semicolon."""
    rows = (f"{ROW_OF.format(nom=f'Parc {i}')};{each}" for i, each in enumerate(cells))
    text = "\n".join((f"{HEADER};{columns}", *rows)).replace(";", "\t").replace("¤", ";")
    return check(folder, text, **settings)


def point(depot: Depot) -> tuple[float, float]:
    lon, lat = column(depot, "lon")[0], column(depot, "lat")[0]
    assert lon
    assert lat
    return float(lon), float(lat)


WRITINGS = {
    "degrees": ("lon;lat", "4.95312;45.66318"),
    "decimal commas": ("lon;lat", "4,95312;45,66318"),
    "degrees, minutes, seconds": ("lon;lat", "4°57'11.2\"E;45°39'47.4\"N"),
    "degrees and minutes": ("lon;lat", "4°57.187';45°39.791'"),
    "swapped": ("lon;lat", "45.66318;4.95312"),
    "swapped, in degrees and minutes": ("lon;lat", "45°39'47.4\"N;4°57'11.2\"E"),
    "Lambert-93": ("x;y", "852067.4;6508950.5"),
    "Lambert-93, spaced": ("x;y", "852 067,4;6 508 950,5"),
    "Lambert-93, swapped": ("x;y", "6508950;852067"),
    **{
        zone: ("x;y", metres)
        for zone, metres in {
            "CC42": "1852500.8;1608997.2",
            "CC43": "1852350.0;2497782.2",
            "CC44": "1852247.7;3386639.6",
            "CC45": "1852192.9;4275534.4",
            "CC46": "1852184.9;5164432.1",
            "CC47": "1852222.8;6053299.0",
            "CC48": "1852305.8;6942101.8",
            "CC49": "1852433.1;7830807.9",
            "CC50": "1852603.9;8719385.5",
        }.items()
    },
    "degrees without their point": ("lon;lat", "4953120;45663180"),
    "degrees without their point, in thousands": ("lon;lat", "4.953.120;45.663.180"),
    "latitude without its point": ("lon;lat", "4.95312;45663180"),
    "both in the first column": ("longitude;latitude", "45.66318, 4.95312;"),
    "both in the second column": ("longitude;latitude", ";45,66318 4,95312"),
    "one cell": ("geo_point_2d", "45.66318, 4.95312"),
    "one cell, longitude first": ("coordonnees", "4.95312 45.66318"),
    "one cell, commas": ("gps", "45,66318 ¤ 4,95312"),
    "one cell, sides": ("coordonnees gps", "45°39'47.4\"N 4°57'11.2\"E"),
    "WKT": ("position", "POINT (4.95312 45.66318)"),
    "EWKT": ("position", "SRID=4326¤POINT(4.95312 45.66318)"),
    "GeoJSON": ("position", '"{""type"":""Point"",""coordinates"":[4.95312,45.66318]}"'),
    "one cell, Lambert-93": ("coordonnees", "852067 6508950"),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_one_place_in_many_writings(tmp_path: Path, writing: str) -> None:
    depot = located(tmp_path, *WRITINGS[writing])
    assert communes.metres(point(depot), HERE) < 20
    assert depot.locations[0].status == "given"
    assert column(depot, "position_source") == ["donnée par la commune"]
    assert not depot.questions


def test_a_place_that_no_outline_tells_of_is_at_least_in_its_country(tmp_path: Path) -> None:
    far = {"commune": "69001", "epci": None}  # Affoux, of another EPCI: no outline is shipped
    row = "A;1;Rue A;69170;Affoux;non;1;Commune"
    inside = check(tmp_path, f"{HEADER};lon;lat\n{row};4.41;45.84", **far)
    assert [each.status for each in inside.locations] == ["given"]
    outside = check(tmp_path, f"{HEADER};lon;lat\n{row};12.5;41.9", **far)
    assert question(outside, "point-outside").value == "12.5, 41.9"
    overseas = f"{HEADER};lon;lat\nA;1;Rue A;97400;Saint-Denis;non;1;Commune;55.45;-20.88"
    assert not check(tmp_path, overseas, commune="97411", epci=None).questions


@pytest.mark.parametrize("cells", ["0;0", "0,0;0,0", "0.000000;0.000000"])
def test_zero_zero_is_no_point(tmp_path: Path, cells: str) -> None:
    depot = located(tmp_path, "lon;lat", cells)
    assert (column(depot, "lon"), depot.locations[0].status) == ([None], "skipped")
    assert "no-point" in {each.rule for each in depot.corrections}
    assert depot.set_aside == {}


def test_all_rows_on_one_point_is_said(tmp_path: Path) -> None:
    """The town hall's, most often: the points are kept, and somebody looks."""
    depot = located(tmp_path, "lon;lat", *["4.95312;45.66318"] * 4)
    assert codes(depot).count("one-point") == 1
    assert column(depot, "lon") == ["4.95312"] * 4
    assert "one-point" not in codes(located(tmp_path, "lon;lat", *["4.95312;45.66318"] * 2))
    apart = located(tmp_path, "lon;lat", *["4.95312;45.66318"] * 4, "4.95;45.66")
    assert "one-point" not in codes(apart)


def beyond(metres: float) -> tuple[float, float]:
    """A point so many metres north of the northernmost point of Mions."""
    outline = communes.outline(MIONS)
    assert outline is not None
    rings = outline["coordinates"] if outline["type"] == "Polygon" else outline["coordinates"][0]
    lon, lat = max((tuple(each[:2]) for each in rings[0]), key=lambda each: each[1])
    return lon, lat + metres / 111_195


@pytest.mark.parametrize(("metres", "asked"), [(-50, False), (150, False), (260, True)])
def test_two_hundred_metres_beyond_the_outline_are_kept(
    tmp_path: Path, metres: float, asked: bool
) -> None:
    lon, lat = beyond(metres)
    depot = located(tmp_path, "lon;lat", f"{lon:.6f};{lat:.6f}")
    assert bool(depot.questions) == asked
    if asked:
        assert question(depot, "point-outside").candidates == ("garder", "retirer")
        assert column(depot, "lon") == [None]
    else:
        assert point(depot) == (round(lon, 6), round(lat, 6))
