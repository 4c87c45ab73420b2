"""A dépôt from the file to "ready to publish", as its référent and others meet it."""

from __future__ import annotations

import hashlib

import pytest

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import storage
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    park,
    publish,
    table,
)

CLEAN = table(park("Parc Raspail"), park("Square Grimma", voie="Rue Villard"))
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture(scope="module", autouse=True)
def _module(clean_module: None) -> None:
    """The people and the communes are shared; each test hands in files of its own."""


def test_a_clean_file_is_ready_to_publish(shared_territory: Territory) -> None:
    depot = deposit(shared_territory.bron.editor, CLEAN)
    assert depot["state"] == "pret"
    assert (depot["organisation"]["name"], depot["commune"]) == ("bron", "69029")
    assert depot["counts"]["publishable"] == 2
    column = depot["report"]["columns"][0]
    assert {name: column[name] for name in ("index", "source", "field", "how")} == {
        "index": 0,
        "source": "nom",
        "field": "nom",
        "how": "name",
    }
    assert depot["can"] == {
        "answer": True,
        "publish": True,
        "withdraw": False,
        "refuse": True,
        "purge": False,
    }


def test_the_raw_file_is_kept_byte_for_byte(shared_territory: Territory) -> None:
    depot = deposit(shared_territory.bron.editor, CLEAN, "Été 2024\\..\\parcs & jardins.csv")
    kept = b"".join(storage.chunks(lookup.depot(depot["id"]).files["fichier"]))
    assert kept == CLEAN
    assert depot["sha256"] == hashlib.sha256(CLEAN).hexdigest()
    assert depot["file_name"] == "parcs & jardins.csv"


def test_only_the_owner_and_the_metropole_see_it(shared_territory: Territory) -> None:
    depot = deposit(shared_territory.bron.editor, CLEAN)
    for allowed in (
        shared_territory.bron.admin,
        shared_territory.helper,
        shared_territory.sysadmin,
    ):
        assert call(allowed, "opendatacommunal_depot_show", id=depot["id"])["id"] == depot["id"]
    for name in ("show", "publish", "withdraw"):
        for stranger in (shared_territory.mions.editor, None):
            with pytest.raises(tk.NotAuthorized):
                call(stranger, f"opendatacommunal_depot_{name}", id=depot["id"])
    for name in ("refuse", "purge"):
        with pytest.raises(tk.NotAuthorized):
            call(
                shared_territory.mions.admin,
                f"opendatacommunal_depot_{name}",
                id=depot["id"],
                reason="À moi",
            )
    theirs = call(shared_territory.mions.editor, "opendatacommunal_depot_list")
    assert depot["id"] not in {each["id"] for each in theirs["results"]}
    assert call(shared_territory.bron.editor, "opendatacommunal_depot_list", limit=1)["count"] >= 1


def test_nobody_deposits_for_another_town_hall(shared_territory: Territory) -> None:
    with pytest.raises(tk.NotAuthorized):
        deposit(shared_territory.mions.editor, CLEAN, organisation="bron")
    with pytest.raises(tk.NotAuthorized):
        deposit("visiteur-inconnu", CLEAN)
    depot = deposit(shared_territory.mions.editor, CLEAN)
    with pytest.raises(tk.NotAuthorized):
        call(
            shared_territory.mions.editor,
            "opendatacommunal_depot_update",
            id=depot["id"],
            organisation="bron",
        )


def test_the_metropole_deposits_for_a_commune_named_in_the_file(
    shared_territory: Territory,
) -> None:
    content = table(
        park("Parc Monod", commune="Mions", code_insee="69283"),
        park("Square Joliot", commune="Mions", code_insee="69283"),
    )
    depot = deposit(shared_territory.helper, content, "envoi.csv", gabarit=None)
    assert (depot["gabarit"], depot["organisation"]["name"]) == (GABARIT, "mions")
    assert depot["proposal"]["commune"] == "69283"
    assert depot["state"] == "pret"


def test_a_file_that_tells_nothing_waits_for_a_choice(shared_territory: Territory) -> None:
    depot = deposit(shared_territory.helper, CLEAN, "envoi.csv", gabarit=None)
    assert (depot["state"], depot["organisation"]) == ("recu", None)
    assert depot["message"]
    with pytest.raises(tk.ValidationError):
        publish(shared_territory.helper, depot)
    chosen = call(
        shared_territory.helper,
        "opendatacommunal_depot_update",
        id=depot["id"],
        gabarit=GABARIT,
        organisation="lyon",
    )
    assert (chosen["organisation"]["name"], chosen["commune"]) == ("lyon", "69123")
    assert chosen["checked"]


@pytest.mark.parametrize(
    ("content", "name"), [(PICTURE, "photo.png"), (PICTURE, "parcs.csv"), (b"%PDF-1.7\n", "a.pdf")]
)
def test_what_is_no_table_says_so_and_is_kept(
    shared_territory: Territory, content: bytes, name: str
) -> None:
    depot = deposit(shared_territory.bron.editor, content, name)
    assert (depot["state"], depot["verdict"]) == ("a_corriger", "unreadable")
    assert depot["message"]
    assert "Traceback" not in depot["message"]
    assert depot["can"]["publish"] is False
    assert "fichier" in depot["files"]


def test_an_empty_or_missing_file_is_refused(shared_territory: Territory) -> None:
    with pytest.raises(tk.ValidationError) as refusal:
        deposit(shared_territory.bron.editor, b"")
    assert "upload" in refusal.value.error_dict
    with pytest.raises(tk.ValidationError):
        call(shared_territory.bron.editor, "opendatacommunal_depot_create", gabarit=GABARIT)
    with pytest.raises(tk.ValidationError):
        call(shared_territory.bron.editor, "opendatacommunal_depot_create", upload="texte")


@pytest.mark.ckan_config("opendatacommunal.max_bytes", "100")
def test_a_file_past_the_limit_is_refused(shared_territory: Territory) -> None:
    with pytest.raises(tk.ValidationError) as refusal:
        deposit(shared_territory.bron.editor, b"x" * 101)
    assert "upload" in refusal.value.error_dict


def test_a_question_is_answered_and_asked_no_more(shared_territory: Territory) -> None:
    rows = [park("Parc A", chien="laiss"), park("Parc B", voie="Rue B", chien="peut-être")]
    depot = deposit(shared_territory.bron.editor, table(*rows))
    asked = depot["report"]["questions"]
    assert depot["state"] == "a_confirmer"
    question = next(each for each in asked if each["value"] == "peut-être")
    with pytest.raises(tk.ValidationError):
        publish(shared_territory.bron.editor, depot)
    answers = {each["id"]: None for each in asked} | {question["id"]: "libre"}
    answered = call(
        shared_territory.bron.editor,
        "opendatacommunal_depot_answer",
        id=depot["id"],
        answers=answers,
    )
    assert (answered["state"], answered["answers"]) == ("pret", answers)
    assert answered["report"]["questions"] == []
    with pytest.raises(tk.ValidationError):
        call(
            shared_territory.bron.editor,
            "opendatacommunal_depot_answer",
            id=depot["id"],
            answers={"0123456789ab": "libre"},
        )


def test_a_refused_file_is_closed(shared_territory: Territory) -> None:
    depot = deposit(shared_territory.bron.editor, CLEAN)
    reason = "Ce n’est pas le bon fichier."
    refused = call(
        shared_territory.bron.editor, "opendatacommunal_depot_refuse", id=depot["id"], reason=reason
    )
    assert (refused["state"], refused["closed"]["reason"]) == ("refuse", reason)
    with pytest.raises(tk.ValidationError):
        publish(shared_territory.bron.editor, depot)


@pytest.mark.ckan_config("opendatacommunal.editors_publish", False)
def test_where_the_operator_wants_it_an_admin_publishes(shared_territory: Territory) -> None:
    depot = deposit(shared_territory.mions.editor, CLEAN)
    assert depot["can"]["publish"] is False
    with pytest.raises(tk.NotAuthorized):
        publish(shared_territory.mions.editor, depot)
    shown = call(shared_territory.mions.admin, "opendatacommunal_depot_show", id=depot["id"])
    assert shown["can"]["publish"] is True
