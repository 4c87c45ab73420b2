"""Commune, INSEE code and postcode: filled, and never left to disagree."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import Depot, Profile
from ckanext.opendatacommunal.tests.pipeline.parks import LYON, check, column, question

START = "nom;voie;reglement;surf_m2;gestion"


def place(folder: Path, columns: str, cells: str, **settings: object) -> Depot:
    text = f"{START};{columns}\nA;Rue A;non;500;Commune;{cells}"
    return check(folder, text, **settings)


def territory(depot: Depot) -> tuple[str | None, ...]:
    return tuple(column(depot, name)[0] for name in ("commune", "code_insee", "codepost"))


def test_all_is_filled_for_the_depositing_commune(tmp_path: Path) -> None:
    depot = check(tmp_path, f"{START}\nA;Rue A;non;500;Commune")
    assert territory(depot) == ("Mions", "69283", "69780")
    assert depot.corrections == ()
    assert depot.set_aside == {}


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("commune", "MIONS", ("Mions", "69283", "69780")),
        ("code_insee", "69283", ("Mions", "69283", "69780")),
        ("codepost", "69780", ("Mions", "69283", "69780")),
        ("commune;codepost", "Mions;69780", ("Mions", "69283", "69780")),
    ],
)
def test_one_of_the_three_is_enough(
    tmp_path: Path, columns: str, cells: str, expected: tuple[str, ...]
) -> None:
    assert territory(place(tmp_path, columns, cells)) == expected


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("commune", "Lyon 3ème", ("Lyon 3e Arrondissement", "69383", "69003")),
        ("commune;codepost", "Lyon;69003", ("Lyon", "69383", "69003")),
        ("code_insee", "69383", ("Lyon 3e Arrondissement", "69383", "69003")),
        ("codepost", "69003", ("Lyon 3e Arrondissement", "69383", "69003")),
    ],
)
def test_arrondissements_stay_in_the_row(
    tmp_path: Path, columns: str, cells: str, expected: tuple[str, ...]
) -> None:
    depot = place(tmp_path, columns, cells, commune=LYON)
    assert territory(depot) == expected
    assert column(depot, "uid") == ["PAR-69383-001"]
    assert depot.questions == ()


def test_a_city_of_several_postcodes_is_asked(tmp_path: Path) -> None:
    depot = place(tmp_path, "commune", "Lyon", commune=LYON)
    asked = question(depot, "postcode-unknown")
    assert "69003" in asked.candidates
    answered = place(tmp_path, "commune", "Lyon", commune=LYON, answers={asked.id: "69003"})
    assert territory(answered)[2] == "69003"
    assert answered.open_questions == ()


def test_two_communes_in_one_row_are_asked(tmp_path: Path) -> None:
    """The very row printed in the report of the pilot contradicts itself."""
    depot = place(tmp_path, "commune;code_insee", "Mions;69029")
    asked = question(depot, "commune-mismatch")
    assert asked.candidates == ("Mions", "Bron")
    assert depot.set_aside[2] == ("commune-mismatch",)
    answered = place(tmp_path, "commune;code_insee", "Mions;69029", answers={asked.id: "Mions"})
    assert territory(answered) == ("Mions", "69283", "69780")
    assert answered.set_aside == {}


def test_equipment_in_another_commune_is_confirmed_once(tmp_path: Path) -> None:
    depot = place(tmp_path, "commune", "Corbas")
    asked = question(depot, "other-commune")
    assert depot.set_aside == {2: ("other-commune",)}
    assert territory(depot)[:2] == ("Corbas", "69273")
    confirmed = place(tmp_path, "commune", "Corbas", answers={asked.id: "Corbas"})
    assert confirmed.set_aside == {}
    remembered = Profile(values={"code_insee": {"69273": "69273"}})
    assert place(tmp_path, "commune", "Corbas", profile=remembered).questions == ()


def test_a_postcode_of_elsewhere_is_asked(tmp_path: Path) -> None:
    depot = place(tmp_path, "commune;codepost", "Mions;69140")
    asked = question(depot, "postcode-mismatch")
    assert asked.candidates == ("69780",)
    answered = place(tmp_path, "commune;codepost", "Mions;69140", answers={asked.id: "69780"})
    assert territory(answered)[2] == "69780"
    assert [each.rule for each in answered.corrections] == ["territory"]


def test_an_old_code_becomes_that_of_today_and_is_shown(tmp_path: Path) -> None:
    depot = place(tmp_path, "code_insee;codepost", "69152;69310", commune="69149")
    assert territory(depot) == ("Oullins-Pierre-Bénite", "69149", "69310")
    assert [each.rule for each in depot.corrections] == ["insee-today"]


def test_a_producer_without_territory_names_the_commune_of_each_row(tmp_path: Path) -> None:
    depot = place(tmp_path, "commune", "Bron", commune=None)
    assert territory(depot) == ("Bron", "69029", "69500")
    assert depot.questions == ()


def test_a_wrong_answer_stays_open(tmp_path: Path) -> None:
    asked = question(place(tmp_path, "commune", "Corbas"), "other-commune")
    depot = place(tmp_path, "commune", "Corbas", answers={asked.id: "là-bas"})
    assert [each.id for each in depot.open_questions] == [asked.id]


def test_a_number_before_the_street_goes_to_its_cell(tmp_path: Path) -> None:
    text = f"{START}\nA;36bis avenue Foch;non;500;Commune\nB;8 mai 1945;non;500;Commune"
    depot = check(tmp_path, text)
    assert column(depot, "numvoie") == ["36 bis", "SN"]
    assert column(depot, "voie") == ["avenue Foch", "8 mai 1945"]
    assert [each.rule for each in depot.corrections] == ["number-in-street"]


@pytest.mark.parametrize("cells", ["Lyon 7ème;69388;69008", "LYON 07;69388;69007"])
def test_two_arrondissements_in_one_row_are_asked(tmp_path: Path, cells: str) -> None:
    depot = place(tmp_path, "commune;code_insee;codepost", cells, commune=LYON)
    asked = question(depot, "commune-mismatch")
    assert asked.candidates == ("Lyon 7e Arrondissement", "Lyon 8e Arrondissement")
    assert list(depot.set_aside) == [2]
