"""What a commune must publish, what it has published of it, and what is late."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests import factories

from ckanext.opendatacommunal.model import Publication
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit_and_publish,
    park,
)


def expected(insee: str, slug: str = GABARIT) -> dict[str, Any]:
    shown = call(None, "opendatacommunal_commune_show", insee=insee)
    return next(each for each in shown["expected"] if each["slug"] == slug)


def line(insee: str) -> dict[str, Any]:
    board = call(None, "opendatacommunal_coverage_show")
    return next(each for each in board["communes"] if each["insee"] == insee)


def tell(user: str, insee: str, agents: Any) -> Any:
    return call(user, "opendatacommunal_agents_update", insee=insee, agents=agents)


def test_the_number_of_agents_is_asked_and_never_assumed(shared_territory: Territory) -> None:
    mions = shared_territory.mions
    assert line(mions.insee)["duty"] == "unknown"
    assert expected(mions.insee)["duty"]["answer"] == "unknown"
    assert expected(mions.insee)["state"] is None
    for somebody in (mions.editor, shared_territory.bron.admin, shared_territory.helper):
        with pytest.raises(tk.NotAuthorized):
            tell(somebody, mions.insee, 80)
    with pytest.raises(tk.ValidationError):
        tell(mions.admin, mions.insee, "beaucoup")
    tell(mions.admin, mions.insee, 80)
    assert line(mions.insee)["duty"] == "yes"
    assert expected(mions.insee)["state"] == "attendu"
    tell(shared_territory.sysadmin, mions.insee, 49)
    assert expected(mions.insee)["duty"]["answer"] == "no"
    # A law that counts no agents goes on asking.
    assert expected(mions.insee, "subventions")["duty"]["answer"] == "yes"
    # What is made from other data asks nothing.
    assert expected(mions.insee, "ecoles")["duty"]["answer"] == "no"
    tell(mions.admin, mions.insee, "")
    assert line(mions.insee)["duty"] == "unknown"


def test_published_then_late(shared_territory: Territory) -> None:
    bron = shared_territory.bron
    tell(bron.admin, bron.insee, 900)
    deposit_and_publish(bron, park("Parc Raspail"))
    found = expected(bron.insee)
    assert (found["state"], found["late"]) == ("publie", False)
    assert found["due"] > found["date"][:10]
    for each in model.Session.query(Publication).filter_by(gabarit=GABARIT):
        each.started -= timedelta(days=400)
    model.Session.commit()
    assert expected(bron.insee)["late"] is True
    assert line(bron.insee)["cells"][GABARIT]["late"] is True
    assert call(None, "opendatacommunal_gabarit_show", slug=GABARIT)["publishers"] == [
        {"insee": bron.insee, "name": "Bron"}
    ]


def test_the_pages_say_so(shared_territory: Territory, app: Any) -> None:
    bron = shared_territory.bron
    page = app.get(f"/commune/{bron.insee}").body
    assert "What the commune must publish" in page or "Ce que la commune doit publier" in page
    assert "312-1-1" in page
    assert "field-agents" not in page
    token = {"Authorization": factories.APIToken(user=bron.admin)["token"]}
    assert "field-agents" in app.get(f"/commune/{bron.insee}", headers=token).body
    wrong = app.post(f"/commune/{bron.insee}", data={"agents": "-1"}, headers=token, status=200)
    assert 'href="#field-agents"' in wrong.body
    app.post(f"/commune/{bron.insee}", data={"agents": "1 200"}, headers=token)
    assert line(bron.insee)["agents"] == 1200
    lines = app.get("/couverture.csv").body.splitlines()
    assert len(lines[0].split(";")) == len(lines[1].split(";")) == 11


def test_the_sheet_of_a_dataset_shows_no_empty_row(shared_territory: Territory, app: Any) -> None:
    """Published by a test above: no period ended, no author, no point yet."""
    page = app.get(f"/donnees-{GABARIT}/{GABARIT}-bron").body
    cells = re.findall(r'<td class="dataset-details">(.*?)</td>', page, re.DOTALL)
    assert len(cells) > 10
    assert not [cell for cell in cells if not re.sub(r"<[^>]*>|\s", "", cell)]
