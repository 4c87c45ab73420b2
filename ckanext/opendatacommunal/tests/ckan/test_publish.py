"""Laws 5 to 8 and 12: what is public after a publication, and what is not touched by it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import storage
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.model import Ligne, Profil, Publication
from ckanext.opendatacommunal.publish import datasets
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    deposit_and_publish,
    lignes,
    park,
    publish,
    records,
    table,
)

PARTS = {"bron": f"{GABARIT}-bron", "mions": f"{GABARIT}-mions"}
RASPAIL, GRIMMA, PARILLY = (
    park("Parc Raspail"),
    park("Square Grimma", voie="Rue Villard"),
    park("Parc de Parilly", voie="Avenue du Parc", surf_m2="1 780 000"),
)


def by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["nom"]: row for row in rows}


def test_the_first_publication(territory: Territory) -> None:
    depot = deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    assert depot["state"] == "publie"
    part = call(None, "package_show", id=PARTS["bron"])
    whole = call(None, "package_show", id=GABARIT)
    assert (part["organization"]["name"], part["partie_de"]) == ("bron", GABARIT)
    assert (whole["organization"]["name"], whole["communes"]) == ("metropole", ["69029"])
    rows = records(PARTS["bron"])
    assert [row["nom"] for row in rows] == ["Parc Raspail", "Square Grimma"]
    assert rows[0]["uid"] == "PAR-69029-001"
    assert rows[0]["surf_m2"] == 1200
    assert rows[0]["reglement"] == "non"
    shared = by_name(records(GABARIT))["Parc Raspail"]
    added = {name: shared[name] for name in ("commune_insee", "producteur", "producteur_siren")}
    assert added == {
        "commune_insee": "69029",
        "producteur": "Bron",
        "producteur_siren": "216900290",
    }


def test_columns_are_typed_and_labelled(territory: Territory) -> None:
    deposit_and_publish(territory.bron, RASPAIL)
    resource = call(None, "package_show", id=GABARIT)["resources"][0]
    assert resource["datastore_active"] is True
    info = call(None, "datastore_info", id=resource["id"])
    fields = {each["id"]: each for each in info["fields"]}
    kinds = ("surf_m2", "ann_ouvert", "date_maj", "reglement", "codepost")
    assert [fields[name]["type"] for name in kinds] == ["numeric", "int4", "date", "text", "text"]
    assert fields["surf_m2"]["info"]["label"] == "Surface en m²"
    assert not {"code_interne", "contact_interne", "commentaire_interne"} & set(fields)


def test_the_next_file_keeps_identifiers_and_leaves_others_alone(territory: Territory) -> None:
    deposit_and_publish(territory.mions, park("Parc Monod"))
    theirs = records(PARTS["mions"]), by_name(records(GABARIT))["Parc Monod"]
    deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    before = by_name(records(PARTS["bron"]))
    second = deposit_and_publish(territory.bron, PARILLY, GRIMMA, {**RASPAIL, "surf_m2": "1250,5"})
    after = by_name(records(PARTS["bron"]))
    assert {name: after[name]["uid"] for name in before} == {
        name: row["uid"] for name, row in before.items()
    }
    assert after["Parc de Parilly"]["uid"] == "PAR-69029-003"
    assert after["Square Grimma"] == before["Square Grimma"]
    assert after["Parc Raspail"]["surf_m2"] == 1250.5
    assert (records(PARTS["mions"]), by_name(records(GABARIT))["Parc Monod"]) == theirs
    assert len(records(GABARIT)) == 4
    first = call(territory.bron.editor, "opendatacommunal_depot_list", state="remplace")
    assert [each["replaced_by"] for each in first["results"]] == [second["id"]]


def test_a_row_set_aside_keeps_its_published_version(territory: Territory) -> None:
    deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    before = by_name(records(PARTS["bron"]))
    wrong = {**RASPAIL, "surf_m2": "une dizaine", "gestion": "Métropole"}
    depot = deposit_and_publish(territory.bron, wrong, GRIMMA, PARILLY)
    assert depot["counts"]["set_aside"] == 1
    after = by_name(records(PARTS["bron"]))
    assert after["Parc Raspail"] == before["Parc Raspail"]
    assert "Parc de Parilly" in after
    row = lignes(territory.bron.editor, "bron")["Parc Raspail"]
    assert (row["state"], bool(row["held"])) == ("publiee", True)
    mended = deposit_and_publish(territory.bron, {**RASPAIL, "surf_m2": "10"}, GRIMMA, PARILLY)
    assert mended["counts"]["set_aside"] == 0
    assert lignes(territory.bron.editor, "bron")["Parc Raspail"]["held"] is None


def test_a_row_that_was_never_right_is_not_public(territory: Territory) -> None:
    deposit_and_publish(territory.bron, {**RASPAIL, "surf_m2": "grand"}, GRIMMA)
    assert [row["nom"] for row in records(GABARIT)] == ["Square Grimma"]
    assert lignes(territory.bron.editor, "bron")["Parc Raspail"]["state"] == "ecartee"


@pytest.mark.parametrize(("answer", "left"), [("garder", 4), ("retirer", 3)])
def test_rows_gone_from_the_file_are_settled_by_one_question(
    territory: Territory, answer: str, left: int
) -> None:
    more = park("Square du Pré", voie="Rue du Pré")
    deposit_and_publish(territory.bron, RASPAIL, GRIMMA, PARILLY, more)
    depot = deposit(territory.bron.editor, table(RASPAIL, GRIMMA, PARILLY))
    asked = [each for each in depot["report"]["questions"] if each["rule"].startswith("disparues")]
    assert len(asked) == 1
    answers = {asked[0]["id"]: answer}
    answered = call(
        territory.bron.editor, "opendatacommunal_depot_answer", id=depot["id"], answers=answers
    )
    assert answered["state"] == "pret"
    publish(territory.bron.editor, depot)
    assert len(records(PARTS["bron"])) == len(records(GABARIT)) == left


def test_most_rows_gone_stops_everything(territory: Territory) -> None:
    deposit_and_publish(territory.bron, RASPAIL, GRIMMA, PARILLY)
    depot = deposit(territory.bron.editor, table(RASPAIL))
    assert depot["state"] == "a_confirmer"
    assert depot["can"]["publish"] is False
    with pytest.raises(tk.ValidationError):
        publish(territory.bron.editor, depot, waive=True)
    assert len(records(PARTS["bron"])) == 3


def test_an_overtaken_file_is_checked_again_first(territory: Territory) -> None:
    first = deposit(territory.bron.editor, table(RASPAIL, GRIMMA))
    second = deposit(territory.bron.editor, table(RASPAIL, {**GRIMMA, "surf_m2": "77"}))
    publish(territory.bron.editor, second)
    with pytest.raises(tk.ValidationError) as refusal:
        publish(territory.bron.editor, first)
    assert "state" in refusal.value.error_dict
    assert by_name(records(GABARIT))["Square Grimma"]["surf_m2"] == 77
    checked = call(territory.bron.editor, "opendatacommunal_depot_show", id=first["id"])
    assert checked["report"]["changes"]["changed"] == 1
    publish(territory.bron.editor, first)
    assert by_name(records(GABARIT))["Square Grimma"]["surf_m2"] == 1200


def test_an_identifier_belongs_to_one_row_for_ever(territory: Territory) -> None:
    depot = deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    call(territory.bron.editor, "opendatacommunal_depot_withdraw", id=depot["id"])
    deposit_and_publish(territory.bron, PARILLY)
    assert by_name(records(GABARIT))["Parc de Parilly"]["uid"] == "PAR-69029-003"
    # A hospital, with a park in the same town: another owner, another number.
    helper = territory.helper
    other = deposit(
        helper, table(park("Parc Hospitalier", commune="Bron")), organisation="metropole"
    )
    publish(helper, other, waive=True)
    assert by_name(records(GABARIT))["Parc Hospitalier"]["uid"] == "PAR-69029-004"


def test_a_row_that_comes_back_takes_its_identifier_again(territory: Territory) -> None:
    depot = deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    before = by_name(records(GABARIT))["Square Grimma"]["uid"]
    call(territory.bron.editor, "opendatacommunal_depot_withdraw", id=depot["id"])
    deposit_and_publish(territory.bron, PARILLY, GRIMMA)
    after = {name: row["uid"] for name, row in by_name(records(GABARIT)).items()}
    assert after == {"Square Grimma": before, "Parc de Parilly": "PAR-69029-003"}


def test_withdrawn_data_are_nowhere_and_can_come_back(territory: Territory) -> None:
    deposit_and_publish(territory.mions, park("Parc Monod"))
    depot = deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    gone = call(territory.bron.editor, "opendatacommunal_depot_withdraw", id=depot["id"])
    assert gone["state"] == "retire"
    with pytest.raises(tk.NotAuthorized):
        call(None, "package_show", id=PARTS["bron"])
    assert [row["nom"] for row in records(GABARIT)] == ["Parc Monod"]
    assert call(None, "package_show", id=GABARIT)["communes"] == ["69283"]
    found = call(None, "package_search", fq="vocab_commune:69029", include_private=False)
    assert found["count"] == 0
    deposit_and_publish(territory.bron, RASPAIL)
    assert len(records(PARTS["bron"])) == 1
    assert len(records(GABARIT)) == 2


def test_a_purge_leaves_the_trace_and_nothing_else(territory: Territory) -> None:
    values = park("Parc Raspail", chien="peut-être", commentaire="mot de passe")
    depot = deposit_and_publish(
        territory.bron, values, GRIMMA, waive=True, precisions="Appelez Mme Martin."
    )
    files = list(lookup.depot(depot["id"]).files.values())
    with pytest.raises(tk.NotAuthorized):
        call(territory.bron.editor, "opendatacommunal_depot_purge", id=depot["id"], reason="Erreur")
    reason = "Liste électorale déposée par erreur."
    call(territory.bron.admin, "opendatacommunal_depot_purge", id=depot["id"], reason=reason)
    shown = call(territory.bron.admin, "opendatacommunal_depot_show", id=depot["id"])
    assert (shown["state"], shown["sha256"]) == ("purge", depot["sha256"])
    assert (shown["closed"]["by"], shown["closed"]["reason"]) == (territory.bron.admin, reason)
    assert shown["report"] is None
    assert (shown["files"], shown["answers"], shown["counts"]) == ([], {}, {})
    for location in files:
        with pytest.raises(storage.Missing):
            list(storage.chunks(location))
    kept = model.Session.scalars(sa.select(Ligne)).all()
    assert {(row.state, str(row.public), str(row.internal)) for row in kept} == {
        ("retiree", "{}", "{}")
    }
    assert {str(each.values) for each in model.Session.scalars(sa.select(Profil))} == {"{}"}
    assert records(GABARIT) == [] if _is_public(GABARIT) else True
    part = call(territory.sysadmin, "package_show", id=PARTS["bron"])
    assert "Martin" not in str(part)
    assert shown["precisions"] == ""


def _is_public(name: str) -> bool:
    try:
        call(None, "package_show", id=name)
    except tk.NotAuthorized:
        return False
    return True


def test_the_producers_own_words_stay_until_it_changes_them(territory: Territory) -> None:
    words = "Le parc de Parilly relève de la métropole."
    deposit_and_publish(territory.bron, RASPAIL, precisions=words)
    again = deposit(territory.bron.editor, table(RASPAIL, GRIMMA))
    assert again["precisions"] == words
    publish(territory.bron.editor, again)
    part = call(None, "package_show", id=PARTS["bron"])
    assert part["precisions"] == words
    assert words in part["notes"]
    third = deposit(territory.bron.editor, table(RASPAIL))
    gone = third["report"]["questions"][0]
    answers = {gone["id"]: "retirer"}
    call(territory.bron.editor, "opendatacommunal_depot_answer", id=third["id"], answers=answers)
    publish(territory.bron.editor, third, precisions="")
    assert words not in call(None, "package_show", id=PARTS["bron"])["notes"]


def test_the_same_rows_again_change_nothing_public(territory: Territory) -> None:
    deposit_and_publish(territory.bron, RASPAIL, GRIMMA)
    before = records(GABARIT), records(PARTS["bron"])
    deposit_and_publish(territory.bron, GRIMMA, RASPAIL)
    assert (records(GABARIT), records(PARTS["bron"])) == before
    last = model.Session.scalars(sa.select(Publication).order_by(Publication.number.desc())).first()
    assert (last.rows, last.added, last.changed, last.removed) == (2, 0, 0, 0)


def test_answers_are_remembered_for_the_next_file(territory: Territory) -> None:
    rows = [park("Parc A", chien="promenés au pas"), park("Parc B", voie="Rue B")]
    depot = deposit(territory.bron.editor, table(*rows))
    (asked,) = depot["report"]["questions"]
    answers = {asked["id"]: "tenu en laisse"}
    call(territory.bron.editor, "opendatacommunal_depot_answer", id=depot["id"], answers=answers)
    publish(territory.bron.editor, depot)
    again = deposit(territory.bron.editor, table(*rows))
    assert again["report"]["questions"] == []
    assert again["state"] == "pret"


def test_what_fails_before_the_commit_point_leaves_no_trace(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    depot = deposit(territory.bron.editor, table(RASPAIL))

    def broken(*_args: Any, **_more: Any) -> str:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(datasets, "ensure", broken)
        with pytest.raises(RuntimeError):
            publish(territory.bron.editor, depot)
    assert model.Session.scalars(sa.select(Publication)).all() == []
    assert model.Session.scalars(sa.select(Ligne)).all() == []
    assert publish(territory.bron.editor, depot)["state"] == "publie"
