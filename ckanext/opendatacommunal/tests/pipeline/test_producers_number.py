"""Whose SIRET a column holds that is only called SIRET."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.recognise import recognise

OWN, CLUB, CCAS = "21690029000018", "77985612900019", "26690012500011"


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ((OWN, "216 900 290 00018"), "idAttribuant"),
        ((CLUB, CCAS), "idBeneficiaire"),
        ((OWN, CLUB), "idBeneficiaire"),
    ],
)
@pytest.mark.parametrize("header", ["SIRET", "N° Siret", "Numéro SIRET"])
def test_of_the_commune_that_hands_in_or_of_the_beneficiary(
    tmp_path: Path, header: str, numbers: tuple[str, ...], field: str
) -> None:
    lines = [f"{header};Bénéficiaire;Objet;Montant"]
    lines += [f"{number};Club {n};Aide;100" for n, number in enumerate(numbers)]
    path = tmp_path / "subventions.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    gabarit = find("subventions", ())
    assert gabarit is not None
    found = recognise(read(Depot(path, gabarit, Settings(commune="69029"))))
    assert {each.source: each.field for each in found.columns}[header] == field
