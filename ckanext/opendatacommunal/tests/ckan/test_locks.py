"""Law 13: on the datasets of a gabarit only the pipeline writes, whoever asks and however."""

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
    records,
)

PART = f"{GABARIT}-bron"
TYPE = f"donnees-{GABARIT}"


@pytest.fixture
def part(shared_territory: Territory) -> dict[str, Any]:
    """Published by the first test that asks: plugins are loaded for tests, not for modules."""
    if not call(shared_territory.sysadmin, "opendatacommunal_depot_list")["count"]:
        rows = park("Parc Raspail"), park("Square Grimma", voie="Rue V")
        deposit_and_publish(shared_territory.bron, *rows)
    return call(None, "package_show", id=PART)


def attempts(part: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every direct way to write, with what a person in good faith would send."""
    table = part["resources"][0]
    name, owner = part["name"], part["owner_org"]
    row = {"uid": "PAR-69029-001", "nom": "Autre nom"}
    return {
        "package_update": {**part, "notes": "x" * 300},
        "package_patch": {"id": name, "title": "Autre titre"},
        "package_revise": {"match": {"name": name}, "update": {"title": "Autre titre"}},
        "package_delete": {"id": part["id"]},
        "package_resource_reorder": {
            "id": name,
            "order": [each["id"] for each in reversed(part["resources"])],
        },
        "package_owner_org_update": {"id": name, "organization_id": owner},
        "bulk_update_private": {"datasets": [part["id"]], "org_id": owner},
        "bulk_update_delete": {"datasets": [part["id"]], "org_id": owner},
        "resource_create": {"package_id": name, "url": "https://exemple.fr/x.csv"},
        "resource_update": {**table, "url": "https://exemple.fr/x.csv"},
        "resource_patch": {"id": table["id"], "name": "Autre nom"},
        "resource_delete": {"id": table["id"]},
        "datastore_create": {"resource_id": table["id"], "force": True, "records": [row]},
        "datastore_upsert": {"resource_id": table["id"], "force": True, "records": [row]},
        "datastore_delete": {"resource_id": table["id"], "force": True},
        "datastore_records_delete": {
            "resource_id": table["id"],
            "force": True,
            "filters": {"nom": "Parc Raspail"},
        },
    }


@pytest.mark.parametrize("who", ["editor", "admin", "sysadmin"])
def test_no_action_writes(shared_territory: Territory, part: dict[str, Any], who: str) -> None:
    user = shared_territory.sysadmin if who == "sysadmin" else getattr(shared_territory.bron, who)
    before = records(PART), records(GABARIT), call(None, "package_show", id=PART)
    refused = []
    for name, data in attempts(part).items():
        with pytest.raises(tk.NotAuthorized):
            call(user, name, **data)
        refused.append(name)
    assert refused == list(attempts(part))
    assert (records(PART), records(GABARIT), call(None, "package_show", id=PART)) == before


def test_no_one_makes_a_dataset_of_a_gabarit_by_hand(
    shared_territory: Territory, part: dict[str, Any]
) -> None:
    copy = {name: value for name, value in part.items() if name not in ("id", "resources")}
    for user in (shared_territory.bron.editor, shared_territory.sysadmin):
        with pytest.raises(tk.NotAuthorized):
            call(user, "package_create", **{**copy, "name": "faux"})
    other = factories.Dataset(owner_org=shared_territory.bron.id)
    call(shared_territory.sysadmin, "package_update", **{**other, "type": TYPE, "title": "Autre"})
    assert call(None, "package_show", id=other["id"])["type"] == "dataset"


def test_pages_and_http_api_refuse_too(
    app: Any, shared_territory: Territory, part: dict[str, Any]
) -> None:
    table = part["resources"][0]["id"]
    headers = {"Authorization": factories.APIToken(user=shared_territory.bron.editor)["token"]}
    for path in (
        f"/{TYPE}/edit/{PART}",
        f"/{TYPE}/{PART}/resource/{table}/edit",
        f"/{TYPE}/{PART}/resource/new",
    ):
        assert app.get(path, headers=headers, status=None).status_code in (401, 403), path
    for name, data in attempts(part).items():
        answer = app.post(f"/api/3/action/{name}", json=data, headers=headers)
        assert answer.status_code == 403, (name, answer.body[:300])


def test_other_datasets_are_left_to_their_owners(shared_territory: Territory) -> None:
    editor = shared_territory.bron.editor
    dataset = call(editor, "package_create", name="ordinaire", owner_org=shared_territory.bron.id)
    call(editor, "package_patch", id=dataset["id"], title="Un jeu ordinaire")
    resource = call(editor, "resource_create", package_id="ordinaire", url="https://exemple.fr/a")
    call(
        editor,
        "datastore_create",
        resource_id=resource["id"],
        force=True,
        records=[{"a": 1}],
    )
    call(shared_territory.sysadmin, "package_delete", id="ordinaire")
    with pytest.raises(tk.NotAuthorized):
        call(None, "package_patch", id="ordinaire", title="Autre")


def test_a_sysadmin_can_still_purge(shared_territory: Territory, part: dict[str, Any]) -> None:
    other = deposit_and_publish(shared_territory.mions, park("Parc Monod"))
    assert other["state"] == "publie"
    call(shared_territory.sysadmin, "dataset_purge", id=f"{GABARIT}-mions")
    with pytest.raises(tk.ObjectNotFound):
        call(None, "package_show", id=f"{GABARIT}-mions")
