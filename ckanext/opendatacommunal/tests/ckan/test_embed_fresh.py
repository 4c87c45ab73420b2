"""When a copy of a widget is still good, and when it no longer is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ckan import model

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

TABLE = f"/w/1/table?commune=69029&gabarit={GABARIT}"
RASPAIL, GRIMMA = park("Parc Raspail"), park("Square Grimma", voie="Rue Villard")


def status(app: Any, tag: str) -> int:
    return app.get(TABLE, headers={"If-None-Match": tag}, status=None).status_code


def test_until_a_row_of_the_commune_changes(app: Any, territory: Territory) -> None:
    deposit_and_publish(territory.bron, RASPAIL)
    first = app.get(TABLE).headers["ETag"]
    # Neither a file that waits nor another town's publication changes anything here.
    waiting = deposit(territory.bron.editor, table(RASPAIL, GRIMMA))
    deposit_and_publish(territory.mions, park("Parc Monod"))
    assert status(app, first) == 304
    publish(territory.bron.editor, waiting)
    assert status(app, first) == 200
    second = app.get(TABLE).headers["ETag"]
    # The métropole has a park in the town too.
    content = table(park("Parc de la Feyssine", commune="Bron", voie="Rue Feyssine"))
    other = deposit(territory.helper, content, organisation="metropole")
    publish(territory.helper, other, waive=True)
    assert status(app, second) == 200
    both = app.get(TABLE)
    assert "Parc de la Feyssine" in both.body
    call(territory.helper, "opendatacommunal_depot_withdraw", id=other["id"])
    assert status(app, both.headers["ETag"]) == 200
    assert "Feyssine" not in app.get(TABLE).body
    call(territory.bron.editor, "opendatacommunal_depot_withdraw", id=waiting["id"])
    assert "n’est pas publié" in app.get(TABLE).body


def test_it_is_told_without_reading_a_row(app: Any, territory: Territory) -> None:
    deposit_and_publish(territory.bron, RASPAIL)
    tag = app.get(TABLE).headers["ETag"]
    said: list[str] = []
    listen = (model.ensure_engine(), "before_cursor_execute", lambda *given: said.append(given[2]))
    sa.event.listen(*listen)
    try:
        assert status(app, tag) == 304
    finally:
        sa.event.remove(*listen)
    assert any("opendatacommunal_publication" in each for each in said)
    assert not any("opendatacommunal_ligne" in each for each in said)
