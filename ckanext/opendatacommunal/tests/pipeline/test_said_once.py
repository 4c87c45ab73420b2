"""One thing that is wrong in a file is told once, by the name and the value the person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from .parks import check


@pytest.mark.parametrize("names", ["nom;ADRESSE;reglement", "nom;voie;reglement"])
def test_a_row_without_a_street_lacks_no_number(tmp_path: Path, names: str) -> None:
    depot = check(tmp_path, f"{names}\nParc A;12 rue du Lac;oui\nParc B;;oui\nParc C;rue X;oui")
    told = [(each.row, each.field) for each in depot.issues if each.severity == "error"]
    assert told == [(3, "voie")]
