"""What a town hall sees of the cleaning: each change, each question, its own answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import Profile
from ckanext.opendatacommunal.tests.pipeline.parks import (
    HEADER,
    check,
    codes,
    column,
    parks,
    question,
    with_column,
)

MESSY = """Parcs et jardins de la commune;;;;;;;;;;;;;;;;;
Nom du parc;N° voie;Nom de la voie;Code postal;Commune;Réglementation;Surface (m²);Gestionnaire;\
Année ouverture;Clos;Horaires;Type d'accès;Circulation;Label;Equipements;Toilettes;Chiens;\
Observations
Square des Orpailleurs;36bis;Av. de la république;69780;MIONS;Non;1 220,5;Commune;1982;OUI;\
du lundi au vendredi 8h30-12h;Piéton TC;Vélo enfant trottinette;villes fleuries;\
Pacours santé aires de jeux;X;Tenus en laisse;RAS
Parc Monod;;Rue Monod;69780;mions;oui;1,2 ha;Commune;NC;non;selon la saison;accès piétons;;non;\
jeux;NSP;chiens interdits;voir le gardien
"""


def test_a_messy_file_of_the_pilot_is_cleaned_without_a_question(tmp_path: Path) -> None:
    depot = check(tmp_path, MESSY)
    assert depot.questions == ()
    assert depot.set_aside == {}
    first, second = depot.values.drop("_row").to_dicts()
    assert {name: value for name, value in first.items() if value} == {
        "uid": "PAR-69283-001",
        "nom": "Square des Orpailleurs",
        "num": "001",
        "numvoie": "36 bis",
        "voie": "Avenue de la république",
        "codepost": "69780",
        "commune": "Mions",
        "code_insee": "69283",
        "reglement": "non",
        "surf_m2": "1220.5",
        "gestion": "Commune",
        "ann_ouvert": "1982",
        "clos": "oui",
        "horaires": "Mo-Fr 08:30-12:00",
        "acces": "piéton|TC",
        "circulation": "vélo enfant|trottinette",
        "label": "oui",
        "type_equip": "parcours santé|aires de jeux",
        "toilettes": "oui",
        "chien": "tenu en laisse",
        "date_maj": "2026-11-22",
        "commentaire_interne": "RAS ; villes fleuries",
    }
    assert second["surf_m2"] == "12000"
    assert second["numvoie"] == "SN"
    assert second["horaires"] is None
    assert second["hor_precis"] == "selon la saison"
    assert second["toilettes"] is None


def test_every_changed_cell_is_listed_with_what_it_was(tmp_path: Path) -> None:
    depot = check(tmp_path, MESSY)
    listed = {(each.row, each.field): (each.before, each.after) for each in depot.corrections}
    assert listed[3, "surf_m2"] == ("1 220,5", "1220.5")
    assert listed[4, "surf_m2"] == ("1,2 ha", "12000")
    assert listed[3, "commune"] == ("MIONS", "Mions")
    assert listed[4, "horaires"] == ("selon la saison", "")
    for each in depot.columns:
        for row, raw in depot.raw.select("_row", f"c{each.index}").iter_rows():
            after = depot.values.filter(depot.values["_row"] == row)[each.field or ""][0]
            if raw and raw != after:
                assert (row, each.field) in listed


def test_a_doubt_is_asked_once_for_all_rows_that_share_it(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("chien", "selon la saison", "libres", "selon la saison"))
    asked = question(depot, "outside-list")
    assert asked.rows == (2, 4)
    assert set(asked.candidates) == {"libre", "tenu en laisse", "non autorisés"}
    assert column(depot, "chien") == [None, "libre", None]
    assert depot.set_aside == {}


def test_an_answer_is_applied_to_all_its_rows_and_listed(tmp_path: Path) -> None:
    text = with_column("chien", "selon la saison", "libres", "selon la saison")
    asked = question(check(tmp_path, text), "outside-list")
    depot = check(tmp_path, text, answers={asked.id: "tenu en laisse"})
    assert column(depot, "chien") == ["tenu en laisse", "libre", "tenu en laisse"]
    assert depot.open_questions == ()
    assert [each.row for each in depot.corrections if each.rule == "answer"] == [2, 4]


def test_a_wrong_answer_is_said_and_the_question_stays_open(tmp_path: Path) -> None:
    text = with_column("chien", "selon la saison")
    asked = question(check(tmp_path, text), "outside-list")
    depot = check(tmp_path, text, answers={asked.id: "quelquefois"})
    assert "bad-answer" in codes(depot)
    assert [each.id for each in depot.open_questions] == [asked.id]


def test_leaving_it_as_it_is_empties_what_cannot_be_published_and_says_so(tmp_path: Path) -> None:
    text = with_column("chien", "selon la saison")
    asked = question(check(tmp_path, text), "outside-list")
    depot = check(tmp_path, text, answers={asked.id: None})
    assert column(depot, "chien") == [None]
    assert "left-empty" in codes(depot)
    assert depot.set_aside == {}


def test_the_profile_answers_for_the_next_file(tmp_path: Path) -> None:
    profile = Profile(values={"chien": {"selon la saison": "libre"}})
    depot = check(tmp_path, with_column("chien", "selon la saison"), profile=profile)
    assert column(depot, "chien") == ["libre"]
    assert depot.questions == ()
    assert depot.corrections[-1].rule == "profile"


def test_text_in_a_number_column_is_an_error_and_never_a_guess(tmp_path: Path) -> None:
    row = "{nom};12;Rue A;69780;Mions;non;environ 50;Commune"
    depot = check(tmp_path, parks("A", row=row))
    assert depot.set_aside == {2: ("not-a-number",)}
    assert codes(depot) == ["not-a-number"]


def test_an_unclear_optional_year_does_not_hold_its_row(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("ann_ouvert", "vers 1980", "1990"))
    assert question(depot, "unclear-year").value == "vers 1980"
    assert column(depot, "ann_ouvert") == [None, "1990"]
    assert depot.set_aside == {}


SURFACES = "{nom};12;Rue {nom};69780;Mions;non;%s;Commune"


def surfaces(*written: str) -> str:
    lines = [HEADER, *((SURFACES % each).format(nom=f"Parc {i}") for i, each in enumerate(written))]
    return "\n".join(lines)


def test_a_thousand_or_decimal_mark_is_decided_by_the_column(tmp_path: Path) -> None:
    decimals = check(tmp_path, surfaces("1.220", "812.5"))
    assert column(decimals, "surf_m2") == ["1.22", "812.5"]
    thousands = check(tmp_path, surfaces("1.220", "1.220.500", "12.300,5"))
    assert column(thousands, "surf_m2") == ["1220", "1220500", "12300.5"]


def test_else_one_question_for_the_whole_column(tmp_path: Path) -> None:
    text = surfaces("1.220", "2.500", "800")
    asked = question(check(tmp_path, text), "number-mark")
    assert (asked.value, asked.rows, asked.holds_row) == (None, (2, 3), True)
    depot = check(tmp_path, text, answers={asked.id: "thousand"})
    assert column(depot, "surf_m2") == ["1220", "2500", "800"]
    assert depot.open_questions == ()
    remembered = Profile(values={"surf_m2": {"number-mark": "thousand"}})
    assert column(check(tmp_path, text, profile=remembered), "surf_m2")[0] == "1220"


def test_the_unit_of_the_header_counts(tmp_path: Path) -> None:
    text = surfaces("1,2", "0,5").replace("surf_m2", "Surface (ha)")
    depot = check(tmp_path, text)
    assert column(depot, "surf_m2") == ["12000", "5000"]
    assert {each.rule for each in depot.corrections} >= {"unit-of-header"}


def test_dates_are_read_day_first_once_a_cell_shows_it(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("date_maj", "03/04/2024", "25/12/2023"))
    assert column(depot, "date_maj") == ["2024-04-03", "2023-12-25"]


def test_a_missing_required_column_is_one_question(tmp_path: Path) -> None:
    text = "nom;voie;surf_m2;gestion\nA;Rue A;12;Commune\nB;Rue B;13;Commune"
    asked = question(check(tmp_path, text), "missing-column")
    assert (asked.field, asked.value, asked.rows) == ("reglement", None, ())
    assert asked.candidates == ("oui", "non")
    held = check(tmp_path, text)
    assert held.set_aside == {2: ("missing-column",), 3: ("missing-column",)}
    depot = check(tmp_path, text, answers={asked.id: "Non"})
    assert column(depot, "reglement") == ["non", "non"]
    assert depot.set_aside == {}
    remembered = Profile(values={"reglement": {"missing-column": "non"}})
    assert check(tmp_path, text, profile=remembered).questions == ()


def test_personal_data_holds_its_row(tmp_path: Path) -> None:
    text = with_column("hor_precis", "voir jean.dupont@mions.fr", "voir mairie@mions.fr")
    asked = question(check(tmp_path, text), "personal-data")
    assert check(tmp_path, text).set_aside == {2: ("personal-data",)}
    assert column(check(tmp_path, text, answers={asked.id: None}), "hor_precis")[0] == (
        "voir jean.dupont@mions.fr"
    )
    assert column(check(tmp_path, text, answers={asked.id: ""}), "hor_precis")[0] is None


def test_an_internal_column_may_name_a_person(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("contact_interne", "jean.dupont@mions.fr"))
    assert depot.questions == ()


def test_capitals_take_small_letters_where_every_word_is_known(tmp_path: Path) -> None:
    row = "{nom};12;AV DE LA REPUBLIQUE;69780;MIONS;non;12;Commune"
    depot = check(tmp_path, parks("PARC A", "PARC B", "PARC C", row=row))
    assert column(depot, "nom")[0] == "Parc A"
    assert column(depot, "voie")[0] == "Avenue de la République"
    assert column(depot, "commune")[0] == "Mions"
    assert depot.questions == ()
    assert {each.rule for each in depot.corrections} >= {"case"}


def test_code_in_a_cell_stays_plain_text_and_is_said(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("hor_precis", "<script>alert(1)</script>"))
    assert column(depot, "hor_precis") == ["<script>alert(1)</script>"]
    assert "suspicious-content" in codes(depot)


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x";"a")', "@SUM(1+1)"])
def test_a_formula_does_not_go_out(tmp_path: Path, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    depot = check(tmp_path, with_column("hor_precis", quoted, "fermé le mardi"))
    assert depot.set_aside == {2: ("formula",)}
    assert column(depot, "hor_precis")[1] == "fermé le mardi"


@pytest.mark.parametrize("cell", ["- fermé (travaux)", "= entrée nord", "+33 4 78 00 00 00", "-12"])
def test_a_sign_alone_makes_no_formula(tmp_path: Path, cell: str) -> None:
    assert check(tmp_path, with_column("hor_precis", cell)).set_aside == {}


def test_a_formula_in_a_column_of_ones_own_is_kept_as_text(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("commentaire_interne", "=cmd|' /C calc'!A0"))
    assert column(depot, "commentaire_interne") == ["=cmd|' /C calc'!A0"]
    assert depot.set_aside == {}


def test_a_whole_address_is_cut_and_shown(tmp_path: Path) -> None:
    text = """nom;adresse;reglement;surf_m2;gestion
A;36 bis avenue de la République 69780 Mions;non;12;Commune
B;Parc de la Mairie, 3 rue du Lac;non;12;Commune"""
    depot = check(tmp_path, text)
    assert column(depot, "numvoie") == ["36 bis", "3"]
    assert column(depot, "voie") == ["avenue de la République", "rue du Lac"]
    assert column(depot, "codepost") == ["69780", "69780"]
    assert column(depot, "commentaire_interne") == [None, "Parc de la Mairie"]
    shown = {each.field for each in depot.corrections if each.rule == "address-split"}
    assert shown == {"numvoie", "voie", "codepost", "commune", "commentaire_interne"}
    assert depot.set_aside == {}


def test_a_question_has_the_same_name_in_every_run(tmp_path: Path) -> None:
    text = with_column("chien", "selon la saison")
    assert check(tmp_path, text).questions[0].id == check(tmp_path, text).questions[0].id


@pytest.mark.parametrize("written", ["", "   ", "NC", "n.c.", "-", "?", "néant", "#N/A", "NULL"])
def test_what_is_not_known_is_empty(tmp_path: Path, written: str) -> None:
    depot = check(tmp_path, with_column("clos", written, "oui"))
    assert column(depot, "clos") == [None, "oui"]
    assert depot.questions == ()
