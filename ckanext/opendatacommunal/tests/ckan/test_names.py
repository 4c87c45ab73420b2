"""Names that the pipeline will need are not for other datasets."""

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

KEPT = [GABARIT, f"{GABARIT}-bron", f"{GABARIT}-metropole"]


@pytest.mark.parametrize("name", KEPT)
def test_nobody_takes_them(shared_territory: Territory, name: str) -> None:
    for user in (shared_territory.mions.editor, shared_territory.sysadmin):
        with pytest.raises(tk.ValidationError) as refused:
            call(user, "package_create", name=name, owner_org="mions")
        assert name in refused.value.error_dict["name"][0]
    with pytest.raises(tk.NotAuthorized):
        call(None, "package_create", name=name)


@pytest.mark.parametrize("name", KEPT)
def test_nor_by_a_change_of_name(shared_territory: Territory, name: str) -> None:
    editor = shared_territory.mions.editor
    made = factories.Dataset(owner_org=shared_territory.mions.id)
    for action, data in (
        ("package_patch", {"id": made["id"], "name": name}),
        ("package_update", {**made, "name": name}),
        ("package_revise", {"match": {"id": made["id"]}, "update": {"name": name}}),
    ):
        with pytest.raises(tk.ValidationError):
            call(editor, action, **data)
    assert call(None, "package_show", id=made["id"])["name"] == made["name"]


def test_other_names_are_free(shared_territory: Territory) -> None:
    for name in (f"{GABARIT}-d-hier", "parcs", f"mes-{GABARIT}"):
        made: dict[str, Any] = call(
            shared_territory.mions.editor, "package_create", name=name, owner_org="mions"
        )
        call(
            shared_territory.mions.editor,
            "package_patch",
            id=made["id"],
            name=f"{name}-2",
            title="T",
        )


def test_a_dataset_named_so_before_can_still_be_changed(
    shared_territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, editor = f"{GABARIT}-lyon", shared_territory.lyon.editor
    with monkeypatch.context() as before:
        before.setattr("ckanext.opendatacommunal.logic.action.names.in_use", list)
        call(editor, "package_create", name=name, owner_org="lyon")
    assert call(editor, "package_patch", id=name, title="Mieux")["title"] == "Mieux"
    renamed = call(editor, "package_patch", id=name, name="parcs-de-lyon")
    assert renamed["name"] == "parcs-de-lyon"


def test_the_pipeline_takes_them(shared_territory: Territory) -> None:
    assert deposit_and_publish(shared_territory.bron, park("Parc Raspail"))["state"] == "publie"
    assert call(None, "package_show", id=f"{GABARIT}-bron")["type"] == f"donnees-{GABARIT}"


def test_the_form_says_so(app: Any, shared_territory: Territory) -> None:
    token = {"Authorization": factories.APIToken(user=shared_territory.mions.editor)["token"]}
    form = {"name": GABARIT, "title": "T", "owner_org": shared_territory.mions.id, "save": "save"}
    answer = app.post("/dataset/new", data=form, headers=token, status=None)
    assert "est réservé aux données que déposent les organisations" in answer.body
