"""What is handed in at a national portal: the page of a commune says where, and what it says."""

from __future__ import annotations

from typing import Any

import pytest

import ckan.plugins.toolkit as tk
from ckan.tests import factories

from ckanext.opendatacommunal.tests.ckan.deposits import Territory, call


def addresses(territory: Territory) -> dict[str, Any]:
    shown = call(None, "opendatacommunal_commune_show", insee=territory.bron.insee)
    return next(each for each in shown["elsewhere"] if each["slug"] == "bal")


def declare(user: str, territory: Territory, gabarit: str = "bal", **said: Any) -> Any:
    said = {"organisation": territory.bron.name, "gabarit": gabarit, **said}
    return call(user, "opendatacommunal_deposited_elsewhere", **said)


def test_every_commune_owes_its_addresses_to_the_national_base(shared_territory: Territory) -> None:
    shown = addresses(shared_territory)
    assert shown["url"] == "https://mes-adresses.data.gouv.fr/"
    assert shown["commune_url"].endswith("/69029")
    assert shown["duty"]["answer"] == "yes"
    assert shown["declared"] is None


def test_the_commune_says_that_it_is_done_and_takes_it_back(shared_territory: Territory) -> None:
    declare(shared_territory.bron.editor, shared_territory)
    assert addresses(shared_territory)["declared"]
    declare(shared_territory.bron.editor, shared_territory, declared=False)
    assert addresses(shared_territory)["declared"] is None


def test_it_is_no_declaration_of_having_nothing(shared_territory: Territory) -> None:
    declare(shared_territory.bron.editor, shared_territory)
    shown = call(None, "opendatacommunal_commune_show", insee=shared_territory.bron.insee)
    assert shown["nothing_to_declare"] == []
    board = call(None, "opendatacommunal_coverage_show")
    assert "bal" not in {each["slug"] for each in board["gabarits"]}


def test_nobody_says_it_for_another_or_of_what_is_here(
    shared_territory: Territory,
) -> None:
    with pytest.raises(tk.NotAuthorized):
        declare(shared_territory.mions.editor, shared_territory)
    with pytest.raises(tk.ValidationError):
        declare(shared_territory.bron.editor, shared_territory, gabarit="toilettes")


def test_the_page_offers_it_to_the_town_hall_only(app: Any, shared_territory: Territory) -> None:
    page = f"/commune/{shared_territory.bron.insee}"
    assert "/ailleurs" not in app.get(page).body
    assert "https://mes-adresses.data.gouv.fr/" in app.get(page).body
    token = {"Authorization": factories.APIToken(user=shared_territory.bron.editor)["token"]}
    assert "/ailleurs" in app.get(page, headers=token).body
