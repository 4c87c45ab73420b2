"""Kinds of cells in their columns: what the rest of the column decides, what is said and asked,
and the writing of the target schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.messages import sentence, translator
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.reporting.report import report
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, TODAY

DESCRIBED = """
title: Essai
version: 1.0.0
description: Une colonne de chaque sorte.
kind: deposit
source: essai
periodicity: ANNUAL
theme: GOVE
fields:
  nom: {{kind: name}}
  essai: {described}
"""


def check(
    folder: Path,
    cells: list[str],
    described: dict[str, Any],
    *,
    column: dict[str, Any] | None = None,
    header: str = "essai",
    answers: dict[str, str | None] | None = None,
) -> Depot:
    """The dépôt of a file of two columns; `described`: the second in our `gabarit.yaml`, `column`:
    the same in the Table Schema."""
    own = folder / "essai"
    own.mkdir(exist_ok=True)
    fields = [
        {"name": "nom", "type": "string"},
        {"name": "essai", "type": "string"} | (column or {}),
    ]
    (own / "schema.json").write_text(json.dumps({"fields": fields}))
    (own / "gabarit.yaml").write_text(DESCRIBED.format(described=json.dumps(described)))
    gabarits.load.cache_clear()
    path = folder / "essai.csv"
    rows = [f'Lieu {number};"{cell}"' for number, cell in enumerate(cells, 1)]
    path.write_text("\n".join([f"nom;{header}", *rows]), encoding="utf-8")
    settings = Settings(commune=BRON, epci=LYON_METROPOLE, today=TODAY, answers=answers or {})
    return run(Depot(path, gabarits.load(own), settings))


def values(depot: Depot) -> list[str | None]:
    return depot.values["essai"].to_list()


def asked(depot: Depot) -> list[str]:
    return [question.rule for question in depot.open_questions]


def said(depot: Depot) -> list[str]:
    french = translator("fr")
    found = []
    for issue in depot.issues:
        params = {"row": issue.row, "column": "essai", "value": issue.value, **issue.params}
        found.append(sentence(issue.code, params, french)[0])
    return found


def test_the_column_tells_which_number_is_the_day_and_it_is_said_once(tmp_path: Path) -> None:
    depot = check(tmp_path, ["03/04/2024", "31/12/2024", "05/06/2024"], {"kind": "date"})
    assert values(depot) == ["2024-04-03", "2024-12-31", "2024-06-05"]
    [told] = [text for text in said(depot) if "le jour vient en premier" in text]
    assert "« 03/04/2024 » a été lu 2024-04-03" in told
    assert asked(depot) == []


def test_two_orders_of_dates_in_a_column_are_one_question(tmp_path: Path) -> None:
    cells = ["03/04/2024", "31/12/2024", "12/31/2023", "05/06/2024"]
    depot = check(tmp_path, cells, {"kind": "date"})
    assert values(depot) == [None, "2024-12-31", "2023-12-31", None]
    assert asked(depot) == ["date-order"]


def test_years_on_two_digits_are_one_question_for_the_column(tmp_path: Path) -> None:
    cells = ["31/12/24", "30/11/98", "29.10.23"]
    depot = check(tmp_path, cells, {"kind": "date"})
    assert asked(depot) == ["short-years"]
    [question] = depot.open_questions
    again = check(tmp_path, cells, {"kind": "date"}, answers={question.id: "latest"})
    assert values(again) == ["2024-12-31", "1998-11-30", "2023-10-29"]


def test_whole_years_of_this_century_tell_the_others(tmp_path: Path) -> None:
    depot = check(tmp_path, ["31/12/24", "30/11/2023"], {"kind": "date"})
    assert values(depot) == ["2024-12-31", "2023-11-30"]


def test_months_without_their_day_are_one_question(tmp_path: Path) -> None:
    cells = ["janv. 2024", "02/2024", "2023"]
    depot = check(tmp_path, cells, {"kind": "date"})
    assert asked(depot) == ["day-unknown"]
    [question] = depot.open_questions
    labels = report(depot, translate=translator("fr"))["questions"][0]["labels"]
    assert labels["last"] == "Le dernier jour du mois ou de l’année"
    again = check(tmp_path, cells, {"kind": "date"}, answers={question.id: "last"})
    assert values(again) == ["2024-01-31", "2024-02-29", "2023-12-31"]


def test_a_date_to_come_is_fine_where_the_gabarit_says_so(tmp_path: Path) -> None:
    described = {"kind": "date", "options": {"future": True}}
    assert values(check(tmp_path, ["31/12/2030"], described)) == ["2030-12-31"]


def test_a_number_after_the_writing_of_the_column_is_said(tmp_path: Path) -> None:
    depot = check(tmp_path, ["1.220", "1.220.500", "12"], {"kind": "number"})
    assert values(depot) == ["1220", "1220500", "12"]
    assert any("« 1.220 » a été lu 1220" in text for text in said(depot))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["45", "100", "1"], ["0.45", "1", "0.01"]),
        (["0,45", "1", "0,2"], ["0.45", "1", "0.2"]),
        (["45 %", "100 %"], ["0.45", "1"]),
    ],
)
def test_the_column_tells_shares_from_percentages(
    tmp_path: Path, cells: list[str], expected: list[str]
) -> None:
    depot = check(tmp_path, cells, {"kind": "percentage"})
    assert (values(depot), asked(depot)) == (expected, [])


@pytest.mark.parametrize("cells", [["1", "1"], ["45", "0,3"]])
def test_shares_that_may_be_percentages_are_one_question(tmp_path: Path, cells: list[str]) -> None:
    assert asked(check(tmp_path, cells, {"kind": "percentage"})) == ["percentage-scale"]


def test_shares_under_one_where_percentages_are_wanted_are_asked(tmp_path: Path) -> None:
    """A spreadsheet's percentages come out of a workbook as shares of 1."""
    described = {"kind": "percentage", "options": {"as": "percent"}}
    depot = check(tmp_path, ["0.45", "0.2"], described)
    [question] = depot.open_questions
    again = check(tmp_path, ["0.45", "0.2"], described, answers={question.id: "fraction"})
    assert values(again) == ["45", "20"]


def test_hectares_that_would_be_too_many_are_one_question(tmp_path: Path) -> None:
    cells = ["380", "1250", "50"]
    depot = check(tmp_path, cells, {"kind": "area"}, header="Essai (ha)")
    assert (values(depot), asked(depot)) == ([None] * 3, ["doubtful-unit"])
    [question] = depot.open_questions
    assert question.candidates == ("ha", "m²")
    again = check(
        tmp_path, cells, {"kind": "area"}, header="Essai (ha)", answers={question.id: "m²"}
    )
    assert values(again) == cells


def test_one_surface_too_large_among_hectares_is_asked_alone(tmp_path: Path) -> None:
    cells, header = ["1,25", "0,08", "450"], "Essai (ha)"
    depot = check(tmp_path, cells, {"kind": "area"}, header=header)
    assert (values(depot), asked(depot)) == (["12500", "800", None], ["large-surface"])
    [question] = depot.open_questions
    assert question.candidates == ("4500000", "450")
    for answer in question.candidates:
        again = check(
            tmp_path, cells, {"kind": "area"}, header=header, answers={question.id: answer}
        )
        assert values(again) == ["12500", "800", answer]


def test_hectares_of_an_ordinary_size_are_converted(tmp_path: Path) -> None:
    depot = check(tmp_path, ["1,2", "12", "3"], {"kind": "area"}, header="Essai (ha)")
    assert (values(depot), asked(depot)) == (["12000", "120000", "30000"], [])


def test_the_header_says_the_unit_of_lengths(tmp_path: Path) -> None:
    depot = check(tmp_path, ["240", "180"], {"kind": "length"}, header="Essai (cm)")
    assert values(depot) == ["2.4", "1.8"]


def test_lengths_in_the_unit_of_the_gabarit(tmp_path: Path) -> None:
    described = {"kind": "length", "options": {"unit": "cm"}}
    depot = check(tmp_path, ["2,10 m", "190 cm", "200"], described)
    assert values(depot) == ["210", "190", "200"]


@pytest.mark.parametrize("kind", ["siret", "siren"])
def test_a_code_that_excel_has_shortened_is_refused_and_says_why(tmp_path: Path, kind: str) -> None:
    depot = check(tmp_path, ["2,43E+13", "2.43E+13"], {"kind": kind})
    assert values(depot) == [None, None]
    assert said(depot)[0] == (
        "Ligne 2 : Excel a raccourci le code de « essai » en « 2,43E+13 » ; ses derniers chiffres "
        "sont perdus."
    )
    assert [issue.severity for issue in depot.issues] == ["error", "error"]


def test_a_siren_where_the_siret_is_wanted_says_what_to_add(tmp_path: Path) -> None:
    depot = check(tmp_path, ["216 901 231"], {"kind": "siret"})
    assert "est un SIREN ; le SIRET est attendu" in said(depot)[0]


def test_a_wrong_code_in_an_optional_column_does_not_hold_its_row(tmp_path: Path) -> None:
    depot = check(tmp_path, ["21690123100012"], {"kind": "siret"})
    assert (asked(depot), depot.set_aside) == (["unclear-siret"], {})


def test_the_second_telephone_is_named(tmp_path: Path) -> None:
    depot = check(tmp_path, ["04 78 12 34 56 / 04 78 12 34 57"], {"kind": "phone"})
    assert values(depot) == ["+33478123456"]
    assert said(depot) == [
        "Une cellule de « essai » contient plusieurs numéros de téléphone : le premier est retenu."
    ]


@pytest.mark.parametrize(
    ("kind", "column", "cell", "written"),
    [
        ("phone", {"constraints": {"pattern": r"^\+33\d{9}$"}}, "04 78 12 34 56", "+33478123456"),
        ("phone", {"constraints": {"pattern": r"^0\d{9}$"}}, "04 78 12 34 56", "0478123456"),
        (
            "phone",
            {"constraints": {"pattern": r"^\d\d( \d\d){4}$"}},
            "0478123456",
            "04 78 12 34 56",
        ),
        ("time", {"type": "time"}, "8h30", "08:30:00"),
        ("time", {}, "8h30", "08:30"),
        ("boolean", {"type": "boolean"}, "X", "true"),
        ("boolean", {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}, "Oui", "1"),
        ("boolean", {"constraints": {"enum": ["Oui", "Non"]}}, "X", "Oui"),
        ("boolean", {"constraints": {"enum": ["VRAI", "FAUX"]}}, "non", "FAUX"),
        ("boolean", {"type": "integer"}, "non", "0"),
        ("date", {"type": "date", "format": "%d/%m/%Y"}, "2024-12-31", "31/12/2024"),
        (
            "date",
            {"constraints": {"pattern": r"^\d{2}/\d{2}/\d{4}$"}},
            "2024-12-31",
            "31/12/2024",
        ),
    ],
)
def test_values_go_out_in_the_writing_of_the_schema(
    tmp_path: Path, kind: str, column: dict[str, Any], cell: str, written: str
) -> None:
    depot = check(tmp_path, [cell], {"kind": kind}, column=column)
    assert (values(depot), depot.set_aside) == ([written], {})


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1220.50", "1220.5"), ("845,00", "845"), ("0,10", "0.1"), ("-3.0", "-3"), ("100", "100")],
)
def test_a_number_is_written_without_useless_zeros(
    tmp_path: Path, written: str, expected: str
) -> None:
    """A workbook knows 1220.5 only: what a text file shows of it must not make another row."""
    depot = check(tmp_path, [written], {"kind": "number"}, column={"type": "number"})
    assert values(depot) == [expected]


def test_a_number_of_a_certain_form_keeps_it(tmp_path: Path) -> None:
    form = {"type": "number", "constraints": {"pattern": r"\d+\.\d\d"}}
    assert values(check(tmp_path, ["12.50"], {"kind": "number"}, column=form)) == ["12.50"]
