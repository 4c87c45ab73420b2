"""Last year's table comes back from a spreadsheet: no identifier goes to another row in silence."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import HEADER, ROW_OF, check, codes, column, parks, published, question

NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo")
IDS = [f"PAR-69283-00{number}" for number in range(1, 6)]


@pytest.fixture
def before(tmp_path: Path) -> pl.DataFrame:
    return published(check(tmp_path, parks(*NAMES)))


def handed_back(
    folder: Path, before: pl.DataFrame, identifiers: list[str], **more: object
) -> Depot:
    """The published table with these identifiers, in the same order."""
    table = before.with_columns(pl.Series("uid", identifiers))
    return check(folder, table.write_csv(separator=";"), previous=before, **more)


def rows_of(depot: Depot) -> dict[str | None, str | None]:
    return dict(zip(column(depot, "nom"), column(depot, "uid"), strict=True))


SHIFTED = [*IDS[1:], IDS[0]]


def test_a_column_sorted_without_the_others_is_one_question(
    tmp_path: Path, before: pl.DataFrame
) -> None:
    depot = handed_back(tmp_path, before, SHIFTED)
    asked = question(depot, "identifiers-crossed")
    assert set(depot.set_aside) == {2, 3, 4, 5, 6}
    assert depot.disappeared == ()
    told = report(depot, translate=translator("fr"))["questions"][0]["message"]
    assert "PAR-69283-002 : Bravo → Alpha" in told
    right = handed_back(tmp_path, before, SHIFTED, answers={asked.id: "nom"})
    assert rows_of(right) == dict(zip(NAMES, IDS, strict=True))
    assert set(right.changes.values()) == {"unchanged"}
    assert [each.rule for each in right.corrections if each.field == "uid"] == [
        "identifier-crossed"
    ] * 5
    assert (right.set_aside, right.open_questions) == ({}, ())
    renamed = handed_back(tmp_path, before, SHIFTED, answers={asked.id: "identifiant"})
    assert rows_of(renamed) == dict(zip(NAMES, SHIFTED, strict=True))
    assert set(renamed.changes.values()) == {"changed"}


def test_an_identifier_filled_down_stays_with_its_row(tmp_path: Path, before: pl.DataFrame) -> None:
    depot = handed_back(tmp_path, before, [IDS[1], *IDS[1:]])
    assert question(depot, "identifiers-crossed").rows == (2,)
    assert set(depot.set_aside) == {2}
    assert (depot.changes[3], depot.disappeared) == ("unchanged", ())


def test_a_new_name_is_no_crossing(tmp_path: Path, before: pl.DataFrame) -> None:
    text = before.with_columns(pl.col("nom").replace("Alpha", "Zoulou"))
    depot = check(tmp_path, text.write_csv(separator=";"), previous=before)
    assert depot.questions == ()
    assert depot.changed == {2: ("nom",)}
    wrong = handed_back(tmp_path, before, SHIFTED)
    bad = handed_back(tmp_path, before, SHIFTED, answers={wrong.questions[0].id: "peut-être"})
    assert "bad-answer" in codes(bad)
    assert len(bad.open_questions) == 1


def with_identifiers(*cells: str) -> str:
    rows = (f"{cell};{ROW_OF.format(nom=nom)}" for cell, nom in zip(cells, NAMES, strict=False))
    return "\n".join((f"uid;{HEADER}", *rows))


@pytest.mark.parametrize("own", ["EV-{}", "{}", "parc n° {}"])
def test_the_numbers_of_ones_own_software_are_kept_and_never_asked(
    tmp_path: Path, own: str
) -> None:
    cells = [own.format(number) for number in (31, 7, 12)]
    first = check(tmp_path, with_identifiers(*cells))
    assert (first.questions, first.set_aside) == ((), {})
    assert column(first, "uid") == IDS[:3]
    assert column(first, "code_interne") == cells
    text = with_identifiers(*cells).replace("Bravo", "Jardin Neuf")
    again = check(tmp_path, text, previous=published(first))
    assert column(again, "uid") == IDS[:3]
    assert again.changes == {2: "unchanged", 3: "changed", 4: "unchanged"}


@pytest.mark.parametrize("written", ["par-69283-00{}", "PAR–69283–{}", "PAR 69283 {}"])
def test_an_identifier_is_known_in_any_writing(
    tmp_path: Path, before: pl.DataFrame, written: str
) -> None:
    depot = handed_back(tmp_path, before, [written.format(number) for number in range(1, 6)])
    assert column(depot, "uid") == IDS
    assert set(depot.changes.values()) == {"unchanged"}


def test_the_table_of_another_commune_is_one_question(tmp_path: Path) -> None:
    text = with_identifiers(*(f"PAR-69029-00{number}" for number in range(1, 6)))
    depot = check(tmp_path, text)
    asked = question(depot, "identifiers-mismatch")
    assert len(depot.set_aside) == 5
    own = check(tmp_path, text, answers={asked.id: "remplacer"})
    assert (column(own, "uid"), own.set_aside) == (IDS, {})
    kept = check(tmp_path, text, answers={asked.id: "garder"})
    assert column(kept, "uid") == [each.replace("69283", "69029") for each in IDS]
