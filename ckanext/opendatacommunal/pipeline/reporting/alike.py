"""Many findings of one kind in one column: the first ones, then how many more there are.

A column that is wrong from its first row to its last must not make a report that nobody can open.
The dépôt keeps everything: verdict, counts, rows out and rows set aside are those of all findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ckanext.opendatacommunal.pipeline.depot import Issue, Question

MOST_ALIKE = 1_000
MORE_QUESTIONS, MORE_ISSUES = "more-questions", "more-issues"
MORE = (MORE_QUESTIONS, MORE_ISSUES)
"""Codes of the issues that stand for what is not shown; `params`: `code` of what it is, `count` of
the findings, `rows` where they are."""

Found = TypeVar("Found", Question, Issue)


def first_questions(asked: Iterable[Question]) -> tuple[list[Question], list[Issue]]:
    """The questions to show, in their order, and an issue for the others of each rule and field."""
    shown, others = _first(asked, lambda each: (each.rule, each.field))
    return shown, [
        Issue(
            MORE_QUESTIONS, "warning", None, field, None,
            _params(rule, len(held), (row for each in held for row in each.rows)),
        )
        for (rule, field), held in others.items()
    ]  # fmt: skip


def first_issues(found: Iterable[Issue]) -> list[Issue]:
    """The issues to show, in their order, then one for the others of each code and field."""
    shown, others = _first(found, lambda each: (each.code, each.field))
    return shown + [
        Issue(
            MORE_ISSUES, held[0].severity, None, field, None,
            _params(code, len(held), (each.row for each in held if each.row is not None)),
        )
        for (code, field), held in others.items()
    ]  # fmt: skip


def _params(code: str, count: int, rows: Iterable[int]) -> dict[str, Any]:
    return {"code": code, "count": count, "rows": tuple(sorted(set(rows)))}


def _first(
    found: Iterable[Found], kind_of: Callable[[Found], tuple[str, str | None]]
) -> tuple[list[Found], dict[tuple[str, str | None], list[Found]]]:
    seen: dict[tuple[str, str | None], int] = {}
    shown: list[Found] = []
    others: dict[tuple[str, str | None], list[Found]] = {}
    for each in found:
        kind = kind_of(each)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_ALIKE:
            shown.append(each)
        else:
            others.setdefault(kind, []).append(each)
    return shown, others
