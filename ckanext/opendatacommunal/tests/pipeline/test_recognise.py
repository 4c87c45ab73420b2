"""A commune's own columns are recognised; a doubt is asked, nothing is dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import Column, Depot, Issue, Profile, Settings
from ckanext.opendatacommunal.pipeline.export.profile import profile_of
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.reading.names import keys, plain
from ckanext.opendatacommunal.pipeline.recognise import recognise

from .parks import check, gabarit


def recognised(folder: Path, header: str, *lines: str, **settings: object) -> Depot:
    path = folder / "parcs.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return recognise(read(Depot(path, gabarit(), Settings(**settings))))  # type: ignore[arg-type]


def fields(depot: Depot) -> dict[str, str | None]:
    return {column.source: column.field for column in depot.columns}


def column(depot: Depot, source: str) -> Column:
    return next(column for column in depot.columns if column.source == source)


def issue(depot: Depot, code: str) -> Issue:
    found = [each for each in depot.issues if each.code == code]
    assert len(found) == 1, [each.code for each in depot.issues]
    return found[0]


def test_a_name_is_compared_without_what_does_not_count() -> None:
    assert plain("Nom de l’espace ") == "nom_de_l_espace"
    assert keys("N° de voie")[-1] == keys("numéro de la voie")[-1] == "numerovoie"
    assert "surface" in keys("Surface (m²)")


def test_a_number_column_beside_whole_addresses_is_the_number_of_the_park(tmp_path: Path) -> None:
    depot = recognised(
        tmp_path,
        "Nom du parc;N°;Adresse;Surface",
        "Square des Platanes;3;12 bis Bd du Gal de Gaulle;500",
        "Jardin du Crêt;4;8 chemin des Ormes;1200",
    )
    assert fields(depot)["N°"] == "num"
    assert depot.questions == ()


def test_a_number_column_beside_bare_street_names_is_asked(tmp_path: Path) -> None:
    depot = recognised(
        tmp_path,
        "Nom du parc;N°;Adresse;Surface",
        "Square des Platanes;3;Bd du Gal de Gaulle;500",
        "Jardin du Crêt;4;chemin des Ormes;1200",
    )
    assert [asked.value for asked in depot.questions] == ["N°"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("nom", "nom"),
        ("NOM DU PARC", "nom"),
        ("Nom du parc ou jardin", "nom"),
        ("Surface (m²)", "surf_m2"),
        ("Surface en m2", "surf_m2"),
        ("N° dans la voie", "numvoie"),
        ("code_postal", "codepost"),
        ("Code-Postal *", "codepost"),
        ("GESTIONNAI", "gestion"),
        ("Types d'accès", "acces"),
        ("Point d’eau", "eau"),
        ("Commentaires", "commentaire_interne"),
        ("Adresse postale", "adresse"),
        ("geo_point_2d", "position"),
    ],
)
def test_usual_names_are_understood(tmp_path: Path, header: str, field: str) -> None:
    depot = recognised(tmp_path, f"{header};clos;photo", "x;oui;y")
    assert column(depot, header.strip()).field == field


def test_how_a_column_was_recognised_is_said(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;Code postal;superficie;météo", "A;69500;12;pluie")
    assert [each.how for each in depot.columns] == ["name", "title", "synonym", "unmatched"]
    assert [each.index for each in depot.columns] == [0, 1, 2, 3]


def test_a_column_that_is_no_field_is_named_with_what_it_holds(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;voie;Quartier", "A;Rue B;Nord", "C;Rue D;Sud", "E;Rue F;")
    found = issue(depot, "unmatched-column")
    assert (found.severity, found.value) == ("warning", "Quartier")
    assert found.params["samples"] == ["Nord", "Sud"]
    assert found.params["letter"] == "C"


class TestDoubt:
    """`Numéro` may be the number of the park or of the house."""

    def test_cells_settle_it_and_it_is_said(self, tmp_path: Path) -> None:
        depot = recognised(tmp_path, "Nom;Numéro;Rue", "A;12;B", "C;36 bis;D", "E;SN;F")
        assert fields(depot)["Numéro"] == "numvoie"
        assert issue(depot, "column-by-content").severity == "info"

    @pytest.mark.parametrize("header", ["Numéro", "N°", "num"])
    def test_its_place_settles_it_and_it_is_said(self, tmp_path: Path, header: str) -> None:
        depot = recognised(tmp_path, f"Libellé;{header};Rue", "A;148;B", "C;7;D", "E;12;F")
        assert fields(depot)[header] == "numvoie"
        said = issue(depot, "near-name")
        assert (said.severity, said.params["case"]) == ("info", "place")

    def test_codes_are_no_number_of_the_row(self, tmp_path: Path) -> None:
        depot = recognised(tmp_path, "Code;Nom;Rue", "EV01;A;B", "EV02;C;D")
        assert fields(depot)["Code"] is None
        assert depot.questions == ()
        assert issue(depot, "unmatched-column").value == "Code"

    def test_another_column_settles_it(self, tmp_path: Path) -> None:
        depot = recognised(tmp_path, "N°;Nom;N° voie;Rue", "1;A;12;B", "2;C;14;D")
        assert fields(depot)["N°"] == "num"
        assert depot.questions == ()

    def test_else_it_is_asked_and_the_rows_wait(self, tmp_path: Path) -> None:
        depot = recognised(tmp_path, "Nom;Numéro;Rue", "A;1;B", "C;2;D")
        (asked,) = depot.open_questions
        assert (asked.rule, asked.value) == ("ambiguous-column", "Numéro")
        assert set(asked.candidates) == {"num", "numvoie"}
        assert asked.holds_row
        assert fields(depot)["Numéro"] is None

    @pytest.mark.parametrize("answer", ["num", "numvoie", None])
    def test_an_answer_settles_it(self, tmp_path: Path, answer: str | None) -> None:
        lines = ("Nom;Numéro;Rue", "A;1;B", "C;2;D")
        (asked,) = recognised(tmp_path, *lines).questions
        depot = recognised(tmp_path, *lines, answers={asked.id: answer})
        assert fields(depot)["Numéro"] == answer
        assert depot.open_questions == ()
        assert [each.id for each in depot.questions] == [asked.id]

    def test_a_wrong_answer_is_said_and_the_question_stays(self, tmp_path: Path) -> None:
        lines = ("Nom;Numéro;Rue", "A;1;B", "C;2;D")
        (asked,) = recognised(tmp_path, *lines).questions
        depot = recognised(tmp_path, *lines, answers={asked.id: "altitude"})
        assert issue(depot, "bad-answer").value == "altitude"
        assert [each.id for each in depot.open_questions] == [asked.id]

    def test_the_profile_remembers_whatever_the_writing(self, tmp_path: Path) -> None:
        profile = Profile(columns={"numéro": "numvoie", "Quartier": None})
        depot = recognised(
            tmp_path, "Nom;NUMERO;Rue;Quartier", "A;12;B;Nord", "C;14;D;Sud", profile=profile
        )
        assert column(depot, "NUMERO") == Column(1, "NUMERO", "numvoie", "profile")
        assert depot.issues == ()
        assert depot.questions == ()

    def test_what_is_said_of_a_column_goes_before_the_name_of_another(self, tmp_path: Path) -> None:
        profile = Profile(columns={"semaine": "horaires"})
        depot = recognised(tmp_path, "nom;voie;horaires;semaine", "A;B;8h;9h", profile=profile)
        assert fields(depot) == {
            "nom": "nom",
            "voie": "voie",
            "horaires": None,
            "semaine": "horaires",
        }
        assert issue(depot, "unmatched-column").value == "horaires"

    def test_two_columns_for_one_field_are_asked(self, tmp_path: Path) -> None:
        lines = ("Libellé;Dénomination;Rue;Clos", "A;B;C;oui", "D;E;F;non")
        (asked,) = recognised(tmp_path, *lines).questions
        assert (asked.rule, asked.field) == ("two-columns", "nom")
        assert asked.candidates == ("Libellé", "Dénomination")
        depot = recognised(tmp_path, *lines, answers={asked.id: "Dénomination"})
        assert depot.values["nom"].to_list() == ["B", "E"]
        assert depot.open_questions == ()

    def test_two_columns_of_the_same_name_are_asked(self, tmp_path: Path) -> None:
        depot = recognised(tmp_path, "nom;voie;nom", "A;B;C", "D;E;F")
        assert depot.questions[0].candidates == ("nom", "nom (colonne C)")

    def test_the_closer_name_wins_and_the_other_is_named(self, tmp_path: Path) -> None:
        depot = recognised(tmp_path, "nom;libelle;voie", "A;B;C")
        assert fields(depot)["nom"] == "nom"
        assert issue(depot, "unmatched-column").value == "libelle"


class TestMissed:
    """A compulsory field that no column was recognised as."""

    LINES = ("nom;voie;surf_m2;gestion;Arrêté pris ?", "A;B;12;Commune;O", "C;D;13;Commune;N")

    def test_the_columns_that_may_be_it_are_proposed(self, tmp_path: Path) -> None:
        (asked,) = recognised(tmp_path, *self.LINES).questions
        assert (asked.rule, asked.field) == ("which-column", "reglement")
        assert asked.candidates == ("Arrêté pris ?", "oui", "non")

    def test_the_answer_is_the_column(self, tmp_path: Path) -> None:
        (asked,) = recognised(tmp_path, *self.LINES).questions
        depot = recognised(tmp_path, *self.LINES, answers={asked.id: "Arrêté pris ?"})
        assert depot.values["reglement"].to_list() == ["O", "N"]
        assert depot.issues == ()

    def test_none_of_them_leads_to_one_value_for_all(self, tmp_path: Path) -> None:
        text = "\n".join(self.LINES)
        asked = next(q for q in check(tmp_path, text).open_questions if q.field == "reglement")
        depot = check(tmp_path, text, answers={asked.id: None})
        assert [q.rule for q in depot.open_questions if q.field == "reglement"] == [
            "missing-column"
        ]

    def test_one_value_for_all_may_be_answered_at_once(self, tmp_path: Path) -> None:
        text = "\n".join(self.LINES)
        asked = next(q for q in check(tmp_path, text).open_questions if q.field == "reglement")
        depot = check(tmp_path, text, answers={asked.id: "non"})
        assert depot.values["reglement"].to_list() == ["non", "non"]
        assert depot.open_questions == ()
        profile = profile_of(depot)
        assert check(tmp_path, text, profile=profile).open_questions == ()
        unread = check(tmp_path, text, answers={asked.id: "peut-être"})
        assert [each.id for each in unread.open_questions] == [asked.id]
        assert unread.set_aside.keys() == {2, 3}

    def test_what_was_settled_is_not_asked_the_next_year(self, tmp_path: Path) -> None:
        profile = Profile(values={"reglement": {"missing-column": "non"}})
        assert check(tmp_path, "\n".join(self.LINES), profile=profile).open_questions == ()

    def test_free_text_is_proposed_only_for_a_word_in_common(self, tmp_path: Path) -> None:
        header = "nom;voie;surf_m2;reglement;{}"
        for name, proposed in (("Quartier", False), ("Service gestionnaire", True)):
            depot = recognised(tmp_path, header.format(name), "A;B;12;oui;Nord", "C;D;3;non;Sud")
            assert [q.field for q in depot.questions] == (["gestion"] if proposed else [])


def test_a_file_in_the_gabarit_is_taken_at_its_word(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;num;voie;codepost", "A;12 bis;B;69500")
    assert fields(depot)["num"] == "num"
    assert depot.questions == ()


def test_identifiers_of_ours_are_known_by_their_form(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;voie;réf. métropole", "A;B;PAR-69029-001", "C;D;")
    assert column(depot, "réf. métropole").how == "content"
    assert fields(depot)["réf. métropole"] == "uid"


def test_a_pair_of_coordinates_is_known_by_its_form(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;voie;où ?", 'A;B;"45.7331, 4.9123"', 'C;D;"45.7412, 4.9045"')
    assert fields(depot)["où ?"] == "position"


def test_an_address_column_is_kept_beside_a_street(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;adresse;rue", "A;12 rue B;", "C;;rue D")
    assert fields(depot) == {"nom": "nom", "adresse": "adresse", "rue": "voie"}


def test_a_column_without_a_name_is_called_by_its_letter(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "nom;;voie", "A;12;B", "C;14;D")
    assert issue(depot, "unmatched-column").value == "(colonne B)"


def test_another_list_is_told_from_this_one(tmp_path: Path) -> None:
    depot = recognised(tmp_path, "matricule;grade;echelon", "1;A;3", "2;B;4")
    found = issue(depot, "not-this-gabarit")
    assert found.severity == "error"
    assert found.params["found"] == ["matricule", "grade", "echelon"]
    assert set(depot.set_aside) == {2, 3}
