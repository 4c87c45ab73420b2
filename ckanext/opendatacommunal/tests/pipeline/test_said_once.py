"""One thing that is wrong in a file is told once, by the name and the value the person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.recognising.asking import question_id
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import HEADER, ROW_OF, check, parks


@pytest.mark.parametrize("names", ["nom;ADRESSE;reglement", "nom;voie;reglement"])
def test_a_row_without_a_street_lacks_no_number(tmp_path: Path, names: str) -> None:
    depot = check(tmp_path, f"{names}\nParc A;12 rue du Lac;oui\nParc B;;oui\nParc C;rue X;oui")
    told = [(each.row, each.field) for each in depot.issues if each.severity == "error"]
    assert told == [(3, "voie")]


def test_a_number_given_twice_is_told_as_it_was_written(tmp_path: Path) -> None:
    text = parks("Monod", "Blandan", header=f"{HEADER};DOSSIER", row=f"{ROW_OF};19")
    answers = {question_id("DOSSIER"): "num"}
    told = report(check(tmp_path, text, answers=answers), translate=translator("fr"))
    said = [each["message"] for each in told["issues"] if each["severity"] == "error"]
    assert said == ["Ligne 3 : « 19 », dans « DOSSIER », est déjà le numéro de la ligne 2."]


def test_a_number_of_something_else_is_told_as_it_was_written(tmp_path: Path) -> None:
    text = parks("Monod", header=f"{HEADER};num", row=f"{ROW_OF};19")
    reserved = frozenset(("PAR-69283-019",))
    told = report(check(tmp_path, text, reserved=reserved), translate=translator("fr"))
    (said,) = [each["message"] for each in told["issues"] if each["severity"] == "error"]
    assert said.startswith("Ligne 2 : « 19 », dans « num », est ou a été le numéro")
