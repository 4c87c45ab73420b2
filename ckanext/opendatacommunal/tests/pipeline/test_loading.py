"""What loading communes decides, without CKAN."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.loading import (
    LoadingError,
    Organisation,
    Plan,
    plan,
    read_polygons,
    slug,
)

LYON, LILLE = "200046977", "200093201"
SIREN_OF_BRON = "216900290"


def planned(
    *organisations: Organisation, known: dict[str, Any] | None = None, **options: Any
) -> Plan:
    options = {"metropole": "grand-lyon", **options}
    return plan(LYON, organisations, known or {}, **options)


def organisation(name: str, title: str = "", **extras: str) -> Organisation:
    return Organisation(f"id-of-{name}", name, title or name, extras)


def step_of(plan: Plan, code: str) -> Any:
    return next(step for step in plan.steps if step.commune and step.commune.code == code)


def applied(plan: Plan) -> tuple[list[Organisation], dict[str, dict[str, Any]]]:
    """The organisations and the table of communes as they are once a plan is applied."""
    organisations, known = [], {}
    for step in plan.steps:
        there = step.organisation
        made = Organisation(
            there.id if there else f"id-of-{step.name}",
            step.name,
            step.title or (there.title if there else ""),
            {**(there.extras if there else {}), **step.extras},
        )
        organisations.append(made)
        if step.commune:
            known[step.commune.code] = {**step.values, "organisation_id": made.id}
    return organisations, known


def test_an_empty_site_gets_the_metropole_and_its_58_communes():
    first = planned()
    assert first.obstacles == ()
    assert first.count("create") == len(first.steps) == 59
    assert (first.steps[0].name, first.steps[0].title) == ("grand-lyon", "Métropole de Lyon")
    assert first.steps[0].extras == {"siren": LYON}
    didier = step_of(first, "69194")
    assert (didier.name, didier.title) == (
        "saint-didier-au-mont-d-or",
        "Saint-Didier-au-Mont-d'Or",
    )
    assert didier.extras == {"insee": "69194", "siren": "216901942"}
    merged = step_of(first, "69149").values
    assert merged["old_codes"] == ["69152"]
    assert merged["postcodes"] == ["69310", "69600"]
    assert merged["polygon"]["type"] == "Polygon"
    assert step_of(first, "69123").values["old_codes"] == ["69232"]  # arrondissements are today's


def test_again_changes_nothing():
    organisations, known = applied(planned())
    again = planned(*organisations, known=known)
    assert again.changes_nothing
    assert again.count("keep") == 59


@pytest.mark.parametrize(
    "there",
    [
        organisation("bron"),
        organisation("ville-de-bron", "Ville de Bron"),
        organisation("vdb", "BRON"),
        organisation("vdb", "Open data", siren=SIREN_OF_BRON),
        organisation("vdb", "Open data", SIRET=f"{SIREN_OF_BRON}00017"),
        organisation("vdb", "Open data", siren="216 900 290"),
        organisation("vdb", "Open data", insee="69029"),
    ],
    ids=lambda each: f"{each.name}-{each.title}-{'-'.join(each.extras)}",
)
def test_an_organisation_that_is_there_is_adopted_only_if_asked(there: Organisation):
    refused = planned(there)
    assert [each.params["name"] for each in refused.obstacles] == [there.name]
    adopting = planned(there, adopt=True)
    assert adopting.obstacles == ()
    step = step_of(adopting, "69029")
    assert (step.kind, step.organisation, step.name) == ("adopt", there, there.name)
    assert step.title is None  # it keeps its own
    assert adopting.count("create") == 58


@pytest.mark.parametrize(
    "other",
    [
        organisation("habitat-bron", "Lyon Métropole Habitat"),
        organisation("ccas-bron", "CCAS de Bron"),
        organisation("mairie-du-1er", "Mairie du 1er arrondissement"),
        organisation("bron", "Bron", siren="552081317"),  # another body of that name
        organisation("bron-culture", "Bron", siren="552081317"),
    ],
    ids=lambda each: each.title,
)
def test_another_body_is_not_taken_for_the_town_hall(other: Organisation):
    both = planned(other, adopt=True)
    assert both.obstacles == ()
    step = step_of(both, "69029")
    assert step.kind == "create"
    assert step.name == ("bron-69029" if other.name == "bron" else "bron")


def test_two_organisations_for_one_commune_are_a_question():
    two = [organisation("bron-1", "Bron"), organisation("bron-2", "Ville de Bron")]
    (obstacle,) = planned(*two, adopt=True).obstacles
    assert obstacle.params == {"commune": "Bron", "names": "bron-1, bron-2"}
    with_siren = [organisation("bron-1", "Bron", siren=SIREN_OF_BRON), two[1]]
    assert step_of(planned(*with_siren, adopt=True), "69029").name == "bron-1"


def test_all_obstacles_are_told_at_once():
    there = [organisation("bron"), organisation("lyon"), organisation("mions", "Ville de Mions")]
    assert len(planned(*there).obstacles) == 3


def test_a_deleted_organisation_stands_in_the_way():
    gone = Organisation("1", "bron", "Bron", deleted=True)
    (obstacle,) = planned(gone, adopt=True).obstacles
    assert "bron" in obstacle.sentence.format_map(obstacle.params)


def test_a_group_may_have_the_name_of_a_commune():
    step = step_of(planned(Organisation("1", "lyon", "Lyon", group=True)), "69123")
    assert (step.kind, step.name) == ("create", "lyon-69123")


def test_the_metropole_may_be_there_already():
    there = organisation("grand-lyon", "Grand Lyon")
    first = planned(there).steps[0]
    assert (first.kind, first.organisation, first.title) == ("adopt", there, None)
    same = organisation("grand-lyon", "Grand Lyon", siren=LYON)
    assert planned(same).steps[0].kind == "keep"


@pytest.mark.parametrize(
    "there",
    [
        organisation("grand-lyon", "Sytral", siren="253900377"),
        organisation("metropole-de-lyon", "Grand Lyon", siren=LYON),
        Organisation("1", "grand-lyon", "Grand Lyon", group=True),
        Organisation("1", "grand-lyon", "Grand Lyon", deleted=True),
    ],
    ids=["another body", "another name", "a group", "deleted"],
)
def test_the_wrong_metropole_stands_in_the_way(there: Organisation):
    (obstacle,) = planned(there).obstacles
    assert obstacle.sentence.format_map(obstacle.params)


def test_a_merger_is_followed():
    before = {
        "69149": {**known_commune("69149", "Oullins"), "old_codes": []},
        "69152": known_commune("69152", "Pierre-Bénite"),
    }
    there = [
        organisation("oullins", "Oullins", insee="69149"),
        organisation("pierre-benite", "Pierre-Bénite", insee="69152"),
    ]
    after = planned(*there, known=before)
    assert after.obstacles == ()
    step = step_of(after, "69149")
    assert (step.kind, step.name, step.title) == ("update", "oullins", "Oullins-Pierre-Bénite")
    assert step.values["old_codes"] == ["69152"]
    (departure,) = after.departures
    assert (departure.insee, departure.into) == ("69152", "69149")


def test_a_title_that_the_town_hall_chose_is_kept():
    before = {"69149": known_commune("69149", "Oullins")}
    step = step_of(planned(organisation("oullins", "Ville d'Oullins"), known=before), "69149")
    assert (step.kind, step.title) == ("update", None)


def test_a_commune_that_left_the_epci_is_told():
    before = {"69264": {**known_commune("69264", "Villefranche-sur-Saône"), "epci": LYON}}
    (departure,) = planned(known=before).departures
    assert (departure.insee, departure.into) == ("69264", None)
    assert departure.epci == communes.get("69264").epci  # type: ignore[union-attr]


def test_old_codes_that_the_site_knows_are_never_lost():
    before = {"69029": {**known_commune("69029", "Bron"), "old_codes": ["69999"]}}
    assert step_of(planned(organisation("bron"), known=before), "69029").values["old_codes"] == [
        "69999"
    ]


def test_the_communes_of_a_second_epci_come_without_its_organisation():
    organisations, known = applied(planned())
    second = plan(LILLE, organisations, known, metropole=None)
    assert second.count("create") == len(second.steps) == 95
    assert second.departures == ()


def test_an_unknown_epci_is_said():
    with pytest.raises(LoadingError, match="123456789"):
        plan("123456789", [], {}, metropole="m")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saint-André-lez-Lille", "saint-andre-lez-lille"),
        ("L'Haÿ-les-Roses", "l-hay-les-roses"),
        ("Annœullin", "annoeullin"),
        ("Écully", "ecully"),
        ("Y", "y"),
    ],
)
def test_slugs(name: str, expected: str):
    assert slug(name) == expected


def test_every_name_of_france_makes_a_name_of_organisation():
    for siren in (LYON, LILLE, "243700754", "200070993"):
        for step in plan(siren, [], {}, metropole=None).steps:
            assert 2 <= len(step.name) <= 100
            assert step.name.isascii()
            assert step.name.replace("-", "").isalnum()


# Outlines that the operator brings


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def square(west: float) -> dict[str, Any]:
    ring = [[west, 45], [west + 1, 45], [west + 1, 46], [west, 46], [west, 45]]
    return {"type": "Polygon", "coordinates": [ring]}


def written(tmp_path: Path, features: Any) -> Path:
    path = tmp_path / "communes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_outlines_are_read_by_code_and_merged_communes_put_together(tmp_path: Path):
    path = written(
        tmp_path,
        [
            feature(square(4), INSEE_COM="69029", nom="Bron"),
            feature(square(5), insee="69149"),
            feature(square(6), code="69152"),
            feature(square(7), code="00000"),
            feature({"type": "Point", "coordinates": [4, 45]}, code="69123"),
        ],
    )
    outlines = read_polygons(path)
    assert outlines["69029"] == square(4)
    assert outlines["69149"]["type"] == "MultiPolygon"
    assert communes.geometry_contains(outlines["69149"], 5.5, 45.5)
    assert communes.geometry_contains(outlines["69149"], 6.5, 45.5)
    assert set(outlines) == {"69029", "69149"}
    assert step_of(planned(polygons=outlines), "69029").values["polygon"] == square(4)


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"features": [{}]}', '{"features": 3}', '{"features": []}', "\0"]
)
def test_a_file_that_is_not_of_outlines_is_said(tmp_path: Path, content: str):
    path = tmp_path / "essai.geojson"
    path.write_text(content, "utf-8")
    with pytest.raises(LoadingError, match="essai"):
        read_polygons(path)


def known_commune(insee: str, name: str) -> dict[str, Any]:
    return {
        "insee": insee,
        "name": name,
        "epci": LYON,
        "organisation_id": f"id-of-{slug(name)}",
    }
