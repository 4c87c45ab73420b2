"""Texts that a reader found in the wrong column, added to the field where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot

BETWEEN_TEXTS = " ; "


@dataclass(frozen=True)
class Move:
    """Text of a row that belongs in another field."""

    row: int
    field: str
    text: str
    rule: str


def move(depot: Depot, moves: Iterable[Move]) -> Depot:
    """Add each text to the field where it belongs, after what that field already says."""
    wanted: dict[str, dict[int, Move]] = {}
    for each in moves:
        wanted.setdefault(each.field, {})[each.row] = each
    for name, by_row in wanted.items():
        depot = _receive(depot, name, by_row)
    return depot


def _receive(depot: Depot, name: str, by_row: Mapping[int, Move]) -> Depot:
    values = depot.values
    if name not in values.columns:
        values = values.with_columns(pl.lit(None, dtype=pl.String).alias(name))
    corrections: list[Correction] = []
    cells: list[str | None] = []
    for row, held in values.select(ROW, name).iter_rows():
        moved = by_row.get(row)
        if moved is None or (held and moved.text in held):
            cells.append(held)
            continue
        after = f"{held}{BETWEEN_TEXTS}{moved.text}" if held else moved.text
        corrections.append(Correction(row, name, held or "", after, moved.rule))
        cells.append(after)
    values = values.with_columns(pl.Series(name, cells, dtype=pl.String))
    return replace(depot, values=values).with_corrections(corrections)
