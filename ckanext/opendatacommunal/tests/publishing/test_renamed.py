"""An organisation that changes its name loses nothing, before and after its next publication."""

from __future__ import annotations

from typing import Any

import pytest

import ckan.plugins.toolkit as tk
from ckan.tests import factories

from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit_and_publish,
    park,
)

RASPAIL = park("Parc Raspail")
FILE = f"/gabarits/{GABARIT}/donnees.csv?organisation="
TABLE = f"/w/1/table?commune=69029&gabarit={GABARIT}"


@pytest.fixture
def depot(territory: Territory) -> dict[str, Any]:
    """Bron's, published before the town hall became `ville-de-bron`."""
    made = deposit_and_publish(territory.bron, RASPAIL)
    call(territory.bron.admin, "organization_patch", id="bron", name="ville-de-bron")
    return made


def dataset_on_the_board() -> str:
    lines = call(None, "opendatacommunal_coverage_show")["communes"]
    return next(each["cells"][GABARIT]["dataset"] for each in lines if each["insee"] == "69029")


@pytest.mark.parametrize("published_again", [False, True])
def test_all_that_shows_its_data_finds_them(
    app: Any, territory: Territory, depot: dict[str, Any], published_again: bool
) -> None:
    name = f"{GABARIT}-bron"
    if published_again:
        name = f"{GABARIT}-ville-de-bron"
        depot = deposit_and_publish(territory.bron, RASPAIL, park("Parc B", voie="Rue B"))
    assert dataset_on_the_board() == name
    (shown,) = call(None, "opendatacommunal_commune_show", insee="69029")["datasets"]
    assert shown["name"] == name
    assert app.get(shown["url"].removeprefix("http://test.ckan.net")).status_code == 200
    widget = app.get(TABLE).body
    assert "Parc Raspail" in widget
    assert f"/donnees-{GABARIT}/{name}" in widget
    answer = app.get(f"{FILE}ville-de-bron")
    assert "Parc Raspail" in answer.body
    assert f"{name}.csv" in answer.headers["Content-Disposition"]
    token = {"Authorization": factories.APIToken(user=territory.bron.editor)["token"]}
    page = app.get(f"/depots/{depot['id']}", headers=token)
    assert f"/donnees-{GABARIT}/{name}" in page.body


def test_addresses_given_out_before(app: Any, territory: Territory, depot: dict[str, Any]) -> None:
    assert "Parc Raspail" in app.get(f"{FILE}bron").body
    # Another organisation takes the name: its address never gives the data of the first.
    user = {"name": territory.mions.editor, "capacity": "editor"}
    other = factories.Organization(name="bron", users=[user])
    assert app.get(f"{FILE}bron", status=None).status_code == 404
    with pytest.raises(tk.ValidationError):
        call(
            territory.mions.editor,
            "package_create",
            name=f"{GABARIT}-ville-de-bron",
            owner_org=other["id"],
        )
    assert dataset_on_the_board() == f"{GABARIT}-bron"
