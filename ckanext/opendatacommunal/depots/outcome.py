"""What the report says of a dépôt: the state it is in, and the part of the report kept at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.opendatacommunal.model import Depot, State
from ckanext.opendatacommunal.model.columns import now, storable

CUT = 1000
"""Lines of each list of the report that the table keeps; the whole report is a stored file."""

NOTHING: dict[str, Any] = {
    "gabarit": None,
    "commune": None,
    "file": None,
    "columns": [],
    "counts": dict.fromkeys(
        ("rows", "publishable", "set_aside", "corrections", "questions", "errors", "warnings"), 0
    ),
    "corrections": [],
    "questions": [],
    "set_aside": [],
    "issues": [],
    "geocoding": [],
    "disappeared": [],
    "changes": {},
    "rules": {},
}
"""What a report holds when the file could not be read."""

RETIRE = "retirer"
WHICH_FIELD = "ambiguous-column"
"""Rule of the question what a column of the file is."""

GONE = ("disparues", "disparues-nombreuses")
"""Rules of the question about rows of the scope that the file does not have."""


def record(depot: Depot, report: Mapping[str, Any]) -> None:
    """The pipeline has run: keep its report and settle the state."""
    report = storable(report)
    asked = {**depot.head.get("asked", {}), **_asked(report)}
    depot.head = {**_cut(report), "asked": asked}
    depot.counts = dict(report["counts"])
    depot.verdict = report["verdict"]
    depot.message = report.get("message")
    depot.gabarit_version = report["gabarit"]["version"]
    depot.checked = now()
    depot.state = _state(depot)


def unreadable(depot: Depot, sentence: str, report: Mapping[str, Any] | None = None) -> None:
    """The file cannot be read as a table: nothing of it can be published.

    `report`: what the pipeline says of it, if it came so far.
    """
    sentence = storable(sentence)
    known = storable(report or {})
    depot.head = {**NOTHING, **known, "verdict": "unreadable", "message": sentence}
    depot.counts = dict(NOTHING["counts"])
    depot.verdict, depot.message = "unreadable", sentence
    depot.checked = now()
    depot.state = State.A_CORRIGER


def open_questions(depot: Depot) -> list[dict[str, Any]]:
    """Those of the last report: one that is answered leaves it."""
    return depot.head.get("questions", [])


def retires_gone_rows(depot: Depot) -> bool:
    """The person said that the rows the file does not have are to be withdrawn.

    Said of these rows, those of the last report: an answer given when others were missing does not
    count.
    """
    return any(
        question["answer"] == RETIRE and question["rule"] in GONE
        for question in depot.head.get("answered", ())
    )


def is_blocked(depot: Depot) -> bool:
    """A question stops everything until it is answered (law 6)."""
    return any(question["blocks"] for question in open_questions(depot))


def _state(depot: Depot) -> str:
    questions = open_questions(depot)
    if is_blocked(depot):
        return State.A_CONFIRMER
    if not depot.counts["publishable"]:
        return State.A_CORRIGER
    return State.A_CONFIRMER if questions else State.PRET


def _asked(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each question was about: an answered one leaves the report. What a column is may be
    said of each of them, asked or not."""
    columns = {
        column["question"]: {"rule": WHICH_FIELD, "field": None, "value": column["source"]}
        for column in report["columns"]
    }
    return columns | {
        question["id"]: {name: question[name] for name in ("rule", "field", "value")}
        for question in (*report["questions"], *report["answered"])
    }


def _cut(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report with every list cut; `cut` tells how long those that were longer are."""
    lists = {name: value for name, value in report.items() if isinstance(value, list)}
    longer = {name: len(value) for name, value in lists.items() if len(value) > CUT}
    short = {name: value[:CUT] for name, value in lists.items()}
    return {**report, **short, "cut": longer}
