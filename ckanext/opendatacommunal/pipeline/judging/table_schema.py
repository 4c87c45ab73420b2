"""Verdict of a Table Schema on a table of text, cell by cell, as Validata gives it.

polars lets through what is valid beyond doubt, whole columns at once; each other distinct value is
read once. Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from ckanext.opendatacommunal.pipeline import schema_checks
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.identity.repeats import (
    Repeat,
    empty_rows,
    hashable,
    repeats,
)
from ckanext.opendatacommunal.pipeline.judging.judged import Flaw, Judged
from ckanext.opendatacommunal.pipeline.judging.surely import all_true, tests_of

Schema = Mapping[str, Any]

# A column whose first rows hold few distinct values is judged by its distinct values.
SAMPLE_ROWS = 2_000
FEW_VALUES = 200


class CellError(NamedTuple):
    """One error. `row` None: a column or the schema; `field` None: the whole row.

    `code`: that of frictionless (`type-error`, `constraint-error`, `unique-error`…), or the name of
    a French check. `constraint`, `expected`: what is not met; of a French check, what `CheckFlaw`
    says.
    """

    row: int | None
    field: str | None
    code: str
    value: str | None = None
    constraint: str | None = None
    expected: Any = None


def columns_of(schema: Schema) -> list[Judged]:
    shared = schema.get("missingValues", [""])
    return [
        Judged(column, frozenset(column.get("missingValues", shared)))
        for column in schema["fields"]
    ]


def keys_of(schema: Schema) -> list[str]:
    """The columns of the primary key."""
    keys = schema.get("primaryKey") or []
    return [keys] if isinstance(keys, str) else list(dict.fromkeys(keys))


def errors(table: pl.DataFrame, schema: Schema, blank: Collection[int] = ()) -> list[CellError]:
    """Every error of a table (`_row` and one text column per field), by row then by column.

    `blank`: rows that hold nothing, whose cells are not judged. A column of the schema that the
    table does not have is an error only if it is required or part of the primary key. Columns that
    the schema does not have hold anything; French checks may name them.
    """
    judged, keys = columns_of(schema), keys_of(schema)
    found = [
        CellError(None, each.name, "missing-label")
        for each in judged
        if (each.required or each.name in keys) and each.name not in table.columns
    ]
    here = [each for each in judged if each.name in table.columns]
    cells = [error for error in _cell_errors(table, here) if error.row not in blank]
    again = {
        each.name: list(repeats(table, [each])) for each in here if each.constraints.get("unique")
    }
    cells += _unique_errors(again)
    cells += _key_errors(table, keys, here, again)
    cells += _foreign_key_errors(table, schema, here)
    for error in schema_checks.errors(table, schema, judged):
        (found if error.row is None else cells).append(CellError(*error))
    order = {each.name: i for i, each in enumerate(here)}
    cells.sort(key=lambda error: (error.row or 0, order.get(error.field or "", len(order))))
    return [*found, *cells]


def _cell_errors(table: pl.DataFrame, here: list[Judged]) -> Iterator[CellError]:
    """Types and constraints. One pass of polars over all columns, then a look at the suspects."""
    sieves = _sieves(table, here)
    caught = table.select(sieve.alias(name) for name, sieve in sieves.items())
    for judged in here:
        if judged.name not in sieves:
            continue
        suspects, column = caught[judged.name][0], table[judged.name]
        listed = suspects.dtype == pl.String
        distinct = suspects if listed else column.gather(suspects).unique()
        flaws = _flaws(distinct, judged) if len(distinct) else {}
        if flaws:
            places = _places(column, list(flaws)) if listed else suspects
            yield from _at(table[ROW].gather(places), column.gather(places), flaws)


def _sieves(table: pl.DataFrame, here: list[Judged]) -> dict[str, pl.Expr]:
    """Column → its distinct values, or the places of its suspects; none where anything goes."""
    top = table.head(SAMPLE_ROWS)
    sieves: dict[str, pl.Expr] = {}
    for judged in here:
        cell = pl.col(judged.name)
        tests = tests_of(judged)
        empty_is_right = not judged.required and "" in judged.missing
        if tests == [] and empty_is_right:
            continue
        if tests is None or _is_worth_listing(judged, top[judged.name]):
            sieves[judged.name] = cell.unique(maintain_order=False).implode()
            continue
        if judged.required:
            tests.append(cell != "")
        sure = all_true(tests)
        sure = (sure | cell.is_null()) if empty_is_right else (sure & cell.is_not_null())
        sieves[judged.name] = pl.arg_where(~sure).implode()
    return sieves


def _is_worth_listing(judged: Judged, top: pl.Series) -> bool:
    """Whether to go by distinct values: where they are few, that is quicker than a costly test."""
    costly = judged.kind not in ("string", "any", "boolean")
    costly = costly or not judged.tests.keys().isdisjoint(("pattern", "enum"))
    return costly and top.n_unique() <= FEW_VALUES


def _flaws(values: pl.Series, judged: Judged) -> dict[str | None, list[Flaw]]:
    """The values that have flaws."""
    if len(values) > FEW_VALUES:
        tests = tests_of(judged)
        if tests:
            frame = values.alias(judged.name).to_frame()
            values = frame.filter(~all_true(tests)).to_series()
    found = ((value, judged.flaws(value)) for value in values)
    return {value: flaws for value, flaws in found if flaws}


def _places(column: pl.Series, values: list[str | None]) -> pl.Series:
    mask = column.is_in([value for value in values if value is not None])
    return ((mask | column.is_null()) if None in values else mask).arg_true()


def _at(
    rows: pl.Series, cells: pl.Series, flaws: Mapping[str | None, list[Flaw]]
) -> Iterator[CellError]:
    name = cells.name
    for row, value in zip(rows.to_list(), cells.to_list(), strict=True):
        for flaw in flaws.get(value, ()):
            yield CellError(row, name, flaw.code, value or None, flaw.constraint, flaw.expected)


def _unique_errors(again: Mapping[str, list[Repeat]]) -> Iterator[CellError]:
    for name, found in again.items():
        for each in found:
            yield CellError(each.row, name, "unique-error", each.values[0], "unique", each.earlier)


def _key_errors(
    table: pl.DataFrame, keys: list[str], here: list[Judged], again: Mapping[str, list[Repeat]]
) -> Iterator[CellError]:
    """`again`: the repeats of the columns that are `unique`, which a key of one column may be."""
    named = {each.name: each for each in here}
    if not keys or not all(key in named for key in keys):
        return
    columns = [named[key] for key in keys]
    for row in empty_rows(table, columns):
        yield CellError(row, None, "primary-key")
    known = again.get(keys[0]) if len(keys) == 1 else None
    for repeat in repeats(table, columns) if known is None else known:
        value = ", ".join(str(each) for each in repeat.values)
        yield CellError(repeat.row, None, "primary-key", value, "unique", repeat.earlier)


def _foreign_key_errors(
    table: pl.DataFrame, schema: Schema, here: list[Judged]
) -> Iterator[CellError]:
    """References to rows of the same table. Those to another one are not judged: it is not here."""
    named = {each.name: each for each in here}
    for key in schema.get("foreignKeys") or []:
        reference = key.get("reference") or {}
        own, other = _names(key.get("fields")), _names(reference.get("fields"))
        if reference.get("resource") or not own or not {*own} <= named.keys():
            continue
        known = set(_typed_rows(table, [named.get(name) for name in other]))
        for row, values in zip(
            table[ROW], _typed_rows(table, [named[name] for name in own]), strict=True
        ):
            if values not in known and any(value is not None for value in values):
                shown = ", ".join(str(value) for value in values)
                yield CellError(row, None, "foreign-key", shown, "foreign-key", other)


def _names(fields: Any) -> list[str]:
    return [fields] if isinstance(fields, str) else list(fields or [])


def _typed_rows(table: pl.DataFrame, columns: Sequence[Judged | None]) -> list[tuple[Any, ...]]:
    """The values of the columns, row by row, as their types read them; None in an absent column."""
    values = (
        map(hashable, schema_checks.typed(table[each.name], each))
        if each
        else [None] * table.height
        for each in columns
    )
    return list(zip(*values, strict=True))
