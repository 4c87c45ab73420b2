"""The workbook that a town hall updates: last year's rows, its commune, an example beside them."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from ckanext.opendatacommunal.example_rows import example_rows
from ckanext.opendatacommunal.gabarits import Gabarit, find, load_all
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.workbook import Place, write_workbook

TODAY = date(2026, 11, 22)
MIONS = Place("69283", "Mions", "69780")
DEPOSITS = [each for each in load_all().values() if each.kind == "deposit"]
OFFICE = shutil.which("soffice")


def expected(gabarit: Gabarit) -> list[dict[str, str | None]]:
    """The cleaned rows of the messy example, as they are published."""
    found = sorted((gabarit.folder / "exemples").glob("*_attendu.csv"))
    if not found:
        return []
    with found[0].open(encoding="utf-8", newline="") as source:
        return [
            {name: cell or None for name, cell in row.items()} for row in csv.DictReader(source)
        ]


def written(gabarit: Gabarit, folder: Path, **given: Any) -> Path:
    path = folder / "classeur.xlsx"
    write_workbook(gabarit, path, **given)
    return path


def toilets() -> Gabarit:
    found = find("toilettes")
    assert found is not None
    return found


@pytest.mark.parametrize(
    "gabarit", [each for each in DEPOSITS if expected(each)], ids=lambda each: each.slug
)
def test_handed_in_again_unchanged_it_changes_nothing(gabarit: Gabarit, tmp_path: Path) -> None:
    rows = expected(gabarit)
    path = written(gabarit, tmp_path, rows=rows, place=MIONS)
    previous = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    settings = Settings(commune=MIONS.insee, epci="200046977", previous=previous, today=TODAY)
    depot = run(Depot(path, gabarit, settings))
    assert depot.questions == ()
    assert set(depot.changes.values()) == {"unchanged"}
    assert len(depot.changes) == len(rows)
    assert depot.disappeared == ()


def test_the_commune_writes_itself_and_an_empty_row_stays_empty(tmp_path: Path) -> None:
    path = written(toilets(), tmp_path, place=MIONS)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    for name, text in (("code_insee", "69283"), ("commune", "Mions"), ("code_postal", "69780")):
        cell = sheet.cell(2, titles.index(toilets()[name].title) + 1)
        assert cell.value.startswith("=IF(COUNTA(")
        assert cell.value.endswith(f'="","{text}")'.replace('=""', '=0,""'))
    with pytest.raises(UnreadableFile, match="no-rows"):
        run(Depot(path, toilets(), Settings(today=TODAY)))


def test_the_example_is_shown_and_never_handed_in(tmp_path: Path) -> None:
    path = written(toilets(), tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[2] == "Exemple de tableau"
    shown = book.worksheets[2]
    assert [cell.value for cell in shown[2]] == [cell.value for cell in book.worksheets[0][1]]
    assert shown.max_row == 2 + len(example_rows(toilets()))
    shown.title = "Mon tableau"
    book.save(path)
    with pytest.raises(UnreadableFile, match="no-rows"):
        run(Depot(path, toilets(), Settings(today=TODAY)))


def test_a_national_yes_is_shown_as_a_town_hall_says_it(tmp_path: Path) -> None:
    gabarit = find("stationnement")
    assert gabarit is not None
    path = written(gabarit, tmp_path, rows=[{"nom": "Parking", "gratuit": "true"}])
    names = [field.name for field in gabarit.fields]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.cell(2, names.index("gratuit") + 1).value == "oui"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("12.5", 12.5), ("12.50", "12.50"), ("1e3", "1e3"), ("007", "007"), ("12", 12), ("²", "²")],
)
def test_a_number_is_one_only_where_its_text_comes_back(
    cell: str, kept: object, tmp_path: Path
) -> None:
    path = written(toilets(), tmp_path, rows=[{"nom": "A", "tarif": cell}])
    names = [field.name for field in toilets().fields]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.cell(2, names.index("tarif") + 1).value == kept


@pytest.mark.parametrize("gabarit", DEPOSITS, ids=lambda each: each.slug)
def test_nothing_in_it_is_beyond_what_a_spreadsheet_takes(gabarit: Gabarit) -> None:
    """Names of sheets, help and lists: what is too long makes Excel repair the file."""
    out = io.BytesIO()
    write_workbook(gabarit, out, place=MIONS)
    book = openpyxl.load_workbook(out)
    assert all(len(name) <= 31 for name in book.sheetnames)
    for rule in book.worksheets[0].data_validations.dataValidation:
        assert len(rule.prompt or "") <= 255
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.error or "") <= 225
        assert len(rule.formula1 or "") <= 255


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine (dev/system.sh)")
def test_libreoffice_opens_every_one_and_keeps_its_lists(tmp_path: Path) -> None:
    made, back = tmp_path / "made", tmp_path / "back"
    made.mkdir()
    for gabarit in DEPOSITS:
        rows = expected(gabarit)
        write_workbook(gabarit, made / f"{gabarit.slug}.xlsx", rows=rows, place=MIONS)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(back)]
    subprocess.run(
        [*command, *map(str, sorted(made.iterdir()))], check=True, capture_output=True, timeout=300
    )
    for gabarit in DEPOSITS:
        before = openpyxl.load_workbook(made / f"{gabarit.slug}.xlsx")
        after = openpyxl.load_workbook(back / f"{gabarit.slug}.xlsx")
        assert after.sheetnames == before.sheetnames
        assert lists_of(after) == lists_of(before)


def lists_of(book: Any) -> dict[str, list[str]]:
    """Column → the values of its drop-down, read where the rule says they are."""
    found: dict[str, list[str]] = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        if rule.type != "list":
            continue
        sheet, cells = rule.formula1.lstrip("=").replace("'", "").replace("$", "").split("!")
        letters = [str(rule.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789")]
        found[letters[0]] = [str(cell.value) for (cell,) in book[sheet.strip(".")][cells]]
    return found
