"""Fixtures of the browser tests: a real site, a real worker, a real Chromium.

`site` is started once for the whole run on a free port, with databases of its own, the communes of
Lyon loaded and people who may log in. The servers are those of `dev/servers.py`; without them the
fixture starts them. CKAN itself is not loaded here: run with `-p no:ckan -p no:ckan_fixtures`.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(CHECKOUT / "dev"))

import api  # noqa: E402 they live beside the package, not in it
import axe as axe_core  # noqa: E402
import ckan_site  # noqa: E402
import servers  # noqa: E402
from instance import Instance  # noqa: E402

EPCI_LYON = "200046977"
PASSWORD = "un-mot-de-passe"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class LiveSite:
    """A running site: its address, its people, and its API as the operator."""

    url: str
    operator: api.Login
    bron: api.Login
    """Editor of the organisation `bron` (69029)."""
    mions: api.Login
    """Editor of the organisation `mions` (69283)."""

    def api(self, login: api.Login) -> api.Api:
        return api.Api(self.url, login.token)


@pytest.fixture(scope="session")
def site() -> Iterator[LiveSite]:
    instance = Instance.from_environment()
    servers.start(instance)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = ckan_site.Site(instance, "browser", port)
    ckan_site.remove(running)
    ckan_site.prepare(running)
    operator = api.make_operator(running, PASSWORD)
    ckan_site.ckan(
        running, "opendatacommunal", "communes", "load", "--epci", EPCI_LYON,
        failure="The communes were not loaded.",
    )  # fmt: skip
    try:
        ckan_site.start(running)
        as_operator = api.Api(running.url, operator.token)
        people = [
            api.make_editor(running, as_operator, name, PASSWORD) for name in ("bron", "mions")
        ]
        yield LiveSite(running.url, operator, *people)
    finally:
        ckan_site.stop(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.exit("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser, site: LiveSite) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser of one's own: options are those of Playwright (`java_script_enabled`…)."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        defaults = {"base_url": site.url, "locale": "fr-FR", "timezone_id": "Europe/Paris"}
        context = browser.new_context(**{**defaults, **options})  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of 1280 × 800, nobody logged in; `page.goto("/depots")` works."""
    return new_context(viewport={"width": 1280, "height": 800}).new_page()


@pytest.fixture(scope="session")
def log_in() -> Callable[[Page, api.Login], None]:
    """`log_in(page, site.bron)`: through the form the first time, then with the cookies it gave."""
    given: dict[str, list[Any]] = {}

    def fill_in(page: Page, login: api.Login) -> None:
        if login.name in given:
            page.context.add_cookies(given[login.name])
            return
        page.goto("/user/login")
        page.fill("input[name=login]", login.name)
        page.fill("input[name=password]", login.password)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "/user/login" not in address)
        given[login.name] = page.context.cookies()

    return fill_in


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe(page)` or `axe(page, "main")`: one sentence per violation, none if accessible."""
    return axe_core.violations
