"""`cohesive-columns-value`: the columns are all filled or all empty; all there or all absent.

Params: `column`, `othercolumns`. Source: SCDL Délibérations; verdict of Validata 0.12.
"""

from __future__ import annotations

from typing import Any

from ckanext.opendatacommunal.pipeline.schema_checks.base import (
    Check,
    CheckFlaw,
    Params,
    list_param,
    text_param,
)

NAMES = ("cohesive-columns-value",)


def build(name: str, params: Params) -> Check:
    column = text_param(params, "column")
    columns = (column, *list_param(params, "othercolumns"))

    def flaw(*values: Any) -> CheckFlaw | None:
        filled = {value is not None for value in values}
        return CheckFlaw(expected=list(columns)) if len(filled) > 1 else None

    return Check(
        name,
        columns,
        flaw,
        column=column,
        needs_all=False,
        faulty_without=lambda absent: absent != set(columns),
    )
