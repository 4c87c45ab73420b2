"""Outlines drawn from polygons."""

from __future__ import annotations

import re

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.outline import draw


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


def test_a_square_kilometre_is_drawn_square_with_north_up() -> None:
    # At 45.75° N, a degree of longitude is 0.6978 times a degree of latitude.
    ring = [[4.8, 45.7], [4.8 + 0.1 / 0.6978, 45.7], [4.8 + 0.1 / 0.6978, 45.8], [4.8, 45.8]]
    drawn = draw({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    south_west, south_east, _north_east, north_west, _closing = points(drawn.path)
    assert abs((south_east[0] - south_west[0]) - (south_west[1] - north_west[1])) < 1
    assert north_west[1] < south_west[1]
    assert south_east[0] > south_west[0]


def test_every_part_and_hole_of_a_commune_stays_in_the_frame() -> None:
    outline = communes.outline("69149")
    assert outline is not None
    drawn = draw(outline)
    assert drawn.path.count("M") == drawn.path.count("Z") >= 1
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points(drawn.path))


def test_neighbours_are_drawn_and_far_communes_are_not() -> None:
    grigny = "69096"  # at the other end of the métropole
    bron, lyon, far = (communes.outline(code) or {} for code in ("69029", "69123", grigny))
    assert len(draw(bron, [lyon, far]).neighbours) == 1
    assert draw(far).path


def test_a_point_of_the_commune_falls_inside_its_frame() -> None:
    bron = communes.outline("69029")
    assert bron is not None
    drawn = draw(bron, points=[(4.9114, 45.7335)])
    ((x, y),) = drawn.points
    assert 0 < x < drawn.width
    assert 0 < y < drawn.height


def test_an_empty_geometry_draws_nothing() -> None:
    assert draw({"type": "MultiPolygon", "coordinates": []}).path == ""
