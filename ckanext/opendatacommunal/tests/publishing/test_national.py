"""The national gabarits on a site: published, read, deposited again."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.gabarits import CONSOLIDE_COLUMNS
from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    call,
    deposit,
    make_territory,
    publish,
    records,
)

NATIONAL = (
    "prenoms",
    "subventions",
    "deliberations",
    "budget",
    "menus",
    "fontaines",
    "stationnement",
    "defibrillateurs",
    "irve",
)


@pytest.fixture(scope="module")
def territory(clean_module: None) -> Territory:
    return make_territory()


def published_file(app: Any, slug: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(app.get(f"/gabarits/{slug}/donnees.csv").text)))


def identifiers(user: str, territory: Territory, slug: str) -> dict[str, str]:
    """Identifier → the public cells of its row, as text."""
    shown = call(
        user, "opendatacommunal_lignes_show", gabarit=slug, organisation=territory.mions.id
    )
    return {each["identifier"]: json.dumps(each["public"]) for each in shown["lignes"]}


@pytest.mark.parametrize("slug", NATIONAL)
def test_a_messy_file_is_published(app: Any, territory: Territory, slug: str) -> None:
    editor = territory.mions.editor
    content = (gabarits.SHIPPED / slug / "exemples" / "mions_brut.csv").read_bytes()
    depot = deposit(editor, content, gabarit=slug)
    assert depot["state"] == "pret"
    publish(editor, depot)
    own, together = records(f"{slug}-mions"), records(slug)
    assert len(own) == len(together) == depot["counts"]["publishable"] >= 4
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    columns = [each.name for each in gabarit.public_fields]
    assert list(own[0]) == ["_id", *columns]
    assert list(published_file(app, slug)[0]) == [*columns, *CONSOLIDE_COLUMNS]
    assert len(identifiers(editor, territory, slug)) == len(own)


def test_the_same_file_again_changes_no_identifier(territory: Territory) -> None:
    editor, before = territory.mions.editor, records("prenoms")
    named = identifiers(editor, territory, "prenoms")
    content = (gabarits.SHIPPED / "prenoms" / "exemples" / "mions_brut.csv").read_bytes()
    publish(editor, deposit(editor, content, gabarit="prenoms"))
    assert identifiers(editor, territory, "prenoms") == named
    assert records("prenoms") == before


def test_two_communes_number_their_acts_alike(territory: Territory) -> None:
    content = (gabarits.SHIPPED / "deliberations" / "exemples" / "mions_brut.csv").read_bytes()
    editor, of_bron = territory.bron.editor, content.replace(b"21690283300013", b"21690029000018")
    publish(editor, deposit(editor, of_bron, gabarit="deliberations"))
    numbers = [row["DELIB_ID"] for row in records("deliberations")]
    assert len(numbers) == 2 * len(set(numbers))


def test_a_point_in_one_cell_is_on_the_map(app: Any, territory: Territory) -> None:
    content = (gabarits.SHIPPED / "irve" / "exemples" / "mions_brut.csv").read_bytes()
    publish(territory.mions.editor, deposit(territory.mions.editor, content, gabarit="irve"))
    found = json.loads(app.get("/gabarits/irve/donnees.geojson").text)["features"]
    assert found[0]["geometry"] == {"type": "Point", "coordinates": [4.95312, 45.66321]}


def test_a_siret_published_once_is_not_asked_again(territory: Territory) -> None:
    path = gabarits.SHIPPED / "deliberations" / "exemples" / "valide.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    kept = [{key: cell for key, cell in row.items() if key != "COLL_SIRET"} for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(kept[0]))
    writer.writeheader()
    writer.writerows(kept)
    depot = deposit(territory.mions.editor, out.getvalue().encode(), gabarit="deliberations")
    assert depot["state"] == "pret"


def test_polling_places_follow_the_polling_stations(territory: Territory) -> None:
    content = (gabarits.SHIPPED / "bureaux-vote" / "exemples" / "mions_brut.csv").read_bytes()
    editor = territory.mions.editor
    publish(editor, deposit(editor, content, gabarit="bureaux-vote"))
    places = records("accessibilite-bureaux-vote-mions")
    stations = records("bureaux-vote-mions")
    assert {row["name"] for row in places} == {row["nom_lieu"] for row in stations}
    assert {row["id"] for row in places} <= {row["identifiant"] for row in stations}
