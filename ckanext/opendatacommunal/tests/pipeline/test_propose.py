"""What a file is and whose, before anybody has said it; nothing where the file does not tell."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import yaml

from ckanext.opendatacommunal.gabarits import Gabarit, find, load_all
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.propose import Proposal, propose
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.recognise import recognise
from ckanext.opendatacommunal.workbook import write_workbook

from .parks import BRON, LYON, LYON_METROPOLE


def proposed(folder: Path, name: str, text: str) -> Proposal:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return propose(path, load_all(), LYON_METROPOLE)


PARKS = "Nom du parc;Rue;Surface\nParc A;Rue B;120\nParc C;Rue D;150\n"


@pytest.mark.parametrize(
    ("column", "cells", "commune"),
    [
        ("Ville", ("BRON", "Bron"), BRON),
        ("Code INSEE", ("69029", "69029"), BRON),
        ("CP", ("69500", "69500"), BRON),
        ("Ville", ("Lyon 3ème", "LYON 07"), LYON),
        ("Ville", ("Bron", "Mions"), None),
    ],
)
def test_the_commune_is_the_one_most_rows_name(
    tmp_path: Path, column: str, cells: tuple[str, str], commune: str | None
) -> None:
    header, first, second = PARKS.splitlines()
    text = "\n".join((f"{header};{column}", f"{first};{cells[0]}", f"{second};{cells[1]}"))
    found = proposed(tmp_path, "export.csv", text)
    assert (found.slug, found.commune) == ("parcs-jardins", commune)


@pytest.mark.parametrize(
    ("name", "commune"),
    [
        ("parcs_bron_2024.csv", BRON),
        ("Vaulx-en-Velin EV.csv", "69256"),
        ("2024 espaces verts St Fons v2.csv", "69199"),
        ("champagne_espaces_verts.csv", "69040"),
        ("export.csv", None),
        ("parcs.csv", None),
    ],
)
def test_else_the_name_of_the_file_may_tell(tmp_path: Path, name: str, commune: str | None) -> None:
    found = proposed(tmp_path, name, PARKS)
    assert found.commune == commune
    assert found.commune_source == ("file-name" if commune else None)


def test_a_title_above_the_table_may_tell(tmp_path: Path) -> None:
    found = proposed(tmp_path, "export.csv", f"Mairie de Champagne-au-Mont-d'Or;;\n{PARKS}")
    assert (found.commune, found.commune_source) == ("69040", "title")


def test_the_reasons_are_told(tmp_path: Path) -> None:
    told = proposed(tmp_path, "parcs_bron.csv", PARKS).as_dict(translator("fr"))
    assert told["reasons"] == ["3 colonnes sur 3 en font partie : Nom du parc, Rue, Surface."]
    assert told["commune_reason"] == "La commune est dans le nom du fichier : « bron »."


def test_another_list_is_not_taken_for_this_one(tmp_path: Path) -> None:
    found = proposed(tmp_path, "agents.csv", "matricule;grade;echelon\n1;A;3\n2;B;4\n")
    assert (found.slug, found.score) == (None, 0)


def another(folder: Path, slug: str, title: str, own: dict[str, str]) -> Gabarit:
    """A gabarit that has the fields of a place in common with the parks, and fields of its own."""
    common = {"nom": "name", "voie": "street", "commune": "commune", "codepost": "postcode"}
    fields = {**common, **own}
    made = folder / "gabarits" / slug
    made.mkdir(parents=True)
    columns = [{"name": name, "title": name, "type": "string"} for name in fields]
    columns[-1]["constraints"] = {"required": True}  # type: ignore[assignment]
    (made / "schema.json").write_text(json.dumps({"fields": columns}), encoding="utf-8")
    described = {
        **dict.fromkeys(("title", "description", "source"), title),
        "version": "1.0.0",
        "kind": "deposit",
        "periodicity": "ANNUAL",
        "theme": "ENVI",
        "keywords": [title.lower()],
        "roles": {"name": "nom", "street": "voie", "commune": "commune", "postcode": "codepost"},
        "fields": {name: {"kind": kind} for name, kind in fields.items()},
    }
    (made / "gabarit.yaml").write_text(yaml.safe_dump(described), encoding="utf-8")
    found = find(slug, [folder / "gabarits"])
    assert found is not None
    return found


@pytest.fixture
def several(tmp_path: Path) -> dict[str, Gabarit]:
    """The parks and nineteen others."""
    made = dict(load_all())
    made["defibrillateurs"] = another(
        tmp_path, "defibrillateurs", "Défibrillateurs", {"fabricant": "text", "electrodes": "text"}
    )
    made["ecoles"] = another(tmp_path, "ecoles", "Écoles", {"eleves": "text", "cantine": "text"})
    for number in range(17):
        own = {f"propre_{number}": "text", f"autre_{number}": "text"}
        made[f"liste-{number}"] = another(tmp_path, f"liste-{number}", f"Liste {number}", own)
    return made


@pytest.mark.parametrize(
    ("name", "header", "slug"),
    [
        ("export.csv", "Nom;Voie;Commune;Code postal;Fabricant;Electrodes", "defibrillateurs"),
        ("export.csv", "Nom;Voie;Commune;Elèves;Cantine", "ecoles"),
        ("export.csv", "Nom du parc;Rue;Ville;Surface;Clos;Chiens", "parcs-jardins"),
        ("liste des écoles.csv", "Nom;Voie;Commune;CP", "ecoles"),
        ("export.csv", "Nom;Voie;Commune;CP", None),
        ("agents.csv", "matricule;grade;echelon", None),
    ],
)
def test_the_right_one_of_twenty(
    tmp_path: Path, several: dict[str, Gabarit], name: str, header: str, slug: str | None
) -> None:
    path = tmp_path / name
    width = header.count(";") + 1
    path.write_text(f"{header}\n{';'.join(['ab'] * width)}\n", encoding="utf-8")
    found = propose(path, several, LYON_METROPOLE)
    assert found.slug == slug
    if slug is None and found.recognised:
        assert found.rival
        assert "à vous de choisir" in found.as_dict(translator("fr"))["reasons"][-1]


def test_a_bare_list_of_places_is_no_gabarit(tmp_path: Path) -> None:
    """With one gabarit too: what any list has says nothing."""
    found = proposed(tmp_path, "export.csv", "Nom;Voie;Ville\nA;Rue B;Bron\nC;Rue D;Bron\n")
    assert (found.slug, found.commune) == (None, BRON)


@pytest.mark.parametrize(
    ("name", "commune"),
    [
        ("parcs_saint_didier.csv", "69194"),
        ("parcs ste foy.csv", "69202"),
        ("parcs saint.csv", None),
    ],
)
def test_a_name_of_several_communes_is_asked(
    tmp_path: Path, name: str, commune: str | None
) -> None:
    found = proposed(tmp_path, name, PARKS)
    assert found.commune == commune
    if commune is None:
        assert len(found.commune_candidates) > 1
        assert "plusieurs communes" in str(found.as_dict(translator("fr"))["commune_reason"])


def test_a_folder_may_tell(tmp_path: Path) -> None:
    folder = tmp_path / "Mairie de Bron"
    folder.mkdir()
    found = proposed(folder, "export.csv", PARKS)
    assert (found.commune, found.commune_source) == (BRON, "folder")


class TestOurWorkbook:
    """A workbook of ours says itself which gabarit it is for, whatever was typed in it."""

    def filled(self, folder: Path, **mark: str) -> Path:
        gabarit = load_all()["parcs-jardins"]
        path = folder / "classeur.xlsx"
        write_workbook(gabarit, path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        titles = [cell.value for cell in sheet[1]]
        for row, name in enumerate(("Parc A", "Parc B"), 2):
            sheet.cell(row, titles.index(gabarit["nom"].title) + 1, name)
            sheet.cell(row, titles.index(gabarit["voie"].title) + 1, "Rue Haute")
        for cell, value in mark.items():
            book["_gabarit"][cell] = value
        book.save(path)
        return path

    def test_it_is_proposed_by_its_mark(self, tmp_path: Path, several: dict[str, Gabarit]) -> None:
        found = propose(self.filled(tmp_path), several)
        assert (found.slug, found.template) == ("parcs-jardins", "1.0.0")
        reasons = found.as_dict(translator("fr"))["reasons"]
        assert reasons[0] == "C’est le classeur de ce gabarit, version 1.0.0."

    def test_its_columns_and_sheet_are_known(self, tmp_path: Path) -> None:
        depot = recognised(self.filled(tmp_path))
        assert {column.how for column in depot.columns} <= {"title", "name"}
        assert all(column.field for column in depot.columns)
        codes = {issue.code for issue in depot.issues}
        assert codes <= {"sheet-not-read"}

    def test_an_older_version_is_said(self, tmp_path: Path) -> None:
        (said,) = [
            issue
            for issue in recognised(self.filled(tmp_path, B1="0.9.0")).issues
            if issue.code == "older-template"
        ]
        assert (said.severity, said.value) == ("info", "0.9.0")

    def test_that_of_another_gabarit_is_said(self, tmp_path: Path) -> None:
        depot = recognised(self.filled(tmp_path, A1="ecoles"))
        assert "other-template" in {issue.code for issue in depot.issues}


def recognised(path: Path) -> Depot:
    return recognise(read(Depot(path, load_all()["parcs-jardins"], Settings())))
