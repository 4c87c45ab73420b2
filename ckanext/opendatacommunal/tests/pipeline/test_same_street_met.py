"""Streets as they are written beside the street of the base, with the rest of their address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ckanext.opendatacommunal.pipeline.geocoding.acceptance import judge
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate
from ckanext.opendatacommunal.pipeline.geocoding.same_street import likeness

BRON = Address("12", "Rue Pasteur", "69500", "Bron", "69029")


def place(street: str, number: str | None = "12") -> Candidate:
    kind = "housenumber" if number else "street"
    label = f"{number or ''} {street} 69500 Bron".strip()
    return Candidate(label, kind, street, number, "69029", 4.91, 45.73, 0.9)


@pytest.mark.parametrize(
    ("written", "official", "expected"),
    [
        ("Qu. Jean Moulin", "Quai Jean Moulin", "short"),
        ("P Jean Moulin", "Place Jean Moulin", "short"),
        ("Bvrd Jean Moulin", "Boulevard Jean Moulin", "short"),
        ("Mail Jean Moulin", "Montée Jean Moulin", "different"),
        ("rue Fr. Dezeuze", "Rue Frédéric Dezeuze", "short"),
        ("rue Alb. Camus", "Rue Albert Camus", "short"),
        ("rue Jean Moulin", "Rue Jeanne Moulin", "different"),
        ("av du Vx Bourg", "Avenue du Vieux Bourg", "same"),
        ("avenue du Bourg", "Avenue du Vieux Bourg", "perhaps"),
        ("AV CNL FABIEN", "Avenue du Colonel Fabien", "same"),
        ("GR DU BOURG", "Grande Rue du Bourg", "same"),
        ("rue des Chateaux", "Rue du Château", "different"),
        ("rue Chateaux", "Rue du Château", "different"),
        ("rue du Chateaux", "Rue du Château", "slip"),
        ("rue Chateua", "Rue du Château", "slip"),
        ("Rue de la Marie", "Rue de la Mairie", "different"),
        ("Rue de la Maire", "Rue Marie", "different"),
        ("rue de l'Écol", "Rue des Écoles", "different"),
        ("Rue du Bois", "Rue des Bois", "perhaps"),
        ("Rue de la Pierre", "Rue Pierre", "short"),
        ("RUE DES RUISSEAUX", "Rue du Ruisseau", "different"),
        ("Rue Bois", "Rue des Bois", "same"),
        ("Rue Dubois", "Rue du Bois", "perhaps"),
        ("RUE DELACROIX", "Rue de la Croix", "perhaps"),
        ("Rue La Fontaine", "Rue de la Fontaine", "short"),
        ("Rue de l'Europe", "Rue d'Europe", "short"),
        ("RUE DE L EGLISE", "Rue de l'Église", "same"),
        ("Rue L. Blum", "Rue Blum", "short"),
        ("RUE A DAUDET", "Rue Daudet", "short"),
        ("Rue Marie Curie", "Rue Pierre et Marie Curie", "perhaps"),
        ("Rue Jean Moulin", "Rue du Préfet Jean Moulin", "perhaps"),
    ],
)
def test_what_is_cut_short_and_what_is_another_name(
    written: str, official: str, expected: str
) -> None:
    assert likeness(written, official) == expected


@pytest.mark.parametrize(
    ("street", "others", "status"),
    [
        ("rue Pasteur Bron", (), "found"),
        ("rue Pasteur à Bron", (), "found"),
        ("rue Pasteur Bron", ("Rue Pasteur Bron",), "found"),
        ("rue Pasteur Villeurbanne", (), "to_confirm"),
        ("Rue Pasteur", ("Rue de Pasteur",), "found"),
        ("P. Pasteur", ("Place Pasteur", "Passage Pasteur"), "to_confirm"),
    ],
)
def test_the_commune_after_its_street(street: str, others: tuple[str, ...], status: str) -> None:
    asked = replace(BRON, street=street)
    outcome = judge(asked, [place("Rue Pasteur"), *map(place, others)])
    assert outcome.status == status
    if outcome.candidate and others == ("Rue Pasteur Bron",):
        assert outcome.candidate.street == "Rue Pasteur Bron"


def test_a_place_is_not_the_street_that_has_its_name() -> None:
    castle = replace(BRON, number="SN", street="Château")
    assert judge(castle, [place("Rue du Château", None)]).status == "to_confirm"
    assert judge(replace(castle, number="12"), [place("Rue du Château")]).status == "found"
