"""What a national schema refuses although it is right is published, and said in the open."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from ckanext.opendatacommunal.gabarits import SHIPPED, Gabarit, load
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.flow import run
from ckanext.opendatacommunal.pipeline.reporting.report import report

PATTERN = r"^[A-Za-z\s\-\u00C0-\u00FF]+$"
"""That of `ADR_COMMUNE` in scdl/equipements 0.1.5."""
DEFECT = {
    "field": "commune",
    "schema": "0.1.5",
    "constraint": "pattern",
    "accepts": r"[\w' -]+",
    "why": {"fr": "La règle oublie l’apostrophe.", "en": "The rule forgets the apostrophe."},
}
CHAMPAGNE = "69040"
HEADER = "nom_lieu;voie;code_postal;commune;numero"
FILE = f"numero_bureau;{HEADER}\n1;Mairie;Rue du Bourg;69410;CHAMPAGNE AU MONT D OR;10\n"


def gabarit(folder: Path, version: str = "0.1.5", **changed: Any) -> Gabarit:
    """The polling stations, held to the rule of a national schema on the name of the commune."""
    made = folder / "bureaux-vote"
    shutil.copytree(SHIPPED / "bureaux-vote", made)
    schema = json.loads((made / "schema.json").read_text(encoding="utf-8"))
    schema |= {"name": "equipements", "version": version}
    for column in schema["fields"]:
        if column["name"] == "commune":
            column["constraints"] = {**column.get("constraints", {}), "pattern": PATTERN}
    (made / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    ours = yaml.safe_load((made / "gabarit.yaml").read_text(encoding="utf-8"))
    ours["known_defects"] = [{**DEFECT, **changed}]
    (made / "gabarit.yaml").write_text(yaml.safe_dump(ours, allow_unicode=True), encoding="utf-8")
    return load(made)


def told(gabarit: Gabarit, folder: Path, text: str = FILE, lang: str = "fr") -> dict[str, Any]:
    path = folder / "bureaux.csv"
    path.write_text(text, encoding="utf-8")
    depot = run(Depot(path, gabarit, Settings(commune=CHAMPAGNE)))
    return report(depot, translate=translator(lang))


def test_champagne_au_mont_d_or_is_published_in_spite_of_its_apostrophe(tmp_path: Path) -> None:
    found = told(gabarit(tmp_path), tmp_path)
    assert found["counts"]["publishable"] == 1
    assert found["set_aside"] == []
    (said,) = [each for each in found["issues"] if each["code"] == "known-defect"]
    assert said["severity"] == "info"
    for word in ("equipements", "0.1.5", "commune", "pattern", "Champagne-au-Mont-d'Or", "oublie"):
        assert word in said["message"]
    assert "ne vient pas de vous" in said["hint"]


def test_it_is_said_in_the_language_of_the_reader(tmp_path: Path) -> None:
    found = told(gabarit(tmp_path), tmp_path, lang="en")
    (said,) = [each for each in found["issues"] if each["code"] == "known-defect"]
    assert "The rule forgets the apostrophe." in said["message"]


@pytest.mark.parametrize(
    ("version", "changed"),
    [
        ("0.1.6", {}),  # a new version of the schema: the defect has to be looked at again
        ("0.1.5", {"schema": "0.1.4"}),
        ("0.1.5", {"field": "voie"}),
        ("0.1.5", {"constraint": "enum"}),
        ("0.1.5", {"accepts": "[A-Z]+"}),
    ],
)
def test_any_other_refusal_stands(tmp_path: Path, version: str, changed: dict[str, str]) -> None:
    found = told(gabarit(tmp_path, version, **changed), tmp_path)
    assert found["counts"]["publishable"] == 0
    assert [each["code"] for each in found["issues"] if each["severity"] == "error"] == [
        "constraint-error"
    ]


def test_a_version_with_a_letter_is_the_same(tmp_path: Path) -> None:
    assert told(gabarit(tmp_path, "v0.1.5"), tmp_path)["counts"]["publishable"] == 1


def test_all_rows_with_the_same_value_are_one_remark(tmp_path: Path) -> None:
    more = "".join(f"{n};École {n};Rue du Bourg;69410;;{n}\n" for n in range(2, 10))
    found = told(gabarit(tmp_path), tmp_path, FILE + more)
    (said,) = [each for each in found["issues"] if each["code"] == "known-defect"]
    assert said["message"].startswith("Lignes 2, 3, 4, 5, 6…")


def test_a_rule_on_the_whole_row_is_known_by_its_name_and_a_column(tmp_path: Path) -> None:
    made = gabarit(tmp_path)
    check = {
        "name": "one-of-required",
        "params": {"column1": "siret", "column2": "url_acceslibre"},
    }
    schema = {**made.schema, "custom_checks": [check]}
    defect = {"field": "siret", "schema": "0.1.5", "code": "one-of-required", "why": DEFECT["why"]}
    held = told(replace(made, schema=schema), tmp_path)
    assert held["counts"]["publishable"] == 0
    listed = replace(made, schema=schema, known_defects=(*made.known_defects, defect))
    free = told(listed, tmp_path)
    assert free["counts"]["publishable"] == 1
    assert any("one-of-required" in each["message"] for each in free["issues"])
