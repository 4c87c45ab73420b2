"""Deposit, look, answer, publish: as the référent of a town hall does it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import PASSWORD, LiveSite
from .samples import PNG, messy, tidy

# A publication takes seconds when other work shares the machine.
expect.set_options(timeout=30_000)

LogIn = Callable[[Page, object], None]


@pytest.fixture(scope="module")
def editor_of(site: LiveSite) -> Callable[[str], object]:
    """The référent of an organisation, made when first asked for."""
    operator = site.api(site.operator)

    def make(organisation: str) -> object:
        if organisation in ("bron", "mions"):
            return getattr(site, organisation)
        name = f"referent-{organisation}"
        if not operator.exists("user_show", id=name):
            email = f"{name}@opendatacommunal.example"
            operator.call("user_create", name=name, email=email, password=PASSWORD)
            operator.call(
                "organization_member_create", id=organisation, username=name, role="editor"
            )
        return type(site.bron)(name, PASSWORD, "")

    return make


def deposit(page: Page, content: bytes, name: str = "espaces verts.csv") -> None:
    page.goto("/depots/nouveau")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Votre fichier").set_input_files(files=[file])
    page.get_by_role("button", name="Déposer et vérifier").click()
    page.wait_for_url(re.compile(r"/depots/[0-9a-f-]{36}"))


def test_a_referent_deposits_a_messy_file_answers_and_publishes(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object], axe: Callable[..., list[str]]
) -> None:
    log_in(page, editor_of("ecully"))
    page.goto("/")
    page.get_by_role("link", name="Déposer").click()
    deposit(page, messy("Écully", "69130"))

    verdict = page.get_by_label("Verdict")
    expect(verdict).to_contain_text("3 lignes")
    expect(verdict).to_contain_text("1 question")
    expect(page.locator("h1[data-odc-focus]")).to_be_focused()
    expect(page.get_by_text("10 colonnes reconnues sur 11")).to_be_visible()
    expect(page.locator(".odc-unmatched")).to_contain_text("Quartier")

    rule = page.locator("details", has_text="Av. Jean Mermoz → Avenue Jean Mermoz")
    rule.locator("summary").first.click()
    expect(rule.get_by_role("row", name="R. de la Marne Rue de la Marne 5")).to_be_visible()
    wrong = page.get_by_text(re.compile("Ligne 7 : « env. 300 ».*« Surface »"))
    expect(wrong.first).to_be_visible()
    assert axe(page, "#odc-main") == []

    question = page.get_by_role("group", name="muselés")
    expect(question).to_contain_text("Lignes 5–6")
    question.get_by_label("tenu en laisse").check()
    page.get_by_role("button", name="Répondre et vérifier à nouveau").click()
    expect(page.get_by_text("Vos réponses sont prises en compte")).to_be_visible()
    expect(page.get_by_label("Verdict")).not_to_contain_text("question")

    page.get_by_role("button", name="Publier 3 lignes").click()
    expect(page.get_by_text("3 lignes publiées, 1 écartée.")).to_be_visible()
    expect(page.get_by_label("Code à copier")).to_have_value(re.compile("commune=69081"))
    assert axe(page, "#odc-main") == []

    page.get_by_role("link", name="Votre jeu de données").click()
    expect(page.get_by_role("heading", level=1).last).to_contain_text("Écully")
    expect(page.get_by_label("Code à copier")).to_have_value(re.compile("<iframe "))
    page.goto("/commune/69081")
    expect(page.get_by_role("heading", level=3)).to_contain_text("Parcs et jardins")
    page.goto("/couverture")
    expect(page.get_by_role("row", name="Écully")).to_contain_text("publié")


def test_what_was_answered_can_be_changed(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    log_in(page, editor_of("irigny"))
    deposit(page, messy("Irigny", "69540").replace(b"Gestionnaire", b"Divers"))
    owner = page.get_by_role("group", name="« Gestionnaire » est obligatoire")
    owner.get_by_role("textbox").fill("Syndicat des parcs")
    expect(owner.get_by_label("Une autre valeur :")).to_be_checked()
    question = page.get_by_role("group", name="muselés")
    expect(question.get_by_role("textbox")).to_have_count(0)
    question.get_by_label("libre").check()
    page.get_by_role("button", name="Répondre et vérifier à nouveau").click()
    page.get_by_text("Voir ou changer vos 2 réponses").click()
    again = page.get_by_role("group", name="muselés")
    expect(again.get_by_label("libre")).to_be_checked()
    again.get_by_label("laisser la cellule vide").check()
    page.get_by_role("button", name="Répondre et vérifier à nouveau").click()
    expect(page.get_by_text("Vos réponses sont prises en compte")).to_be_visible()


def test_cells_with_html_are_shown_as_text(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    log_in(page, editor_of("irigny"))
    deposit(page, messy("Irigny", "69540"), name="<img src=x onerror=alert(1)>.csv")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    expect(page.get_by_text("<script>document.title = 'pris'</script>").first).to_be_visible()
    assert "pris" not in page.title()
    assert page.locator("#odc-main b, #odc-main script, #odc-main img").count() == 0


def test_all_of_it_without_a_script(
    new_context: Callable[..., BrowserContext], log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, editor_of("dardilly"))
    deposit(page, messy("Dardilly", "69570"))
    page.get_by_role("group", name="muselés").get_by_label("laisser la cellule vide").check()
    page.get_by_role("button", name="Répondre et vérifier à nouveau").click()
    page.get_by_role("button", name="Publier", exact=False).last.click()
    expect(page.get_by_text("lignes publiées")).to_be_visible()


def test_all_of_it_with_the_keyboard_alone(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    log_in(page, editor_of("craponne"))
    # Chromium must know well before the key that a chooser is waited for, or opens its own.
    page.on("filechooser", lambda _chooser: None)
    page.goto("/depots/nouveau")
    tab_to(page, "#field-upload")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    content = messy("Craponne", "69290")
    chosen.value.set_files(
        files=[{"name": "a.csv", "mimeType": "application/octet-stream", "buffer": content}]
    )
    tab_to(page, "button:has-text('Déposer et vérifier')")
    page.keyboard.press("Enter")
    expect(page.locator("h1[data-odc-focus]")).to_be_focused()
    tab_to(page, "summary:has-text('Av. Jean Mermoz')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Av. Jean Mermoz Avenue Jean Mermoz 4")).to_be_visible()
    tab_to(page, "input[name^=choice-]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button:has-text('Répondre et vérifier')")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vos réponses sont prises en compte")).to_be_visible()
    tab_to(page, "button:has-text('Publier 3 lignes')")
    page.keyboard.press("Space")
    expect(page.get_by_text("3 lignes publiées, 1 écartée.")).to_be_visible()


def tab_to(page: Page, selector: str, limit: int = 80) -> None:
    """Press Tab until the element has the focus; the order of the page is what leads there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.locator(selector).first.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"{selector} was not reached by {limit} presses of Tab")


def test_questions_left_open_must_be_waived(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    log_in(page, editor_of("genay"))
    deposit(page, messy("Genay", "69730"))
    publish = page.get_by_role("button", name="Publier 3 lignes")
    publish.click()
    expect(page.get_by_text("3 lignes publiées")).to_have_count(0)
    page.get_by_label("Publier sans répondre à la question ouverte").check()
    publish.click()
    expect(page.get_by_text("3 lignes publiées, 1 écartée.")).to_be_visible()


def test_numbers_that_changed_since_are_shown_before_anything_goes_out(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    log_in(page, editor_of("jonage"))
    deposit(page, tidy("Jonage", "69330", 3))
    page.locator("input[name=publishable]").evaluate("each => each.value = 2")
    page.get_by_role("button", name="Publier 3 lignes").click()
    expect(page.get_by_role("alert")).to_contain_text("relisez les nombres")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("button", name="Publier 3 lignes").click()
    expect(page.get_by_text("3 lignes publiées, 0 écartée.")).to_be_visible()


def test_published_data_are_withdrawn_and_nobody_sees_them_any_more(
    page: Page,
    new_context: Callable[..., BrowserContext],
    log_in: LogIn,
    editor_of: Callable[[str], object],
) -> None:
    log_in(page, editor_of("vernaison"))
    deposit(page, tidy("Vernaison", "69390", 2))
    page.get_by_role("button", name="Publier 2 lignes").click()
    expect(page.get_by_text("2 lignes publiées, 0 écartée.")).to_be_visible()
    visitor = new_context().new_page()
    visitor.goto("/commune/69260")
    expect(visitor.get_by_role("link", name="Parcs et jardins – Vernaison")).to_be_visible()

    page.get_by_text("Retirer ces données de la publication…").click()
    page.get_by_role("button", name="Retirer", exact=True).click()
    expect(page.get_by_text("Ces données ne sont plus publiées.")).to_be_visible()
    expect(page.get_by_text("Plus rien de ce fichier n’est public.")).to_be_visible()
    expect(page.get_by_text("lignes seront publiées")).to_have_count(0)
    visitor.reload()
    expect(visitor.get_by_text("pas encore publié")).to_be_visible()


def test_the_operator_names_nothing_and_the_file_tells(
    page: Page, log_in: LogIn, site: LiveSite
) -> None:
    log_in(page, site.operator)
    deposit(page, tidy("Solaize", "69360", 4))
    expect(page.locator("h1[data-odc-focus]")).to_have_text("Parcs et jardins – Solaize")
    page.get_by_text("Pourquoi ce jeu de données et cette organisation ?").click()
    expect(page.locator("#odc-main details[open] li").first).to_be_visible()
    page.get_by_label("Organisation").select_option("feyzin")
    page.get_by_role("button", name="Confirmer et vérifier").click()
    expect(page.locator("h1[data-odc-focus]")).to_have_text("Parcs et jardins – Feyzin")


def test_a_file_that_tells_nothing_is_kept_and_asked_about(
    page: Page, log_in: LogIn, site: LiveSite
) -> None:
    log_in(page, site.operator)
    deposit(page, b"a;b;c\r\n1;2;3\r\n4;5;6\r\n", name="export.csv")
    expect(page.get_by_role("heading", name="Qu’est-ce que ce fichier")).to_be_visible()
    page.get_by_label("Jeu de données").select_option("parcs-jardins")
    page.get_by_label("Organisation").select_option("solaize")
    page.get_by_role("button", name="Confirmer et vérifier").click()
    expect(page.get_by_label("Verdict")).to_be_visible()


def test_what_is_no_table_is_refused_in_one_sentence(
    page: Page, log_in: LogIn, site: LiveSite
) -> None:
    log_in(page, site.bron)
    deposit(page, PNG, name="plan.csv")
    expect(page.get_by_label("Verdict")).to_contain_text("image")
    expect(page.get_by_role("link", name="Déposer un autre fichier").first).to_be_visible()


def test_an_empty_file_is_said_beside_the_field_and_choices_are_kept(
    page: Page, log_in: LogIn, site: LiveSite
) -> None:
    log_in(page, site.operator)
    page.goto("/depots/nouveau")
    page.get_by_label("Organisation").first.select_option("bron")
    file = {"name": "vide.csv", "mimeType": "text/csv", "buffer": b""}
    page.get_by_label("Votre fichier").set_input_files(files=[file])
    page.get_by_role("button", name="Déposer et vérifier").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#field-upload")
    expect(page.get_by_label("Organisation").first).to_have_value("bron")


def test_a_large_file_is_checked_by_the_worker_and_the_page_tells_when_it_is_done(
    page: Page, log_in: LogIn, editor_of: Callable[[str], object]
) -> None:
    log_in(page, editor_of("meyzieu"))
    content = tidy("Meyzieu", "69330", 36_000)
    assert len(content) > 2_000_000
    deposit(page, content)
    expect(page.get_by_text("Votre fichier est en cours de vérification")).to_be_visible()
    expect(page.get_by_label("Verdict")).to_contain_text("lignes", timeout=120_000)
