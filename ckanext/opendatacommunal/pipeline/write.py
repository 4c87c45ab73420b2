"""Step `write`: every public column, in schema order, in the writing that the schema asks for.

Readers write `oui`, `2024-12-31`, `1220.5`, `SN`; a national schema may want `true`, `31/12/2024`
or `99999`. What is judged next, and published, is what this step wrote (law 4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.cell_types import FALSE_VALUES, TRUE_VALUES
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.fields import field_type
from ckanext.opendatacommunal.pipeline.fields.boolean import NO, YES
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.judging.judged import Judged
from ckanext.opendatacommunal.pipeline.judging.table_schema import columns_of

Writer = Callable[[str], str]

NO_NUMBER_IN_DIGITS = "99999"
_STRICT_TYPES = ("integer", "number", "time", "datetime", "array")
"""Types whose writing may differ from ours where the schema says no more than the type."""
_USELESS_ZEROS = r"^([+-]?\d+)(?:(\.\d*[1-9])0+|\.0*)$"
_ENDS_IN_ZERO = r"\.(?:\d*0)?$"
ISO_DATES = ("default", "any", "%Y-%m-%d")


def write(depot: Depot) -> Depot:
    """Public fields in schema order, internal ones (empty where nobody filled), parts there are."""
    writers = writers_of(depot.gabarit)
    columns: list[pl.Expr | pl.Series] = []
    for field in depot.gabarit.readable_fields:
        writer = writers.get(field.name)
        if field.name not in depot.values.columns and field.name in depot.gabarit.part_names:
            continue
        if field.name not in depot.values.columns:
            columns.append(pl.lit(None, dtype=pl.String).alias(field.name))
        else:
            held = depot.values[field.name]
            columns.append(rewritten(held, writer) if writer else held)
    return replace(depot, values=depot.values.select(pl.col(ROW), *columns))


def rewritten(column: pl.Series, writer: Writer) -> pl.Series:
    """The column in the target's writing; each distinct value is written once."""
    if writer is without_useless_zeros:
        # Few end so, and to look for it is quicker than to replace nothing.
        zeros = column.filter(column.str.contains(_ENDS_IN_ZERO)).unique()
        return column.replace(zeros, zeros.str.replace(_USELESS_ZEROS, "${1}${2}"))
    distinct = column.drop_nulls().unique()
    after = {value: writer(value) for value in distinct}
    changed = {value: new for value, new in after.items() if new != value}
    return column.replace(list(changed), list(changed.values())) if changed else column


def without_useless_zeros(number: str) -> str:
    """`1220.50` and `1220.5` are one number, and a workbook knows it by its value alone: the same
    table gives the same rows whatever it was saved as."""
    return re.sub(_USELESS_ZEROS, r"\1\2", number)


def writers_of(gabarit: Gabarit) -> dict[str, Writer]:
    """Field name → how its values are written, for the fields whose writing differs from ours."""
    kinds = {field.name: field.kind for field in gabarit.public_fields}
    found = {
        column["name"]: _writer_of(column, kinds[column["name"]])
        for column in gabarit.schema["fields"]
    }
    return {name: writer for name, writer in found.items() if writer}


def _writer_of(column: Mapping[str, Any], kind: str) -> Writer | None:
    writer = _writer(column, kind) or _chooser(column, kind)
    if column.get("type") != "number" or "pattern" in column.get("constraints", {}):
        return writer
    if writer is None:
        return without_useless_zeros
    return lambda value: writer(without_useless_zeros(value))


def _writer(column: Mapping[str, Any], kind: str) -> Writer | None:
    if column.get("type") == "boolean":
        return _boolean_writer(column)
    if column.get("type") == "date" and column.get("format", "default") not in ISO_DATES:
        return lambda value: _date_in(value, column["format"])
    if column.get("type") == "number" and column.get("decimalChar", ".") != ".":
        return lambda value: value.replace(".", column["decimalChar"])
    if kind == "house_number" and column.get("type") in ("integer", "number"):
        return lambda value: NO_NUMBER_IN_DIGITS if value == NO_NUMBER else value
    return None


def _chooser(column: Mapping[str, Any], kind: str) -> Writer | None:
    """The first writing of the kind that the schema takes, where it does not take any."""
    writings = field_type(kind).writings
    constrained = {"pattern", "enum"} & set(column.get("constraints", {}))
    if writings is None or not (constrained or column.get("type") in _STRICT_TYPES):
        return None

    @cache
    def judged() -> Judged:
        return columns_of({"fields": [column]})[0]

    def write(value: str) -> str:
        flaws = judged().flaws
        if not flaws(value):
            return value
        return next((each for each in writings(value) if not flaws(each)), value)

    return write


def _boolean_writer(column: Mapping[str, Any]) -> Writer | None:
    true = tuple(column.get("trueValues", TRUE_VALUES))
    false = tuple(column.get("falseValues", FALSE_VALUES))
    if YES in true and NO in false:
        return None
    words = {YES: true[0], NO: false[0]}
    return lambda value: words.get(value, value)


def _date_in(value: str, pattern: str) -> str:
    try:
        return date.fromisoformat(value).strftime(pattern)
    except ValueError:
        return value
