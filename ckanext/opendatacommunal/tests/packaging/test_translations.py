from __future__ import annotations

import gettext
import io
import json
from pathlib import Path

import pytest

import translations  # beside the package, in dev/

CODE = """
_("The file {name} is empty.")
N_("Other")
ngettext("{n} row published", "{n} rows published", 3)
"""
PAGE = '{% trans name=x %}Hello %(name)s{% endtrans %}{{ _("Save") }}'
FRENCH: dict[str, str | list[str]] = {
    "The file {name} is empty.": "Le fichier {name} est vide.",
    "Other": "Autre",
    "{n} row published": ["{n} ligne publiée", "{n} lignes publiées"],
    "Hello %(name)s": "Bonjour %(name)s",
    "Save": "Enregistrer",
}


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with a module and a template; its .po is `translations.FRENCH`."""
    messages = tmp_path / "i18n" / "fr" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    folder = tmp_path / "ckanext" / "example" / "templates"
    folder.mkdir(parents=True)
    (folder.parent / "module.py").write_text(CODE)
    (folder / "page.html").write_text(PAGE)
    monkeypatch.setattr(translations, "CHECKOUT", tmp_path)
    monkeypatch.setattr(translations, "SHARED", tmp_path)
    monkeypatch.setattr(translations, "TEMPLATE", tmp_path / "i18n" / "example.pot")
    monkeypatch.setattr(translations, "FRENCH", messages / "example.po")
    return folder.parent / "module.py"


def set_french(monkeypatch: pytest.MonkeyPatch, pairs: dict[str, str | list[str]]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(pairs)))
    assert translations.main(["set"]) == 0


def compiled() -> gettext.GNUTranslations:
    with translations.FRENCH.with_suffix(".mo").open("rb") as handle:
        return gettext.GNUTranslations(handle)


def test_set_then_check(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_french(monkeypatch, FRENCH)
    assert translations.main(["check"]) == 0
    french = compiled()
    assert french.gettext("Hello %(name)s") == "Bonjour %(name)s"
    assert french.ngettext("{n} row published", "{n} rows published", 0) == "{n} ligne publiée"
    assert french.ngettext("{n} row published", "{n} rows published", 2) == "{n} lignes publiées"


def test_same_code_same_bytes(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_french(monkeypatch, FRENCH)
    files = [path for path in translations.TEMPLATE.parent.rglob("example.*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    translations.main(["update"])
    assert {path: path.read_bytes() for path in files} == before
    assert len(files) == 3


def test_a_translation_may_come_before_its_code(
    code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_french(monkeypatch, {**FRENCH, "Later": "Plus tard"})
    assert compiled().gettext("Later") == "Later"
    code.write_text(CODE + '_("Later")\n')
    translations.main(["update"])
    assert compiled().gettext("Later") == "Plus tard"


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Save", ""),
        ("The file {name} is empty.", "Le fichier est vide."),
        ("Hello %(name)s", "Bonjour %(nom)s"),
        ("Other", "L'autre"),
        ("{n} row published", ["{n} ligne publiée", "des lignes publiées"]),
    ],
)
def test_check_finds(
    code: Path, monkeypatch: pytest.MonkeyPatch, msgid: str, msgstr: str | list[str]
) -> None:
    set_french(monkeypatch, {**FRENCH, msgid: msgstr})
    assert translations.main(["check"]) == 1


def test_check_finds_a_message_that_is_not_in_the_template_yet(
    code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_french(monkeypatch, FRENCH)
    code.write_text(CODE + '_("New")\n')
    assert translations.main(["check"]) == 1


def test_prune_drops_what_no_code_uses(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_french(monkeypatch, {**FRENCH, "Old": "Ancien"})
    assert "Ancien" in translations.FRENCH.read_text()
    translations.main(["update", "--prune"])
    assert "Ancien" not in translations.FRENCH.read_text()
