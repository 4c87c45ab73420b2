"""What nobody should send and somebody will: odd names, signs, numbers, and bad timing."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests import factories

from ckanext.opendatacommunal import jobs, storage
from ckanext.opendatacommunal import publish as publication
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.model import Publication
from ckanext.opendatacommunal.publish.work import Work
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    deposit_and_publish,
    park,
    publish,
    records,
    table,
)

RASPAIL, GRIMMA = park("Parc Raspail"), park("Square Grimma", voie="Rue Villard")
PART = f"{GABARIT}-bron"


def end(name: str, user: str, depot: dict[str, Any], **more: Any) -> dict[str, Any]:
    return call(user, f"opendatacommunal_depot_{name}", id=depot["id"], **more)


def begun(depot: dict[str, Any], *steps: str) -> Publication:
    """A publication whose worker died after these steps."""
    found = publication.start(lookup.depot(depot["id"]), None)
    for name in steps:
        work = Work.load(found.id)
        dict(publication.STEPS)[name](work)
        work.publication.step = name
        model.Session.commit()
    return found


def test_no_file_name_stops_a_check(territory: Territory) -> None:
    for name in ("..", ".", "a/..", "é" * 200 + ".csv", "\U0001f333" * 120, "a\ud800b.csv", "\x00"):
        depot = deposit(territory.bron.editor, table(RASPAIL), name)
        assert depot["state"] == "pret"
        assert len(depot["file_name"].encode()) <= 255
    assert jobs.resume()["checks"] == 0


def test_signs_that_postgresql_refuses(territory: Territory) -> None:
    editor = territory.bron.editor
    first = deposit(editor, table(RASPAIL).replace(b"Parc Raspail", b"Parc\x00 Raspail"))
    assert first["state"] != "recu"
    depot = deposit(editor, table({**RASPAIL, "gestion": "La copropriété"}))
    for question in depot["report"]["questions"]:
        end("answer", editor, depot, answers={question["id"]: "a\x00b\ud800"})
    end("refuse", editor, depot, reason="Pas\x00 bon\ud800")
    with pytest.raises(tk.ObjectNotFound):
        call(editor, "opendatacommunal_depot_show", id="\x00")


def test_addresses_that_make_no_sense(territory: Territory, app: Any) -> None:
    token = {"Authorization": factories.APIToken(user=territory.bron.editor)["token"]}
    for address, status in {
        "/commune/%00": 404,
        "/depots/%00": 404,
        f"/gabarits/{GABARIT}/donnees.csv?organisation=%00": 404,
        "/depots?state=%00&gabarit=%00": 200,
        "/depots?organisation=%00": 404,
        f"/depots?page={'9' * 30}": 200,
        f"/w/1/oembed?url=x&maxwidth={'9' * 3000}": 404,
    }.items():
        assert app.get(address, headers=token, status=None).status_code == status, address


def test_forms_for_a_file_not_yet_checked_or_erased(territory: Territory, app: Any) -> None:
    admin = territory.bron.admin
    token = {"Authorization": factories.APIToken(user=admin)["token"]}
    made = deposit(admin, table(RASPAIL))
    depot = lookup.depot(made["id"])
    depot.state, depot.counts, depot.head, depot.checked = "recu", {}, {}, None
    model.Session.commit()
    for _again in range(2):
        for intention in ("publish", "answer"):
            form = {"do": intention, "publishable": "1", "set_aside": "0"}
            answer = app.post(f"/depots/{made['id']}", data=form, headers=token, status=None)
            assert answer.status_code == 200
        if lookup.depot(made["id"]).state != "purge":
            end("purge", admin, made, reason="Liste électorale")


def test_what_is_being_published_is_neither_refused_nor_changed(territory: Territory) -> None:
    bron = territory.bron
    depot = deposit(bron.editor, table(RASPAIL, GRIMMA))
    begun(depot)
    with pytest.raises(tk.ValidationError):
        end("refuse", bron.editor, depot, reason="Non")
    with pytest.raises(tk.ValidationError):
        end("update", bron.editor, depot, gabarit=GABARIT)
    jobs.resume()
    assert end("show", bron.editor, depot)["state"] == "publie"


def test_a_file_that_is_lost_keeps_no_other_from_being_checked(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "opendatacommunal.web_max_bytes", 1)
    lost = deposit(territory.bron.editor, table(RASPAIL))
    storage.remove(lookup.depot(lost["id"]).files["fichier"])
    other = deposit(territory.mions.editor, table(RASPAIL))
    assert jobs.resume()["checks"] == 1
    assert end("show", territory.mions.editor, other)["state"] == "pret"


def test_requests_of_the_wrong_shape(territory: Territory, app: Any) -> None:
    token = {"Authorization": factories.APIToken(user=territory.bron.editor)["token"]}
    for action, data in (
        ("opendatacommunal_depot_list", {"limit": "many"}),
        ("opendatacommunal_depot_list", {"offset": 10**30}),
        ("opendatacommunal_depot_show", {"id": ["a"]}),
        ("opendatacommunal_depot_create", {"upload": "no file"}),
        ("package_search", {"fq_list": [{"a": 1}]}),
    ):
        answer = app.post(f"/api/3/action/{action}", json=data, headers=token, status=None)
        assert answer.status_code < 500, (action, data)


@pytest.mark.parametrize("steps", [(), ("prepare",), ("prepare", "commit")])
def test_nothing_of_an_erased_file_stays_public(territory: Territory, steps: tuple[str]) -> None:
    bron = territory.bron
    deposit_and_publish(territory.mions, park("Parc Monod"))
    depot = deposit(bron.editor, table(RASPAIL, GRIMMA))
    begun(depot, *steps)
    assert end("purge", bron.admin, depot, reason="Liste électorale")["state"] == "purge"
    assert [row["nom"] for row in records(GABARIT)] == ["Parc Monod"]
    unfinished = sa.select(Publication).where(Publication.finished.is_(None))
    assert model.Session.scalars(unfinished).first() is None


def test_who_erased_a_file_stays_known(territory: Territory) -> None:
    bron = territory.bron
    depot = deposit(bron.editor, table(RASPAIL))
    end("purge", bron.admin, depot, reason="Liste électorale")
    with pytest.raises(tk.ValidationError):
        end("purge", territory.helper, depot, reason="Autre raison")
    assert end("show", bron.admin, depot)["closed"]["reason"] == "Liste électorale"


def test_an_answer_about_other_missing_rows_does_not_count(territory: Territory) -> None:
    """Rows must not leave because of what was said of fewer of them."""
    bron = territory.bron
    rows = [park(f"Parc {n}", voie=f"Rue Haute {n}") for n in range(9)]
    deposit_and_publish(bron, *rows)
    depot = deposit(bron.editor, table(*rows[:-1]))
    asked = depot["report"]["questions"][0]
    end("answer", bron.editor, depot, answers={asked["id"]: "retirer"})
    deposit_and_publish(bron, *rows, park("Parc 9", voie="Rue Haute 9"))
    with pytest.raises(tk.ValidationError):
        publish(bron.editor, depot)
    now_asked = end("show", bron.editor, depot)["report"]["questions"][0]
    end("answer", bron.editor, depot, answers={now_asked["id"]: "garder"})
    publish(bron.editor, depot)
    assert len(records(PART)) == 10


def test_what_an_organisation_says_of_itself_stops_nothing(territory: Territory) -> None:
    bron = territory.bron
    said = {"email": "mairie at bron", "url": "javascript:alert(1)"}
    extras = [{"key": key, "value": value} for key, value in said.items()]
    call(bron.admin, "organization_patch", id="bron", extras=extras)
    assert deposit_and_publish(bron, RASPAIL)["state"] == "publie"
    publisher = call(None, "package_show", id=PART)["publisher"][0]
    assert publisher["url"].endswith("/organization/bron")
    assert not publisher.get("email")


def test_a_name_that_another_dataset_has_taken(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the gabarit was in use: nobody can since."""
    with monkeypatch.context() as before:
        before.setattr("ckanext.opendatacommunal.logic.action.names.in_use", list)
        call(territory.mions.editor, "package_create", name=PART, owner_org="mions")
    with pytest.raises(tk.ValidationError) as refused:
        deposit_and_publish(territory.bron, RASPAIL)
    assert PART in str(refused.value)


def test_an_organisation_that_changes_its_name_keeps_its_dataset(territory: Territory) -> None:
    bron = territory.bron
    deposit_and_publish(bron, RASPAIL)
    before = call(None, "package_show", id=PART)
    call(bron.admin, "organization_patch", id="bron", name="ville-de-bron")
    deposit_and_publish(bron, RASPAIL, GRIMMA)
    after = call(None, "package_show", id=f"{GABARIT}-ville-de-bron")
    assert after["id"] == before["id"]
    assert model.Session.query(model.Package).count() == 2
    assert len(records(f"{GABARIT}-ville-de-bron")) == len(records(GABARIT)) == 2
