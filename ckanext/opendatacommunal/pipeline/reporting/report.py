"""What the pipeline says of a dépôt, as the plain dictionary of `check --json` and of the site.

Same dépôt, same bytes: everything is in the order of the rows, then of the gabarit; there is no
clock in it. Sentences are made here, in the language of the reader; beside them stand the codes and
what fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.messages import N_, Translate, rule_label, sentence
from ckanext.opendatacommunal.messages.geocode import place_shown
from ckanext.opendatacommunal.messages.numbers import square_metres
from ckanext.opendatacommunal.messages.verdict import verdict_message
from ckanext.opendatacommunal.pipeline.answering import is_closed, leaving, places_for
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.fields.area import LARGE
from ckanext.opendatacommunal.pipeline.identity.periods import periods_of
from ckanext.opendatacommunal.pipeline.recognising.asking import WHICH_FIELD, question_id
from ckanext.opendatacommunal.pipeline.recognising.claims import ADDRESS, POSITION
from ckanext.opendatacommunal.pipeline.reporting.alike import MORE, first_issues, first_questions
from ckanext.opendatacommunal.pipeline.reporting.report_rows import (
    changed_rows,
    corrections,
    geocoding,
)

SHOWN_VALUE = 80
SHOWN_ROWS = 8

SPLIT_ROLES = {
    ADDRESS: ("house_number", "street", "complement", "postcode", "commune"),
    POSITION: ("longitude", "latitude"),
}

SPLIT_TITLES = {
    ADDRESS: N_("Whole address in one cell"),
    POSITION: N_("Both coordinates in one cell"),
}

FOR_ALL = N_("“{value}” for all rows")


def report(depot: Depot, *, translate: Translate) -> dict[str, Any]:
    """The report of a dépôt that went through every step (shape: docs of the command `check`)."""
    return _Report(depot, translate).whole()


def unreadable_report(path: Path, error: UnreadableFile, translate: Translate) -> dict[str, Any]:
    """The report of a file that could not be read: the same keys as far as they have a sense."""
    message, hint = sentence(error.code, error.params, translate)
    counts = ("rows", "publishable", "set_aside", "corrections", "questions", "errors", "warnings")
    issue = {
        "row": None,
        "field": None,
        "code": error.code,
        "severity": "error",
        "value": None,
        "message": message,
        "hint": hint,
        "column": None,
        "params": dict(error.params),
    }
    return {
        "verdict": "unreadable",
        "message": message,
        "file": {"name": path.name},
        "columns": [],
        "counts": {**dict.fromkeys(counts, 0), "errors": 1},
        **{name: [] for name in ("corrections", "questions", "set_aside", "geocoding")},
        "issues": [issue],
    }


def verdict_of(depot: Depot) -> str:
    """`invalid`: a row or a column has an error; `to_confirm`: only questions; else `valid`."""
    if any(issue.severity == "error" for issue in depot.issues):
        return "invalid"
    return "to_confirm" if depot.open_questions else "valid"


def publishable_rows(depot: Depot) -> list[int]:
    """Rows that may go out, in the order of the file; law 6 may still ask for a confirmation."""
    rows = depot.raw[ROW]
    return rows.filter(~rows.is_in(list(depot.set_aside))).to_list()


def column_shown(depot: Depot, name: str | None) -> str | None:
    """The person's own name of the column that a field was read from, else the field's title."""
    if name is None:
        return None
    source = depot.source_of(name)
    if source is not None:
        return source
    for whole, roles in SPLIT_ROLES.items():
        if name in {depot.gabarit.role(role) for role in roles} and depot.source_of(whole):
            return depot.source_of(whole)
    return field_title(depot, name)


def field_title(depot: Depot, name: str, translate: Translate | None = None) -> str:
    """The title of a field, or of a cell that holds several of them."""
    if name in depot.gabarit:
        return depot.gabarit[name].title
    return translate(SPLIT_TITLES[name]) if translate and name in SPLIT_TITLES else name


class _Report:
    def __init__(self, depot: Depot, translate: Translate) -> None:
        self.depot = depot
        self.translate = translate

    def whole(self) -> dict[str, Any]:
        depot = self.depot
        verdict, counts = verdict_of(depot), self.counts()
        stopped = any(asked.blocks for asked in depot.open_questions)
        questions, not_shown = first_questions(self.sorted_questions)
        issues = first_issues(sorted(depot.issues, key=self._issue_place))
        return {
            "verdict": verdict,
            "message": verdict_message(verdict, counts, self.translate, stopped=stopped),
            "gabarit": {"slug": depot.gabarit.slug, "version": depot.gabarit.version},
            "commune": depot.settings.commune,
            "file": depot.file.as_dict() if depot.file else None,
            "columns": [
                {**asdict(column), "question": question_id(column.source)}
                for column in depot.columns
            ],
            "choices": [
                {"name": name, "title": field_title(depot, name, self.translate)}
                for name in places_for(depot.gabarit)
            ],
            "counts": counts,
            "periods": sorted({*periods_of(depot.values, depot.gabarit).unique()} - {""}),
            "changes": self.changes(),
            "changed_rows": changed_rows(depot),
            "questions": [self.question(each) for each in questions],
            "answered": self.answered(),
            "set_aside": [
                {"row": row, "codes": list(codes), "messages": self.reasons(codes)}
                for row, codes in sorted(depot.set_aside.items())
            ],
            "issues": [self.issue(each) for each in (*issues, *not_shown)],
            "corrections": corrections(depot, partial(column_shown, depot)),
            "geocoding": geocoding(depot),
            "disappeared": [dict(each) for each in depot.disappeared],
            "rules": self.rules(),
        }

    def counts(self) -> dict[str, int]:
        severities = [issue.severity for issue in self.depot.issues]
        return {
            "rows": self.depot.raw.height,
            "publishable": len(publishable_rows(self.depot)),
            "set_aside": len(self.depot.set_aside),
            "corrections": len(self.depot.corrections),
            "questions": len(self.depot.open_questions),
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
        }

    def changes(self) -> dict[str, int]:
        kinds = list(self.depot.changes.values())
        counted = {kind: kinds.count(kind) for kind in ("added", "changed", "unchanged")}
        return {**counted, "disappeared": len(self.depot.disappeared)}

    def question(self, asked: Question) -> dict[str, Any]:
        labels = {each: self.candidate_label(asked, each) for each in asked.candidates}
        params = self._params(asked.field, asked.value, asked.params)
        params["candidates"] = list(labels.values())
        params["rows"] = _few(asked.rows)
        # A question about rows that are gone has no row of the file: it brings its own count.
        params.setdefault("count", len(asked.rows))
        message, hint = sentence(asked.rule, params, self.translate)
        return {
            "id": asked.id,
            "rule": asked.rule,
            "field": asked.field,
            "value": asked.value,
            "rows": list(asked.rows),
            "candidates": list(asked.candidates),
            "message": message,
            "hint": hint,
            "column": column_shown(self.depot, asked.field) or asked.value,
            "labels": labels,
            "holds_row": asked.holds_row,
            "blocks": asked.blocks,
            "closed": is_closed(asked, self.depot.gabarit),
            "leaving": leaving(asked, self.depot.gabarit),
            "params": dict(asked.params),
        }

    def answered(self) -> list[dict[str, Any]]:
        """Questions that an answer has settled, so that it can be looked at and changed."""
        still_open = {question.id for question in self.depot.open_questions}
        ordered = sorted(self.depot.questions, key=self._question_place)
        return [
            {**self.question(each), "answer": self.depot.settings.answers.get(each.id)}
            for each in ordered
            if each.id not in still_open
        ]

    def candidate_label(self, asked: Question, candidate: str) -> str:
        if asked.rule == WHICH_FIELD:
            return field_title(self.depot, candidate, self.translate)
        for place in asked.params.get("places", ()):
            if place["label"] == candidate:
                return place_shown(place, self.translate)
        if asked.rule == LARGE:
            return square_metres(candidate, self.translate)
        if candidate not in asked.params.get("columns", asked.candidates):
            return self.translate(FOR_ALL).format(value=candidate)
        return rule_label(f"{asked.rule}:{candidate}", self.translate, default=candidate)

    def reasons(self, codes: tuple[str, ...]) -> list[str]:
        return [rule_label(code, self.translate) for code in codes]

    def issue(self, found: Issue) -> dict[str, Any]:
        params = self._params(found.field, found.value, found.params)
        if found.code in MORE:
            params["what"] = rule_label(found.params["code"], self.translate)
        message, hint = sentence(found.code, {"row": found.row, **params}, self.translate)
        return {
            "row": found.row,
            "field": found.field,
            "code": found.code,
            "severity": found.severity,
            "value": found.value,
            "message": message,
            "hint": hint,
            "column": params["column"],
            "params": dict(found.params),
        }

    def rules(self) -> dict[str, str]:
        """Every rule and code that a list groups by, in words."""
        used = {
            *self.depot.corrections.frame["rule"].unique(),
            *(each.rule for each in self.depot.questions),
            *(code for codes in self.depot.set_aside.values() for code in codes),
        }
        return {rule: rule_label(rule, self.translate) for rule in sorted(used)}

    def _params(
        self, field: str | None, value: str | None, own: Mapping[str, Any]
    ) -> dict[str, Any]:
        column = column_shown(self.depot, field)
        title = field_title(self.depot, field, self.translate) if field else None
        return {
            "column": column,
            "field_title": title,
            "may_be_empty": self._may_be_empty(field),
            "value": _shortened(value),
            **{name: _shortened(each) for name, each in own.items()},
        }

    def _may_be_empty(self, name: str | None) -> bool:
        if name is None or name not in self.depot.gabarit:
            return False
        field = self.depot.gabarit[name]
        return field.filled or not field.required

    @cached_property
    def sorted_questions(self) -> list[Question]:
        return sorted(self.depot.open_questions, key=self._question_place)

    def _question_place(self, asked: Question) -> tuple[Any, ...]:
        return (
            not asked.blocks,
            not asked.holds_row,
            self._place(asked.field),
            asked.rule,
            asked.rows[:1],
            asked.value or "",
        )

    def _issue_place(self, found: Issue) -> tuple[Any, ...]:
        return (found.row or 0, self._place(found.field), found.code, found.value or "")

    def _place(self, field: str | None) -> int:
        return self._places.get(field or "", -1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {each.name: place for place, each in enumerate(self.depot.gabarit.readable_fields)}


def _shortened(value: Any) -> Any:
    if isinstance(value, str) and len(value) > SHOWN_VALUE:
        return f"{value[: SHOWN_VALUE - 1]}…"
    return value


def _few(rows: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, rows[:SHOWN_ROWS]))
    return f"{shown}…" if len(rows) > SHOWN_ROWS else shown
