"""The French checks that Validata adds to Table Schema: `custom_checks` of a schema ask for them.

One check a module: its names, what it needs, its verdict and where that comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.judging.judged import Judged
from ckanext.opendatacommunal.pipeline.judging.surely import surely_filled
from ckanext.opendatacommunal.pipeline.schema_checks.base import BadCheck, Check

MODULES: Mapping[str, str] = {
    "cohesive-columns-value": "cohesive_columns",
    "compare-columns-value": "compare_columns",
    "french-gps-coordinates": "french_gps",
    "nomenclature-actes-value": "nomenclature_actes",
    "nomenclature-acte": "nomenclature_actes",
    "one-of-required": "one_of_required",
    "opening-hours-value": "opening_hours",
    "phone-number-value": "phone_number",
    "french-siren-value": "siren",
    "siren": "siren",
    "french-siret-value": "siret",
    "siret": "siret",
    "sum-columns-value": "sum_columns",
    "year-interval-value": "year_interval",
}
"""Name of a check → the module that makes it, imported when a schema asks for it."""

HEADER = 1


class Found(NamedTuple):
    """One error of a check, as `table_schema.CellError` takes it."""

    row: int | None
    field: str | None
    code: str
    value: str | None
    constraint: str | None
    expected: Any


def asked_for(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(name, params) of the checks of a schema: its `custom_checks`, then those of its fields."""
    for asked in schema.get("custom_checks") or []:
        yield asked["name"], asked.get("params") or {}
    for field in schema["fields"]:
        asked = field.get("customCheck")
        if isinstance(asked, str):
            yield asked, {"column": field["name"]}
        elif asked:
            yield asked["name"], {**asked, "column": field["name"]}


def errors(table: pl.DataFrame, schema: Mapping[str, Any], judged: list[Judged]) -> Iterator[Found]:
    """What the checks of the schema find; `check-error` for one that is unknown or incomplete."""
    named = {each.name: each for each in judged}
    missing = frozenset(schema.get("missingValues", [""]))
    for name, params in asked_for(schema):
        if name not in MODULES:
            yield Found(None, None, "check-error", name, "unknown", None)
            continue
        try:
            check = import_module(f".{MODULES[name]}", __name__).build(name, params)
        except BadCheck as reason:
            yield Found(None, None, "check-error", name, "incomplete", str(reason))
            continue
        for column in check.columns:  # the schema need not describe them all
            named.setdefault(column, Judged({"name": column, "type": "any"}, missing))
        yield from _errors_of(table, check, named)


def _errors_of(table: pl.DataFrame, check: Check, named: Mapping[str, Judged]) -> Iterator[Found]:
    absent = set(check.columns) - set(table.columns)
    if absent and check.faulty_without(absent):
        yield Found(HEADER, None, check.name, None, "columns", sorted(absent))
        return
    if (absent and check.needs_all) or absent == set(check.columns):
        return
    present = [name for name in dict.fromkeys(check.columns) if name not in absent]
    field = _field_of(check, table, present)
    laid_on = field if field in table.columns else present[0]
    shown = table.select(ROW, *dict.fromkeys((*present, laid_on)))
    suspects = _suspects(_with_empty_values(shown, named), check, present, named)
    read = {name: _read(suspects[name], named[name], as_text=check.as_text) for name in present}
    nothing = [None] * suspects.height
    values = zip(*(read.get(name, nothing) for name in check.columns), strict=True)
    for place, cells in enumerate(values):
        if check.needs_all and None in cells:
            continue
        flaw = check.flaw(*cells)
        if flaw is not None:
            written = suspects[laid_on][place]
            yield Found(suspects[ROW][place], field, check.name, written, flaw.case, flaw.expected)


def _field_of(check: Check, table: pl.DataFrame, present: list[str]) -> str | None:
    """The column that an error is laid on: one only, or the whole row."""
    if check.column:
        return check.column if check.column in table.columns else None
    return check.columns[0] if len(present) == 1 else None


def _with_empty_values(table: pl.DataFrame, named: Mapping[str, Judged]) -> pl.DataFrame:
    """Where "" is not among the missing values, an empty cell has a value."""
    return table.with_columns(
        pl.col(name).fill_null("")
        for name in table.columns[1:]
        if name in named and "" not in named[name].missing
    )


def _suspects(
    table: pl.DataFrame, check: Check, present: list[str], named: Mapping[str, Judged]
) -> pl.DataFrame:
    """The rows that are not right beyond doubt."""
    cells = {name: pl.col(name) for name in present}
    if check.needs_all:
        doubtful = pl.all_horizontal(cell.is_not_null() for cell in cells.values())
        kinds = {named[name].kind for name in present}
        if check.sure and (check.sure_for is None or kinds <= check.sure_for):
            doubtful &= ~check.sure(cells).fill_null(value=False)
        return table.filter(doubtful)
    filled = [surely_filled(named[name]) for name in present]
    if check.one_is_enough:
        text = [each for name, each in zip(present, filled, strict=True) if _is_text(named[name])]
        return table.filter(~pl.any_horizontal(text)) if text else table
    return table.filter(~pl.all_horizontal(filled))


def _is_text(judged: Judged) -> bool:
    """Whether any value that is there counts as one; a number that is 0 does not to Validata."""
    return judged.kind in ("string", "any")


def _read(column: pl.Series, judged: Judged, *, as_text: bool) -> list[Any]:
    values = typed(column, judged)
    if not as_text:
        return values
    return [None if value is None else text for text, value in zip(column, values, strict=True)]


def typed(column: pl.Series, judged: Judged) -> list[Any]:
    """The values of the cells by their type, None where there is none; each text is read once."""
    read = {text: judged.value(text or "") for text in column.unique()}
    return [read[text] for text in column]
