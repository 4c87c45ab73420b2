"""A point without an address: filled, asked once or said, as the gabarit lets; never more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Profile, Settings
from ckanext.opendatacommunal.pipeline.export.profile import profile_of
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok
from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving, misbehaving
from ckanext.opendatacommunal.tests.pipeline.parks import (
    LYON_METROPOLE,
    MIONS,
    TODAY,
    codes,
    column,
    question,
)

TWO = "nom;lon;lat\nParc A;4.95;45.66\nParc B;4.95002;45.66002"
"""Both a step away from the one address of the server: Rue du Hasard, in Mions."""


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


def check(
    folder: Path, server: Misbehaving | None, text: str, slug: str = "parcs-jardins",
    *, level: str | None = None, filled: bool = False, **settings: object,
) -> Depot:  # fmt: skip
    """The dépôt of this text; `level`, `filled`: what the gabarit says of its street instead."""
    gabarit = find(slug)
    assert gabarit is not None
    if level:
        fields = [
            replace(each, level=level, filled=filled) if each.name == "voie" else each
            for each in gabarit.fields
        ]
        gabarit = replace(gabarit, fields=tuple(fields))
    file = folder / "points.csv"
    file.write_text(text, encoding="utf-8")
    geocoder = Geocoder(Addok(server.url, tries=1)) if server else None
    known = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY, "geocoder": geocoder}
    return run(Depot(file, gabarit, Settings(**{**known, **settings})))


def test_a_street_that_is_wanted_is_one_question_for_all_rows(
    server: Misbehaving, tmp_path: Path
) -> None:
    depot = check(tmp_path, server, TWO)
    asked = question(depot, "addresses-of-points")
    assert asked.rows == (2, 3)
    assert asked.params["names"] == ["Rue du Hasard 69780 Mions"]
    assert column(depot, "lon") == ["4.95", "4.95002"]
    filled = check(tmp_path, server, TWO, answers={asked.id: "remplir"})
    assert column(filled, "voie") == ["Rue du Hasard"] * 2
    left = check(tmp_path, server, TWO, answers={asked.id: "laisser"})
    assert "Rue du Hasard" not in column(left, "voie")
    assert "addresses-of-points" not in {each.rule for each in left.open_questions}


def test_the_answer_is_remembered_next_year(server: Misbehaving, tmp_path: Path) -> None:
    asked = question(check(tmp_path, server, TWO), "addresses-of-points")
    answered = check(tmp_path, server, TWO, answers={asked.id: "remplir"})
    profile: Profile = profile_of(answered)
    again = check(tmp_path, server, f"{TWO}\nParc C;4.95;45.66001", profile=profile)
    assert "addresses-of-points" not in {each.rule for each in again.questions}
    assert column(again, "voie") == ["Rue du Hasard"] * 3


def test_a_street_that_the_tool_may_fill_is_filled_and_said(
    server: Misbehaving, tmp_path: Path
) -> None:
    depot = check(tmp_path, server, TWO, level="recommended", filled=True)
    assert column(depot, "voie") == ["Rue du Hasard"] * 2
    assert "address-of-point" in codes(depot)


def test_a_street_that_nobody_wants_is_only_said(server: Misbehaving, tmp_path: Path) -> None:
    depot = check(tmp_path, server, TWO, level="optional")
    assert "addresses-of-points" not in {each.rule for each in depot.questions}
    assert "address-of-point-possible" in codes(depot)


def test_an_address_too_far_or_of_another_commune_is_none(
    server: Misbehaving, tmp_path: Path
) -> None:
    far = check(tmp_path, server, "nom;lon;lat\nParc A;4.952;45.66")
    assert "addresses-of-points" not in {each.rule for each in far.questions}
    other = check(tmp_path, server, "nom;commune;lon;lat\nParc A;Bron;4.95;45.66", commune="69029")
    assert "addresses-of-points" not in {each.rule for each in other.questions}


def test_without_a_geocoder_the_outline_is_still_watched(tmp_path: Path) -> None:
    depot = check(tmp_path, None, "nom;lon;lat\nParc A;4.95;45.66\nParc B;4.85;45.76")
    assert [each.status for each in depot.locations] == ["given", "to_confirm"]
    assert question(depot, "point-outside").rows == (3,)


def test_a_server_that_does_not_answer_costs_no_row(server: Misbehaving, tmp_path: Path) -> None:
    server.faults = [500] * 9
    depot = check(tmp_path, server, TWO)
    assert [each.status for each in depot.locations] == ["given", "given"]


def test_the_one_column_of_a_national_schema_is_understood_and_filled(
    server: Misbehaving, tmp_path: Path
) -> None:
    header = "type_fontaine;adresse;code_commune_insee;longitude;latitude"
    rows = ("borne fontaine;12 R DU LAC;69283;;", "borne fontaine;;69283;4.95;45.66")
    depot = check(tmp_path, server, "\n".join((header, *rows)), "fontaines")
    assert [each.status for each in depot.locations] == ["found", "given"]
    assert {each["line"] for each in server.seen} == {"12 Rue du Lac"}
    assert column(depot, "adresse") == ["12 Rue du Lac", "Rue du Hasard"]
    assert "address-of-point" in codes(depot)


def test_a_given_point_far_from_its_address_is_asked_with_both(
    server: Misbehaving, tmp_path: Path
) -> None:
    """The server has every number of the Rue du Lac at 4.95, 45.66."""
    text = (
        "nom;numvoie;voie;lon;lat\nParc A;12;Rue du Lac;4.96;45.665\nParc B;3;Rue du Lac;4.95;45.66"
    )
    depot = check(tmp_path, server, text)
    asked = question(depot, "point-far-from-address")
    assert asked.rows == (2,)
    assert asked.candidates == ("garder", "12 Rue du Lac 69780 Mions")
    assert 700 < asked.params["metres"] < 1100
    moved = check(tmp_path, server, text, answers={asked.id: asked.candidates[1]})
    assert column(moved, "lon") == ["4.95", "4.95"]
    assert column(moved, "position_source") == ["adresse exacte", "donnée par la commune"]
    kept = check(tmp_path, server, text, answers={asked.id: "garder"})
    assert column(kept, "lon") == ["4.96", "4.95"]
    assert column(kept, "position_source") == ["donnée par la commune"] * 2
