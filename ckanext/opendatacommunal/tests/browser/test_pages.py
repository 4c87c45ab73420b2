"""The pages anyone may open, and all of ours on a small screen."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import LiveSite
from .samples import messy
from .test_deposit import LogIn, deposit

OURS = ["/depots", "/depots/nouveau", "/couverture", "/commune/69029", "/gabarits"]


@pytest.fixture(params=[320, 1280])
def operator_page(
    request: pytest.FixtureRequest,
    new_context: Callable[..., BrowserContext],
    log_in: LogIn,
    site: LiveSite,
) -> Page:
    """The operator's browser, on a telephone and on a screen."""
    page = new_context(viewport={"width": request.param, "height": 800}).new_page()
    log_in(page, site.operator)
    return page


@pytest.mark.parametrize("address", [*OURS, "/gabarits/parcs-jardins"])
def test_our_pages_are_accessible_and_never_scroll_sideways(
    operator_page: Page, axe: Callable[..., list[str]], address: str
) -> None:
    operator_page.goto(address)
    assert axe(operator_page, "#odc-main") == []
    assert sideways(operator_page) == 0


def test_the_review_with_all_its_folds_open(
    operator_page: Page, axe: Callable[..., list[str]]
) -> None:
    name = "un-nom-de-fichier-" + "très-" * 20 + "long.csv"
    deposit(operator_page, messy("Bron", "69500"), name=name)
    unfold = "document.querySelectorAll('details').forEach(each => each.open = true)"
    operator_page.evaluate(unfold)
    assert axe(operator_page, "#odc-main") == []
    assert sideways(operator_page) == 0


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_the_board_holds_every_commune_and_comes_as_a_file(page: Page) -> None:
    page.goto("/couverture")
    expect(page.locator(".odc-board tbody tr")).to_have_count(58)
    region = page.get_by_role("region", name="État de chaque jeu de données")
    expect(region).to_have_attribute("tabindex", "0")
    text = page.request.get("/couverture.csv").body().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    parks = [line for line in lines if line["Gabarit"] == "parcs-jardins"]
    assert len(parks) == 58
    assert len(lines) == 58 * len({line["Gabarit"] for line in lines})
    assert {"69029", "69149", "69383"} & {line["Code INSEE"] for line in lines} == {
        "69029",
        "69149",
    }


def test_an_old_code_leads_for_good_to_the_commune_of_today(page: Page) -> None:
    answer = page.request.get("/commune/69152", max_redirects=0)
    assert answer.status == 301
    page.goto("/commune/69152")
    expect(page).to_have_url(re.compile("/commune/69149$"))
    expect(page.get_by_role("heading", level=1).last).to_contain_text("Oullins-Pierre-Bénite")
    expect(page.get_by_role("img", name="Carte : ")).to_be_visible()


def test_no_page_of_ours_calls_another_host_for_itself(page: Page, site: LiveSite) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/couverture", "/commune/69029", "/gabarits/parcs-jardins"):
        page.goto(address)
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def test_a_gabarit_says_its_columns_and_gives_its_files(page: Page) -> None:
    page.goto("/gabarits")
    page.get_by_role("link", name="Parcs et jardins").click()
    expect(page.get_by_role("row", name="Surface en m²")).to_contain_text("obligatoire")
    expect(page.get_by_text("contact_interne")).to_be_visible()
    workbook = page.request.get("/gabarits/parcs-jardins/classeur.xlsx")
    assert workbook.body()[:2] == b"PK"
    again = page.request.get(
        "/gabarits/parcs-jardins/classeur.xlsx", headers={"If-None-Match": workbook.headers["etag"]}
    )
    assert again.status == 304
    header = page.request.get("/gabarits/parcs-jardins/modele.csv").body().decode("utf-8-sig")
    assert header.startswith("uid;nom;")
    schema = json.loads(page.request.get("/gabarits/parcs-jardins/schema.json").text())
    assert schema["fields"][0]["name"] == "uid"


def test_the_list_of_deposits_is_filtered(page: Page, log_in: LogIn, site: LiveSite) -> None:
    log_in(page, site.bron)
    deposit(page, messy("Bron", "69500"), name="a-filtrer.csv")
    page.goto("/depots")
    expect(page.get_by_role("link", name="a-filtrer.csv").first).to_be_visible()
    page.get_by_label("État").select_option("purge")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.get_by_text("Aucun dépôt ne correspond à ces choix.")).to_be_visible()
    page.get_by_role("link", name="Les voir tous").click()
    expect(page.get_by_role("link", name="a-filtrer.csv").first).to_be_visible()


def test_nothing_to_declare_is_shown_on_the_board(
    page: Page, log_in: LogIn, site: LiveSite
) -> None:
    log_in(page, site.operator)
    page.goto("/depots/nouveau")
    page.get_by_text("Vous n’avez rien de tel dans la commune ?").click()
    page.locator("#nothing-organisation").select_option("rochetaillee-sur-saone")
    page.locator("#nothing-gabarit").select_option("parcs-jardins")
    page.get_by_role("button", name="Nous n’avons rien à déclarer").click()
    expect(page.get_by_role("row", name="Rochetaillée-sur-Saône")).to_contain_text(
        "rien à déclarer"
    )
    page.get_by_role("link", name="Rochetaillée-sur-Saône").click()
    expect(page.get_by_role("heading", name="Rien à déclarer")).to_be_visible()
