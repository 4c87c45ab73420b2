"""A park that was only renamed is one question, not one row gone and one more."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import HEADER, check, codes, column, published, question

ROWS = (
    "Parc Nord;12;Rue de la Paix;69780;Mions;non;500;Commune",
    "Parc Sud;8;Rue du Lac;69780;Mions;oui;1200;Commune",
    "Parc Est;SN;Rue des Ormes;69780;Mions;oui;320;Métropole",
    "Parc Ouest;3;Rue du Bois;69780;Mions;non;90;Commune",
    "Parc Haut;5;Rue du Puits;69780;Mions;non;95;Commune",
)
RENAMED = "Square Simone-Veil"


def text(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows))


def rename(row: str, name: str = RENAMED) -> str:
    return ";".join((name, *row.split(";")[1:]))


@pytest.fixture
def before(tmp_path: Path) -> pl.DataFrame:
    return published(check(tmp_path, text(*ROWS)))


def renamed(folder: Path, before: pl.DataFrame, at: int, **settings: object) -> Depot:
    rows = [rename(row) if i == at else row for i, row in enumerate(ROWS)]
    return check(folder, text(*rows), previous=before, **settings)


@pytest.mark.parametrize("at", [0, 2], ids=["number and street", "all the rest"])
def test_it_is_asked_and_waits_with_its_identifier(
    tmp_path: Path, before: pl.DataFrame, at: int
) -> None:
    depot = renamed(tmp_path, before, at)
    asked = question(depot, "renamed")
    assert (asked.value, asked.params["before"]) == (RENAMED, ROWS[at].split(";")[0])
    assert depot.disappeared == ()
    assert set(depot.set_aside) == {at + 2}
    assert column(depot, "uid") == before["uid"].to_list()


def test_the_same_one_keeps_its_identifier(tmp_path: Path, before: pl.DataFrame) -> None:
    asked = question(renamed(tmp_path, before, 1), "renamed")
    depot = renamed(tmp_path, before, 1, answers={asked.id: "oui"})
    assert column(depot, "uid") == before["uid"].to_list()
    assert depot.changes[3] == "changed"
    assert depot.changed == {3: ("nom",)}
    assert (depot.open_questions, dict(depot.set_aside)) == ((), {})


def test_another_one_has_a_new_identifier_and_the_first_is_gone(
    tmp_path: Path, before: pl.DataFrame
) -> None:
    asked = question(renamed(tmp_path, before, 1), "renamed")
    depot = renamed(tmp_path, before, 1, answers={asked.id: "non"})
    assert column(depot, "uid")[1] == "PAR-69283-006"
    assert [each["label"] for each in depot.disappeared] == ["Parc Sud"]
    assert [each.rule for each in depot.open_questions] == ["disparues"]


def test_a_wrong_answer_is_said_and_asked_again(tmp_path: Path, before: pl.DataFrame) -> None:
    asked = question(renamed(tmp_path, before, 1), "renamed")
    depot = renamed(tmp_path, before, 1, answers={asked.id: "peut-être"})
    assert "bad-answer" in codes(depot)
    assert [each.id for each in depot.open_questions] == [asked.id]


def test_another_name_at_another_place_is_not_asked(tmp_path: Path, before: pl.DataFrame) -> None:
    rows = (*ROWS[1:], "Square Neuf;40;Avenue Neuve;69780;Mions;non;77;Copropriété")
    depot = check(tmp_path, text(*rows), previous=before)
    assert [each.rule for each in depot.questions] == ["disparues"]


def test_two_new_rows_at_the_place_of_one_are_not_guessed(
    tmp_path: Path, before: pl.DataFrame
) -> None:
    rows = (rename(ROWS[0], "Square A"), rename(ROWS[0], "Square B"), *ROWS[1:])
    depot = check(tmp_path, text(*rows), previous=before)
    assert [each.rule for each in depot.questions] == ["disparues"]


def test_many_of_them_are_one_question(tmp_path: Path, before: pl.DataFrame) -> None:
    rows = [rename(row, f"Espace {i}") for i, row in enumerate(ROWS)]
    asked = question(check(tmp_path, text(*rows), previous=before), "renamed-several")
    assert len(asked.rows) == 5
    depot = check(tmp_path, text(*rows), previous=before, answers={asked.id: "oui"})
    assert column(depot, "uid") == before["uid"].to_list()
    assert set(depot.changes.values()) == {"changed"}


def test_a_first_file_asks_nothing(tmp_path: Path) -> None:
    assert check(tmp_path, text(*ROWS)).questions == ()


def test_the_report_lists_what_changed(tmp_path: Path, before: pl.DataFrame) -> None:
    rows = (*ROWS[:3], ROWS[3].replace(";90;", ";95;"), "Parc Neuf;1;Rue Neuve;69780;Mions;non;7;X")
    told = report(check(tmp_path, text(*rows), previous=before), translate=translator("fr"))
    assert told["changes"] == {"added": 1, "changed": 1, "unchanged": 3, "disappeared": 1}
    assert told["changed_rows"] == [
        {"row": 5, "change": "changed", "identifier": "PAR-69283-004", "fields": ["surf_m2"]},
        {"row": 6, "change": "added", "identifier": "PAR-69283-006", "fields": []},
    ]
    asked = next(each for each in told["questions"] if each["rule"] == "disparues")
    assert "Parc Haut" in asked["message"]
