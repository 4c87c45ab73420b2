"""Who may open which page; forms that did not come from us."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import LiveSite
from .samples import tidy
from .test_deposit import LogIn, deposit


@pytest.fixture
def depot_of_bron(
    new_context: Callable[..., BrowserContext], log_in: LogIn, site: LiveSite
) -> tuple[Page, str]:
    """The page of the référent of Bron on a dépôt, and its address."""
    page = new_context().new_page()
    log_in(page, site.bron)
    deposit(page, tidy("Bron", "69500", 2), name="parcs.csv")
    return page, page.url


@pytest.mark.parametrize("part", ["", "/fichier", "/rapport.json", "/ecartees.csv", "/retour.xlsx"])
def test_another_commune_sees_nothing_of_a_depot(
    depot_of_bron: tuple[Page, str], page: Page, log_in: LogIn, site: LiveSite, part: str
) -> None:
    log_in(page, site.mions)
    answer = page.goto(depot_of_bron[1] + part)
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1).last).to_have_text(
        "Vous n’avez pas accès à cette page"
    )
    assert "parcs.csv" not in page.content()


def test_its_owner_takes_back_the_very_file(depot_of_bron: tuple[Page, str]) -> None:
    page, _address = depot_of_bron
    with page.expect_download() as download:
        page.get_by_role("link", name="Votre fichier, tel que vous l’avez déposé").click()
    assert download.value.suggested_filename == "parcs.csv"
    assert download.value.path().read_bytes() == tidy("Bron", "69500", 2)


def test_a_visitor_logs_in_and_comes_back_to_the_page(
    depot_of_bron: tuple[Page, str], page: Page, site: LiveSite
) -> None:
    page.goto(depot_of_bron[1])
    expect(page).to_have_url(re.compile("/user/login"))
    page.fill("input[name=login]", site.bron.name)
    page.fill("input[name=password]", site.bron.password)
    page.press("input[name=password]", "Enter")
    expect(page).to_have_url(depot_of_bron[1])


def test_a_visitor_is_offered_no_deposit(page: Page) -> None:
    page.goto("/couverture")
    expect(page.get_by_role("link", name="Déposer")).to_have_count(0)


def test_a_form_that_is_not_ours_changes_nothing(
    depot_of_bron: tuple[Page, str], page: Page
) -> None:
    owner, address = depot_of_bron
    # CKAN 2.12.0 stops checking a view once a visitor without a session has called it.
    page.request.post(address, form={"do": "publish"})
    forged = owner.request.post(address, form={"do": "refuse", "reason": "parce que c’est ainsi"})
    assert forged.status == 400
    owner.reload()
    expect(owner.locator(".odc-meta .odc-state").first).not_to_contain_text("refusé")


def test_what_does_not_exist_is_said(page: Page, log_in: LogIn, site: LiveSite) -> None:
    log_in(page, site.bron)
    for address in ("/depots/nothing", "/commune/00000", "/gabarits/nothing"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1).last).to_have_text("Cette page n’existe pas")


def test_closing_and_erasing_ask_for_a_reason(depot_of_bron: tuple[Page, str]) -> None:
    page, _address = depot_of_bron
    page.get_by_text("Clore ce dépôt sans le publier…").click()
    page.get_by_label("Motif").fill("Ce fichier est celui de l’an dernier.")
    page.get_by_role("button", name="Clore sans publier").click()
    expect(page.get_by_text("Motif donné : Ce fichier est celui de l’an dernier.")).to_be_visible()
