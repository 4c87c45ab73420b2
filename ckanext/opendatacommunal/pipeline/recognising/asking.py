"""Questions on columns: what a column is, which column a field is; and what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import BAD_ANSWER, Issue, Question
from ckanext.opendatacommunal.pipeline.recognising.claims import ADDRESS, Claim
from ckanext.opendatacommunal.pipeline.recognising.search import Search

WHICH_FIELD = "ambiguous-column"
"""Rule of the question what a column is; any column may be answered, asked or not."""


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
    asked = Question(rule, name, None, candidates=sources, holds_row=needed)
    search.questions.append(asked)
    if asked.id not in search.depot.settings.answers:
        return
    answer = search.depot.settings.answers[asked.id]
    if answer is None:
        return
    if answer in sources:
        search.take(indexes[sources.index(answer)], name, "profile")
    else:
        search.issues.append(bad_answer(asked, answer))


def bad_answer(asked: Question, answer: str) -> Issue:
    params = {"question": asked.id, "answer": answer, "candidates": asked.candidates}
    return Issue(BAD_ANSWER, "warning", field=asked.field, value=answer, params=params)


def is_required(gabarit: Gabarit, name: str) -> bool:
    return name == ADDRESS or (name in gabarit and gabarit[name].required)
