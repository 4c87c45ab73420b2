"""Columns of one kind of cell as communes fill them: what becomes of them in the whole flow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.fields import read_cell
from ckanext.opendatacommunal.tests.pipeline.parks import check, column, with_column
from ckanext.opendatacommunal.tests.pipeline.test_pairs import CONTEXT, field_of


@pytest.mark.parametrize(
    ("cells", "cleaned"),
    [
        (("10.000", "20.000"), [None, None]),  # dix mille, or ten
        (("10.000", "0.500"), ["10", "0.5"]),
        (("10.000", "1.220.300"), ["10000", "1220300"]),
        (("1.220,5", "10.000"), ["1220.5", "10000"]),
    ],
)
def test_a_mark_before_three_zeros_is_not_told_by_them(
    tmp_path: Path, cells: tuple[str, ...], cleaned: list[str | None]
) -> None:
    depot = check(tmp_path, with_column("surf_m2", *cells).replace("surf_m2;gestion", "x;gestion"))
    asked = {each.rule for each in depot.questions}
    assert ("number-mark" in asked) is (cleaned == [None, None])
    assert column(depot, "surf_m2") == cleaned


def test_a_short_year_to_come_is_of_this_century_where_days_to_come_are_right() -> None:
    expiry = replace(field_of("defibrillateurs", "dtpr_bat"), options={"future": True})
    beside = replace(CONTEXT, decided={"short-years": "latest"})
    assert read_cell("31/12/28", expiry, beside).value == "2028-12-31"
    assert read_cell("31/12/28", field_of("parcs-jardins", "date_maj"), beside).value is None


@pytest.mark.parametrize(
    ("slug", "name", "written", "cleaned"),
    [
        ("defibrillateurs", "disp_j", "NON RENSEIGNE", "non renseigné"),
        ("irve", "accessibilite_pmr", "NON RENSEIGNE", "Accessibilité inconnue"),
        ("menus", "menuRestaurantIdType", "NEANT", "sans"),
        ("irve", "restriction_gabarit", "SANS RESTRICTION", "Aucune"),
        ("irve", "restriction_gabarit", "Hauteur maximale 2,10 m", "Hauteur maximale 2,10 m"),
        ("parcs-jardins", "chien", "en laisse (été)", None),
        ("parcs-jardins", "chien", "en laisse (sauf le dimanche)", None),
        ("parcs-jardins", "type_equip", "RAS", None),
        ("parcs-jardins", "type_equip", "Autre : tyrolienne", "tyrolienne"),
        ("parcs-jardins", "type_equip", "jeux d’enfants", "aires de jeux"),
        ("defibrillateurs", "disp_j", "lundi-mercredi", "lundi|mardi|mercredi"),
        ("defibrillateurs", "disp_j", "lundi - vendredi", None),
        ("defibrillateurs", "disp_j", "lundi vendredi", None),
        ("defibrillateurs", "disp_j", "lundi - mercredi - vendredi", "lundi|mercredi|vendredi"),
        ("defibrillateurs", "disp_h", "H24", "24h/24"),
        ("parcs-jardins", "label", "Jardin remarquable", "oui"),
        ("parcs-jardins", "label", "ancien label Écojardin", None),
        ("parcs-jardins", "label", "Écojardin ?", None),
        ("prenoms", "ENFANT_PRENOM", "NGolo", None),
        ("bureaux-vote", "circonscription", "1re", "1"),
        ("bureaux-vote", "numero_bureau", "Bureau centralisateur", None),
        ("deliberations", "DELIB_MATIERE_CODE", "7.5 et 7.6", None),
    ],
)
def test_a_word_of_a_list_is_that_value(
    slug: str, name: str, written: str, cleaned: str | None
) -> None:
    assert read_cell(written, field_of(slug, name), CONTEXT).value == cleaned


def test_a_number_of_the_territory_that_hands_in_the_file_is_its_own() -> None:
    field = field_of("etablissements-publics", "telephone")
    at_home = replace(CONTEXT, commune="97209")
    assert read_cell("0596 59 63 00", field, at_home).value == "+596596596300"
    assert read_cell("01 40 05 48 48", field, at_home).value == "+33140054848"
    assert not read_cell("0596 59 63 00", field, CONTEXT).sure


def test_the_address_of_a_school_bears_the_name_of_somebody() -> None:
    field = field_of("etablissements-publics", "courriel")
    assert (
        read_cell("ecole.jules.ferry@bron.fr", field, CONTEXT).value == "ecole.jules.ferry@bron.fr"
    )
    assert not read_cell("accueil.marie.martin@bron.fr", field, CONTEXT).sure


def test_a_quarter_before_its_commune_in_brackets_is_no_commune_elsewhere() -> None:
    field = field_of("toilettes", "commune")
    reading = read_cell("Les Brosses (Mions)", field, CONTEXT)
    assert not reading.sure
    assert "Mions" in reading.candidates
    assert read_cell("Mions (Les Brosses)", field, CONTEXT).value == "Mions"
    assert read_cell("Oullins (Oullins-Pierre-Bénite)", field, CONTEXT).sure


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("Ãcole Jules Ferry", ("École Jules Ferry",)),
        ("Parc du Ch?teau", ("Parc du Château",)),
        ("M?diath?que", ()),
        ("MŽdiathque", ()),
    ],
)
def test_letters_that_no_page_shows_are_asked_for(written: str, proposed: tuple[str, ...]) -> None:
    reading = read_cell(written, field_of("parcs-jardins", "nom"), CONTEXT)
    assert (reading.rule, reading.sure, reading.candidates) == ("lost-letters", False, proposed)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("MAIRIE ANNEXE", "Mairie annexe"),
        ("TERRAIN DE PETANQUE", "Terrain de pétanque"),
        ("ECOLE DE MUSIQUE", "École de musique"),
        ("AIRE DE PIQUE NIQUE", "Aire de pique-nique"),
        ("Parc (ouvert ?)", "Parc (ouvert ?)"),
        ("São Paulo", "São Paulo"),
    ],
)
def test_a_name_has_its_usual_writing(written: str, cleaned: str) -> None:
    assert read_cell(written, field_of("parcs-jardins", "nom"), CONTEXT).value == cleaned


@pytest.mark.parametrize(
    ("written", "held"),
    [("Bernard Paysages", False), ("Bernard Durand", True), ("Simon Frères", False)],
)
def test_a_company_that_bears_a_first_name_is_no_person(written: str, held: bool) -> None:
    assert read_cell(written, field_of("parcs-jardins", "gestion"), CONTEXT).sure is not held


def test_hours_that_name_somebody_hold_their_row_as_any_text(tmp_path: Path) -> None:
    hours = ("sur rendez-vous, M. Dupont 06 12 34 56 78", "sur rendez-vous en mairie")
    depot = check(tmp_path, with_column("horaires", *hours))
    assert column(depot, "hor_precis") == [None, "sur rendez-vous en mairie"]
    asked = [(each.rule, each.field, each.rows) for each in depot.questions]
    assert ("personal-data", "hor_precis", (2,)) in asked
    assert 2 in depot.set_aside
    assert 3 not in depot.set_aside


def test_the_answer_on_moved_hours_is_published(tmp_path: Path) -> None:
    text = with_column("horaires", "sur rendez-vous, M. Dupont 06 12 34 56 78")
    asked = next(q for q in check(tmp_path, text).questions if q.rule == "personal-data")
    depot = check(tmp_path, text, answers={asked.id: "sur rendez-vous"})
    assert column(depot, "hor_precis") == ["sur rendez-vous"]
    assert not depot.set_aside
    kept = check(tmp_path, text, answers={asked.id: None})
    assert column(kept, "hor_precis") == ["sur rendez-vous, M. Dupont 06 12 34 56 78"]


@pytest.mark.parametrize(
    ("slug", "name", "written"),
    [
        ("parcs-jardins", "type_equip", "aires de jeux, gardien : Jean Dupont"),
        ("parcs-jardins", "type_equip", "né le 12/03/1980"),
        ("parcs-jardins", "numvoie", "12 chez M. Dupont"),
        ("toilettes", "numero", "06 12 34 56 78"),
        ("toilettes", "horaires", 'Mo 09:00-12:00 "M. Dupont 06 12 34 56 78"'),
        ("subventions", "conditionsVersement", "versé à Mme Durand"),
    ],
)
def test_words_that_a_column_lets_out_name_nobody(slug: str, name: str, written: str) -> None:
    reading = read_cell(written, field_of(slug, name), CONTEXT)
    assert (reading.rule, reading.sure, reading.holds_row) == ("personal-data", False, True)


def test_words_that_a_column_lets_out_stay_where_they_name_nobody() -> None:
    kept = (("parcs-jardins", "type_equip", "tyrolienne"), ("toilettes", "numero", "12 bis"))
    for slug, name, written in kept:
        assert read_cell(written, field_of(slug, name), CONTEXT).value == written


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("J. Durand", True),
        ("Famille Durand", True),
        ("BELKACEMI Nawel", True),
        ("AS Bron", False),
        ("Avenir Bron", False),
        ("Secours Catholique", False),
        ("Don du Sang", False),
        ("Familles Rurales", False),
    ],
)
def test_a_beneficiary_without_number_may_be_a_person(name: str, held: bool) -> None:
    without = replace(CONTEXT, decided={f"numberless:{name}": "1"})
    reading = read_cell(name, field_of("subventions", "nomBeneficiaire"), without)
    assert reading.sure is not held
