"""A column that is wrong from top to bottom: a report that opens, and no row forgotten."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import export
from ckanext.opendatacommunal.pipeline.depot import Issue, Profile
from ckanext.opendatacommunal.pipeline.reporting.alike import MOST_ALIKE, first_issues
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import check

FRENCH = translator("fr")
MORE = 25
COUNT = MOST_ALIKE + MORE
SAID = Profile(columns={"Code postal": "codepost"})


def _table(wrong: str) -> str:
    """`COUNT` rows with a wrong postcode, then twice as many whose postcode is right."""
    codes = [*(wrong.format(i) for i in range(COUNT)), *["69500"] * (2 * COUNT)]
    rows = (f"Parc {i};{i};rue du Lac;12;oui;Commune;{code}" for i, code in enumerate(codes, 1))
    header = "Nom du parc;N° voie;Rue;Surface (m²);Règlement;Géré par;Code postal"
    return "\n".join([header, *rows]) + "\n"


def test_questions_of_one_column_are_counted_after_the_first(tmp_path: Path) -> None:
    depot = check(tmp_path, _table("x{}"), profile=SAID)
    told = report(depot, translate=FRENCH)
    shown = [each for each in told["questions"] if each["field"] == "codepost"]
    (rest,) = [each for each in told["issues"] if each["code"] == "more-questions"]
    assert len(shown) == MOST_ALIKE
    assert rest["params"]["count"] == MORE
    assert "25 autres valeurs" in rest["message"]
    asked = {row for each in shown for row in each["rows"]} | {*rest["params"]["rows"]}
    assert asked == set(range(2, COUNT + 2))
    assert told["counts"]["questions"] == len(depot.open_questions)


def test_rows_that_are_only_counted_keep_their_reason(tmp_path: Path) -> None:
    depot = check(tmp_path, _table("x{}"), profile=SAID)
    told = report(depot, translate=FRENCH)
    assert set(range(2, COUNT + 2)) <= set(depot.set_aside)
    rejected = export.rejects_csv(depot, told, FRENCH).decode("utf-8-sig")
    reasons = [row[-1] for row in csv.reader(io.StringIO(rejected), delimiter=";")][1:]
    assert len(reasons) == len(depot.set_aside)
    assert all(reasons)
    assert len(export.annotated_workbook(depot, told, FRENCH)) > 0


def test_issues_of_one_code_and_column_are_counted_after_the_first() -> None:
    found = [Issue("type-error", "error", row, "num", "x") for row in range(2, COUNT + 2)]
    *shown, rest = first_issues([*found, Issue("type-error", "error", 2, "other", "x")])
    assert len(shown) == MOST_ALIKE + 1
    assert (rest.code, rest.severity, rest.field) == ("more-issues", "error", "num")
    assert rest.params["count"] == MORE
    assert rest.params["rows"] == tuple(range(MOST_ALIKE + 2, COUNT + 2))
