"""The lists of a report that have a record a cell or a row of the file, as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import LOCATIONS, ROW, Depot
from ckanext.opendatacommunal.pipeline.records import Records
from ckanext.opendatacommunal.pipeline.reporting.rows import Rows


def corrections(depot: Depot, column_of: Callable[[str], str | None]) -> Rows:
    """By row, then in the order of the gabarit, with the person's own name of the column."""
    found = depot.corrections.frame
    fields = pl.Series(found["field"].unique(maintain_order=True), dtype=pl.String)
    order = {each.name: place for place, each in enumerate(depot.gabarit.readable_fields)}
    places = pl.Series([order.get(name, -1) for name in fields], dtype=pl.Int64)
    shown = pl.Series([column_of(name) for name in fields], dtype=pl.String)
    field = pl.col("field")
    found = found.with_columns(
        field.replace_strict(fields, places, return_dtype=pl.Int64).alias("place"),
        field.replace_strict(fields, shown, return_dtype=pl.String).alias("column"),
    )
    return Rows(found.sort("row", "place", maintain_order=True).drop("place").to_dict())


def geocoding(depot: Depot) -> Rows:
    """By row."""
    found, names = depot.locations, list(LOCATIONS.frame.columns)
    if isinstance(found, Records):
        return Rows(found.frame.sort("row", maintain_order=True).to_dict())
    ordered = sorted(found, key=lambda each: each.row)
    cells = list(zip(*ordered, strict=True)) if ordered else [()] * len(names)
    return Rows(dict(zip(names, cells, strict=True)))


def changed_rows(depot: Depot) -> list[dict[str, Any]]:
    """Rows that are new or not as they were published; empty where nothing was before."""
    kinds = depot.changes.values()
    if "changed" not in kinds and "unchanged" not in kinds and not depot.disappeared:
        return []
    name = depot.gabarit.role("identifier") or ""
    known: Mapping[int, str | None] = {}
    if name in depot.values:
        known = dict(depot.values.select(ROW, name).iter_rows())
    return [
        {
            "row": row,
            "change": kind,
            "identifier": known.get(row),
            "fields": list(depot.changed.get(row, ())),
        }
        for row, kind in depot.changes.items()
        if kind != "unchanged"
    ]
