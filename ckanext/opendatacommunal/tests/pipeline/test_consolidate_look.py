"""What a consolidation finds out about one file before it is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.consolidating.look import look

from .mails import LYON_METROPOLE


class TestTheCommuneOfWholeAddresses:
    """A table whose only word on its place is one column of whole addresses."""

    @pytest.mark.parametrize(
        ("addresses", "codes"),
        [
            (["1 rue des Vergers 69320 FEYZIN", "rue du Dr Long 69320 Feyzin"], ["69276"]),
            (["12, rue du 8 mai 1945 - 69500 BRON", "Fort de Bron"], ["69029"]),
            (["2 cours Gambetta 69003 LYON 3", "1 rue Grôlée 69002 Lyon"], ["69123"]),
            (["rue Ampère", "chemin du Fort"], []),
        ],
    )
    def test_is_that_of_their_postcodes(
        self, tmp_path: Path, addresses: list[str], codes: list[str]
    ) -> None:
        assert _communes(tmp_path, "adresse", addresses) == ([codes] if codes else [])

    def test_a_postcode_is_no_insee_code(self, tmp_path: Path) -> None:
        """69003 is Lyon to the post, and Albigny-sur-Saône to INSEE."""
        assert _communes(tmp_path, "code postal", ["69003", "69003", "69009"]) == [["69123"]]


def _communes(folder: Path, column: str, cells: list[str]) -> list[list[str]]:
    lines = [f"nom;{column};surface;reglement;gestion"]
    lines += [f"Square {n};{each};800;oui;Mairie" for n, each in enumerate(cells)]
    path = folder / "Classeur1.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    job = {"path": str(path), "name": path.name, "slug": "parcs-jardins", "gabarits_dirs": ()}
    found = look({**job, "epci": LYON_METROPOLE, "mail": None})
    assert found["unreadable"] is None
    return [each["codes"] for each in found["hints"] if each["source"] == "column"]
