"""Names in capitals: small letters and accents where they are sure, one question else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.communes import records
from ckanext.opendatacommunal.pipeline.depot import Profile
from ckanext.opendatacommunal.pipeline.fields.capital_words import Writing, in_capitals, written
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.tests.pipeline.parks import (
    LYON_METROPOLE,
    check,
    column,
    parks,
    question,
)

SURE = """
PARC DE LA REPUBLIQUE | Parc de la République
GROUPE SCOLAIRE JEAN JAURES | Groupe scolaire Jean Jaurès
STADE MUNICIPAL JEAN XXIII | Stade municipal Jean XXIII
ZAC DES GRANDES TERRES | ZAC des Grandes Terres
SQUARE LEO FERRE | Square Léo Ferré
JARDIN DE LA FONTAINE | Jardin de la Fontaine
JARDIN JEAN DE LA FONTAINE | Jardin Jean de La Fontaine
PARC DE VAULX EN VELIN | Parc de Vaulx-en-Velin
PARC DE SAINT-PRIEST | Parc de Saint-Priest
SQUARE SAINT ANDRE | Square Saint André
SALLE DES FETES | Salle des fêtes
PLACE DE L'HOTEL DE VILLE | Place de l'Hôtel de ville
ROND-POINT DE L'EUROPE | Rond-point de l'Europe
PARC J. JAURES | Parc J. Jaurès
SQUARE DU 8 MAI 1945 | Square du 8 Mai 1945
SQUARE DU 4 AOUT 1789 | Square du 4 Août 1789
ÉCOLE RÉMOND | École Rémond
MJC - ENTREE NORD | MJC - Entrée nord
1ERE ALLEE | 1ère Allée
PLACE DU MARCHE | Place du Marché
L'ILE VERTE | L'Île Verte
EHPAD LES TILLEULS | EHPAD Les Tilleuls
PARC DE LA TETE D'OR | Parc de la Tête d'Or
RD 306 | RD 306
HLM | HLM
"""

PROPOSED = """
SQUARE DES ORPAILLEURS | Square des Orpailleurs
GROUPE SCOLAIRE BELLECOMBE | Groupe scolaire Bellecombe
ECOLE ANTOINE REMOND | École Antoine Remond
PLACE ANDRE | Place André
RUE DE LA PECHE | Rue de la Pêche
LES PRES | Les Prés
AVENUE DE CHAMPAGNE | Avenue de Champagne
ROUTE DE FONTAINE-LES-DIJON | Route de Fontaine-les-Dijon
SQUARE SAINT-REMY | Square Saint-Rémy
CHEMIN DE LYON A MIONS | Chemin de Lyon à Mions
"""


def pairs(text: str) -> list[tuple[str, str]]:
    lines = (line.split(" | ") for line in text.strip().splitlines())
    return [(before, after) for before, after in lines]


@pytest.mark.parametrize(("before", "after"), pairs(SURE))
def test_known_words_have_one_writing(before: str, after: str) -> None:
    assert written(before, street=False, epci=LYON_METROPOLE) == Writing(after, True)


@pytest.mark.parametrize(("before", "after"), pairs(PROPOSED))
def test_an_unknown_word_makes_a_proposal(before: str, after: str) -> None:
    assert written(before, street=False, epci=LYON_METROPOLE) == Writing(after, False)


def test_the_adjective_of_a_street_is_its_name() -> None:
    assert written("RUE CENTRALE", street=True) == Writing("Rue Centrale", True)
    assert written("ECOLE CENTRALE", street=False) == Writing("École centrale", True)


def without_accents(text: str) -> str:
    whole = text.replace("œ", "oe").replace("Œ", "OE")
    return "".join(c for c in unicodedata.normalize("NFD", whole) if not unicodedata.combining(c))


NAMES = ("SQUARE DES ORPAILLEURS", "PARC CHAMBOVET", "PARC DE LA MAIRIE")


def test_one_question_for_the_column_and_meanwhile_the_names_go_out(tmp_path: Path) -> None:
    depot = check(tmp_path, parks(*NAMES))
    asked = question(depot, "capitals")
    assert (asked.field, asked.rows, asked.holds_row) == ("nom", (2, 3), False)
    assert "SQUARE DES ORPAILLEURS → Square des Orpailleurs" in asked.params["samples"]
    assert column(depot, "nom") == ["SQUARE DES ORPAILLEURS", "PARC CHAMBOVET", "Parc de la Mairie"]
    assert depot.set_aside == {}


def test_both_answers_are_remembered(tmp_path: Path) -> None:
    asked = question(check(tmp_path, parks(*NAMES)), "capitals")
    small = check(tmp_path, parks(*NAMES), answers={asked.id: "proposed"})
    assert column(small, "nom")[:2] == ["Square des Orpailleurs", "Parc Chambovet"]
    assert small.open_questions == ()
    kept = check(tmp_path, parks(*NAMES), answers={asked.id: None})
    assert column(kept, "nom")[:2] == ["SQUARE DES ORPAILLEURS", "PARC CHAMBOVET"]
    assert kept.open_questions == ()
    for answer, name in (("proposed", "Parc Chambovet"), (None, "PARC CHAMBOVET")):
        known = Profile(values={"nom": {"capitals": answer}})
        again = check(tmp_path, parks(*NAMES), profile=known)
        assert again.questions == ()
        assert column(again, "nom")[1] == name


def test_a_name_in_small_letters_elsewhere_tells_its_accents(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("ECOLE REMOND", "Jardin Rémond", "PARC BLANDAN", "Fort Blandan"))
    assert column(depot, "nom")[0] == "École Rémond"
    assert column(depot, "nom")[2] == "Parc Blandan"
    assert depot.questions == ()


def test_a_single_name_in_capitals_among_others_is_left_alone(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("OPAC", "Parc du Lac", "Jardin des Roses", "Square de l'Europe"))
    assert column(depot, "nom")[0] == "OPAC"
    assert depot.questions == ()


def test_no_name_of_a_commune_of_france_gets_wrong_accents() -> None:
    """Capitals without accents, then what is sure of them, against the official names."""
    _, names = records.all_names()
    for name in names[::7]:
        found = written(without_accents(name).upper(), street=False)
        assert not found.sure or found.text.lower() == name.lower()


@given(st.text(alphabet="ABCDEÉILORSTX '-.,0123456789/()œß", max_size=40), st.booleans())
@settings(deadline=None)
def test_only_case_and_accents_change(text: str, street: bool) -> None:
    if not in_capitals(text):
        return
    found = written(text, street=street, epci=LYON_METROPOLE)
    assert fold(found.text) == fold(text)
    if found.text != text and not in_capitals(found.text):
        assert any(letter.islower() for letter in found.text)
