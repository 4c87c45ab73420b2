"""Names of columns as they stand on forms, in databases and on maps of the world."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import Depot

from .parks import check, column

KNOWN = ("nom", "adresse", "codepost", "commune", "surf_m2", "gestion", "reglement")
NAMES = ("Nom", "Adresse", "CP", "Ville", "Surface (m²)", "Gestionnaire", "Règlement")
ROWS = (
    "Parc du Lac;12 rue du Lac;69780;Mions;1220,5;Commune;oui",
    "Bois Monod;3 rue Cinq;69780;Mions;500;Commune;non",
)


def handed_in(folder: Path, *header: str) -> Depot:
    return check(folder, "\n".join((*header, *ROWS)))


WRITTEN = {
    "numbers of a form": [f"{place}. {name}" for place, name in enumerate(NAMES, 1)],
    "numbers in brackets": [f"({place}) {name}" for place, name in enumerate(NAMES, 1)],
    "letters of a form": [f"{'abcdefg'[place]}) {name}" for place, name in enumerate(NAMES)],
    "a table of a database": [f"ev.{name}" for name in NAMES],
    "schema and table": [f"public.espaces.{name.lower()}" for name in NAMES],
    "layer of a map": [f"EV_{name.upper()[:8].strip()}" for name in NAMES],
    "a map of the world": [
        *("name", "address", "addr:postcode", "addr:city", "area (m2)", "gestion", "reglement"),
    ],
}


@pytest.mark.parametrize("how", WRITTEN)
def test_names_with_something_before_them(tmp_path: Path, how: str) -> None:
    depot = handed_in(tmp_path, ";".join(WRITTEN[how]))
    assert tuple(each.field for each in depot.columns) == KNOWN
    assert depot.open_questions == ()
    assert [each.source for each in depot.columns] == WRITTEN[how]


def test_two_words_that_begin_alike_are_no_start_of_all_names(tmp_path: Path) -> None:
    depot = check(tmp_path, "nom_parc;nom_maire;nom_voie;nom_gardien\nA;B;Rue C;D")
    found = {each.source: each.field for each in depot.columns}
    assert (found["nom_parc"], found["nom_voie"], found["nom_maire"]) == ("nom", "voie", None)


CUT = {
    "words below words": (
        "Nom;Adresse;Code;Ville;Surface;Gestion-;Règlement",
        "du parc;;postal;;(m²);naire;",
    ),
    "units below some": (
        "Nom du;Adresse;Code;Ville;Surface;Gestionnaire;Règlement",
        "parc;complète;postal;;en m²;;O/N",
    ),
    "on three lines": (
        "Nom;Adresse;Code;Ville;Surface;Gestionnaire;Règlement",
        "du parc;;postal;;totale;;",
        "ou jardin;;;;m²;;",
    ),
}


@pytest.mark.parametrize("how", CUT)
def test_names_cut_to_fit(tmp_path: Path, how: str) -> None:
    depot = handed_in(tmp_path, *CUT[how])
    assert tuple(each.field for each in depot.columns) == KNOWN
    assert column(depot, "nom") == ["Parc du Lac", "Bois Monod"]
    assert depot.open_questions == ()


def test_a_park_called_like_a_name_is_a_park(tmp_path: Path) -> None:
    depot = check(tmp_path, "\n".join((";".join(NAMES), "Parc;Rue;69780;Mions;;;", *ROWS)))
    assert column(depot, "nom") == ["Parc", "Parc du Lac", "Bois Monod"]


class TestNoNames:
    """What the cells tell is taken; what they do not is asked where it is compulsory."""

    ROWS = (
        "Parc du Lac;12;rue du Lac;69780;Mions;1220,5;Commune;oui",
        "Bois Monod;3;rue Cinq;69780;Mions;500;Commune;non",
        "Pré Vert;7;avenue du Parc;69780;Mions;900;Commune;non",
    )

    @pytest.mark.parametrize("header", [(), ("Colonne{}",), ("Unnamed: {}",), ("Champ {}",)])
    def test_one_town_and_its_postcode_are_told_by_themselves(
        self, tmp_path: Path, header: tuple[str, ...]
    ) -> None:
        names = [";".join(each.format(place) for place in range(1, 9)) for each in header]
        depot = check(tmp_path, "\n".join((*names, *self.ROWS)))
        found = [each.field for each in depot.columns]
        assert found == [None, None, "voie", "codepost", "commune", None, None, None]
        assert len(depot.open_questions) <= 5

    def test_nothing_told_says_what_to_add(self, tmp_path: Path) -> None:
        depot = check(tmp_path, "12;x1\n13;x1\n14;x2\n")
        (issue,) = [each for each in depot.issues if each.severity == "error"]
        assert (issue.code, issue.params["case"]) == ("not-this-gabarit", "no-names")


def test_the_number_before_bis_and_the_type_of_street_is_that_of_a_house(tmp_path: Path) -> None:
    header = "Nom;N°;Bis;Type voie;Nom voie;CP;Ville;Surface;Gestion;Règlement"
    rows = ("Parc A;12;bis;rue;du Lac;69780;Mions;5;Commune;oui", "Parc B;3;;rue;Cinq;;;6;Commune;")
    depot = check(tmp_path, "\n".join((header, *rows)))
    assert column(depot, "numvoie") == ["12 bis", "3"]


def test_the_surface_in_its_own_unit_goes_before_another(tmp_path: Path) -> None:
    text = "Nom;Adresse;Surface (ha);Surface (m²);Gestion;Règlement\nA;1 rue B;0,5;5010;X;oui"
    assert column(check(tmp_path, text), "surf_m2") == ["5010"]


@pytest.mark.parametrize("name", ["#", "Unnamed: 0", ""])
def test_numbers_of_the_rows_are_proposed_as_nothing(tmp_path: Path, name: str) -> None:
    rows = (f"{place};Parc {place};{place} rue B;Commune" for place in range(6))
    depot = check(tmp_path, "\n".join((f"{name};Nom;Adresse;Gestion", *rows)))
    assert {each.rule for each in depot.open_questions} == {"missing-column"}


def test_a_postcode_and_its_town_in_one_column_are_both_read(tmp_path: Path) -> None:
    header = "Nom;Adresse;CP Ville;Surface;Gestion;Règlement"
    rows = ("A;1 rue B;69780 MIONS;5;X;oui", "C;3 rue D;69800 ST PRIEST;6;X;non")
    depot = check(tmp_path, "\n".join((header, *rows)), commune=None)
    assert column(depot, "commune") == ["Mions", "Saint-Priest"]
    assert column(depot, "codepost") == ["69780", "69800"]
    assert depot.open_questions == ()
