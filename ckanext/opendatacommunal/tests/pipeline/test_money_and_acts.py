"""First names, grants, deliberations, budget and menus: what each national schema is awkward about.

One row of the official example, one cell written as town halls write it, through the whole way.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Question, Settings
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.tests.pipeline.parks import LYON_METROPOLE, MIONS

TODAY = date(2026, 11, 22)
Rows = list[dict[str, str]]


def example(slug: str) -> Rows:
    path = gabarits.SHIPPED / slug / "exemples" / "valide.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def check(folder: Path, slug: str, rows: Rows, **settings: Any) -> Depot:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "depot.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    found = gabarits.find(slug)
    assert found is not None
    known: dict[str, Any] = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY, **settings}
    return run(Depot(path, found, Settings(**known)))


def with_cells(folder: Path, slug: str, **cells: str) -> Depot:
    first, *others = example(slug)
    return check(folder, slug, [{**first, **cells}, *others])


def published(depot: Depot) -> Rows:
    return list(csv.DictReader(export.clean_csv(depot).decode().splitlines()))


def asked(depot: Depot) -> Question:
    (question,) = depot.open_questions
    return question


SURE = [
    ("prenoms", "ENFANT_PRENOM", "LÉA", "Léa"),
    ("prenoms", "ENFANT_PRENOM", "N’Golo", "N'Golo"),
    ("prenoms", "ENFANT_SEXE", "Fille", "F"),
    ("prenoms", "COMMUNE_NOM", "MIONS", "Mions"),
    ("subventions", "montant", "1 250,00 €", "1250"),
    ("subventions", "nature", "Nature ; Numéraire", "aide en nature;aide en numéraire"),
    ("subventions", "nature", "en numéraire et en nature", "aide en numéraire;aide en nature"),
    ("subventions", "pourcentageSubvention", "45 %", "0.45"),
    ("subventions", "notificationUE", "NON", "non"),
    ("subventions", "datesPeriodeVersement", "2025", "2025-01-01/2025-12-31"),
    ("subventions", "rnaBeneficiaire", "w 691 012 345", "W691012345"),
    ("deliberations", "DELIB_MATIERE_CODE", "7.5.1", "7.5"),
    ("deliberations", "DELIB_DATE", "27/03/2025", "2025-03-27"),
    ("budget", "BGT_NATDEC", "BP", "budget primitif"),
    ("budget", "BGT_CONTNAT", "011", "011"),
    ("budget", "BGT_MTPREV", "325 000,50 €", "325000.5"),
    ("menus", "menuPlatAllergene", "lait, fruits à coques", '["lait","fruits à coques"]'),
    ("menus", "menuPlatAllergene", '["lait","fruits à coques"]', '["lait","fruits à coques"]'),
    ("menus", "menuPlatRegime", "sans porc", '["sans porc "]'),
    ("menus", "menuPlatSiqo", "AB / Label rouge", '["agriculture biologique","label rouge"]'),
    ("menus", "menuPublicationDate", "20/11/2026", "2026-11-20T00:00:00Z"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "field", "raw", "value"), SURE)
def test_written_as_the_schema_wants(
    tmp_path: Path, slug: str, field: str, raw: str, value: str
) -> None:
    depot = with_cells(tmp_path, slug, **{field: raw})
    assert not depot.open_questions
    assert published(depot)[0][field] == value
    changed = {each.field for each in depot.corrections}
    assert changed == ({field} if raw != value else set())


@pytest.mark.parametrize(
    ("slug", "field", "raw", "rule"),
    [
        ("prenoms", "ENFANT_PRENOM", "Anne Marie", "first-name-space"),
        ("prenoms", "ENFANT_PRENOM", "Nuñez", "not-a-first-name"),
        ("deliberations", "DELIB_MATIERE_CODE", "07/05/2025", "matter-as-date"),
        ("deliberations", "DELIB_OBJET", "Recrutement de Mme Martin", "personal-data"),
        ("subventions", "nomBeneficiaire", "Jean Dupont", "personal-data"),
        ("subventions", "datesPeriodeVersement", "en deux fois", "unclear-days"),
        ("budget", "BGT_NATDEC", "budget participatif", "outside-list"),
        ("menus", "menuPlatAllergene", "lait, kiwi", "outside-list"),
    ],
)
def test_asked_and_never_guessed(
    tmp_path: Path, slug: str, field: str, raw: str, rule: str
) -> None:
    depot = with_cells(tmp_path, slug, **{field: raw})
    question = asked(depot)
    assert (question.rule, question.field, question.value) == (rule, field, raw)
    held = depot.gabarit[field].required or rule == "personal-data"
    assert len(published(depot)) == len(example(slug)) - held


def test_all_ones_are_wholes_and_a_hundred_is_one(tmp_path: Path) -> None:
    rows = [{**row, "pourcentageSubvention": "100"} for row in example("subventions")]
    depot = check(tmp_path, "subventions", rows)
    assert {row["pourcentageSubvention"] for row in published(depot)} == {"1"}
    assert {each.rule for each in depot.corrections} == {"percentage"}
    rows = [{**row, "pourcentageSubvention": "1"} for row in rows]
    assert not check(tmp_path, "subventions", rows).open_questions


@pytest.mark.parametrize(
    ("slug", "cells", "rule"),
    [
        ("subventions", {"idBeneficiaire": "", "rnaBeneficiaire": ""}, "one-of-required"),
        ("subventions", {"dateConvention": ""}, "required"),
        ("subventions", {"pourcentageSubvention": "0,005"}, "minimum"),
        ("subventions", {"rnaBeneficiaire": "W9R1001234"}, "pattern"),
        ("deliberations", {"DELIB_MATIERE_NOM": "Enfance"}, "nomenclature-actes-value"),
        ("budget", {"BGT_NATDEC": "CFU"}, "enum"),
    ],
)
def test_what_the_schema_refuses_though_it_is_right(
    tmp_path: Path, slug: str, cells: dict[str, str], rule: str
) -> None:
    depot = with_cells(tmp_path, slug, **cells)
    assert depot.set_aside == {}
    assert [each.params["rule"] for each in depot.issues if each.code == "known-defect"] == [rule]


def test_the_arrondissements_of_lyon_are_named_as_they_are(tmp_path: Path) -> None:
    cells = {"COMMUNE_NOM": "Lyon 3e Arrondissement", "COLL_INSEE": "69383"}
    rows = [{**row, **cells} for row in example("prenoms")]
    depot = check(tmp_path, "prenoms", rows, commune="69123")
    assert depot.set_aside == {}
    assert "known-defect" in {each.code for each in depot.issues}


@pytest.mark.parametrize("name", ["Nawel Belkacemi", "BELKACEMI NAWEL"])
def test_a_beneficiary_without_a_number_may_be_a_person(tmp_path: Path, name: str) -> None:
    cells = {"nomBeneficiaire": name, "idBeneficiaire": "", "rnaBeneficiaire": ""}
    depot = with_cells(tmp_path, "subventions", **cells)
    assert asked(depot).rule == "personal-data"
    assert name not in export.clean_csv(depot).decode()
    body = with_cells(tmp_path, "subventions", nomBeneficiaire=name)
    assert not [each for each in body.open_questions if each.field != "nomBeneficiaire"]


def test_an_association_is_no_person(tmp_path: Path) -> None:
    for name in ("AMICALE LAIQUE", "Les Amis du lac", "Union sportive", "Club bouliste"):
        cells = {"nomBeneficiaire": name, "idBeneficiaire": "", "rnaBeneficiaire": ""}
        assert not with_cells(tmp_path, "subventions", **cells).open_questions, name


def test_votes_go_together(tmp_path: Path) -> None:
    depot = with_cells(tmp_path, "deliberations", VOTE_POUR="Adopté à l’unanimité")
    votes = [name for name in depot.gabarit.schema["fields"] if name["name"].startswith("VOTE_")]
    row = published(depot)[0]
    assert {row[each["name"]] for each in votes} == {""}
    assert {each.after for each in depot.corrections} == {""}
    assert [each.code for each in depot.issues] == ["left-together"]


def test_votes_that_do_not_add_up_are_an_error(tmp_path: Path) -> None:
    depot = with_cells(tmp_path, "deliberations", VOTE_POUR="26")
    assert depot.set_aside == {2: ("sum-columns-value",)}


def test_the_matter_and_its_code_give_each_other(tmp_path: Path) -> None:
    named = with_cells(tmp_path, "deliberations", DELIB_MATIERE_NOM="")
    assert published(named)[0]["DELIB_MATIERE_NOM"] == "finances locales/subventions"
    coded = with_cells(tmp_path, "deliberations", DELIB_MATIERE_CODE="")
    assert published(coded)[0]["DELIB_MATIERE_CODE"] == "7.5"


@pytest.mark.parametrize(
    ("slug", "name", "siret"),
    [
        ("subventions", "nomAttribuant", "idAttribuant"),
        ("deliberations", "COLL_NOM", "COLL_SIRET"),
        ("budget", "BGT_NOM", "BGT_SIRET"),
        ("menus", "menuCollNom", "menuCollSiret"),
    ],
)
def test_the_commune_is_named_and_its_siret_asked_once(
    tmp_path: Path, slug: str, name: str, siret: str
) -> None:
    rows = [
        {key: cell for key, cell in row.items() if key not in (name, siret)}
        for row in example(slug)
    ]
    depot = check(tmp_path, slug, rows)
    question = asked(depot)
    assert (question.rule, question.field) == ("missing-column", siret)
    told = check(tmp_path, slug, rows, answers={question.id: "216 902 833 00013"})
    assert published(told) == example(slug)
    profile = export.profile.profile_of(told)
    assert not check(tmp_path, slug, rows, profile=profile).open_questions


def test_what_a_canteen_is_known_by(tmp_path: Path) -> None:
    for number, kind in (("21690283300013", "SIRET"), ("CANT-3", "autre"), ("", "sans")):
        cells = {"menuRestaurantId": number, "menuRestaurantIdType": ""}
        row = published(with_cells(tmp_path, "menus", **cells))[0]
        assert row["menuRestaurantIdType"] == kind


def test_guests_and_publication_are_filled(tmp_path: Path) -> None:
    cells = {"menuRestaurantConvive": "", "menuPublicationDate": ""}
    row = published(with_cells(tmp_path, "menus", **cells))[0]
    assert row["menuRestaurantConvive"] == "tous"
    assert row["menuPublicationDate"] == "2026-11-22T00:00:00Z"


@pytest.mark.parametrize("slug", ["prenoms", "subventions", "deliberations", "budget", "menus"])
def test_the_second_year_asks_nothing(tmp_path: Path, slug: str) -> None:
    path = gabarits.SHIPPED / slug / "exemples" / "mions_brut.csv"
    found = gabarits.find(slug)
    assert found is not None
    settings = Settings(commune=MIONS, epci=LYON_METROPOLE, today=TODAY)
    first = run(Depot(path, found, settings))
    profile = export.profile.profile_of(first)
    again = Settings(commune=MIONS, epci=LYON_METROPOLE, today=TODAY, profile=profile)
    assert not run(Depot(path, found, again)).questions


def test_a_known_siret_is_not_asked(tmp_path: Path) -> None:
    rows = [
        {key: cell for key, cell in row.items() if key not in ("COLL_NOM", "COLL_SIRET")}
        for row in example("deliberations")
    ]
    depot = check(tmp_path, "deliberations", rows, siret="21690283300013")
    assert not depot.open_questions
    assert published(depot) == example("deliberations")


def test_a_producer_that_is_no_commune_is_named(tmp_path: Path) -> None:
    rows = [
        {key: cell for key, cell in row.items() if "COLL" not in key} for row in example("menus")
    ]
    rows = [{**row, "menuCollNom": "", "menuCollSiret": ""} for row in rows]
    known = {"commune": None, "producer": "Syndicat des cantines", "siret": "39912345400015"}
    made = published(check(tmp_path, "menus", rows, **known))
    assert {row["menuCollNom"] for row in made} == {"Syndicat des cantines"}
    assert {row["menuCollSiret"] for row in made} == {"39912345400015"}


def test_the_budget_of_another_body_is_not_given_the_name_of_the_commune(tmp_path: Path) -> None:
    rows = [{**row, "BGT_NOM": "", "BGT_SIRET": "39912345400015"} for row in example("budget")]
    depot = check(tmp_path, "budget", rows, siret="21690283300013")
    assert published(depot) == []
    assert asked(depot).field == "BGT_NOM"


def test_the_siret_of_a_budget_is_proposed_and_asked(tmp_path: Path) -> None:
    rows = [{**row, "BGT_SIRET": ""} for row in example("budget")]
    depot = check(tmp_path, "budget", rows, siret="21690283300013")
    assert asked(depot).candidates == ("21690283300013",)


def test_a_first_name_given_once_is_published_and_remarked(tmp_path: Path) -> None:
    depot = check(tmp_path, "prenoms", example("prenoms"))
    assert len(published(depot)) == len(example("prenoms"))
    (remark,) = [each for each in depot.issues if each.code == "one-person"]
    assert (remark.severity, remark.params["count"]) == ("info", 3)


FIRST_NAMES = next(
    each["constraints"]["pattern"]
    for each in gabarits.load_all()["prenoms"].schema["fields"]
    if each["name"] == "ENFANT_PRENOM"
)


@given(name=st.from_regex(FIRST_NAMES, fullmatch=True))
@hypothesis_settings(max_examples=200, deadline=None)
def test_a_first_name_that_the_schema_takes_is_never_changed(name: str) -> None:
    field = gabarits.load_all()["prenoms"]["ENFANT_PRENOM"]
    reading = read_cell(name, field, Context(TODAY))
    assert reading.value == name or not reading.sure
