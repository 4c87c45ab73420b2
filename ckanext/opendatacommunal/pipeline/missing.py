"""Required columns that say nothing: one question for the column, not one error a row."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.recognising.asking import (
    WHICH_COLUMN,
    WHICH_FIELD,
    values_for_all,
)

RULE = "missing-column"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
TO_COMPLETE = "columns-to-complete"
"""Code of the issue on the columns that only the person can fill in, row by row."""


def ask_for_missing(depot: Depot) -> Depot:
    """Ask one value for all rows of each required column that is missing or empty throughout.

    Columns that tell the rows apart (`unique`, `options.each_row`) can have no such value. The
    person must add them: one issue lists them, and the others with them, instead of asking.
    """
    wanted = (each for each in depot.gabarit.public_fields if each.required and not each.filled)
    missing = [each for each in wanted if _says_nothing(depot, each)]
    if any(_differs_by_row(each) for each in missing):
        titles = [each.title for each in missing]
        case = "one" if len(missing) == 1 else "several"
        params = {"fields": [each.name for each in missing], "names": titles, "case": case}
        return depot.with_issues([Issue(TO_COMPLETE, "error", params=params)])
    for field in missing:
        depot = _ask(depot, field)
    return depot


def _differs_by_row(field: Field) -> bool:
    return bool(field.constraints.get("unique") or field.options.get("each_row"))


def _says_nothing(depot: Depot, field: Field) -> bool:
    """Whether the column is missing, or empty throughout with no other word on it."""
    if depot.values.is_empty():
        return False
    if field.name not in depot.values.columns:
        return all(
            question.field != field.name and not _may_be_a_column(question, field)
            for question in depot.open_questions
        )
    said = any(each.field == field.name for each in (*depot.questions, *depot.issues))
    return not said and depot.values[field.name].drop_nulls().is_empty()


def _may_be_a_column(question: Question, field: Field) -> bool:
    """Whether it is asked of some column if it is this field."""
    return question.rule == WHICH_FIELD and field.name in question.candidates


def _ask(depot: Depot, field: Field) -> Depot:
    question = _answered_with_a_value(depot, field)
    asked_before = question is not None
    if question is None:
        values = values_for_all(field) or _years_told(depot, field) or _own_siret(depot, field)
        question = Question(RULE, field.name, None, candidates=values, holds_row=True)
    said = answers.said(question, depot.settings)
    if not asked_before and (said is None or not said.remembered):
        depot = depot.with_questions([question])
    if said is None or not said.answer:
        return depot
    answer = said.answer
    settings = depot.settings
    context = Context(settings.today, settings.commune, settings.epci)
    reading = read_cell(answer, field, context)
    if not reading.settled or reading.value is None:
        return depot.with_issues([answers.bad_answer(question, answer)])
    return _fill(depot, field, reading.value, "profile" if said.remembered else "answer")


def _years_told(depot: Depot, field: Field) -> tuple[str, ...]:
    """The years that the name of the file, or a title above the table, tells: one of them may be
    that of all its rows, or the whole of it their period."""
    if field.kind not in ("year", "days") or not depot.gabarit.period:
        return ()
    titles = (each.value or "" for each in depot.issues if each.code == "title-row")
    found = {year for text in (depot.path.stem, *titles) for year in YEAR.findall(text)}
    return tuple(sorted(found, reverse=True))


def _own_siret(depot: Depot, field: Field) -> tuple[str, ...]:
    siret = depot.settings.siret
    return (siret,) if siret and field.name == depot.gabarit.role("producer_siret") else ()


def _answered_with_a_value(depot: Depot, field: Field) -> Question | None:
    """The question which column the field is, if the answer was one value for all rows."""
    for asked in depot.questions:
        if (asked.rule, asked.field) == (WHICH_COLUMN, field.name):
            return asked if depot.settings.answers.get(asked.id) else None
    return None


def _fill(depot: Depot, field: Field, value: str, rule: str) -> Depot:
    values = depot.values.with_columns(pl.lit(value).alias(field.name))
    corrections = (Correction(row, field.name, "", value, rule) for row in values[ROW])
    return replace(depot, values=values).with_corrections(corrections)
