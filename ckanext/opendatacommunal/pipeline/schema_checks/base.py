"""What a French check is: columns of a schema, and what may be wrong with their values in a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

Params = Mapping[str, Any]
Sure = Callable[[Mapping[str, pl.Expr]], pl.Expr]


class BadCheck(ValueError):
    """The schema asks for a check that does not exist, or leaves out what it needs."""


class CheckFlaw(NamedTuple):
    """`case` picks the sentence; `expected` fills it (a sum, a word for an operator…)."""

    case: str | None = None
    expected: Any = None


@dataclass(frozen=True)
class Check:
    """One check of a schema, ready to judge rows.

    `columns`: those it reads, in the order that `flaw` takes their values (None = no value).
    `column`: the one its errors are laid on; None = the whole row, whatever columns it reads.
    `as_text`: `flaw` takes texts as written, not values by their types.
    `needs_all`: rows where one of the values is missing are not judged. Else, what counts is which
    cells have a value: all or, if `one_is_enough`, one of them makes a row right.
    `faulty_without`: whether it is a fault that these columns are not in the table.
    `sure`: true where the cells (text, by column) surely have no flaw; null counts as false. It
    holds for columns of the types `sure_for`, for all if that is None.
    """

    name: str
    columns: tuple[str, ...]
    flaw: Callable[..., CheckFlaw | None]
    column: str | None = None
    as_text: bool = False
    needs_all: bool = True
    one_is_enough: bool = False
    faulty_without: Callable[[set[str]], bool] = lambda absent: False
    sure: Sure | None = None
    sure_for: frozenset[str] | None = None


def text_param(params: Params, name: str) -> str:
    """Raises `BadCheck` if the parameter is missing or no text."""
    value = params.get(name)
    if not isinstance(value, str) or not value:
        raise BadCheck(name)
    return value


def list_param(params: Params, name: str) -> tuple[str, ...]:
    """Raises `BadCheck` if the parameter is missing or no list of texts."""
    value = params.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadCheck(name)
    return tuple(value)


def of_one_text(
    name: str, params: Params, right: Callable[[str], bool], sure: Sure | None = None
) -> Check:
    """A check of the text of the column `column` alone."""
    column = text_param(params, "column")
    return Check(
        name,
        (column,),
        lambda text: None if right(text) else CheckFlaw(),
        column=column,
        as_text=True,
        sure=sure,
    )
