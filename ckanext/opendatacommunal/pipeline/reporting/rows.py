"""Long lists of a report, held and written as JSON a column at a time.

To make a dictionary for each of a hundred thousand rows would take longer than to check them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

ROWS_AT_A_TIME = 20_000

_BETWEEN = "\x1f"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ": "))


class Rows(Sequence[dict[str, Any]]):
    """The records of a report, one dictionary each, made when it is looked at."""

    def __init__(self, columns: Mapping[str, pl.Series | Sequence[Any]]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return next((len(column) for column in self.columns.values()), 0)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = list(self.columns)
        for cells in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, cells, strict=True))

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return Rows({name: column[place] for name, column in self.columns.items()})
        return {name: column[place] for name, column in self.columns.items()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def json_pieces(self, between: str) -> Iterator[str]:
        """The records as JSON, `between` them what stands between two lines."""
        for start in range(0, len(self), ROWS_AT_A_TIME):
            if start:
                yield between
            parts: list[pl.Expr] = []
            text = "{"
            for place, (name, column) in enumerate(
                self[start : start + ROWS_AT_A_TIME].columns.items()
            ):
                text += f"{', ' if place else ''}{_ENCODER.encode(name)}: "
                cells = _encoded(column)
                if isinstance(cells, str):
                    text += cells
                else:
                    parts += [pl.lit(text), pl.lit(cells)]
                    text = ""
            line = pl.concat_str([*parts, pl.lit(text + "}")])
            yield pl.select(line.str.join(between)).item()


def _encoded(column: pl.Series | Sequence[Any]) -> pl.Series | str:
    """Each value as JSON, as the encoder of the whole report writes it; one text if all are one."""
    if not isinstance(column, pl.Series):
        return _each(column)
    if column.dtype.is_integer() and not column.null_count() and len(column) > 1:
        return column.cast(pl.String)
    distinct = column.unique(maintain_order=True)
    if len(distinct) == 1:
        return _ENCODER.encode(distinct[0])
    if 2 * len(distinct) > len(column):
        return _each(column.to_list())
    return column.replace_strict(distinct, _each(distinct.to_list()), return_dtype=pl.String)


def _each(values: Sequence[Any]) -> pl.Series:
    # The separator is a control character, which JSON escapes inside a text.
    return pl.Series(_ENCODER.encode(list(values))[1:-1].split(_BETWEEN), dtype=pl.String)
