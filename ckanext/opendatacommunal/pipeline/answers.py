"""What a person, or the profile of the organisation, already said of a value.

An answer goes through the same reader as a cell: a wrong one becomes the issue `bad-answer` and its
question stays open. None means "leave it as it is"; if the schema does not take the value as it is,
the cell stays empty and that is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import BAD_ANSWER, Issue, Question, Settings
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.tidying import tidy

Accepts = Callable[[str], bool]

OUTDATED = "profile-outdated"
"""Code of the issue on an answer of an earlier file that the gabarit no longer takes."""


@dataclass(frozen=True)
class Settled:
    """`value`: what the cell becomes. `rule`: `answer` or `profile`. `issue`: what must be said."""

    value: str | None
    rule: Literal["answer", "profile"]
    issue: Issue | None = None


@dataclass(frozen=True)
class Said:
    """An answer to a question; `remembered`: it comes from the profile, nobody is asked again."""

    answer: str | None
    remembered: bool = False


def said(question: Question, settings: Settings) -> Said | None:
    """What was answered to `question`, now or in an earlier file; None if nothing was."""
    if question.id in settings.answers:
        return Said(settings.answers[question.id])
    field = question.field or ""
    key = settings.profile.known(field, question.value or question.rule)
    return None if key is None else Said(settings.profile.values[field][key], remembered=True)


def answered(
    question: Question, field: Field, settings: Settings, context: Context, accepts: Accepts
) -> Settled | Issue | None:
    """What the answer to `question` makes of the cell; an `Issue` if it is wrong; None if none."""
    if question.id not in settings.answers:
        return None
    answer = settings.answers[question.id]
    value = question.value or ""
    if answer is None:
        return as_it_is(value, field, accepts, "answer")
    found = _read(answer, field, context, accepts)
    if found is None:
        return bad_answer(question, answer)
    return Settled(found or None, "answer")


def from_profile(
    raw: str, field: Field, settings: Settings, context: Context, accepts: Accepts
) -> Settled | Issue | None:
    """What the profile says of this writing, in any case and with or without accents; an `Issue`
    if what it says no longer suits the gabarit, None if it says nothing."""
    known = settings.profile.values.get(field.name)
    if not known:
        return None
    key = settings.profile.known(field.name, raw)
    if key is None:
        key = settings.profile.known(field.name, key_of(raw))
    if key is None or (key != raw and raw in field.values):
        return None
    answer = known[key]
    if answer is None:
        return as_it_is(key_of(raw), field, accepts, "profile")
    found = _read(answer, field, context, accepts)
    if found is None:
        return Issue(OUTDATED, "info", None, field.name, key, {"answer": answer})
    return Settled(found or None, "profile")


def key_of(raw: str) -> str:
    """The writing that names a question or a line of the profile: the cell without odd spaces."""
    return tidy(raw).text or raw.strip()


def as_it_is(
    value: str, field: Field, accepts: Accepts, rule: Literal["answer", "profile"]
) -> Settled:
    if accepts(value):
        return Settled(value, rule)
    return Settled(None, rule, Issue("left-empty", "warning", None, field.name, value))


def bad_answer(question: Question, answer: str) -> Issue:
    params = {"question": question.id, "answer": answer, "candidates": question.candidates}
    return Issue(BAD_ANSWER, "warning", None, question.field, answer, params)


def _read(answer: str, field: Field, context: Context, accepts: Accepts) -> str | None:
    """The answer in our writing, "" to empty the cell, None if the reader refuses it."""
    if not answer.strip():
        return ""
    reading = read_cell(answer, field, context)
    if reading.settled and reading.value is not None:
        return reading.value
    return answer if reading.rule == "commune" and accepts(answer) else None
