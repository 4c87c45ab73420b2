"""Who publishes what: the board, the page of a commune, and what an organisation does not have."""

from __future__ import annotations

from typing import Any

import pytest

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    deposit_and_publish,
    park,
    publish,
    table,
)


def cells(user: str | None) -> dict[str, dict[str, Any]]:
    board = call(user, "opendatacommunal_coverage_show")
    assert GABARIT in [each["slug"] for each in board["gabarits"]]
    return {line["insee"]: line["cells"].get(GABARIT) or {} for line in board["communes"]}


def test_the_board_from_nothing_to_published(shared_territory: Territory) -> None:
    assert set(cells(None)) == {"69029", "69283", "69123"}
    assert not any(cells(None).values())
    rows = [park("Parc Raspail"), park("Square Grimma", voie="Rue V", surf_m2="grand")]
    depot = deposit(shared_territory.bron.editor, table(*rows))
    # What waits is shown to those who may see it.
    assert cells(shared_territory.bron.editor)["69029"]["depot_id"] == depot["id"]
    assert not cells(None)["69029"]
    assert not cells(shared_territory.mions.editor)["69029"]
    publish(shared_territory.bron.editor, depot, waive=True)
    public = cells(None)["69029"]
    assert (public["state"], public["rows"], public["set_aside"]) == ("publie", 1, 1)
    assert (public["depot_id"], public["dataset"]) == (None, f"{GABARIT}-bron")
    assert cells(shared_territory.helper)["69029"]["depot_id"] == depot["id"]


def test_nothing_to_declare(shared_territory: Territory) -> None:
    said = {"gabarit": GABARIT, "organisation": "mions"}
    with pytest.raises(tk.NotAuthorized):
        call(shared_territory.bron.editor, "opendatacommunal_nothing_to_declare", **said)
    call(shared_territory.mions.editor, "opendatacommunal_nothing_to_declare", **said)
    assert cells(None)["69283"]["state"] == "rien_a_declarer"
    shown = call(None, "opendatacommunal_commune_show", insee="69283")
    assert [each["gabarit"] for each in shown["nothing_to_declare"]] == [GABARIT]
    deposit_and_publish(shared_territory.mions, park("Parc Monod"))
    assert cells(None)["69283"]["state"] == "publie"
    assert call(None, "opendatacommunal_commune_show", insee="69283")["nothing_to_declare"] == []


def test_rows_of_another_producer_are_on_the_page_of_the_commune(
    shared_territory: Territory,
) -> None:
    content = table(park("Parc de la Feyssine", commune="Mions"))
    depot = deposit(shared_territory.helper, content, organisation="metropole")
    publish(shared_territory.helper, depot, waive=True)
    shown = call(None, "opendatacommunal_commune_show", insee="69283")
    found = {each["name"]: each for each in shown["datasets"]}
    assert f"{GABARIT}-metropole" in found
    each = found[f"{GABARIT}-metropole"]
    assert (each["rows"], each["producer"]) == (1, "Métropole de Lyon")


def test_reference_actions(shared_territory: Territory) -> None:
    communes = call(None, "opendatacommunal_commune_list", epci="200046977")
    assert [each["insee"] for each in communes] == ["69029", "69123", "69283"]
    assert call(None, "opendatacommunal_commune_list", epci="000000000") == []
    fields = call(None, "opendatacommunal_gabarit_show", slug=GABARIT)["fields"]
    assert fields[0]["name"] == "uid"
    assert [each["name"] for each in fields if each["internal"]] == [
        "code_interne",
        "contact_interne",
        "commentaire_interne",
    ]
    for name, given in (("gabarit_show", {"slug": "x"}), ("commune_show", {"insee": "00000"})):
        with pytest.raises(tk.ObjectNotFound):
            call(None, f"opendatacommunal_{name}", **given)
