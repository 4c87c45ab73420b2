"""What the review page shows, put in order from the report of a dépôt.

Only plain data here: no request, no CKAN. Rows are numbered as the person's spreadsheet shows them,
columns bear the name they have in the person's file (else the title of the field).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SAMPLE = 5
"""Changes of one rule shown before the fold."""
MAPPABLE = 60
"""Columns that have a list of fields to choose from."""
UNMATCHED = "unmatched-column"
LEFT_OUT = "-"
"""Choice that a column is no field."""
DISAPPEARED = ("disparues", "disparues-nombreuses")
"""Rules of the question about rows gone: its answers are `retirer` and `garder`."""


@dataclass(frozen=True)
class Change:
    """The same writing changed into the same other one, in one column."""

    column: str
    before: str
    after: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Rule:
    """All that one rule changed; `shown` then `folded`, most frequent first."""

    label: str
    cells: int
    shown: tuple[Change, ...]
    folded: tuple[Change, ...]


@dataclass(frozen=True)
class Problems:
    """What is wrong in one column (`column` None: the whole file or whole rows)."""

    column: str | None
    issues: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class SetAside:
    row: int
    reasons: tuple[str, ...]


class Review:
    """The sections of the review page, from the `report` of `depot_show` (lists cut at 1,000).

    `fields`: those of the gabarit, each with `name`, `title` and `internal`.
    """

    def __init__(self, report: Mapping[str, Any], fields: Iterable[Mapping[str, Any]]) -> None:
        self.report = report
        self.fields = {field["name"]: field for field in fields}
        self.sources = {
            column["field"]: column["source"] for column in self.columns if column["field"]
        }

    @property
    def columns(self) -> list[Mapping[str, Any]]:
        return self.report.get("columns", [])

    @property
    def recognised(self) -> list[Mapping[str, Any]]:
        return [column for column in self.columns if column["field"]]

    @property
    def unmatched(self) -> list[Mapping[str, Any]]:
        """Columns that match nothing, each with a `hint` on what it holds ("" when unknown); those
        that a question is about are not among them."""
        hints = {each["value"]: each["hint"] for each in self._issues if each["code"] == UNMATCHED}
        return [
            {**column, "hint": hints.get(column["source"], "")}
            for column in self.columns
            if not column["field"] and not self.is_asked_about(column)
        ]

    @property
    def mappable(self) -> list[Mapping[str, Any]]:
        """Columns that a person may say what they are, those that match nothing first; not all of
        those of a very wide file."""
        known = [column for column in self.columns if column.get("question")]
        return sorted(known, key=lambda column: column["field"] is not None)[:MAPPABLE]

    @property
    def choices(self) -> list[Mapping[str, Any]]:
        """What a column may be, each with the `source` that is it now (None: no column is)."""
        return [
            {**each, "source": self.sources.get(each["name"])}
            for each in self.report.get("choices", [])
        ]

    @property
    def questions(self) -> list[Mapping[str, Any]]:
        """The open ones, those that stop everything first."""
        return self.report.get("questions", [])

    @property
    def answered(self) -> list[Mapping[str, Any]]:
        """Those settled already, with their `answer`: they can be looked at and changed. What was
        said of a column is shown with the columns."""
        shown = {column["question"] for column in self.mappable}
        return [each for each in self.report.get("answered", []) if each["id"] not in shown]

    @property
    def rules(self) -> list[Rule]:
        """Corrections by rule, the rule that changed most cells first."""
        labels = self.report.get("rules", {})
        by_rule: dict[str, dict[tuple[str, str, str], list[int]]] = defaultdict(dict)
        for each in self.report.get("corrections", []):
            column = each.get("column") or self.column(each["field"]) or ""
            key = (column, each["before"], each["after"])
            by_rule[each["rule"]].setdefault(key, []).append(each["row"])
        rules = [_rule(labels.get(name, name), changes) for name, changes in by_rule.items()]
        return sorted(rules, key=lambda rule: (-rule.cells, rule.label))

    @property
    def corrections_cut(self) -> bool:
        return len(self.report.get("corrections", [])) < self.report["counts"]["corrections"]

    @property
    def to_mend(self) -> list[Problems]:
        """Errors and warnings by column, in the order of the file; the whole file first.

        A column that matches nothing is said where the columns are.
        """
        order = {column["source"]: column["index"] for column in self.columns}
        found: dict[str | None, list[Mapping[str, Any]]] = defaultdict(list)
        for issue in self._issues:
            if issue["severity"] != "info" and issue["code"] != UNMATCHED:
                found[issue.get("column") or self.column(issue["field"])].append(issue)
        place = sorted(found, key=lambda name: (name is not None, order.get(name or "", 9999)))
        return [Problems(name, tuple(found[name])) for name in place]

    @property
    def to_mend_count(self) -> int:
        """How many errors and warnings that makes, those past the cut of the report included."""
        counts = self.report["counts"]
        unmatched = sum(issue["code"] == UNMATCHED for issue in self._issues)
        return counts["errors"] + counts["warnings"] - unmatched

    @property
    def good_to_know(self) -> list[Mapping[str, Any]]:
        return [each for each in self._issues if each["severity"] == "info"]

    @property
    def set_aside(self) -> list[SetAside]:
        """Rows that stay out, each with sentences that say why, else the labels of its codes."""
        reasons: dict[int, list[str]] = defaultdict(list)
        for issue in self._issues:
            if issue["severity"] == "error" and issue["row"] is not None:
                reasons[issue["row"]].append(issue["message"])
        for question in self.report.get("questions", []):
            if question.get("holds_row"):
                for row in question["rows"]:
                    reasons[row].append(question["message"])
        return [
            SetAside(
                each["row"],
                tuple(dict.fromkeys(reasons[each["row"]])) or tuple(each.get("messages", ())),
            )
            for each in self.report.get("set_aside", [])
        ]

    def is_asked_about(self, column: Mapping[str, Any]) -> bool:
        """True where an open question is what this column of the file is."""
        return column.get("question") in {question["id"] for question in self.questions}

    def is_about_gone(self, question: Mapping[str, Any]) -> bool:
        """True for the question about published rows that the file no longer has."""
        return question["rule"] in DISAPPEARED

    def column(self, field: str | None) -> str | None:
        """The column as the person calls it, else the title of the field."""
        if field is None:
            return None
        return self.sources.get(field) or self.title(field)

    def title(self, field: str) -> str:
        return self.fields[field]["title"] if field in self.fields else field

    def is_internal(self, field: str) -> bool:
        """True for what only the organisation and the métropole ever see again."""
        return field in self.fields and bool(self.fields[field]["internal"])

    @property
    def _issues(self) -> list[Mapping[str, Any]]:
        return self.report.get("issues", [])


def _rule(label: str, changes: Mapping[tuple[str, str, str], list[int]]) -> Rule:
    grouped = [Change(*key, rows=tuple(rows)) for key, rows in changes.items()]
    grouped.sort(key=lambda change: -len(change.rows))
    cells = sum(len(change.rows) for change in grouped)
    return Rule(label, cells, tuple(grouped[:SAMPLE]), tuple(grouped[SAMPLE:]))


def choice_of(question: Mapping[str, Any], form: Mapping[str, str]) -> tuple[str, str]:
    """The button that is pressed for a question, and the text of its own value.

    What the form says comes first, then the answer given earlier; ("", "") when there is neither.
    """
    name = question["id"]
    if f"choice-{name}" in form or form.get(f"own-{name}"):
        return form.get(f"choice-{name}", ""), form.get(f"own-{name}", "")
    if "answer" not in question:
        return "", ""
    answer = question["answer"]
    if answer is None:
        return "leave", ""
    if answer in question["candidates"]:
        return f"candidate-{question['candidates'].index(answer)}", ""
    return "own", answer


def answers_of(form: Mapping[str, str], questions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What the form says to each question: `{id: value, or None to leave as it is}`.

    Fields of the form: `choice-<id>` is `candidate-<n>`, `own` or `leave`; `own-<id>` is free text.
    A question without a choice is not answered; text typed without choosing `own` counts as chosen.
    """
    answers: dict[str, Any] = {}
    for question in questions:
        choice = form.get(f"choice-{question['id']}", "")
        own = form.get(f"own-{question['id']}", "").strip()
        if choice == "leave":
            answers[question["id"]] = None
        elif choice.startswith("candidate-"):
            number = choice.removeprefix("candidate-")
            if number.isdecimal() and int(number) < len(question["candidates"]):
                answers[question["id"]] = question["candidates"][int(number)]
        elif own:
            answers[question["id"]] = own
    return answers


def place_of(column: Mapping[str, Any]) -> str:
    """The choice that stands for a column now: a field, `LEFT_OUT`, "" where nobody has said."""
    if column["field"]:
        return column["field"]
    return LEFT_OUT if column["how"] == "profile" else ""


def columns_of(form: Mapping[str, str], columns: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What the form says that columns are, as answers: `{question id: field, None to leave out}`.

    Fields of the form: `column-<question id>`. A column that stays what it is gives no answer.
    """
    answers: dict[str, Any] = {}
    for column in columns:
        said = form.get(f"column-{column['question']}", "")
        if said and said != place_of(column):
            answers[column["question"]] = None if said == LEFT_OUT else said
    return answers
