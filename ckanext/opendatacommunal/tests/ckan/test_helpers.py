"""What the helpers of our templates write."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from ckanext.opendatacommunal import helpers
from ckanext.opendatacommunal.days import day_of


def in_language(app: object, lang: str) -> object:
    return app.flask_app.test_request_context(  # type: ignore[attr-defined]
        "/", environ_overrides={"CKAN_LANG": lang}
    )


@pytest.mark.parametrize(
    ("lang", "day", "moment"),
    [
        ("fr", "22 novembre 2026", "22 novembre 2026 à 16:04"),
        ("en", "November 22, 2026", "November 22, 2026 at 4:04"),
    ],
)
def test_dates_are_those_of_the_portal_in_the_language_of_the_reader(
    app: object, lang: str, day: str, moment: str
) -> None:
    # Kept in UTC; Paris is one hour ahead in November.
    with in_language(app, lang):  # type: ignore[attr-defined]
        assert helpers.opendatacommunal_date("2026-11-22T15:04:00") == day
        assert helpers.opendatacommunal_date("2026-11-22T15:04:00", time=True).startswith(moment)


def test_a_day_is_counted_where_the_portal_is(app: object) -> None:
    with in_language(app, "fr"):  # type: ignore[attr-defined]
        assert helpers.opendatacommunal_date("2026-11-22T23:30:00") == "23 novembre 2026"
        assert helpers.opendatacommunal_date("2026-11-22") == "22 novembre 2026"
    # And so is the day that the metadata of a publication say.
    assert day_of(datetime(2026, 11, 22, 23, 30, tzinfo=timezone.utc)) == date(2026, 11, 23)


def test_numbers_have_the_separators_of_the_language(app: object) -> None:
    with in_language(app, "fr"):  # type: ignore[attr-defined]
        assert helpers.opendatacommunal_number(1_234_567) == "1\u202f234\u202f567"
    with in_language(app, "en"):  # type: ignore[attr-defined]
        assert helpers.opendatacommunal_number(1_234_567) == "1,234,567"


def test_no_two_states_look_alike_without_their_colour(app: object) -> None:
    names = ["recu", "a_corriger", "a_confirmer", "pret", "publie", "remplace", "retire", None]
    with in_language(app, "fr"):  # type: ignore[attr-defined]
        states = [helpers.opendatacommunal_state(name) for name in names]
    assert len({state.label for state in states}) == len(names)
    assert all(state.symbol for state in states)


@pytest.mark.parametrize(
    ("package", "insee"),
    [
        ({"communes": ["69029"], "partie_de": "parcs-jardins"}, "69029"),
        ({"communes": '["69029"]', "partie_de": "parcs-jardins"}, "69029"),
        ({"communes": ["69029", "69283"], "partie_de": "parcs-jardins"}, None),
        ({"communes": ["69029"], "partie_de": ""}, None),
        ({}, None),
    ],
)
def test_the_widget_is_offered_where_the_dataset_is_of_one_commune(
    package: dict[str, object], insee: str | None
) -> None:
    assert helpers.opendatacommunal_commune_of(package) == insee


def test_other_datasets_are_left_alone() -> None:
    assert helpers.opendatacommunal_gabarit_of({"type": "dataset"}) is None
    assert helpers.opendatacommunal_gabarit_of({}) is None
    assert helpers.opendatacommunal_gabarit_of({"type": "donnees-parcs-jardins"}) == "parcs-jardins"
