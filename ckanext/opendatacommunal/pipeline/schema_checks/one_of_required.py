"""`one-of-required`: at least one of `column1` and `column2` has a value; at least one is there.

Source: SCDL Subventions; verdict of Validata 0.12. A zero or an empty text is no value to it.
"""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.schema_checks.base import (
    Check,
    CheckFlaw,
    Params,
    text_param,
)

NAMES = ("one-of-required",)


def build(name: str, params: Params) -> Check:
    columns = text_param(params, "column1"), text_param(params, "column2")
    column = params.get("column")
    return Check(
        name,
        columns,
        lambda *values: None if any(values) else CheckFlaw(expected=list(columns)),
        column=column if isinstance(column, str) else None,
        needs_all=False,
        one_is_enough=True,
        faulty_without=lambda absent: absent == set(columns),
    )
