"""A gabarit is a folder: what is read from it, and what is said when it is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ckanext.opendatacommunal import gabarits

LYON_2019 = """
    uid nom num numvoie voie codepost commune code_insee reglement surf_m2 gestion ann_ouvert clos
    horaires hor_precis acces circulation label type_equip eau toilettes chien esp_can photo
""".split()


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """An operator's own copy of `parcs-jardins`, outside the package."""
    shutil.copytree(gabarits.SHIPPED / "parcs-jardins", tmp_path / "parcs-jardins")
    gabarits.load.cache_clear()
    return tmp_path


def test_parks_keep_the_columns_agreed_by_the_pilot_communes_first_and_in_their_order():
    parks = gabarits.load_all()["parcs-jardins"]
    assert [each.name for each in parks.public_fields][: len(LYON_2019)] == LYON_2019


def test_internal_columns_are_in_no_published_header():
    parks = gabarits.load_all()["parcs-jardins"]
    internal = {each.name for each in parks.internal_fields}
    assert internal == {"code_interne", "contact_interne", "commentaire_interne"}
    assert not internal & {column["name"] for column in json.loads(parks.schema_bytes)["fields"]}


def test_required_fields_are_those_of_the_report_of_lyon():
    parks = gabarits.load_all()["parcs-jardins"]
    assert [each.name for each in parks.fields if each.required] == LYON_2019[:11]


def test_an_operators_folder_replaces_the_shipped_one(own_folder: Path):
    described = own_folder / "parcs-jardins" / "gabarit.yaml"
    described.write_text(described.read_text().replace("version: 1.0.0", "version: 7.0.0"))
    assert gabarits.load_all([own_folder])["parcs-jardins"].version == "7.0.0"
    assert gabarits.load_all()["parcs-jardins"].version != "7.0.0"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("gabarit.yaml", "version: 1.0.0\n", "", "version"),
        ("gabarit.yaml", "  identifier: uid", "  identifier: uidd", "uidd"),
        ("gabarit.yaml", "periodicity:", "periodicite:", "unknown key: periodicite"),
        ("gabarit.yaml", "    synonyms:", "    synonymes:", "unknown key: synonymes"),
        ("gabarit.yaml", "natural_key: [nom, voie]", "natural_key: [nom", "gabarit.yaml"),
        ("schema.json", '"name": "voie"', '"name": "nom"', "nom"),
        ("schema.json", "{", "", "schema.json"),
    ],
)
def test_a_wrong_folder_is_named_with_what_is_wrong(
    own_folder: Path, file: str, before: str, after: str, said: str
):
    path = own_folder / "parcs-jardins" / file
    path.write_text(path.read_text().replace(before, after, 1))
    with pytest.raises(gabarits.GabaritError, match=said):
        gabarits.load_all([own_folder])


def test_a_folder_of_gabarits_that_does_not_exist_is_said():
    with pytest.raises(gabarits.GabaritError, match="/nowhere"):
        gabarits.load_all(["/nowhere"])
