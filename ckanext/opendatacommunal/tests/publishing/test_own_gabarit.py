"""A gabarit of the operator's own: a folder in a place named by configuration, and nothing else."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ckan.plugins.toolkit as tk
from ckan.tests import factories

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.importing import make_folder
from ckanext.opendatacommunal.linting.known_to_ckan import PRESETS, VALIDATORS
from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    call,
    deposit,
    make_territory,
    publish,
    records,
)

SCHEMA: dict[str, Any] = {
    "name": "parcs-velos",
    "title": "Parcs à vélos",
    "description": "Endroits de la commune où attacher un vélo.",
    "version": "1.0.0",
    "fields": [
        {"name": "nom", "title": "Nom", "constraints": {"required": True}, "example": "Mairie"},
        {"name": "code_insee", "title": "Code INSEE", "example": "69029"},
        {"name": "places", "title": "Places", "type": "integer", "example": "12"},
        {"name": "abri", "title": "Abrité", "type": "boolean", "example": "true"},
    ],
}
NEW_VERSION = """version: 1.1.0
changes: [{version: 1.1.0, date: 2026-11-22, what: {fr: X}, renamed: {places: nb_places}}]"""
FILE = "Nom;Places;Abrité\nMairie;12;oui\nGare;40;non\n".encode()


def change(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    gabarits.load.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "schema.json"
    source.write_text(json.dumps(SCHEMA), encoding="utf-8")
    (tmp_path / "own").mkdir()
    return make_folder(source, tmp_path / "own" / "parcs-velos")


@pytest.fixture
def ckan_config(ckan_config: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The site as it is after a restart with the option."""
    monkeypatch.setitem(ckan_config, "opendatacommunal.gabarits_dirs", str(folder.parent))
    return ckan_config


@pytest.fixture
def territory(clean_all: None) -> Territory:
    return make_territory()


def test_it_is_everywhere_that_a_shipped_one_is(app: Any, territory: Territory) -> None:
    slugs = [each["slug"] for each in call(None, "opendatacommunal_gabarit_list")]
    assert "parcs-velos" in slugs
    assert "parcs-jardins" in slugs
    form = call(None, "scheming_dataset_schema_show", type="donnees-parcs-velos")
    assert "frequency" in [field["field_name"] for field in form["dataset_fields"]]
    assert "Parcs à vélos" in app.get("/gabarits").body
    assert "Parcs à vélos" in app.get("/gabarits/parcs-velos").body
    workbook = app.get("/gabarits/parcs-velos/classeur.xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    assert book.sheetnames[0] == "Parcs à vélos"

    depot = deposit(territory.bron.editor, FILE, "velos.csv", gabarit="parcs-velos")
    assert depot["state"] == "pret"
    publish(territory.bron.editor, depot)
    assert [row["nom"] for row in records("parcs-velos")] == ["Mairie", "Gare"]
    assert {row["code_insee"] for row in records("parcs-velos-bron")} == {"69029"}
    board = call(territory.helper, "opendatacommunal_coverage_show")
    assert "parcs-velos" in json.dumps(board)
    assert "parcs-velos" in app.get("/gabarits/parcs-velos/catalog.ttl").body
    sheet = call(None, "package_show", id="parcs-velos-bron")
    assert sheet["type"] == "donnees-parcs-velos"
    assert sheet["version"] == "1.0.0"
    assert sheet["conforms_to"][0].endswith("/gabarits/parcs-velos/1.0.0/schema.json")
    served = app.get("/gabarits/parcs-velos/1.0.0/schema.json")
    assert json.loads(served.body)["name"] == "parcs-velos"
    app.get("/gabarits/parcs-velos/9.9.9/schema.json", status=404)


def test_a_new_version_keeps_what_is_published(territory: Territory, folder: Path) -> None:
    for town in (territory.bron, territory.mions):
        publish(town.editor, deposit(town.editor, FILE, "velos.csv", gabarit="parcs-velos"))
    kept = folder / "versions" / "1.0.0"
    kept.mkdir(parents=True)
    (kept / "schema.json").write_bytes((folder / "schema.json").read_bytes())
    change(folder, "schema.json", ('"places"', '"nb_places"'), ('"1.0.0"', '"1.1.0"'))
    change(
        folder,
        "gabarit.yaml",
        ("  places:", "  nb_places:"),
        (
            "version: 1.0.0",
            NEW_VERSION,
        ),
    )
    again = deposit(territory.bron.editor, FILE, "velos.csv", gabarit="parcs-velos")
    assert again["state"] == "pret"
    publish(territory.bron.editor, again)
    # Mions has handed in nothing since: its rows are there, under the new name of the column.
    assert sorted(row["nb_places"] for row in records("parcs-velos")) == [12, 12, 40, 40]
    sheets = {
        name: call(None, "package_show", id=f"parcs-velos-{name}") for name in ("bron", "mions")
    }
    assert [sheets[name]["version"] for name in ("bron", "mions")] == ["1.1.0", "1.0.0"]
    together = call(None, "package_show", id="parcs-velos")["conforms_to"]
    assert [url.rsplit("/", 2)[1] for url in together] == ["1.1.0", "1.0.0"]
    rows = call(
        territory.mions.editor,
        "opendatacommunal_lignes_show",
        gabarit="parcs-velos",
        organisation="mions",
    )["lignes"]
    assert {each["version"] for each in rows} == {"1.0.0"}


def test_the_workbook_with_ones_own_rows(app: Any, territory: Territory) -> None:
    editor = territory.bron.editor
    published = publish(editor, deposit(editor, FILE, "velos.csv", gabarit="parcs-velos"))
    assert published
    place = "/gabarits/parcs-velos/nos-lignes.xlsx?organisation=bron"
    own, other = (
        {"Authorization": factories.APIToken(user=user)["token"]}
        for user in (editor, territory.mions.editor)
    )
    app.get(place, headers=other, status=403)
    app.get(place, follow_redirects=False, status=302)
    told = app.get(place, headers=own)
    sheet = openpyxl.load_workbook(io.BytesIO(told.data)).worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    names = [row[titles.index("Nom")].value for row in sheet.iter_rows(min_row=2, max_row=3)]
    assert sorted(names) == ["Gare", "Mairie"]
    again = deposit(editor, told.data, "velos.xlsx", gabarit="parcs-velos")
    changes = call(editor, "opendatacommunal_depot_show", id=again["id"])["report"]["changes"]
    assert changes == {"added": 0, "changed": 0, "unchanged": 2, "disappeared": 0}
    page = app.get("/gabarits/parcs-velos", headers=own)
    assert "nos-lignes.xlsx?organisation=bron" in page.body
    assert "nos-lignes.xlsx" not in app.get("/gabarits/parcs-velos").body


def test_it_is_imported_by_one_command(cli: Any, tmp_path: Path) -> None:
    from ckanext.opendatacommunal.cli import opendatacommunal  # noqa: PLC0415

    source = tmp_path / "fontaine.json"
    source.write_text(json.dumps({**SCHEMA, "name": "fontaine"}), encoding="utf-8")
    told = cli.invoke(opendatacommunal, ["gabarit", "import", str(source)])
    assert told.exit_code == 0, told.output
    assert (tmp_path / "own" / "fontaine" / "gabarit.yaml").is_file()
    assert "fontaine" in told.output
    again = cli.invoke(opendatacommunal, ["gabarit", "import", str(source)])
    assert again.exit_code == 1
    away = cli.invoke(opendatacommunal, ["gabarit", "import", "https://127.0.0.1/schema.json"])
    assert away.exit_code == 1
    assert "127.0.0.1" in away.output


def test_the_presets_and_validators_that_the_lint_knows_are_those_there_are() -> None:
    from ckanext.dcat.validators import dcat_validators  # noqa: PLC0415
    from ckanext.scheming.plugins import _SchemingMixin  # noqa: PLC0415
    from ckanext.scheming.validation import all_validators  # noqa: PLC0415

    assert set(_SchemingMixin._presets or {}) == set(PRESETS)
    assert {*dcat_validators, *all_validators} <= set(VALIDATORS)
    assert all(tk.get_validator(name) for name in VALIDATORS)
