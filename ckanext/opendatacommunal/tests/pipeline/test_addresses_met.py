"""Addresses of every shape that town halls give them: one table, a line a way of writing.

A part that is not surely known stays in the street, as it was written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.fields.address import Address, split
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, check, column

PASTEUR = "rue Pasteur"
NUMBERS = {
    "12, bis rue Pasteur": "12, bis",
    "12-bis rue Pasteur": "12-bis",
    "12(bis) rue Pasteur": "12(bis)",
    "12 bis et ter rue Pasteur": "12 bis et ter",
    "12bis/14 rue Pasteur": "12bis/14",
    "12 – 14 rue Pasteur": "12 – 14",
    "du 12 au 16 rue Pasteur": "12 au 16",
    "12, 14 et 16 rue Pasteur": "12, 14 et 16",
    "No 12 rue Pasteur": "12",
    "num 12 rue Pasteur": "12",
    "numéro 12, rue Pasteur": "12",
    "n.12 rue Pasteur": "12",
    "12. rue Pasteur": "12",
    "12 : rue Pasteur": "12",
    "12rue Pasteur": "12",
    '"12 rue Pasteur"': "12",
    "rue Pasteur au n° 12": "12",
    "rue Pasteur au 12": "12",
    "rue Pasteur 12 bis": "12 bis",
    "s/n rue Pasteur": "s/n",
    "S/N, rue Pasteur": "S/N",
    "SN rue Pasteur": "SN",
    "sans numéro rue Pasteur": "sans numéro",
    "rue Pasteur, sans numéro": "sans numéro",
    "rue Pasteur s/n": "s/n",
    "0, rue Pasteur": "0",
    "99999 rue Pasteur": "99999",
    "au 12 rue Pasteur": "12",
    "au n° 12 de la rue Pasteur": "12",
}
BESIDE = {
    "en face du n° 3 rue Pasteur": ("3", "en face du"),
    "12 rue Pasteur face au 14": ("12", "face au 14"),
    "rue Pasteur face au 12": (None, "face au 12"),
    "rue Pasteur, au niveau du n° 12": (None, "au niveau du n° 12"),
    "12 rue Pasteur angle rue Gambetta": ("12", "angle rue Gambetta"),
    "12 rue Pasteur, Bât. B, 2 ème étage": ("12", "Bât. B, 2 ème étage"),
    "12 rue Pasteur, appt 4": ("12", "appt 4"),
    "12 rue Pasteur escalier C": ("12", "escalier C"),
    "3 rue Pasteur, ZAC du Chêne": ("3", "ZAC du Chêne"),
    "3 rue Pasteur ZI Nord": ("3", "ZI Nord"),
    "12 rue Pasteur - quartier Terraillon": ("12", "quartier Terraillon"),
    "Résidence Les Lilas 4 rue Pasteur": ("4", "Résidence Les Lilas"),
    "École Jean Macé rue Pasteur": (None, "École Jean Macé"),
    "mairie rue Pasteur": (None, "mairie"),
    "Mairie 12-14 rue Pasteur": ("12-14", "Mairie"),
    "Mairie - 12 bis, rue Pasteur": ("12 bis", "Mairie"),
    "Salle 12, rue Pasteur": (None, "Salle 12"),
    "MJC - rue Pasteur - escalier 2": (None, "MJC, escalier 2"),
    "Mairie, 1er étage, 12 rue Pasteur": ("12", "Mairie, 1er étage"),
    "MJC - 12 rue Pasteur hall 3": ("12", "MJC, hall 3"),
    "12 rue Pasteur (BP 12)": ("12", "BP 12"),
    "12 rue Pasteur quartier Terraillon": ("12", "quartier Terraillon"),
    "Parc de Parilly, rue Pasteur": (None, "Parc de Parilly"),
    "rue Pasteur (groupe scolaire)": (None, "groupe scolaire"),
    "12 rue Pasteur, Terraillon": ("12", "Terraillon"),
}
PLACES = {
    "4 rue Pasteur 69671 Bron CEDEX": ("4", "69671 CEDEX", None, "Bron CEDEX"),
    "4 rue Pasteur - BP 12 - 69671 Bron Cedex": ("4", "BP 12, 69671 Cedex", None, "Bron Cedex"),
    "4 rue Pasteur F-69500 Bron": ("4", None, "69500", "Bron"),
    "4 rue Pasteur, Bron, 69500 Bron": ("4", None, "69500", "Bron"),
    "4 rue Pasteur 69500 Bron Bron": ("4", None, "69500", "Bron"),
    "4 rue Pasteur 69500 Bron, Bron": ("4", None, "69500", "Bron"),
    "4 rue Pasteur, 69500 Bron, Rhône": ("4", "Rhône", "69500", "Bron"),
    "4 rue Pasteur, 69500 Bron, Rhône, Auvergne": ("4", "Rhône, Auvergne", "69500", "Bron"),
    "69500 Bron, 4 rue Pasteur": ("4", None, "69500", "Bron"),
    "4 rue Pasteur Lyon 3e": ("4", None, None, "Lyon 3e"),
    "4 rue Pasteur LYON 03": ("4", None, None, "LYON 03"),
    "4 rue Pasteur Vaulx-en-Velin": ("4", None, None, "Vaulx-en-Velin"),
    "4 rue Pasteur BRON": ("4", None, None, "BRON"),
    "4 rue Pasteur (hall 3) Bron": ("4", "hall 3", None, "Bron"),
    "4, rue Pasteur - RDC - Bron": ("4", "RDC", None, "Bron"),
    "MJC - 4 rue Pasteur Lyon 3e": ("4", "MJC", None, "Lyon 3e"),
}
WHOLE = (
    "rue Maurice BRON",
    "rue Saint-Fons",
    "rue du Vieux Lyon 3e",
    "rue de la Mulatière",
    "4 rue Pasteur Bron",
    "Vieille rue du Temple",
    "École de la rue Pasteur",
    "angle rue Pasteur et rue Gambetta",
    "rue Pasteur angle rue Gambetta",
    "Collège et rue Pasteur",
    "Chemin de la ZI",
    "rue Pasteur 12",
    "Rue du 8 mai 1945",
    "4 rue Pasteur, Grenoble",
    "rue Pasteur (Grenoble)",
    "rue Jaurès (Jean)",
    "chemin rural n° 5",
    "rue du Nouveau Quartier Nord",
)
"""What may be the name of a street, or two of them."""


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_every_writing_of_a_number_is_known(text: str, number: str) -> None:
    assert split(text, epci=LYON_METROPOLE, near=BRON) == Address(number, PASTEUR)


@pytest.mark.parametrize(("text", "parts"), BESIDE.items())
def test_a_landmark_is_no_part_of_the_street(text: str, parts: tuple[str | None, str]) -> None:
    number, more = parts
    assert split(text, epci=LYON_METROPOLE, near=BRON) == Address(number, PASTEUR, more)


@pytest.mark.parametrize(("text", "parts"), PLACES.items())
def test_what_ends_an_address_is_its_place(text: str, parts: tuple[str | None, ...]) -> None:
    number, more, code, name = parts
    expected = Address(number, PASTEUR, more, code, name)
    assert split(text, epci=LYON_METROPOLE, near=BRON) == expected


@pytest.mark.parametrize("text", WHOLE)
def test_what_may_be_one_name_is_not_cut(text: str) -> None:
    found = split(text, epci=LYON_METROPOLE, near=BRON)
    assert (found.street or "").endswith(text.lstrip("4 "))
    assert (found.complement, found.commune) == (None, None)


@pytest.mark.parametrize(
    ("text", "number", "street"),
    [
        ("12 J Jaurès", "12", "J Jaurès"),
        ("1 Q. Marie Curie", "1", "Q. Marie Curie"),
        ("1. Mairie", None, "1. Mairie"),
        ("12 A. Croizat", "12", "A. Croizat"),
    ],
)
def test_an_initial_is_no_letter_of_a_number(text: str, number: str | None, street: str) -> None:
    assert split(text, epci=LYON_METROPOLE, near=BRON) == Address(number, street)


HEADER = "nom;numero;voie;complement;cp;commune;theme;type"


@pytest.mark.parametrize(
    ("row", "number", "street", "complement"),
    [
        (";12 Ch. du Moulin;;;", "12", "Chemin du Moulin", None),
        (";rue Pasteur face au 12;;;", "12", "rue Pasteur", "face au"),
        (";rue Pasteur (derrière l'école);;;", "SN", "rue Pasteur", "derrière l'école"),
        (";rue Pasteur, RDC;Bât. B;;", "SN", "rue Pasteur", "Bât. B ; RDC"),
        (";Mairie 4 rue Pasteur;;;", "4", "rue Pasteur", "Mairie"),
        (";Le Bourg, 69500 Bron;;;", "SN", "Le Bourg", None),
        ("14;12 rue Pasteur;;;", "14", "12 rue Pasteur", None),
        (";12 rue Pasteur 69003 Lyon;;69500;Bron", "SN", "12 rue Pasteur 69003 Lyon", None),
        (";12 rue Pasteur 69500 Bron;;69500;BRON", "12", "rue Pasteur", None),
    ],
)
def test_a_column_of_streets_gives_its_other_parts_and_loses_none(
    tmp_path: Path, row: str, number: str, street: str, complement: str | None
) -> None:
    file = tmp_path / "etablissements.csv"
    file.write_text(f"{HEADER}\nMairie;{row};Autre équipement;mairie\n", encoding="utf-8")
    gabarit = find("etablissements-publics")
    assert gabarit is not None
    depot = run(Depot(file, gabarit, Settings(commune=BRON, epci=LYON_METROPOLE)))
    found = [column(depot, name)[0] for name in ("numero", "voie", "complement")]
    assert found == [number, street, complement]


@pytest.mark.parametrize(
    ("cell", "number", "street", "comment"),
    [
        ("12 rue Pasteur, face à l'école", "12", "rue Pasteur", "face à l'école"),
        ("rue Pasteur (derrière la mairie)", "SN", "rue Pasteur", "derrière la mairie"),
        ("face au 12 rue Pasteur", "SN", "face au 12 rue Pasteur", None),
        ("8/10 Ch. H. Barbusse", "8/10", "Ch. H. Barbusse", None),
    ],
)
def test_a_landmark_without_a_field_is_kept_by_the_commune(
    tmp_path: Path, cell: str, number: str, street: str, comment: str | None
) -> None:
    depot = check(tmp_path, f"nom;voie;reglement;surf_m2;gestion\nParc;{cell};non;12;Commune")
    assert [column(depot, name)[0] for name in ("numvoie", "voie")] == [number, street]
    assert depot.values.row(0, named=True).get("commentaire_interne") == comment


def test_a_town_hall_with_a_mail_code_goes_out_with_the_code_of_its_place(tmp_path: Path) -> None:
    cell = "12bis, av. du gal Leclerc - BP 12 - 69671 BRON CEDEX"
    depot = check(tmp_path, f'nom;adresse\nParc;"{cell}"', commune=BRON)
    assert (column(depot, "numvoie"), column(depot, "codepost")) == (["12 bis"], ["69500"])
    assert column(depot, "voie") == ["avenue du général Leclerc"]
    assert column(depot, "commentaire_interne") == ["BP 12, 69671 CEDEX"]
    assert not [each for each in depot.questions if each.field in ("codepost", "commune")]


def test_the_letters_of_many_numbers_are_one_question(tmp_path: Path) -> None:
    rows = "".join(f"\nParc {n};{n} B rue du Lac;non;12;Commune" for n in range(1, 5))
    file = f"nom;voie;reglement;surf_m2;gestion{rows}"
    depot = check(tmp_path, file)
    asked = [each for each in depot.questions if each.field == "numvoie"]
    assert [(each.rule, len(each.rows)) for each in asked] == [("number-letters", 4)]
    depot = check(tmp_path, file, answers={asked[0].id: "bis"})
    assert column(depot, "numvoie") == ["1 bis", "2 bis", "3 bis", "4 bis"]
