"""Values that should stand in one row only: `unique`, primary keys."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.judging.judged import Judged
from ckanext.opendatacommunal.pipeline.judging.surely import surely_filled


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
    filled = pl.any_horizontal(surely_filled(each) for each in columns)
    suspects = table.select(ROW, *(each.name for each in columns)).filter(~filled)
    blank = pl.all_horizontal(_comparable(suspects[each.name], each).is_null() for each in columns)
    return suspects.filter(blank)[ROW].to_list()


def _surely_different(column: pl.Series, judged: Judged) -> bool:
    """Whether no value can stand twice; False when only reading tells."""
    if judged.kind in ("number", "integer") and not judged.column.get("groupChar"):
        column = column.cast(pl.Float64, strict=False)
        if column.null_count():
            return False
    elif not _is_taken_as_written(judged) or judged.missing != {""}:
        return False
    nulls = column.null_count()
    return column.n_unique() - (nulls > 0) == len(column) - nulls


def _comparable(column: pl.Series, judged: Judged) -> pl.Series:
    """Values as equal as the reader finds them: `1.0` and `1` are one number. What is missing, or
    not of the type, is nothing."""
    if "" not in judged.missing:
        column = column.fill_null("")
    column = column.set(column.is_in(sorted(judged.missing)), None)
    if _is_taken_as_written(judged):
        return column
    values = {text: judged.read(text) for text in column.drop_nulls().unique(maintain_order=True)}
    seen: dict[Hashable, int] = {}
    places = {
        text: None if value is None else seen.setdefault(hashable(value), len(seen))
        for text, value in values.items()
    }
    found = column.replace_strict(places, return_dtype=pl.Int64, default=None)
    unlike = [text for text, value in values.items() if _is_no_number(value)]
    if unlike:  # even to itself
        own = pl.Series(range(-len(column), 0), dtype=pl.Int64)
        found = own.zip_with(column.is_in(unlike).fill_null(value=False), found)
    return found


def _is_no_number(value: Any) -> bool:
    return value.is_nan() if isinstance(value, Decimal) else value != value  # noqa: PLR0124


def _is_taken_as_written(judged: Judged) -> bool:
    return judged.kind == "any" or (judged.kind == "string" and judged.format == "default")


def hashable(value: Any) -> Hashable:
    """A value, or its writing where it cannot be hashed: a list; an hour a whole day off."""
    try:
        hash(value)
    except (TypeError, ValueError):
        return repr(value)
    return value
