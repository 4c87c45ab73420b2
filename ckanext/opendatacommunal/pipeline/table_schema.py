"""Verdict of a Table Schema on a table of text, cell by cell, as Validata gives it.

Each distinct value is judged once; polars lets through whole columns of values that are valid
beyond doubt, and only the others are read one by one. Nothing is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import InvalidOperation
from typing import Any, NamedTuple

import polars as pl

from ckanext.opendatacommunal.pipeline import cell_types
from ckanext.opendatacommunal.pipeline.depot import ROW

Schema = Mapping[str, Any]


class CellError(NamedTuple):
    """One error. `row` None: a missing column; `field` None: the whole row.

    `code`: that of frictionless (`type-error`, `constraint-error`, `unique-error`…).
    `constraint`, `expected`: name and value of the constraint that is not met.
    """

    row: int | None
    field: str | None
    code: str
    value: str | None = None
    constraint: str | None = None
    expected: Any = None


class Flaw(NamedTuple):
    """What is wrong with one value of a column."""

    code: str
    constraint: str | None = None
    expected: Any = None


class Judged:
    """The exact reader of one column of a schema, and its constraints."""

    def __init__(self, column: Mapping[str, Any], missing: frozenset[str]) -> None:
        self.column, self.missing = column, missing
        self.name: str = column["name"]
        self.constraints: Mapping[str, Any] = column.get("constraints", {})
        self.required = bool(self.constraints.get("required"))
        self.read = cell_types.reader(column)
        pattern = self.constraints.get("pattern")
        self.pattern = re.compile(f"^{pattern}$") if pattern else None
        self.enum = [self.read(str(each)) for each in self.constraints.get("enum", ())]

    def flaws(self, text: str | None) -> list[Flaw]:
        """What is wrong with one cell; an empty list if nothing is."""
        text = text or ""
        if text in self.missing:
            return [Flaw("constraint-error", "required", True)] if self.required else []
        value = self.read(text)
        if value is None:
            expected = self.column.get("format") or self.column.get("type", "string")
            return [Flaw("type-error", "type", expected)]
        return [
            Flaw("constraint-error", name, expected)
            for name, expected in self.constraints.items()
            if not self._meets(name, expected, value)
        ]

    def _meets(self, name: str, expected: Any, value: Any) -> bool:
        if name == "pattern":
            return bool(self.pattern and self.pattern.match(value))
        if name == "enum":
            return value in self.enum
        if name in ("minLength", "maxLength"):
            return len(value) >= expected if name == "minLength" else len(value) <= expected
        if name in ("minimum", "maximum"):
            limit = self.read(str(expected))
            try:
                return value >= limit if name == "minimum" else value <= limit
            except (TypeError, InvalidOperation):
                return False
        return True

    def surely_valid(self) -> pl.Expr | None:
        """True for the cells that are valid beyond doubt; None when only reading tells."""
        cell = pl.col(self.name)
        kind = self.column.get("type", "string")
        tests: list[pl.Expr] = []
        if kind in cell_types.SURELY:
            if {"decimalChar", "groupChar"} & set(self.column):
                return None
            tests.append(cell.str.contains(cell_types.SURELY[kind]))
        elif kind == "boolean":
            words = [*self.column.get("trueValues", cell_types.TRUE_VALUES)]
            words += self.column.get("falseValues", cell_types.FALSE_VALUES)
            tests.append(cell.is_in(words))
        elif kind == "date" and self.column.get("format", "default") == "default":
            tests.append(cell.str.contains(r"^\d{4}-\d{2}-\d{2}$"))
            tests.append(cell.str.to_date("%Y-%m-%d", strict=False).is_not_null())
        elif kind == "string" and self.column.get("format", "default") == "uri":
            tests.append(cell.str.contains(r"^https?:"))
        elif kind not in ("string", "any") or self.column.get("format", "default") != "default":
            return None
        for name, expected in self.constraints.items():
            test = self._surely_meets(name, expected, kind)
            if test is None:
                return None
            tests.append(test)
        valid = pl.all_horizontal(tests) if tests else pl.lit(value=True)
        empty = cell.is_null() | cell.is_in(list(self.missing))
        return (valid.fill_null(value=False) & ~empty) | (empty & (not self.required))

    def _surely_meets(self, name: str, expected: Any, kind: str) -> pl.Expr | None:
        cell = pl.col(self.name)
        if name in ("required", "unique"):
            return pl.lit(value=True)
        if name == "enum" and kind == "string":
            return cell.is_in([str(each) for each in expected])
        if name == "pattern":
            return cell.str.contains(f"^(?:{expected})$") if _same_in_polars(expected) else None
        if name in ("minLength", "maxLength"):
            length = cell.str.len_chars()
            return length >= expected if name == "minLength" else length <= expected
        if name in ("minimum", "maximum") and kind in cell_types.SURELY:
            number = cell.cast(pl.Float64, strict=False)
            return number > float(expected) if name == "minimum" else number < float(expected)
        return None


_PLAIN_PATTERN = re.compile(r"(?:[^\\(]|\((?!\?)|\(\?:|\\[dDwWsS.\-+*?()\[\]{}|^$/])*")


def _same_in_polars(pattern: str) -> bool:
    """Whether a pattern means the same to polars as to Python; `^a|b$` does not, once bracketed."""
    if not _PLAIN_PATTERN.fullmatch(pattern) or "&&" in pattern or "[:" in pattern:
        return False
    depth = 0
    for char in re.sub(r"\\.", "", pattern):
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            return False
    try:
        pl.select(pl.lit("").str.contains(f"^(?:{pattern})$"))
    except pl.exceptions.ComputeError:
        return False
    return True


def columns_of(schema: Schema) -> list[Judged]:
    shared = schema.get("missingValues", [""])
    return [
        Judged(column, frozenset(column.get("missingValues", shared)))
        for column in schema["fields"]
    ]


def errors(table: pl.DataFrame, schema: Schema) -> list[CellError]:
    """Every error of a table (`_row` and one text column per field), by row then by column.

    A column of the schema that the table does not have is an error only if it is required.
    """
    judged = columns_of(schema)
    found = [
        CellError(None, each.name, "missing-label")
        for each in judged
        if each.required and each.name not in table.columns
    ]
    here = [each for each in judged if each.name in table.columns]
    order = {each.name: i for i, each in enumerate(here)}
    cells: list[CellError] = []
    for each in here:
        cells += _column_errors(table, each)
        if each.constraints.get("unique"):
            cells += _repeated(table, each)
    cells += _key_errors(table, schema, here)
    cells.sort(key=lambda error: (error.row or 0, order.get(error.field or "", len(order))))
    return [*found, *cells]


def _column_errors(table: pl.DataFrame, judged: Judged) -> Iterator[CellError]:
    name = judged.name
    sure = judged.surely_valid()
    pair = table.select(ROW, name)
    suspects = pair if sure is None else pair.filter(~sure)
    if suspects.is_empty():
        return
    flaws = {value: judged.flaws(value) for value in suspects[name].unique()}
    for row, value in suspects.iter_rows():
        for flaw in flaws[value]:
            yield CellError(row, name, flaw.code, value or None, flaw.constraint, flaw.expected)


def _repeated(table: pl.DataFrame, judged: Judged) -> Iterator[CellError]:
    """All but the first of the rows that hold the same value."""
    name = judged.name
    for row, value, first in _repeats(table, [name], [judged]).iter_rows():
        yield CellError(row, name, "unique-error", value, "unique", first)


def _key_errors(table: pl.DataFrame, schema: Schema, here: list[Judged]) -> list[CellError]:
    keys = schema.get("primaryKey") or []
    keys = [keys] if isinstance(keys, str) else list(keys)
    judged = [each for each in here if each.name in keys]
    if not keys or len(judged) != len(keys):
        return []
    empty = table.filter(
        pl.all_horizontal(
            pl.col(each.name).is_null() | pl.col(each.name).is_in(list(each.missing))
            for each in judged
        )
    )
    found = [CellError(row, None, "primary-key-error") for row in empty[ROW]]
    for row, *values, first in _repeats(table, keys, judged).iter_rows():
        value = ", ".join(str(each) for each in values)
        found.append(CellError(row, None, "primary-key-error", value, "unique", first))
    return found


def _repeats(table: pl.DataFrame, names: list[str], judged: list[Judged]) -> pl.DataFrame:
    """Rows whose values stood in an earlier row: `_row`, the values, `_row` of the one before."""
    typed = [_comparable(table[each.name], each) for each in judged]
    frame = table.select(ROW, *names).with_columns(
        column.alias(f"key{i}") for i, column in enumerate(typed)
    )
    keys = [f"key{i}" for i in range(len(typed))]
    frame = frame.filter(~pl.all_horizontal(pl.col(key).is_null() for key in keys))
    again = frame.filter(pl.struct(keys).is_duplicated())
    again = again.with_columns(pl.col(ROW).shift(1).over(keys).alias("first"))
    return again.filter(pl.col("first").is_not_null()).select(ROW, *names, "first").sort(ROW)


def _comparable(column: pl.Series, judged: Judged) -> pl.Series:
    """The values as the reader compares them: `1.0` and `1` are one number, "" is nothing."""
    column = column.set(column.is_in(list(judged.missing)), None)
    if judged.column.get("type", "string") in ("string", "any"):
        return column
    read = {value: judged.read(value) for value in column.drop_nulls().unique()}
    shown = {value: None if found is None else _shown(found) for value, found in read.items()}
    return column.replace_strict(list(shown), list(shown.values()), return_dtype=pl.String)


def _shown(value: Any) -> str:
    return str(value.normalize()) if hasattr(value, "normalize") else str(value)
