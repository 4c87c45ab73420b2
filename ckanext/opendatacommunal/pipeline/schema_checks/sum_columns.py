"""`sum-columns-value`: `column` is the sum of `columns`, where all have a value.

Source: SCDL Délibérations; verdict of Validata 0.12.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.schema_checks.base import (
    Check,
    CheckFlaw,
    Params,
    list_param,
    text_param,
)

NAMES = ("sum-columns-value",)


def build(name: str, params: Params) -> Check:
    column, parts = text_param(params, "column"), list_param(params, "columns")

    def flaw(total: Any, *values: Any) -> CheckFlaw | None:
        if not all(isinstance(each, (int, float, Decimal)) for each in (total, *values)):
            return CheckFlaw("not-numbers", list(parts))
        found = sum(values)
        return None if found == total else CheckFlaw("sum", found)

    def sure(cells: Mapping[str, pl.Expr]) -> pl.Expr:
        total, *values = (cells[each].cast(pl.Int32, strict=False) for each in (column, *parts))
        return total.cast(pl.Int64) == pl.sum_horizontal(
            (value.cast(pl.Int64) for value in values), ignore_nulls=False
        )

    return Check(
        name,
        (column, *parts),
        flaw,
        column=column,
        sure=sure if parts else None,
        sure_for=frozenset({"integer", "number", "year"}),
    )
