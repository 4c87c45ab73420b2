"""A gabarit changes: workbooks of older versions go on being read, and are told to be old."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from ckanext.opendatacommunal.gabarit_page import gabarit_page
from ckanext.opendatacommunal.gabarits import SHIPPED, Gabarit, load
from ckanext.opendatacommunal.gabarits.changes import changes_of, migration, since
from ckanext.opendatacommunal.linting import lint
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.identity.previous_rows import read_previous
from ckanext.opendatacommunal.pipeline.reporting.report import report
from ckanext.opendatacommunal.workbook import write_workbook

TODAY = date(2026, 11, 22)
FRENCH = translator("fr")
CHANGES: list[dict[str, Any]] = [
    {
        "version": "2.0.0",
        "date": "2026-11-01",
        "what": {"fr": "La colonne « lieu » devient « nom ».", "en": "Column lieu is now nom."},
        "renamed": {"lieu": "nom"},
        "values": {"etat": {"ouvert toute l’année": "en service"}},
    },
    {"version": "1.1.0", "date": "2026-06-01", "what": {"fr": "Précisions.", "en": "Wording."}},
    {"version": "1.0.0", "date": "2026-01-01", "what": {"fr": "Première.", "en": "First."}},
]


@pytest.fixture
def older(tmp_path: Path) -> Gabarit:
    """Toilets as they were: `nom` was called `lieu`, with a title of its own, and `etat` had a
    value more."""
    return made(tmp_path / "before" / "toilettes", "1.0.0", old=True)


@pytest.fixture
def newer(tmp_path: Path) -> Gabarit:
    return made(tmp_path / "now" / "toilettes", "2.0.0", old=False)


def made(folder: Path, version: str, *, old: bool) -> Gabarit:
    shutil.copytree(SHIPPED / "toilettes", folder)
    ours = yaml.safe_load((folder / "gabarit.yaml").read_text())
    schema = (folder / "schema.json").read_text().replace('"1.0.0"', f'"{version}"')
    ours["version"] = version
    if old:
        schema = schema.replace('"name": "nom"', '"name": "lieu"')
        schema = schema.replace("Nom ou lieu", "Emplacement public")
        first = '"enum": [\n          "en service",'
        schema = schema.replace(first, f'{first} "ouvert toute l’année",')
        ours["fields"]["lieu"] = {"kind": "name"}
        del ours["fields"]["nom"]
        ours["fields"]["etat"]["values"]["ouvert toute l’année"] = []
        ours["roles"]["name"] = "lieu"
    else:
        ours["changes"] = CHANGES
    (folder / "schema.json").write_text(schema)
    (folder / "gabarit.yaml").write_text(yaml.safe_dump(ours, allow_unicode=True))
    return load(folder)


def filled(gabarit: Gabarit, place: Path, **cells: str) -> Path:
    path = place / "rempli.xlsx"
    row = {"voie": "Rue de la Paix", "acces_pmr": "oui", **cells}
    write_workbook(gabarit, path, rows=[row])
    return path


def check(path: Path, gabarit: Gabarit, **given: Any) -> tuple[Depot, dict[str, Any]]:
    settings = Settings(commune="69283", epci="200046977", today=TODAY, **given)
    depot = run(Depot(path, gabarit, settings))
    return depot, report(depot, translate=FRENCH)


def test_an_older_workbook_is_brought_up_to_date_and_said_to_be_old(
    older: Gabarit, newer: Gabarit, tmp_path: Path
) -> None:
    path = filled(older, tmp_path, lieu="Halle", etat="ouvert toute l’année")
    depot, told = check(path, newer)
    assert depot.values["nom"].to_list() == ["Halle"]
    assert depot.values["etat"].to_list() == ["en service"]
    how = {column["field"]: column["how"] for column in told["columns"]}
    assert (how["nom"], how["voie"]) == ("version", "title")
    assert [(each["rule"], each["after"]) for each in told["corrections"]] == [
        ("version", "en service")
    ]
    said = [each for each in told["issues"] if each["code"] == "older-template"]
    assert [each["severity"] for each in said] == ["info"]
    assert "1.0.0" in said[0]["message"]
    assert "2.0.0" in said[0]["message"]
    assert "La colonne « lieu » devient « nom »." in said[0]["message"]
    assert told["questions"] == []


def test_its_columns_may_have_been_moved_about(
    older: Gabarit, newer: Gabarit, tmp_path: Path
) -> None:
    path = filled(older, tmp_path, lieu="Halle")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.move_range("A1:C3", rows=0, cols=40)
    book.save(path)
    depot, _told = check(path, newer)
    assert depot.values["nom"].to_list() == ["Halle"]


def test_a_file_without_a_mark_is_known_by_the_older_names_too(
    newer: Gabarit, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("lieu;voie;acces_pmr;etat\nHalle;Rue de la Paix;oui;Ouvert toute l'année\n")
    depot, told = check(path, newer)
    assert depot.values["nom"].to_list() == ["Halle"]
    assert depot.values["etat"].to_list() == ["en service"]
    assert not [each for each in told["issues"] if each["code"] == "older-template"]


def test_rows_published_under_the_older_names_are_the_same_rows(
    older: Gabarit, newer: Gabarit, tmp_path: Path
) -> None:
    published = tmp_path / "old.csv"
    depot, _told = check(filled(older, tmp_path, lieu="Halle", etat="ouvert toute l’année"), older)
    depot.values.drop("_row").write_csv(published)
    previous = read_previous(published, newer)
    assert previous is not None
    again, _told = check(
        filled(newer, tmp_path, nom="Halle", etat="en service"), newer, previous=previous
    )
    assert list(again.changes.values()) == ["unchanged"]
    assert again.values["identifiant"].to_list() == depot.values["identifiant"].to_list()


def test_a_workbook_from_a_newer_version_is_told(
    older: Gabarit, newer: Gabarit, tmp_path: Path
) -> None:
    _depot, told = check(filled(newer, tmp_path, nom="Halle"), older)
    assert "newer-template" in [each["code"] for each in told["issues"]]


def test_several_changes_are_one(tmp_path: Path) -> None:
    changes = changes_of(
        {
            "changes": [
                {
                    "version": "3.0.0",
                    "what": {"fr": "x"},
                    "renamed": {"b": "c"},
                    "values": {"c": {"deux": "trois"}},
                },
                {
                    "version": "2.0.0",
                    "what": {"fr": "x"},
                    "renamed": {"a": "b"},
                    "values": {"b": {"un": "deux"}},
                },
                {"version": "1.0.0", "what": {"fr": "x"}},
            ]
        }
    )
    whole = migration(changes)
    assert whole.names == {"a": "c", "b": "c"}
    assert whole.values == {"c": {"un": "trois", "deux": "trois"}}
    assert whole.row({"a": "un", "z": "1"}) == {"c": "trois", "z": "1"}
    assert whole.row(whole.row({"a": "un"})) == {"c": "trois"}
    assert [each.version for each in since(changes, "1.0.0")] == ["3.0.0", "2.0.0"]
    assert since(changes, "") == ()


def test_changes_are_told_in_the_notice_and_on_the_page(newer: Gabarit, tmp_path: Path) -> None:
    path = filled(newer, tmp_path)
    cells = {cell.value for row in openpyxl.load_workbook(path)["Notice"] for cell in row}
    assert "La colonne « lieu » devient « nom »." in cells
    assert "2.0.0 (2026-11-01)" in cells
    page = gabarit_page(newer, FRENCH, "fr").decode()
    assert "La colonne « lieu » devient « nom »." in page
    assert lint(newer.folder, FRENCH, TODAY) == lint(SHIPPED / "toilettes", FRENCH, TODAY)
