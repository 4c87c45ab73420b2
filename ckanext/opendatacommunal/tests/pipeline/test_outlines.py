"""Many points of a commune are told in or out as one point is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal import communes

MIONS, LYON, PIERRE_BENITE = "69283", "69123", "69149"


def near_the_border(code: str) -> st.SearchStrategy[tuple[float, float]]:
    """Points of the outline itself, and some at a few hundred metres of it at most."""
    geometry = communes.outline(code)
    assert geometry is not None
    rings = geometry["coordinates"]
    rings = rings if geometry["type"] == "Polygon" else [ring for part in rings for ring in part]
    corners = [tuple(corner[:2]) for ring in rings for corner in ring]
    apart = st.one_of(st.just(0.0), st.floats(-0.004, 0.004))
    return st.builds(
        lambda corner, east, north: (corner[0] + east, corner[1] + north),
        st.sampled_from(corners),
        apart,
        apart,
    )


@pytest.mark.parametrize("code", [MIONS, LYON, PIERRE_BENITE])
@given(data=st.data(), tolerance=st.sampled_from([0, 50, 200]))
def test_many_points_are_as_each_of_them(code: str, data: st.DataObject, tolerance: float) -> None:
    points = data.draw(st.lists(near_the_border(code), max_size=12))
    each = {point: communes.contains(code, *point, tolerance_m=tolerance) for point in points}
    assert communes.contains_each(code, points, tolerance) == each


def test_a_commune_without_an_outline_says_nothing_of_its_points() -> None:
    assert communes.contains_each("97411", [(55.45, -20.88)]) is None
