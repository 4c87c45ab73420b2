"""Sentences that say what is in the cell, count rightly, and ask no more than there is to ask."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.opendatacommunal.consolidating.return_workbook import return_workbook
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import BRON, gabarit

NAMES = "nom;numvoie;voie;reglement;surface;gestion"


def _depot(folder: Path, *rows: str) -> Depot:
    path = folder / "parcs.csv"
    path.write_text("\n".join([NAMES, *rows]), encoding="utf-8")
    return run(Depot(path, gabarit(), Settings(commune=BRON)))


def _checked(folder: Path, *rows: str) -> dict[str, Any]:
    return report(_depot(folder, *rows), translate=translator("fr"))


def _page(told: dict[str, Any]) -> str:
    return export.return_sheet(told, gabarit(), translator("fr"), "fr").decode()


def test_a_word_for_not_known_is_no_empty_cell(tmp_path: Path) -> None:
    told = _checked(
        tmp_path,
        "Parc A;1;rue des Tilleuls;?;1200;Ville",
        "Parc B;2;rue des Tilleuls;;800;Ville",
        "Parc C;3;rue des Tilleuls;oui;950;Ville",
    )
    said = {each["row"]: each["message"] for each in told["issues"] if each["severity"] == "error"}
    assert said == {
        2: "Ligne 2 : « reglement » est obligatoire, et « ? » ne dit rien.",
        3: "Ligne 3 : « reglement » est obligatoire et la cellule est vide.",
    }


def test_a_question_on_one_line_has_no_plural(tmp_path: Path) -> None:
    told = _checked(
        tmp_path,
        "Parc A;45B;rue des Tilleuls;oui;1200;Ville",
        "Parc B;2;rue des Tilleuls;oui;178 ha;Ville",
        "Parc C;3;rue des Tilleuls;oui;178 ha;Ville",
    )
    page = _page(told)
    assert "Ligne\u00a0: 2." in page
    assert "Lignes\u00a0: 3–4." in page


@pytest.mark.parametrize("surfaces", [("115 ha", "178 ha"), ("1 780 000 m2", "300 ha")])
def test_a_column_of_large_surfaces_is_one_of_surfaces(
    tmp_path: Path, surfaces: tuple[str, ...]
) -> None:
    rows = (f"Parc {each};1;rue des Tilleuls;oui;{each};Ville" for each in surfaces)
    told = _checked(tmp_path, *rows)
    assert [each["field"] for each in told["columns"] if each["source"] == "surface"] == ["surf_m2"]
    assert {each["rule"] for each in told["questions"]} == {"large-surface"}


def test_only_a_cell_that_may_be_empty_is_said_to(tmp_path: Path) -> None:
    """« env. 500 » in a compulsory column: emptied, the row would be refused for another reason."""
    rows = [f"Parc {each};{each};rue des Tilleuls;oui;1200;Ville;1998" for each in (1, 2, 3)]
    row = "Parc 4;4;rue des Tilleuls;oui;env. 500;Ville;1998 env."
    path = tmp_path / "parcs.csv"
    path.write_text("\n".join([f"{NAMES};ann_ouvert", *rows, row]), encoding="utf-8")
    depot = run(Depot(path, gabarit(), Settings(commune=BRON)))
    told = report(depot, translate=translator("fr"))
    hints = {each["field"]: each["hint"] for each in (*told["issues"], *told["questions"])}
    assert hints["surf_m2"] == "Écrivez seulement des chiffres, par exemple 1220,5."
    assert hints["ann_ouvert"].endswith("Vous pouvez laisser la cellule vide.")


def test_surfaces_to_choose_from_are_read_at_a_glance(tmp_path: Path) -> None:
    told = _checked(tmp_path, "Parc A;1;rue des Tilleuls;oui;178 ha;Ville")
    (asked,) = told["questions"]
    assert asked["labels"] == {"1780000": "1\u202f780\u202f000 m²", "178": "178 m²"}


def test_lines_set_aside_for_one_reason_stand_together(tmp_path: Path) -> None:
    rows = (f"Parc {each};{each};rue des Tilleuls;?;1200;Ville" for each in (1, 2, 3))
    told = _checked(tmp_path, *rows, "Parc 4;4;rue des Tilleuls;oui;1200;Ville")
    assert (
        '<tr><th scope="row">2–4</th>'
        "<td>« reglement » est obligatoire, et « ? » ne dit rien.</td></tr>"
    ) in _page(told).replace("\u00a0", " ")


def test_the_workbook_to_send_back_lists_the_cells_to_mend(tmp_path: Path) -> None:
    depot = _depot(
        tmp_path,
        "Parc A;1;rue des Tilleuls;oui;env. 500;Ville",
        "Parc B;45B;rue des Tilleuls;oui;800;Ville",
        "Parc C;3;rue des Tilleuls;oui;900;Ville",
    )
    told = report(depot, translate=translator("fr"))
    mark = {"slug": "parcs-jardins", "owner": BRON, "sha256": ""}
    content = return_workbook(depot, told, mark, translator("fr"))
    sheets = openpyxl.load_workbook(io.BytesIO(content))
    to_mend = [row[:3] for row in sheets["À corriger"].iter_rows(values_only=True)]
    assert to_mend == [("Ligne", "Colonne", "Nature"), (2, "surface", "erreur")]
    asked = [row[1] for row in sheets["Questions"].iter_rows(min_row=4, values_only=True)]
    assert asked == ["45B"]


def test_a_line_that_waits_for_several_answers_says_so_once(tmp_path: Path) -> None:
    told = _checked(
        tmp_path,
        "Parc A;45B;rue des Tilleuls;oui;178 ha;Ville",
        "Parc B;3;rue des Tilleuls;oui;900;Ville",
    )
    assert "<td>Attend vos réponses aux questions 1–2.</td>" in _page(told)
