"""Addresses as town halls write them: what stands beside the street, and their own cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.fields.address import Address, of_street, split
from ckanext.opendatacommunal.tests.pipeline.parks import LYON_METROPOLE, check, column

CUTS: dict[str, Address] = {
    "20 Impasse Louis Pradel 1er étage": Address("20", "Impasse Louis Pradel", "1er étage"),
    "15 IMPASSE DU 19 MARS 1962 PRES DU STADE": Address(
        "15", "IMPASSE DU 19 MARS 1962", "PRES DU STADE"
    ),
    "8 BOULEVARD EDOUARD HERRIOT RDC": Address("8", "BOULEVARD EDOUARD HERRIOT", "RDC"),
    "12 rue Foch parking": Address("12", "rue Foch", "parking"),
    "12 rue du Vieux Bourg RDC": Address("12", "rue du Vieux Bourg", "RDC"),
    "12 rue Foch bâtiment B": Address("12", "rue Foch", "bâtiment B"),
    "12 rue Foch derrière l'église": Address("12", "rue Foch", "derrière l'église"),
    "12 rue Foch Résidence Les Lilas": Address("12", "rue Foch", "Résidence Les Lilas"),
    "Rue Derrière l'Église": Address(None, "Rue Derrière l'Église"),
    "Chemin de la Résidence des Lilas": Address(None, "Chemin de la Résidence des Lilas"),
    "Rue du Parking": Address(None, "Rue du Parking"),
    "12 rue Foch face au 14": Address("12", "rue Foch", "face au 14"),
    "Allée Rosa Parks - 5": Address("5", "Allée Rosa Parks"),
    "Rue du 8 Mai - 1945": Address(None, "Rue du 8 Mai - 1945"),
    "Quai Marie Curie 6": Address(None, "Quai Marie Curie 6"),
    "25 Quai Victor Hugo (Chassieu)": Address("25", "Quai Victor Hugo", None, None, "Chassieu"),
    "14 Chemin de Crépieux, Lyon 2e Arrondissement": Address(
        "14", "Chemin de Crépieux", None, None, "Lyon 2e Arrondissement"
    ),
    "12 rue Foch 69500 Bron Cédex": Address("12", "rue Foch", None, "69500", "Bron Cédex"),
}


@pytest.mark.parametrize(("text", "parts"), CUTS.items())
def test_what_stands_beside_the_street_is_no_part_of_it(text: str, parts: Address) -> None:
    assert split(text, epci=LYON_METROPOLE) == parts


def test_a_number_after_a_dash_in_a_column_of_streets() -> None:
    assert of_street("Allée Rosa Parks - 5") == Address("5", "Allée Rosa Parks")
    assert of_street("Rue du 8 Mai - 1945") is None


@pytest.mark.parametrize(
    ("cell", "postcode", "commune"),
    [
        ("13, Chemin Pierre Semard , 69780 MIONS CEDEX", "69780", "Mions"),
        ("13 chemin Pierre Semard\n69780 Mions", "69780", ""),
        ("13 chemin Pierre Semard (Mions)", "69 780", "MIONS"),
        ("13 chemin Pierre Semard 69006 Lyon 6e Arrondissement", "69006", "LYON 06"),
        ("13 chemin Pierre Semard, 69006 Lyon", "69006", "Lyon 6e"),
        ("13 chemin Pierre Semard, 69310 Pierre-Bénite", "69310", "Oullins-Pierre-Bénite"),
    ],
)
def test_a_commune_written_twice_in_two_ways_is_one(
    tmp_path: Path, cell: str, postcode: str, commune: str
) -> None:
    depot = check(
        tmp_path,
        f'nom,adresse,codepost,commune\nParc A,"{cell}",{postcode},{commune}',
    )
    assert (column(depot, "numvoie"), column(depot, "commentaire_interne")) == (["13"], [None])
    assert [each.casefold() for each in column(depot, "voie") if each] == ["chemin pierre semard"]


def test_an_address_of_another_arrondissement_than_its_row_is_not_cut(tmp_path: Path) -> None:
    cell = "13 chemin Pierre Semard, 69007 Lyon 7e"
    depot = check(tmp_path, f'nom,adresse,codepost,commune\nA,"{cell}",69006,Lyon 6e')
    assert column(depot, "commentaire_interne") == [cell]
