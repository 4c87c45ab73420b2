"""The sections of the review page, from a report."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.opendatacommunal.messages.numbers import rows_in_words
from ckanext.opendatacommunal.review import (
    Review,
    answers_of,
    choice_of,
    columns_of,
    place_of,
)

FIELDS = [
    {"name": "nom", "title": "Nom du parc", "internal": False},
    {"name": "voie", "title": "Nom de la voie", "internal": False},
    {"name": "chien", "title": "Chiens", "internal": False},
    {"name": "contact_interne", "title": "Contact", "internal": True},
]


def report(**lists: Any) -> dict[str, Any]:
    columns = [
        {"index": 0, "source": "NOM_EV", "field": "nom", "how": "synonym"},
        {"index": 1, "source": "Photo", "field": None, "how": "unmatched"},
        {"index": 2, "source": "Rue", "field": "voie", "how": "synonym"},
    ]
    counts = {"corrections": len(lists.get("corrections", []))}
    return {"columns": columns, "counts": counts, "rules": {"street": "Type de voie"}, **lists}


def review(**lists: Any) -> Review:
    return Review(report(**lists), FIELDS)


def correction(row: int, before: str, after: str, rule: str = "street") -> dict[str, Any]:
    return {"row": row, "field": "voie", "before": before, "after": after, "rule": rule}


def issue(row: int | None, field: str | None, severity: str, message: str) -> dict[str, Any]:
    return {"row": row, "field": field, "severity": severity, "message": message, "code": "x"}


def test_the_same_change_on_many_rows_is_one_line_under_its_rule() -> None:
    found = review(
        corrections=[
            correction(5, "Av. Foch", "Avenue Foch"),
            correction(6, "Bd. Pinel", "Boulevard Pinel"),
            correction(9, "Av. Foch", "Avenue Foch"),
            correction(9, "oui ", "oui", rule="spaces"),
        ]
    ).rules
    assert [(rule.label, rule.cells) for rule in found] == [("Type de voie", 3), ("spaces", 1)]
    first = found[0].shown[0]
    assert (first.column, first.before, first.after) == ("Rue", "Av. Foch", "Avenue Foch")
    assert first.rows == (5, 9)


def test_only_the_most_frequent_changes_stand_before_the_fold() -> None:
    once = [correction(row, f"Av. {row}", f"Avenue {row}") for row in range(2, 10)]
    twice = [correction(row, "R. Haute", "Rue Haute") for row in (20, 21)]
    (rule,) = review(corrections=[*once, *twice]).rules
    assert rule.shown[0].before == "R. Haute"
    assert len(rule.shown) + len(rule.folded) == 9
    assert rule.cells == 10


def test_a_cut_report_is_said_to_be_cut() -> None:
    cut = report(corrections=[correction(2, "a", "b")])
    cut["counts"]["corrections"] = 4000
    assert Review(cut, FIELDS).corrections_cut
    assert not review(corrections=[correction(2, "a", "b")]).corrections_cut


def test_problems_follow_the_columns_of_the_file_under_the_names_it_gives_them() -> None:
    found = review(
        issues=[
            issue(4, "chien", "error", "chien"),
            issue(3, "voie", "warning", "voie"),
            issue(8, "nom", "error", "nom"),
            issue(None, None, "error", "fichier"),
            issue(30, None, "info", "en-tête répété"),
        ]
    )
    assert [each.column for each in found.to_mend] == [None, "NOM_EV", "Rue", "Chiens"]
    assert [each["message"] for each in found.good_to_know] == ["en-tête répété"]


def test_a_column_that_matches_nothing_is_said_with_the_columns_only() -> None:
    lost = issue(None, None, "warning", "Votre colonne « Photo »…")
    lost |= {"code": "unmatched-column", "value": "Photo", "hint": "Elle contient : a.jpg."}
    found = review(issues=[lost, issue(8, "nom", "error", "nom")])
    found.report["counts"].update(errors=1, warnings=1)
    assert [(each["source"], each["hint"]) for each in found.unmatched] == [
        ("Photo", "Elle contient : a.jpg.")
    ]
    assert [each.column for each in found.to_mend] == ["NOM_EV"]
    assert found.to_mend_count == 1


def test_a_row_set_aside_says_every_reason_once() -> None:
    found = review(
        set_aside=[
            {"row": 8, "codes": ["required"], "messages": ["Valeur obligatoire"]},
            {"row": 9, "codes": ["personal-data"], "messages": ["Donnée personnelle"]},
            {"row": 11, "codes": ["duplicate-row"], "messages": ["Ligne en double"]},
        ],
        issues=[
            issue(8, "nom", "error", "Le nom manque."),
            issue(8, "nom", "error", "Le nom manque."),
            issue(8, "voie", "warning", "À regarder."),
        ],
        questions=[
            {"id": "q", "rows": [9], "holds_row": True, "message": "Est-ce une personne ?"},
            {"id": "r", "rows": [8], "holds_row": False, "message": "Quelle valeur ?"},
        ],
    ).set_aside
    assert [(each.row, each.reasons) for each in found] == [
        (8, ("Le nom manque.",)),
        (9, ("Est-ce une personne ?",)),
        (11, ("Ligne en double",)),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([7], "7"),
        ([9, 7, 8, 12], "7–9, 12"),
        (list(range(2, 60, 2)), "2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 …"),
    ],
)
def test_row_numbers_are_joined_and_cut(rows: list[int], words: str) -> None:
    assert rows_in_words(rows) == words


QUESTIONS = [
    {"id": "dogs", "candidates": ["libre", "tenu en laisse"]},
    {"id": "owner", "candidates": ["Commune"]},
    {"id": "year", "candidates": []},
]


def test_the_form_says_a_candidate_a_value_of_ones_own_or_to_leave() -> None:
    form = {"choice-dogs": "candidate-1", "choice-owner": "own", "own-owner": " SYTRAL "}
    assert answers_of(form, QUESTIONS) == {"dogs": "tenu en laisse", "owner": "SYTRAL"}
    assert answers_of({"choice-year": "leave", "own-year": "1980"}, QUESTIONS) == {"year": None}


def test_text_typed_without_pressing_its_button_is_an_answer() -> None:
    assert answers_of({"own-year": "1980"}, QUESTIONS) == {"year": "1980"}


@pytest.mark.parametrize(
    "form",
    [{}, {"choice-dogs": "candidate-9"}, {"choice-dogs": "candidate-x"}, {"choice-dogs": "own"}],
)
def test_what_answers_nothing_leaves_the_question_open(form: dict[str, str]) -> None:
    assert answers_of(form, QUESTIONS) == {}


@pytest.mark.parametrize("answer", ["libre", "SYTRAL", None])
def test_an_earlier_answer_is_shown_as_chosen_and_sent_again_unchanged(answer: str | None) -> None:
    question = {**QUESTIONS[0], "answer": answer}
    button, own = choice_of(question, {})
    assert answers_of({"choice-dogs": button, "own-dogs": own}, [question]) == {"dogs": answer}


def test_what_was_just_typed_wins_over_the_earlier_answer() -> None:
    question = {**QUESTIONS[0], "answer": "libre"}
    assert choice_of(question, {"choice-dogs": "leave"}) == ("leave", "")


def test_internal_columns_are_told_from_public_ones() -> None:
    found = review()
    assert found.is_internal("contact_interne")
    assert not found.is_internal("nom")
    assert not found.is_internal("dropped since")
    assert found.title("dropped since") == "dropped since"


COLUMNS = [
    {"question": "a", "source": "Nom", "field": "nom", "how": "name"},
    {"question": "b", "source": "Quartier", "field": None, "how": "unmatched"},
    {"question": "c", "source": "Note", "field": None, "how": "profile"},
]


def test_a_column_is_answered_only_if_it_changes() -> None:
    assert [place_of(column) for column in COLUMNS] == ["nom", "", "-"]
    same = {"column-a": "nom", "column-b": "", "column-c": "-"}
    assert columns_of(same, COLUMNS) == {}
    other = {"column-a": "-", "column-b": "voie", "column-c": "chien", "column-z": "nom"}
    assert columns_of(other, COLUMNS) == {"a": None, "b": "voie", "c": "chien"}


def test_a_column_that_is_asked_about_is_not_listed_twice() -> None:
    asked = {"id": "b", "rows": [], "candidates": ["voie"]}
    found = Review({"columns": COLUMNS, "questions": [asked]}, FIELDS)
    assert [each["source"] for each in found.unmatched] == ["Note"]
    assert [each["source"] for each in found.mappable] == ["Quartier", "Note", "Nom"]
