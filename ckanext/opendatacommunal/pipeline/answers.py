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
    known = settings.profile.values.get(question.field or "", {})
    key = question.value or question.rule
    return Said(known[key], remembered=True) if key in known else None


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
) -> Settled | None:
    """What the profile says of this writing; a value it holds that no longer suits is ignored."""
    known = settings.profile.values.get(field.name)
    if not known:
        return None
    key = raw if raw in known else key_of(raw)
    if key not in known:
        return None
    answer = known[key]
    if answer is None:
        return as_it_is(key, field, accepts, "profile")
    found = _read(answer, field, context, accepts)
    return None if found is None else Settled(found or None, "profile")


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
