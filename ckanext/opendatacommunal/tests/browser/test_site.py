from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from .conftest import LiveSite


def test_an_editor_logs_in_and_finds_where_to_deposit(
    page: Page, site: LiveSite, log_in: Callable[..., None]
) -> None:
    log_in(page, site.bron)
    page.goto("/dataset/")
    page.get_by_role("link", name="Déposer").first.click()
    assert "/depots" in page.url
    assert page.locator("h1").count() == 1
