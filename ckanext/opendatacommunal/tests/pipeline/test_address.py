"""A cell that holds more than a street: cut where it is sure, every part shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.fields.address import Address, of_street, split
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, check, column

CUTS: dict[str, Address] = {
    "École Foch 12 rue Foch 69500 Bron": Address("12", "rue Foch", "École Foch", "69500", "Bron"),
    "12 rue Foch, Bron 69500": Address("12", "rue Foch", None, "69500", "Bron"),
    "12 rue Foch Bron (69500)": Address("12", "rue Foch", None, "69500", "Bron"),
    "12 rue de Bron 69500": Address("12", "rue de Bron", None, "69500", None),
    "rue du Lac, 15": Address("15", "rue du Lac"),
    "rue du Lac, n° 15 bis": Address("15 bis", "rue du Lac"),
    "rue du Lac n° 15": Address("15", "rue du Lac"),
    "rue du Lac, 15 69780 Mions": Address("15", "rue du Lac", None, "69780", "Mions"),
    "av. du 8 mai 1945, 12": Address("12", "av. du 8 mai 1945"),
    "rue du 8 mai 1945": Address(None, "rue du 8 mai 1945"),
    "15 ter rue du Lac": Address("15 ter", "rue du Lac"),
    "15 B rue du Lac": Address("15 B", "rue du Lac"),
    "n° 15 rue du Lac": Address("15", "rue du Lac"),
    "38 R DES ECOLES": Address("38", "R DES ECOLES"),
    "4 Ch des Vignes": Address("4", "Ch des Vignes"),
    "face au 12 rue du Lac": Address("12", "rue du Lac", "face au"),
    "angle rue Foch / rue du Lac": Address(None, "angle rue Foch / rue du Lac"),
    "angle rue Foch, rue du Lac": Address(None, "angle rue Foch, rue du Lac"),
    "derrière la mairie": Address(None, "derrière la mairie"),
    "lieu-dit Les Brosses": Address(None, "lieu-dit Les Brosses"),
    "12 rue Foch BP 123 69205 Lyon CEDEX 01": Address(
        "12", "rue Foch", "BP 123, 69205 CEDEX 01", None, "Lyon CEDEX 01"
    ),
    "12 rue Foch 69003 Lyon 3e": Address("12", "rue Foch", None, "69003", "Lyon 3e"),
    "12 rue Foch 69003 LYON 03": Address("12", "rue Foch", None, "69003", "LYON 03"),
    "12 rue Foch, bâtiment B, 69500 Bron": Address("12", "rue Foch", "bâtiment B", "69500", "Bron"),
    "12 rue Foch (derrière l'église) 69500 Bron": Address(
        "12", "rue Foch", "derrière l'église", "69500", "Bron"
    ),
    "12 rue Foch, 69500 Bron, France": Address("12", "rue Foch", None, "69500", "Bron"),
    "Stade Foch - 12 rue Foch - 69500 Bron": Address(
        "12", "rue Foch", "Stade Foch", "69500", "Bron"
    ),
    "Rés. Les Lilas, 12 rue Foch": Address("12", "rue Foch", "Rés. Les Lilas"),
    "Mairie\r\n12 rue Foch\n69500 BRON": Address("12", "rue Foch", "Mairie", "69500", "BRON"),
    "32 Rue Anatole France": Address("32", "Rue Anatole France"),
    "32 Rue Anatole France 69100 Villeurbanne France": Address(
        "32", "Rue Anatole France", None, "69100", "Villeurbanne"
    ),
    "13 Rue des Acacias BP 27": Address("13", "Rue des Acacias", "BP 27"),
    "13 Rue des Acacias CS 70001 69500 Bron": Address(
        "13", "Rue des Acacias", "CS 70001", "69500", "Bron"
    ),
    "RD 306": Address(None, "RD 306"),
}


@pytest.mark.parametrize(("text", "parts"), CUTS.items())
def test_an_address_is_cut(text: str, parts: Address) -> None:
    assert split(text, epci=LYON_METROPOLE, near=BRON) == parts


@pytest.mark.parametrize(
    "text",
    ["rue du Lac", "rue du 8 mai 1945", "Place 1945", "RD 306", "12", "12 mai 1945", "Chemin 4"],
)
def test_a_mere_street_is_left_alone(text: str) -> None:
    assert of_street(text, epci=LYON_METROPOLE, near=BRON) is None


LAST = "4 rue Foch 69780 Mions"
HEADER = "nom;voie;reglement;surf_m2;gestion"


def test_numbers_in_the_column_of_streets_go_to_their_own(tmp_path: Path) -> None:
    depot = check(
        tmp_path,
        f"""{HEADER}
A;12 rue du Lac;non;12;Commune
B;rue du Lac, 15 bis;non;12;Commune
C;rue du 8 mai 1945;non;12;Commune
D;38 R DES ECOLES;non;12;Commune
E;{LAST};non;12;Commune""",
    )
    assert column(depot, "numvoie") == ["12", "15 bis", "SN", "38", "4"]
    assert column(depot, "voie") == [
        "rue du Lac",
        "rue du Lac",
        "rue du 8 mai 1945",
        "Rue des Écoles",
        "rue Foch",
    ]
    assert column(depot, "commune") == ["Mions"] * 5
    shown = {each.row: each.before for each in depot.corrections if each.field == "voie"}
    assert shown == {2: "12 rue du Lac", 3: "rue du Lac, 15 bis", 5: "38 R DES ECOLES", 6: LAST}


def test_a_number_given_twice_is_kept_once_and_another_is_not_touched(tmp_path: Path) -> None:
    depot = check(
        tmp_path,
        """nom;numvoie;voie;reglement;surf_m2;gestion
A;12;12 rue du Lac;non;12;Commune
B;14;12 rue du Lac;non;12;Commune
C;;12 rue du Lac;non;12;Commune""",
    )
    assert column(depot, "numvoie") == ["12", "14", "12"]
    assert column(depot, "voie") == ["rue du Lac", "12 rue du Lac", "rue du Lac"]


PARTS = st.sampled_from(
    "12 rue du Lac , ; - ( ) 69500 Bron CEDEX n° bis BP 12 École \n / angle 8 mai 1945 R".split(" ")
)


@given(st.lists(PARTS, max_size=10).map(" ".join) | st.text(max_size=50))
@settings(deadline=None)
def test_nothing_of_the_text_is_invented(text: str) -> None:
    found = split(text, epci=LYON_METROPOLE, near=BRON)
    letters = set(re.findall(r"\w", text))
    for part in (found.number, found.street, found.complement, found.postcode, found.commune):
        assert not text.isascii() or set(re.findall(r"\w", part or "")) <= letters


def test_a_landmark_beside_a_column_of_streets_is_not_lost(tmp_path: Path) -> None:
    header = "nom,emplacement,voie,numvoie,reglement,surf_m2,gestion"
    row = "Parc A,Parking du stade,Rue du Stade,3,non,100,Commune"
    depot = check(tmp_path, f"{header}\n{row}")
    assert depot.values["voie"].to_list() == ["Rue du Stade"]
    assert depot.values["commentaire_interne"].to_list() == ["Parking du stade"]
