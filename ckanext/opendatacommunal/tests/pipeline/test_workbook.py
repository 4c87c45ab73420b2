"""The workbook of a gabarit: a clerk fills it in without a manual, and it is read back without a
question."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.workbook import MARK, sheet_title, write_workbook

from .parks import LYON_METROPOLE, MIONS, TODAY, gabarit


@pytest.fixture(scope="module")
def content() -> bytes:
    out = io.BytesIO()
    write_workbook(gabarit(), out)
    return out.getvalue()


@pytest.fixture
def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_headers_are_titles_and_stay_in_sight(book: Any) -> None:
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [field.title for field in gabarit().fields]
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 1


def test_closed_lists_are_drop_downs(book: Any) -> None:
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    names = [field.name for field in gabarit().fields]
    dogs = openpyxl.utils.get_column_letter(names.index("chien") + 1)
    rule = next(rule for where, rule in rules.items() if where.startswith(f"{dogs}2:"))
    assert rule.type == "list"
    sheet, cells = rule.formula1.strip("'").replace("'", "").split("!")
    listed = [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]
    assert listed == list(gabarit()["chien"].values)


def test_every_column_has_help_that_a_spreadsheet_accepts(book: Any) -> None:
    rules = book.worksheets[0].data_validations.dataValidation
    helped = [rule for rule in rules if rule.prompt]
    assert len(helped) == len(gabarit().fields)
    assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in helped)


def test_codes_keep_their_zeros(book: Any) -> None:
    sheet = book.worksheets[0]
    names = [field.name for field in gabarit().fields]
    letter = openpyxl.utils.get_column_letter(names.index("codepost") + 1)
    assert sheet.column_dimensions[letter].number_format == "@"


def test_it_says_which_gabarit_and_version_it_is(book: Any) -> None:
    mark = book[MARK]
    assert mark.sheet_state == "veryHidden"
    assert (mark["A1"].value, mark["B1"].value) == (gabarit().slug, gabarit().version)


def test_the_notice_explains_every_column(book: Any) -> None:
    cells = {cell.value for row in book["Notice"] for cell in row}
    assert {field.name for field in gabarit().fields} <= cells


def test_any_title_may_name_a_sheet() -> None:
    assert sheet_title("Parcs [2024] / 'Nord'") == "Parcs 2024  'Nord"
    assert sheet_title("'*'") == "Feuille1"
    assert len(sheet_title("x" * 60)) == 31


def test_same_gabarit_same_bytes(content: bytes) -> None:
    again = io.BytesIO()
    write_workbook(gabarit(), again)
    assert again.getvalue() == content


def test_once_filled_in_it_is_read_without_a_question(book: Any, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    values = {
        "nom": "Square des Orpailleurs",
        "voie": "Avenue de la République",
        "numvoie": "36 bis",
        "reglement": "oui",
        "surf_m2": 1220.5,
        "gestion": "Commune",
        "chien": "tenu en laisse",
        "date_maj": date(2024, 12, 31),
    }
    for column, field in enumerate(gabarit().fields, start=1):
        sheet.cell(2, column, values.get(field.name))
    path = tmp_path / "rempli.xlsx"
    book.save(path)
    settings = Settings(commune=MIONS, epci=LYON_METROPOLE, today=TODAY)
    depot = run(Depot(path, gabarit(), settings))
    assert depot.questions == ()
    assert [issue.code for issue in depot.issues if issue.severity != "info"] == []
    assert depot.values["surf_m2"].to_list() == ["1220.5"]
    assert depot.values["date_maj"].to_list() == ["2024-12-31"]
