"""What a column of the file is, said by hand on the review page and remembered."""

from __future__ import annotations

from typing import Any

import pytest

from ckan.tests import factories

from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    call,
    deposit,
    park,
    publish,
    table,
)

ROWS = (
    park("Parc Raspail", chantier="1889", quartier="Nord"),
    park("Square Grimma", voie="Rue Villard", chantier="1954", quartier="Sud"),
)


@pytest.fixture(scope="module", autouse=True)
def _module(clean_module: None) -> None:
    """The people and the communes are shared; each test hands in files of its own."""


def columns(depot: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {column["source"]: column for column in depot["report"]["columns"]}


def post(app: Any, user: str, depot: dict[str, Any], **form: str) -> Any:
    token = {"Authorization": factories.APIToken(user=user)["token"]}
    address = f"/depots/{depot['id']}"
    return app.post(address, data={"do": "map", **form}, headers=token, status=None)


def test_a_column_is_mapped_then_known_next_year(shared_territory: Territory, app: Any) -> None:
    editor = shared_territory.bron.editor
    depot = deposit(editor, table(*ROWS))
    found = columns(depot)
    said = {
        f"column-{found['chantier']['question']}": "ann_ouvert",
        f"column-{found['quartier']['question']}": "-",
        f"column-{found['nom']['question']}": "nom",
    }
    assert post(app, editor, depot, **said).status_code == 200
    depot = call(editor, "opendatacommunal_depot_show", id=depot["id"])
    assert columns(depot)["chantier"]["field"] == "ann_ouvert"
    assert set(depot["answers"]) == {
        found["chantier"]["question"],
        found["quartier"]["question"],
    }
    assert "unmatched-column" not in {each["code"] for each in depot["report"]["issues"]}
    publish(editor, depot)

    again = deposit(editor, table(*ROWS, park("Parc Monod", chantier="2001", quartier="Est")))
    assert columns(again)["chantier"]["field"] == "ann_ouvert"
    assert (columns(again)["quartier"]["field"], columns(again)["quartier"]["how"]) == (
        None,
        "profile",
    )
    assert "unmatched-column" not in {each["code"] for each in again["report"]["issues"]}


def test_a_column_taken_for_another_one_can_be_put_right(
    shared_territory: Territory, app: Any
) -> None:
    editor = shared_territory.mions.editor
    depot = deposit(editor, table(park("Parc A", ouverture="8h-20h", semaine="9h-18h")))
    found = columns(depot)
    assert found["ouverture"]["field"] == "horaires"
    post(app, editor, depot, **{f"column-{found['semaine']['question']}": "horaires"})
    depot = call(editor, "opendatacommunal_depot_show", id=depot["id"])
    assert columns(depot)["semaine"]["field"] == "horaires"
    assert columns(depot)["ouverture"]["field"] is None


def test_a_form_that_changes_nothing_or_makes_no_sense(
    shared_territory: Territory, app: Any
) -> None:
    editor = shared_territory.bron.editor
    depot = deposit(editor, table(park("Parc Neuf", bizarre="1"), park("Parc Vieux", bizarre="2")))
    question = columns(depot)["bizarre"]["question"]
    assert post(app, editor, depot).status_code == 200
    assert post(app, editor, depot, **{"column-x": "nom"}).status_code == 200
    assert call(editor, "opendatacommunal_depot_show", id=depot["id"])["answers"] == {}
    page = post(app, editor, depot, **{f"column-{question}": "altitude"})
    assert page.status_code == 200
    depot = call(editor, "opendatacommunal_depot_show", id=depot["id"])
    assert columns(depot)["bizarre"]["field"] is None


def test_every_column_can_be_chosen_on_the_page(shared_territory: Territory, app: Any) -> None:
    editor = shared_territory.bron.editor
    depot = deposit(editor, table(*(park(f"Parc {n}", quartier="Nord") for n in "AB")))
    token = {"Authorization": factories.APIToken(user=editor)["token"]}
    page = app.get(f"/depots/{depot['id']}", headers=token).body
    for column in depot["report"]["columns"]:
        assert page.count(f'name="column-{column["question"]}"') == 1, column["source"]
