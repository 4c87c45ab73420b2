"""Questions on columns: what a column is, which column a field is; and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline.depot import BAD_ANSWER, Issue, Question
from ckanext.opendatacommunal.pipeline.recognising.claims import ADDRESS, Claim
from ckanext.opendatacommunal.pipeline.recognising.search import Search

WHICH_FIELD = "ambiguous-column"
"""Rule of the question what a column is; any column may be answered, asked or not."""

WHICH_COLUMN = "which-column"
"""Rule of the question which column a compulsory field is. In its case `OR_VALUE` the answer may
also be one value for all rows."""

OR_VALUE = "or-value"


def question_id(source: str) -> str:
    """The question whose answer says what the column `source` is."""
    return Question(WHICH_FIELD, None, source).id


def which_field(search: Search, index: int, claims: Sequence[Claim]) -> Question:
    """Its rows wait for the answer if a required field is at stake."""
    fields = tuple(claim.field for claim in claims)
    params = {"source": search.sources[index], "samples": search.samples(index)}
    if len(claims) == 1:
        params["case"] = search.doubt(index, claims[0]) or "near"
    return Question(
        WHICH_FIELD,
        None,
        search.sources[index],
        candidates=fields,
        params=params,
        holds_row=any(is_required(search.gabarit, name) for name in fields),
    )


def ask_which_column(search: Search, rule: str, name: str, indexes: list[int]) -> None:
    """Which of these columns is the field `name`; an answer of None says that none is."""
    sources = tuple(search.sources[index] for index in indexes)
    needed = is_required(search.gabarit, name)
    values: tuple[str, ...] = ()
    params: dict[str, Any] = {"columns": sources}
    if rule == WHICH_COLUMN and name not in search.gabarit.natural_key:
        params["case"] = OR_VALUE
        values = tuple(v for v in values_for_all(search.gabarit[name]) if v not in sources)
    asked = Question(rule, name, None, (), (*sources, *values), params, holds_row=needed)
    search.questions.append(asked)
    if asked.id not in search.depot.settings.answers:
        return
    answer = search.depot.settings.answers[asked.id]
    if answer is None:
        return
    if answer in sources:
        search.take(indexes[sources.index(answer)], name, "profile")
    elif "case" not in params:  # else a value, which the step `clean` reads
        search.issues.append(bad_answer(asked, answer))


def values_for_all(field: Field) -> tuple[str, ...]:
    """What to propose as the one value of a field for all rows."""
    if field.kind == "boolean":
        return ("oui", "non")
    return tuple(field.values) or tuple(field.options.get("suggestions", ()))


def bad_answer(asked: Question, answer: str) -> Issue:
    params = {"question": asked.id, "answer": answer, "candidates": asked.candidates}
    return Issue(BAD_ANSWER, "warning", field=asked.field, value=answer, params=params)


def is_required(gabarit: Gabarit, name: str) -> bool:
    return gabarit[name].required if name in gabarit else name == ADDRESS
