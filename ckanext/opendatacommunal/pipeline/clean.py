"""Step `clean`: each cell in our writing, each change listed with its rule, each doubt a question.

A column is read value by value, each distinct value once; what a person or the profile said of a
value goes before what the reader thinks of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.composing.filling import fill
from ckanext.opendatacommunal.pipeline.composing.moving import Move, move
from ckanext.opendatacommunal.pipeline.composing.told_by import fill_from_others
from ckanext.opendatacommunal.pipeline.depot import (
    CORRECTIONS,
    ROW,
    Depot,
    Issue,
    Question,
    Severity,
)
from ckanext.opendatacommunal.pipeline.fields import Context, Reading, field_type, read_cell
from ckanext.opendatacommunal.pipeline.fields.reading import UNIT, ask
from ckanext.opendatacommunal.pipeline.judging.going_together import empty_together
from ckanext.opendatacommunal.pipeline.judging.table_schema import columns_of
from ckanext.opendatacommunal.pipeline.missing import ask_for_missing
from ckanext.opendatacommunal.pipeline.placing.splitting import split
from ckanext.opendatacommunal.pipeline.shown_elsewhere import date_order, numberless
from ckanext.opendatacommunal.pipeline.suspects import Suspects, suspects_of
from ckanext.opendatacommunal.pipeline.write import Writer, writers_of

_ASKED_IF_OPTIONAL = {
    "not-a-year": "unclear-year",
    "not-a-date": "unclear-date",
    "in-the-future": "future-date",
    "not-a-coordinate": "unclear-coordinate",
    "not-a-time": "unclear-time",
    "not-a-phone": "unclear-phone",
    "not-an-email": "unclear-email",
    "email-without-end": "unclear-email",
    "not-a-siret": "unclear-siret",
    "not-a-siren": "unclear-siren",
    "not-an-rna": "unclear-rna",
    "not-a-charging-code": "unclear-charging-code",
}
"""Refusals that do not hold a row back where the field is optional: it goes out without them."""

_INSTEAD_OF_MOVING = {"hours-to-details": "unclear-hours", "name-means-yes": "yes-no"}


def clean(depot: Depot) -> Depot:
    """Clean every column, move the texts that belong elsewhere, ask for what is missing."""
    depot = split(depot)
    moves: list[Move] = []
    order = date_order(depot, context_of(depot))
    writers = writers_of(depot.gabarit)
    suspects = suspects_of(depot, depot.gabarit.readable_fields)
    for name in list(suspects):
        column = _Column(depot, depot.gabarit[name], suspects.pop(name), order)
        column.write = writers.get(name, str)
        cleaned = column.clean()
        depot = cleaned.into(depot)
        moves += cleaned.moves
    depot = _read_where_moved(move(depot, moves), moves)
    return ask_for_missing(fill_from_others(fill(empty_together(depot))))


def _read_where_moved(depot: Depot, moves: list[Move]) -> Depot:
    """A text that was moved may name somebody: it is read as any other of the field it went to."""
    for name in dict.fromkeys(each.field for each in moves):
        rows = [each.row for each in moves if each.field == name]
        cells = depot.values.filter(pl.col(ROW).is_in(rows))[name].drop_nulls()
        moved = Suspects(cells.unique(maintain_order=True).to_list(), cells)
        depot = _Column(depot, depot.gabarit[name], moved, {}).clean().into(depot)
    return depot


def context_of(depot: Depot) -> Context:
    settings = depot.settings
    return Context(settings.today, settings.commune, settings.epci)


@dataclass
class Outcome:
    """What became of one distinct value."""

    value: str | None
    rule: str | None = None
    issue: Issue | None = None
    question: Question | None = None
    moved: Mapping[str, str] = dataclasses.field(default_factory=dict)
    once: bool = False


class _Column:
    """One column on its way: its outcomes by distinct value, then what they say of each row."""

    def __init__(
        self, depot: Depot, field: Field, suspects: Suspects, elsewhere: Mapping[str, str]
    ) -> None:
        self.depot, self.field, self.suspects = depot, field, suspects
        self.elsewhere = {**elsewhere, **numberless(depot, field)}
        self.write: Writer = str
        self.accepts = accepter(depot.gabarit, field)
        self.asked: dict[str, Question] = {}
        self.context = self._context()
        self.told = self.context.of_answers
        self.moves: list[Move] = []
        self.corrections = CORRECTIONS
        self.issues: list[Issue] = []
        self.questions: list[Question] = []
        self.values = depot.values[field.name]

    def _context(self) -> Context:
        """What the whole column shows, then what was answered of the whole column."""
        survey = field_type(self.field.kind).survey
        unit = _unit(self.depot, self.field)
        known = {**self.elsewhere, UNIT: unit} if unit else self.elsewhere
        context = replace(context_of(self.depot), decided=known)
        if survey is None:
            return context
        doubtful = map(answers.key_of, self.suspects.doubtful)
        shown = survey(chain(doubtful, self.suspects.shown(self.field)), self.field, context)
        return replace(context, decided={**context.decided, **shown})

    def clean(self) -> _Column:
        outcomes = {raw: self._outcome(raw) for raw in self.suspects.doubtful}
        telling = [raw for raw, found in outcomes.items() if self._tells(raw, found)]
        if telling:
            self._correct(outcomes)
            said = [raw for raw in telling if self._is_said(outcomes[raw])]
            self._tell(outcomes, self._rows(said))
            before = [raw for raw in telling if outcomes[raw].value != raw]
            after = [outcomes[raw].value for raw in before]
            self.values = self.values.replace(before, pl.Series(after, dtype=pl.String))
        return self

    @staticmethod
    def _tells(raw: str, found: Outcome) -> bool:
        return found.value != raw or bool(found.issue or found.question)

    def _rows(self, values: list[str]) -> dict[str, list[int]]:
        """Distinct value → the rows that hold it."""
        cells = self.depot.values.select(ROW, pl.col(self.field.name).alias("cell"))
        held = cells.filter(pl.col("cell").is_in(values))
        grouped = held.group_by("cell", maintain_order=True).agg(ROW)
        return dict(grouped.iter_rows())

    def _outcome(self, raw: str) -> Outcome:
        settings = self.depot.settings
        known = answers.from_profile(raw, self.field, settings, self.told, self.accepts)
        if isinstance(known, answers.Settled):
            return Outcome(known.value, known.rule, known.issue)
        if known is not None:
            self.issues.append(known)
        reading = self._with_a_place_to_move(read_cell(raw, self.field, self.context))
        reading = self._if_optional(reading)
        if not reading.sure:
            return self._doubt(raw, reading)
        if reading.error:
            return Outcome(None, None, self._issue(reading.error, "error", raw, reading.params))
        issue = None
        if reading.note:
            issue = self._issue(reading.note, reading.note_severity, raw, reading.params)
        return Outcome(reading.value, reading.rule, issue, moved=reading.moved, once=reading.once)

    def _if_optional(self, reading: Reading) -> Reading:
        """A refusal that an optional field turns into a question."""
        if self.field.required or reading.error not in _ASKED_IF_OPTIONAL:
            return reading
        return ask(_ASKED_IF_OPTIONAL[reading.error], reading.candidates)

    def _with_a_place_to_move(self, reading: Reading) -> Reading:
        """A text that no field of this gabarit can take is a question instead."""
        if all(self.depot.gabarit.role(role) for role in reading.moved):
            return reading
        return Reading(None, _INSTEAD_OF_MOVING.get(reading.rule or "", "doubt"), sure=False)

    def _doubt(self, raw: str, reading: Reading) -> Outcome:
        rule = reading.rule or "doubt"
        if reading.whole_column:
            return self._column_doubt(raw, rule, reading)
        question = self._question(rule, answers.key_of(raw), reading)
        said = answers.answered(question, self.field, self.depot.settings, self.told, self.accepts)
        if isinstance(said, Issue):
            return Outcome(None, None, said, question)
        if said is None:
            return Outcome(None, None, None, question)
        return Outcome(said.value, said.rule, said.issue, question)

    def _column_doubt(self, raw: str, rule: str, reading: Reading) -> Outcome:
        """One question for all such cells of the column; its answer is how to read them."""
        question = self.asked.setdefault(rule, self._question(rule, None, reading))
        said = answers.said(question, self.depot.settings)
        meanwhile = reading.meanwhile or Reading()
        shown = None if said and said.remembered else question
        if said is None or (said.answer is None and reading.meanwhile):
            return Outcome(meanwhile.value, meanwhile.rule, None, shown)
        if said.answer is None:
            kept = answers.as_it_is(answers.key_of(raw), self.field, self.accepts, "answer")
            return Outcome(kept.value, kept.rule, kept.issue, shown)
        if said.answer not in reading.candidates:
            wrong = answers.bad_answer(question, said.answer)
            return Outcome(meanwhile.value, meanwhile.rule, wrong, question)
        decided = {**self.context.decided, rule: said.answer}
        again = self._if_optional(
            read_cell(raw, self.field, replace(self.context, decided=decided))
        )
        if not again.sure:
            return self._doubt(raw, again)
        if again.error:
            return Outcome(None, None, self._issue(again.error, "error", raw, {}), shown)
        return Outcome(again.value, again.rule, None, shown)

    def _question(self, rule: str, value: str | None, reading: Reading) -> Question:
        holds = reading.holds_row or (self.field.required and reading.meanwhile is None)
        return Question(
            rule, self.field.name, value, (), reading.candidates, reading.params, holds_row=holds
        )

    def _issue(self, code: str, severity: Severity, raw: str, params: Mapping[str, Any]) -> Issue:
        return Issue(code, severity, None, self.field.name, raw.strip(), params)

    @staticmethod
    def _is_said(found: Outcome) -> bool:
        return bool(found.issue or found.question or found.moved)

    def _correct(self, outcomes: Mapping[str, Outcome]) -> None:
        """List each cell whose published writing is not the person's own."""
        changed: dict[str, tuple[str, str]] = {}
        for raw, found in outcomes.items():
            after = self.write(found.value) if found.value else ""
            if found.rule and raw not in (found.value, after):
                changed[raw] = (after, found.rule)
        if not changed:
            return
        before = pl.Series(list(changed), dtype=pl.String)
        after = pl.Series([each[0] for each in changed.values()], dtype=pl.String)
        rules = pl.Series([each[1] for each in changed.values()], dtype=pl.String)
        cells = self.depot.values.select(ROW, pl.col(self.field.name).alias("cell"))
        self.corrections = CORRECTIONS.of(
            cells.filter(pl.col("cell").is_in(before.implode())).select(
                pl.col(ROW).alias("row"),
                pl.lit(self.field.name).alias("field"),
                pl.col("cell").alias("before"),
                pl.col("cell").replace_strict(before, after).alias("after"),
                pl.col("cell").replace_strict(before, rules).alias("rule"),
            )
        )

    def _tell(self, outcomes: Mapping[str, Outcome], rows: Mapping[str, list[int]]) -> None:
        asked: dict[str, tuple[Question, list[int]]] = {}
        said: dict[str, tuple[Issue, list[int]]] = {}
        for raw, held in rows.items():
            found = outcomes[raw]
            if found.issue and found.once:
                said.setdefault(found.issue.code, (found.issue, []))[1].extend(held)
            elif found.issue:
                self.issues += _issues(found.issue, held)
            if found.question:
                asked.setdefault(found.question.id, (found.question, []))[1].extend(held)
            for role, text in found.moved.items():
                target = self.depot.gabarit.roles[role]
                self.moves += [Move(row, target, text, found.rule or "moved") for row in held]
        for issue, held in said.values():
            self.issues += _issues(issue, sorted(held))
        self.questions += [
            replace(question, rows=tuple(sorted(held))) for question, held in asked.values()
        ]

    def into(self, depot: Depot) -> Depot:
        values = depot.values.with_columns(self.values.alias(self.field.name))
        depot = replace(depot, values=values).with_corrections(self.corrections)
        return depot.with_issues(self.issues).with_questions(self.questions)


def _issues(issue: Issue, rows: list[int]) -> Iterable[Issue]:
    """An error names each of its rows; a remark is said once, on the first."""
    if issue.severity == "error":
        return [replace(issue, row=row) for row in rows]
    return [replace(issue, row=rows[0], params={**issue.params, "rows": tuple(rows)})]


def _unit(depot: Depot, field: Field) -> str | None:
    unit_of = field_type(field.kind).unit_of
    return unit_of(depot.source_of(field.name) or "") if unit_of else None


def accepter(gabarit: Gabarit, field: Field) -> Callable[[str], bool]:
    """Whether the schema takes a value as it is; an internal field takes anything."""
    own = [column for column in gabarit.schema["fields"] if column["name"] == field.name]
    judged = columns_of({**gabarit.schema, "fields": own})
    return lambda value: not any(each.flaws(value) for each in judged)
