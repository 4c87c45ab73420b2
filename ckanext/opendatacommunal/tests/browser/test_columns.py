"""Saying what a column is, with a mouse, a keyboard, no script, or a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import LiveSite

expect.set_options(timeout=30_000)

LogIn = Callable[[Page, object], None]

FILE = (
    "nom;numvoie;voie;reglement;surf_m2;gestion;Chantier;Quartier\n"
    "Parc {0} A;12;Rue Haute;non;1200;Commune;1889;Nord\n"
    "Parc {0} B;14;Rue Basse;non;800;Commune;1954;Sud\n"
)


def deposit(page: Page, name: str) -> None:
    page.goto("/depots/nouveau?gabarit=parcs-jardins")
    file = {"name": "parcs.csv", "mimeType": "text/csv", "buffer": FILE.format(name).encode()}
    page.get_by_label("Votre fichier").set_input_files(files=[file])
    page.get_by_role("button", name="Déposer et vérifier").click()
    page.wait_for_url(re.compile(r"/depots/[0-9a-f-]{36}"))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_column_that_matches_nothing_is_mapped(
    new_context: Callable[..., BrowserContext],
    log_in: LogIn,
    site: LiveSite,
    axe: Callable[..., list[str]],
    scripts: bool,
) -> None:
    size = {"width": 320, "height": 640}
    page = new_context(java_script_enabled=scripts, viewport=size).new_page()
    log_in(page, site.mions)
    deposit(page, f"de {scripts}")
    choice = page.get_by_label("Chantier")
    expect(choice).to_have_value("")
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert axe(page, "#odc-main") == []
    choice.select_option(label="Année d’ouverture")
    page.get_by_label("Quartier").select_option("-")
    page.get_by_role("button", name="Vérifier à nouveau avec ces choix").first.press("Enter")
    expect(page.get_by_text("Vos choix sont pris en compte")).to_be_visible()
    expect(page.get_by_text("7 colonnes reconnues sur 8")).to_be_visible()
    expect(page.get_by_label("Quartier")).to_have_value("-")
