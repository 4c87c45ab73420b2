"""The table widget inside a commune's own page: another origin, a real browser."""

from __future__ import annotations

import csv
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from .conftest import LiveSite

ROWS = 30
HOSTILE = "<img src=x onerror=alert(1)>"
WORDPRESS_SANDBOX = "allow-scripts"
BROKEN_WORDS = """(part) => {
  const broken = [], range = document.createRange();
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    for (const word of text.data.matchAll(/\\S+/g)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""Words that stand on two lines."""


class HostSite:
    """A commune's web site: serves one page, on a port of its own."""

    def __init__(self) -> None:
        self.body = ""
        host = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(host.page().encode())

            def log_message(self, *_arguments: Any) -> None:
                """Quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self) -> str:
        return (
            '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Bron</title>'
            '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
            "<script>const heard = [];"
            "addEventListener('message', (event) => heard.push(event.data))</script>"
            "</head><body><main><h1>Ville de Bron</h1>"
            f"{self.body}</main></body></html>"
        )

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def host() -> Iterator[HostSite]:
    made = HostSite()
    yield made
    made.close()


@pytest.fixture(scope="module")
def parks(site: LiveSite, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Bron has published thirty parks; gives the address of the widget."""
    path = tmp_path_factory.mktemp("depot") / "parcs.csv"
    write_parks(path)
    as_bron = site.api(site.bron)
    depot = as_bron.call(
        "opendatacommunal_depot_create",
        upload=path,
        gabarit="parcs-jardins",
        organisation="bron",
    )
    published = as_bron.call("opendatacommunal_depot_publish", id=depot["id"], waive=True)
    assert published["state"] == "publie", published
    return f"{site.url}/w/1/table?commune=69029&gabarit=parcs-jardins"


def write_parks(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, delimiter=";")
        table.writerow(
            [
                "Nom",
                "Numéro de voie",
                "Voie",
                "Réglementation",
                "Surface",
                "Gestionnaire",
                "Horaires",
            ]
        )
        for number in range(1, ROWS + 1):
            name = HOSTILE if number == ROWS else f"Square n° {number}"
            table.writerow(
                [name, number, "Rue de la République", "oui", number * 100, "Commune", ""]
            )


def frame_of(page: Page) -> Frame:
    page.wait_for_selector("iframe")
    frame = page.frames[1]
    frame.wait_for_selector("tbody th")
    return frame


def visible_rows(frame: Frame) -> list[str]:
    return [text for text in frame.locator("tbody th:visible").all_inner_texts() if text]


def code_of(page: Page, site: LiveSite) -> str:
    """What the dataset page offers to copy."""
    page.goto(f"{site.url}/donnees-parcs-jardins/parcs-jardins-bron")
    return page.locator("textarea", has_text="iframe").first.input_value()


def test_the_code_of_the_dataset_page_shows_the_rows(
    page: Page, site: LiveSite, parks: str, host: HostSite, axe: Callable[..., list[str]]
) -> None:
    host.body = code_of(page, site)
    page.context.clear_cookies()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(host.url)
    frame = frame_of(page)
    assert len(visible_rows(frame)) == 25
    assert [url for url in asked if url != host.url] == [parks]
    assert page.context.cookies() == []
    assert said == []
    assert axe(page) == []
    title = page.locator("iframe").get_attribute("title")
    assert title == "Données ouvertes de Bron : Parcs et jardins"
    expect(page.get_by_role("link", name="Données ouvertes de Bron")).to_be_visible()


def test_it_says_its_height_and_nothing_moves(page: Page, parks: str, host: HostSite) -> None:
    host.body = f'<iframe src="{parks}" title="Parcs" width="100%" height="600"></iframe>'
    page.goto(host.url)
    frame = frame_of(page)
    heard = page.wait_for_function("heard.length && heard")
    heights = [message["height"] for message in heard.json_value()]
    assert heights[-1] == frame.evaluate(
        "Math.ceil(document.documentElement.getBoundingClientRect().height)"
    )
    shift = frame.evaluate(
        """() => new Promise((done) => { let total = 0;
             const add = (list) => list.getEntries().forEach((one) => { total += one.value; });
             new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
             requestAnimationFrame(() => requestAnimationFrame(() => done(total))); })"""
    )
    assert shift == 0
    frame.get_by_role("checkbox").check()
    page.wait_for_function("(before) => heard.at(-1).height > before", arg=heights[-1])


def test_sorting_searching_and_unfolding_by_keyboard(page: Page, parks: str) -> None:
    page.goto(parks)
    expect(page.get_by_role("status")).to_have_text(f"Lignes : {ROWS}")
    page.keyboard.press("Tab")
    page.keyboard.type("square 1")
    expect(page.get_by_role("status")).to_have_text("Lignes : 12")
    assert len(page.locator("tbody tr:visible").all()) == 12
    page.get_by_role("searchbox").fill("")
    assert len(page.locator("tbody tr:visible").all()) == 25
    page.get_by_role("checkbox").press("Space")
    assert len(page.locator("tbody tr:visible").all()) == ROWS
    sort = page.get_by_role("button", name="Nom du parc ou jardin")
    sort.press("Enter")
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Nom du parc")
    assert page.locator("tbody th").first.inner_text() == "Square n° 29"
    sort.press("Enter")
    assert page.locator("tbody th").nth(1).inner_text() == "Square n° 1"
    assert page.url == parks


def test_without_javascript_everything_is_reachable(
    new_context: Callable[..., BrowserContext], parks: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(parks)
    assert page.locator("tbody tr").count() == ROWS
    assert page.locator("tbody tr:visible").count() == 25
    page.locator("#all").check()
    assert page.locator("tbody tr:visible").count() == ROWS
    page.locator("input[name=q]").fill("square 12")
    page.locator("#f button").click()
    assert page.locator("tbody th").all_inner_texts() == ["Square n° 12"]
    assert "commune=69029" in page.url
    page.goto(parks)
    page.locator("thead button").first.click()
    assert page.locator("tbody th").first.inner_text() == "Square n° 29"


def test_on_a_telephone_the_page_does_not_scroll_sideways(
    new_context: Callable[..., BrowserContext],
    parks: str,
    host: HostSite,
    axe: Callable[..., list[str]],
) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    host.body = f'<iframe src="{parks}" title="Parcs" width="100%" height="600"></iframe>'
    page.goto(host.url)
    frame = frame_of(page)
    for inside in (page, frame):
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.locator("[role=region]").get_attribute("tabindex") == "0"
    assert frame.locator("thead").evaluate(BROKEN_WORDS) == []
    assert axe(page) == []


def test_on_a_telephone_its_dataset_does_not_either(
    new_context: Callable[..., BrowserContext], parks: str
) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto("/dataset/parcs-jardins")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_in_a_wordpress_frame(page: Page, parks: str, host: HostSite) -> None:
    """WordPress allows scripts only, and speaks a protocol of its own with a secret."""
    host.body = (
        f'<iframe src="{parks}#?secret=abc123" title="Parcs" sandbox="{WORDPRESS_SANDBOX}" '
        'width="600" height="600"></iframe>'
    )
    page.goto(host.url)
    frame = frame_of(page)
    page.wait_for_function(
        "heard.some((one) => one.message === 'height' && one.secret === 'abc123')"
    )
    page.evaluate(
        """() => { heard.length = 0;
             document.querySelector("iframe").contentWindow
               .postMessage({message: "ready", secret: "abc123"}, "*"); }"""
    )
    page.wait_for_function("heard.some((one) => one.message === 'height' && one.value > 100)")
    frame.locator("input[name=q]").fill("square 12")
    frame.locator("input[name=q]").press("Enter")
    assert visible_rows(frame) == ["Square n° 12"]
    frame.get_by_role("link", name=re.compile("données ouvertes")).click()
    page.wait_for_function(
        "heard.some((one) => one.message === 'link' && one.value.endsWith('/commune/69029'))"
    )
    assert page.url == host.url


def test_a_cell_is_text(page: Page, parks: str) -> None:
    page.on("dialog", lambda _dialog: pytest.fail("a cell ran as a script"))
    page.goto(parks)
    expect(page.locator("tbody th", has_text=HOSTILE)).to_have_count(1)
    assert page.locator("img").count() == 0


def test_print_has_every_row(page: Page, parks: str) -> None:
    page.goto(parks)
    page.emulate_media(media="print")
    assert page.locator("tbody tr:visible").count() == ROWS
