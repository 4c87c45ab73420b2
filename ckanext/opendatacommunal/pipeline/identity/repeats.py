"""Values that should stand in one row only: `unique`, primary keys."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.judging.judged import Judged

_AS_TEXT = ("string", "any")


class Repeat(NamedTuple):
    """A row whose values stood before, in row `earlier` the last time."""

    row: int
    values: tuple[str | None, ...]
    earlier: int


def repeats(table: pl.DataFrame, columns: list[Judged]) -> Iterator[Repeat]:
    """The rows whose values, read by their types, stand in an earlier row too.

    A row without any value repeats nothing.
    """
    if len(columns) == 1 and _surely_different(table[columns[0].name], columns[0]):
        return
    keys = [f"key{i}" for i in range(len(columns))]
    frame = table.select(ROW, *(each.name for each in columns)).with_columns(
        _comparable(table[each.name], each).alias(key)
        for key, each in zip(keys, columns, strict=True)
    )
    frame = frame.filter(~pl.all_horizontal(pl.col(key).is_null() for key in keys))
    again = frame.filter(pl.struct(keys).is_duplicated())
    again = again.with_columns(pl.col(ROW).shift(1).over(keys).alias("earlier"))
    again = again.filter(pl.col("earlier").is_not_null()).drop(keys).sort(ROW)
    for row, *values, earlier in again.iter_rows():
        yield Repeat(row, tuple(values), earlier)


def empty_rows(table: pl.DataFrame, columns: list[Judged]) -> list[int]:
    """The rows that have no value in any of the columns."""
    if any(table[each.name].null_count() == 0 and each.missing <= {""} for each in columns):
        suspects = table.filter(pl.all_horizontal(pl.col(each.name) == "" for each in columns))
    else:
        suspects = table.select(ROW, *(each.name for each in columns))
    blank = pl.all_horizontal(_comparable(suspects[each.name], each).is_null() for each in columns)
    return suspects.filter(blank)[ROW].to_list()


def _surely_different(column: pl.Series, judged: Judged) -> bool:
    """Whether no value can stand twice; False when only reading tells."""
    if judged.kind in ("number", "integer"):
        column = column.cast(pl.Float64, strict=False)
        if column.null_count():
            return False
    elif judged.kind not in _AS_TEXT or judged.missing - {""}:
        return False
    nulls = column.null_count()
    return column.n_unique() - (nulls > 0) == len(column) - nulls


def _comparable(column: pl.Series, judged: Judged) -> pl.Series:
    """Values as equal as the reader finds them: `1.0` and `1` are one number, "" is nothing."""
    column = column.set(column.is_in(sorted(judged.missing)), None)
    if judged.kind in _AS_TEXT:
        return column
    seen: dict[Hashable, int] = {}
    places: dict[str, int | None] = {}
    for text in column.drop_nulls().unique(maintain_order=True):
        value = judged.read(text)
        places[text] = None if value is None else seen.setdefault(_hashable(value), len(seen))
    return column.replace_strict(places, return_dtype=pl.Int64, default=None)


def _hashable(value: Any) -> Hashable:
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value
