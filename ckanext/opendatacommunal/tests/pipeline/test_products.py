"""A surface made of its sizes, asked where a cell says another; the sum and what the law asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.messages import sentence, translator
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, TODAY

HEADER = "num;type_affichage;voie;largeur_m;hauteur_m;nb_faces;nb_panneaux;surface_m2"


def check(folder: Path, *rows: str, **settings: Any) -> Depot:
    path = folder / "panneaux.csv"
    lines = (f"{place};affichage libre;Rue Foch;{row}" for place, row in enumerate(rows, 101))
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    gabarit = gabarits.find("panneaux-affichage")
    assert gabarit is not None
    known = {"commune": BRON, "epci": LYON_METROPOLE, "today": TODAY, **settings}
    return run(Depot(path, gabarit, Settings(**known)))


@pytest.mark.parametrize(
    ("row", "surface"),
    [
        ("2,4;1,6;2;1;", "7.68"),
        ("2,4;1,6;2;;", "7.68"),
        ("2,4;1,6;1;3;", "11.52"),
        ("2,4;1,6;;1;", None),
        (";1,6;1;1;", None),
        ("2,4;1,6;2;1;7,7", "7.7"),
        ("2,4;1,6;2;1;7", "7"),
    ],
)
def test_a_surface_is_made_of_its_sizes(tmp_path: Path, row: str, surface: str | None) -> None:
    depot = check(tmp_path, row)
    assert depot.values["surface_m2"].to_list() == [surface]
    assert depot.questions == ()


def test_a_surface_that_its_sizes_contradict_is_asked_once(tmp_path: Path) -> None:
    rows = ("2,4;1,6;2;1;3,84", "2,4;1,6;2;1;3,84", "2,4;1,6;1;1;3,84")
    (asked,) = check(tmp_path, *rows).questions
    assert (asked.rows, asked.candidates, asked.holds_row) == ((2, 3), ("7.68", "3.84"), False)
    assert check(tmp_path, *rows).set_aside == {}
    for answer, surface in (("7.68", "7.68"), (None, "3.84"), ("5", "5"), ("beaucoup", None)):
        depot = check(tmp_path, *rows, answers={asked.id: answer})
        assert depot.values["surface_m2"].to_list() == [surface, surface, "3.84"]
        assert bool(depot.open_questions) == (answer == "beaucoup")


def test_what_the_law_asks_is_said_and_holds_nothing(tmp_path: Path) -> None:
    depot = check(tmp_path, "2,4;1,6;2;1;", "2,4;1,6;1;1;")
    (said,) = [issue for issue in depot.issues if issue.code == "legal-total"]
    assert (said.severity, said.params["total"]) == ("info", "11.52")
    # 43,000 inhabitants: 12 m² up to 10,000, then 5 m² for each 10,000.
    assert (said.params["least"], said.params["most"]) == ("27", "32")
    text, _hint = sentence(said.code, said.params, translator("fr"))
    assert "11.52 m²" in text
    assert "R. 581-2 du code de l’environnement demande au moins 27 m², ou 32 m²" in text
    assert depot.set_aside == {}
