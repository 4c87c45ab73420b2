"""`ckan opendatacommunal communes load` on the real databases and index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result

import ckan.plugins.toolkit as tk
from ckan import model as core
from ckan.tests import factories
from ckan.tests.helpers import call_action

from ckanext.opendatacommunal import model
from ckanext.opendatacommunal.cli import opendatacommunal

TOURS = "243700754"
CHAMBRAY = "37050"

pytestmark = [
    pytest.mark.usefixtures("clean_all"),
    pytest.mark.ckan_config("opendatacommunal.epci", TOURS),
    pytest.mark.ckan_config("opendatacommunal.metropole", "tours-metropole"),
]


@pytest.fixture
def load(cli: Any) -> Any:
    def run(*options: str) -> Result:
        return cli.invoke(opendatacommunal, ["communes", "load", *options])

    return run


def organisations() -> dict[str, Any]:
    core.Session.expire_all()
    found = core.Session.scalars(sa.select(core.Group).where(core.Group.is_organization))
    return {organisation.name: organisation for organisation in found}


def commune(insee: str) -> model.Commune:
    core.Session.expire_all()
    found = core.Session.get(model.Commune, insee)
    assert found is not None
    return found


def state() -> Any:
    """Everything that a load may write, to be compared."""
    core.Session.expire_all()
    rows = core.Session.execute(sa.select(model.Commune.__table__).order_by(sa.text("insee")))
    groups = sa.select(
        core.Group.id, core.Group.name, core.Group.title, core.Group.extras, core.Group.state
    )
    return rows.all(), core.Session.execute(groups.order_by(core.Group.name)).all()


def test_the_metropole_and_its_communes_are_made_once(load: Any):
    first = load("--epci", TOURS)
    assert first.exit_code == 0, first.output
    assert "créées : 23, reprises : 0, mises à jour : 0, inchangées : 0" in first.output
    assert "+ saint-cyr-sur-loire : organisation créée pour Saint-Cyr-sur-Loire (37214)" in (
        first.output
    )
    there = organisations()
    assert len(there) == 23
    assert there["tours-metropole"].title == "Tours Métropole Val de Loire"
    assert there["tours-metropole"].extras == {"siren": TOURS}
    tours = commune("37261")
    assert there["tours"].extras == {"insee": "37261", "siren": tours.siren}
    assert tours.organisation_id == there["tours"].id
    assert (tours.name, tours.slug, tours.epci) == ("Tours", "tours", TOURS)
    assert tours.old_codes == ["37235", "37239"]
    assert tours.postcodes == ["37000", "37100", "37200"]
    assert tours.polygon["type"] == "Polygon"  # type: ignore[index]

    before = state()
    again = load()
    assert again.exit_code == 0, again.output
    assert again.output.strip() == "Aucun changement : 23 organisations sont à jour."
    assert state() == before


def test_nobody_becomes_admin_of_a_town_hall_by_loading(load: Any):
    load()
    shown = call_action("organization_show", id="tours", include_users=True)
    assert shown["users"] == []


def test_a_dry_run_writes_nothing(load: Any):
    result = load("--dry-run")
    assert result.exit_code == 0, result.output
    assert "Organisations à créer : 23" in result.output
    assert "Rien n’a été écrit" in result.output
    assert organisations() == {}
    assert state()[0] == []


def test_an_organisation_of_the_same_name_stops_all(load: Any):
    factories.Organization(name="tours", title="Ville de Tours")
    before = state()
    result = load()
    assert result.exit_code == 1
    assert "« tours » ressemble à la mairie de Tours" in result.output
    assert "--adopt" in result.output
    assert state() == before


def test_adopted_organisations_keep_what_they_are(load: Any):
    editor = factories.User()
    town = factories.Organization(
        name="ville-de-tours",
        title="Ville de Tours",
        description="La mairie",
        extras=[{"key": "maire", "value": "untel"}],
        users=[{"name": editor["name"], "capacity": "editor"}],
    )
    siren = factories.Organization(
        name="chambray", title="Mairie", extras=[{"key": "siren", "value": "213700503"}]
    )
    dataset = factories.Dataset(owner_org=town["id"])
    result = load("--adopt")
    assert result.exit_code == 0, result.output
    assert "= ville-de-tours : organisation reprise pour Tours (37261)" in result.output
    assert "créées : 21, reprises : 2" in result.output
    assert commune("37261").organisation_id == town["id"]
    assert commune(CHAMBRAY).organisation_id == siren["id"]
    shown = call_action("organization_show", id=town["id"], include_users=True)
    assert (shown["name"], shown["title"]) == ("ville-de-tours", "Ville de Tours")
    assert shown["description"] == "La mairie"
    assert {each["key"]: each["value"] for each in shown["extras"]} == {
        "maire": "untel",
        "insee": "37261",
        "siren": "213702616",
    }
    assert editor["name"] in {user["name"] for user in shown["users"]}
    assert call_action("package_show", id=dataset["id"])["owner_org"] == town["id"]
    assert "Aucun changement" in load().output


def test_siren_and_insee_of_an_organisation_follow_the_table(load: Any):
    load()
    admin = factories.User()
    call_action("member_create", id="tours", object=admin["id"], object_type="user",
                capacity="admin")  # fmt: skip
    tk.get_action("organization_patch")(
        {"user": admin["name"]},
        {
            "id": "tours",
            "title": "Ville de Tours",
            "extras": [{"key": "siren", "value": "000000000"}, {"key": "maire", "value": "x"}],
        },
    )
    there = organisations()["tours"]
    assert there.title == "Ville de Tours"
    assert there.extras == {"insee": "37261", "siren": "213702616", "maire": "x"}
    assert "Aucun changement" in load().output  # the title they chose stays


def test_a_load_that_was_cut_short_is_finished_by_the_next(load: Any):
    load()
    call_action("organization_purge", id="tours")
    core.Session.execute(sa.update(model.Commune).values(population=0))
    core.Session.commit()
    result = load()
    assert result.exit_code == 0, result.output
    assert "créées : 1, reprises : 0, mises à jour : 21, inchangées : 1" in result.output
    assert commune("37261").organisation_id == organisations()["tours"].id
    assert commune(CHAMBRAY).population


def test_a_merged_commune_hands_over_its_rows(load: Any):
    load()
    old = factories.Organization(name="sainte-radegonde", title="Sainte-Radegonde")
    core.Session.add(
        model.Commune(
            insee="37235",
            name="Sainte-Radegonde",
            slug="sainte-radegonde",
            epci=TOURS,
            organisation_id=old["id"],
        )
    )
    core.Session.add(
        model.Ligne(
            gabarit="parcs-jardins",
            organisation_id=old["id"],
            commune="37235",
            identifier="PAR-37235-001",
        )
    )
    core.Session.commit()
    result = load()
    assert result.exit_code == 0, result.output
    assert "Sainte-Radegonde (37235) fait maintenant partie de 37261" in result.output
    assert core.Session.get(model.Commune, "37235") is None
    ligne = core.Session.scalars(sa.select(model.Ligne)).one()
    core.Session.refresh(ligne)
    assert (ligne.commune, ligne.identifier) == ("37261", "PAR-37235-001")
    assert ligne.organisation_id == old["id"]
    assert "sainte-radegonde" in organisations()
    assert "Aucun changement" in load().output


def test_outlines_of_the_operator_are_kept(load: Any, tmp_path: Path):
    ring = [[0.7, 47.3], [0.8, 47.3], [0.8, 47.4], [0.7, 47.3]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    path = tmp_path / "tours.geojson"
    feature = {"type": "Feature", "properties": {"code": "37261"}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    load()
    result = load("--polygons", str(path))
    assert "~ tours : mise à jour pour Tours (37261)" in result.output
    assert commune("37261").polygon == geometry
    assert "Aucun changement" in load().output
    assert commune("37261").polygon == geometry


def test_a_second_epci_brings_its_communes_only(load: Any):
    load()
    result = load("--epci", "243700499")
    assert result.exit_code == 0, result.output
    assert "ce site est celui de l’EPCI 243700754" in result.output
    assert organisations()["tours-metropole"].extras == {"siren": TOURS}
    assert "Aucun changement" in load().output


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--epci", "123456789"], "Aucun EPCI n’a le SIREN 123456789."),
        (["--polygons", __file__], "n’est pas un fichier GeoJSON"),
    ],
)
def test_a_wrong_option_is_one_sentence(load: Any, options: list[str], sentence: str):
    result = load(*options)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "Traceback" not in result.output
    assert organisations() == {}


def test_without_epci_the_command_says_what_to_give(load: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(tk.config, "opendatacommunal.epci", "")
    result = load()
    assert result.exit_code == 2
    assert "--epci SIREN" in result.output
