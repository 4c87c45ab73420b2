"""What `opendatacommunal gabarit lint` says to who writes a gabarit."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from ckanext.opendatacommunal.gabarits import SHIPPED
from ckanext.opendatacommunal.gabarits.files import BLOCKS
from ckanext.opendatacommunal.gabarits.keys import OPTIONS, ROLES
from ckanext.opendatacommunal.linting import Finding, lint
from ckanext.opendatacommunal.messages import SENTENCES, translator
from ckanext.opendatacommunal.shell import cli

PACKAGE = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
FOLDERS = sorted(path.parent for path in SHIPPED.glob("*/gabarit.yaml"))
FRENCH = translator("fr")


@pytest.fixture
def toilets(tmp_path: Path) -> Path:
    """A gabarit of one's own, right as it is; its examples are left out, which take time."""
    folder = tmp_path / "toilettes"
    shutil.copytree(SHIPPED / "toilettes", folder, ignore=shutil.ignore_patterns("exemples"))
    return folder


def change(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def found(folder: Path) -> list[Finding]:
    return [each for each in lint(folder, FRENCH, TODAY) if each.severity == "error"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_shipped_gabarits_are_right(folder: Path) -> None:
    said = [(each.file, each.line, *each.said(FRENCH)) for each in found(folder)]
    assert said == []


@pytest.mark.parametrize(
    ("before", "after", "code", "said"),
    [
        ("title: Toil", "titel: Toil", "lint-unknown-key", "title"),
        ("source: M", "sourse: M", "lint-missing-key", "source"),
        ("version: 1.0.0", "version: 1.0", "lint-version", "1.0"),
        ("periodicity: ANNUAL", "periodicity: YEARLY", "lint-unknown-value", "YEARLY"),
        ("kind: deposit", "kind: depot", "lint-unknown-value", "deposit"),
        ("kind: url", "kind: urll", "lint-unknown-kind", "url"),
        ("  name: nom", "  nom: nom", "lint-unknown-role", "nom"),
        ("  street: voie", "  street: vois", "lint-no-column", "voie"),
        ("natural_key: [voie,", "natural_key: [rue,", "lint-no-column", "rue"),
        ("natural_key: [voie, complement]", "natural_key: voie", "lint-shape", "liste"),
        ("  nom:\n", "  nomm:\n", "lint-no-column", "nomm"),
        ("prefix: TOI", "prefix: toil", "lint-prefix", "toil"),
        ("suggestions: [en", "sugestions: [en", "lint-unknown-option", "suggestions"),
        ("      urinoir:", "      urinnoir:", "lint-not-in-schema", "urinoir"),
        ("      mobile:", "      # mobile:", "lint-not-in-list", "mobile"),
        ("  - code_interne", "  - code_intern", "lint-no-common-column", "code_interne"),
        ("  - code_interne", "  - {name: nom}", "lint-column-twice", "nom"),
        ("title: Toil", "title: A\ntitle: Toil", "lint-key-twice", "title"),
        ("keywords: [", "keywords: [[", "lint-not-yaml", "YAML"),
        ("geometry: point", "geometry: point\nfar_metres: loin", "lint-shape", "nombre"),
        (
            "geometry: point",
            "period: {fields: [annee], part: value}",
            "lint-no-column",
            "annee",
        ),
        (
            "geometry: point",
            "known_defects: [{field: voie, schema: 0.9.0, constraint: pattern, why: {fr: X}}]",
            "lint-defect-expired",
            "0.9.0",
        ),
        (
            "geometry: point",
            "changes: [{version: 0.9.0, date: 2026-01-02, what: {fr: X}}]",
            "lint-change-not-now",
            "0.9.0",
        ),
        (
            "geometry: point",
            (
                "changes: [{version: 1.0.0, date: 2026-01-02, what: {fr: X}},"
                " {version: 1.1.0, date: 2025-01-02, what: {fr: X}}]"
            ),
            "lint-change-order",
            "1.1.0",
        ),
        (
            "geometry: point",
            "changes: [{version: 1.0.0, date: 2026-01-02, what: {fr: X}, renamed: {rue: voi}}]",
            "lint-no-column",
            "voi",
        ),
    ],
)
def test_a_mistake_is_told_with_what_to_do(
    toilets: Path, before: str, after: str, code: str, said: str
) -> None:
    change(toilets, "gabarit.yaml", before, after)
    told = {each.code: each for each in found(toilets)}
    assert code in told
    sentence, hint = told[code].said(FRENCH)
    assert said in sentence + hint
    assert told[code].line is not None or code == "lint-missing-key"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dataset_type: autre", "lint-dataset-type"),
        ("dataset_fields: {a: b}", "lint-shape"),
        ("dataset_fields: [{label: X}]", "lint-field-name"),
        ("dataset_fields: [{field_name: code insee, label: X}]", "lint-field-name"),
        ("dataset_fields: [{field_name: nouveau}]", "lint-no-label"),
        ("dataset_fields: [{field_name: n, label: N, preset: selct}]", "lint-unknown-preset"),
        ("dataset_fields: [{field_name: n, label: N, preset: select}]", "lint-no-choices"),
        ("dataset_fields: [{field_name: n, label: N, choices: [a]}]", "lint-no-choices"),
        ("dataset_fields: [{field_name: n, label: N, validators: 'a('}]", "lint-validators"),
        (
            "dataset_fields: [{field_name: n, label: N, validators: not_empti f(1)}]",
            "lint-unknown-validator",
        ),
        ("tableau: [nomm]", "lint-no-column"),
        ("textes: {titre_parti: X}", "lint-unknown-key"),
        ("textes: {titre_partie: '{gabarot}'}", "lint-unknown-word"),
    ],
)
def test_a_mistake_in_the_metadata_sheet_is_told(toilets: Path, text: str, code: str) -> None:
    (toilets / "dataset.yaml").write_text(text)
    assert [each.code for each in found(toilets)] == [code]


def test_a_broken_file_does_not_hide_the_others(toilets: Path) -> None:
    change(toilets, "schema.json", "{", "{,")
    change(toilets, "gabarit.yaml", "kind: deposit", "kind: depot")
    (toilets / "dataset.yaml").write_text("tableau: [nom")
    told = {(each.file, each.code) for each in found(toilets)}
    assert ("schema.json", "lint-not-json") in told
    assert ("gabarit.yaml", "lint-unknown-value") in told
    assert ("dataset.yaml", "lint-not-yaml") in told


def test_a_wrong_example_is_told_in_words(toilets: Path) -> None:
    (toilets / "exemples").mkdir()
    example = "identifiant,voie,code_postal,commune,code_insee,acces_pmr\n"
    (toilets / "exemples" / "valide.csv").write_text(
        f"{example}TOI-69282-021,Place du Marché,69780,Mions,69283,peut-être\n"
    )
    (toilets / "exemples" / "autre.csv").write_text("a;b\n1;2\n")
    (toilets / "exemples" / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    told = {(each.file, each.code) for each in found(toilets)}
    assert told == {
        ("exemples/valide.csv", "lint-example-wrong"),
        ("exemples/autre.csv", "lint-example-other"),
        ("exemples/photo.csv", "lint-example-unreadable"),
    }


def test_an_empty_folder_lacks_its_files(tmp_path: Path) -> None:
    (tmp_path / "Mes Toilettes").mkdir()
    told = [(each.file, each.code) for each in found(tmp_path / "Mes Toilettes")]
    assert told[0] == ("", "lint-slug")
    assert ("schema.json", "lint-no-file") in told
    assert ("gabarit.yaml", "lint-no-file") in told


def test_the_command_leaves_with_what_it_found(toilets: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        told = CliRunner().invoke(cli, ["gabarit", "lint", *arguments], standalone_mode=False)
        return told.return_value, told.output

    assert run(str(toilets))[0] == 0
    change(toilets, "gabarit.yaml", "kind: deposit", "kind: depot")
    status, said = run(str(toilets.parent), "--language", "en")
    assert status == 1
    assert "! toilettes/gabarit.yaml, line 6: “depot” cannot be the value" in said
    listed = toilets.parent / "found.json"
    run(str(toilets), "--json", str(listed))
    assert json.loads(listed.read_text())[0]["code"] == "lint-unknown-value"


def test_every_sentence_is_said_in_french() -> None:
    for code, (text, hint) in SENTENCES.items():
        if code.startswith("lint-"):
            assert FRENCH(text) != text, code
            assert not hint or FRENCH(hint) != hint, code


def test_every_option_and_role_that_code_reads_is_declared() -> None:
    """Who adds one tells it in gabarits/keys.py: the lint and docs/gabarits.md follow."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts
    )
    read = re.findall(r"options(?:\.get\(|\[)\"(\w+)\"", code)
    assert set(read) <= set(OPTIONS)
    blocks = yaml.safe_load(BLOCKS.read_text(encoding="utf-8"))
    assert set(blocks["roles"]) <= set(ROLES)
    played = [each for part in ("interne", "parts") for each in blocks[part].values()]
    assert {each["role"] for each in played if "role" in each} <= set(ROLES)
