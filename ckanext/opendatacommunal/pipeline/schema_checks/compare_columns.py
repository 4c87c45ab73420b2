"""`compare-columns-value`: the value of `column` is `op` that of `column2`, where both have one.

Numbers are compared as numbers, also those of text columns; other values by their writing. Params:
`column`, `column2`, `op` among > >= == <= <. Source: SCDL Délibérations; verdict of Validata 0.12.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.schema_checks.base import (
    BadCheck,
    Check,
    CheckFlaw,
    Params,
    text_param,
)

NAMES = ("compare-columns-value",)

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
}
_NUMBERS = frozenset({"integer", "number", "year", "string", "any"})


def build(name: str, params: Params) -> Check:
    column, other, op = (text_param(params, each) for each in ("column", "column2", "op"))
    if op not in OPERATORS:
        raise BadCheck("op")
    compare = OPERATORS[op]

    def flaw(first: Any, second: Any) -> CheckFlaw | None:
        pair = _comparable(first, second)
        if pair is None:
            return CheckFlaw("not-comparable", other)
        return None if compare(*pair) else CheckFlaw(op, other)

    def sure(cells: Mapping[str, pl.Expr]) -> pl.Expr:
        first, second = (cells[each].cast(pl.Int64, strict=False) for each in (column, other))
        return compare(first, second)

    return Check(name, (column, other), flaw, column=column, sure=sure, sure_for=_NUMBERS)


def _comparable(first: Any, second: Any) -> tuple[Any, Any] | None:
    numbers = _number(first), _number(second)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers
    if type(first) is type(second):
        return str(first), str(second)
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None
