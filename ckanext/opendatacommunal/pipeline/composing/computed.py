"""Fields that others make: `options.computed` of a gabarit, such as `{code_insee}_{numero:0>4}`.

An empty cell is filled once all its parts are known; a cell that says otherwise gives way, and the
change is listed: such a field has no other source than its parts.
"""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot

RULE = "computed"
_PART = re.compile(r"\{(\w+)[:}]")


def compute(depot: Depot) -> Depot:
    for field in depot.gabarit.public_fields:
        pattern = field.options.get("computed")
        if pattern:
            depot = _fill(depot, field, str(pattern))
    return depot


def _fill(depot: Depot, field: Field, pattern: str) -> Depot:
    parts = _PART.findall(pattern)
    if any(part not in depot.values.columns for part in parts):
        return depot
    values = depot.values
    given = values[field.name].to_list() if field.name in values.columns else [None] * values.height
    made: list[str | None] = []
    corrections: list[Correction] = []
    rows = values.select(ROW, *parts).iter_rows(named=True)
    for row, before in zip(rows, given, strict=True):
        known = all(row[part] for part in parts)
        after = pattern.format_map(row) if known else before
        made.append(after)
        if before and after and before != after:
            corrections.append(Correction(row[ROW], field.name, before, after, RULE))
    column = pl.Series(field.name, made, dtype=pl.String)
    return replace(depot, values=values.with_columns(column)).with_corrections(corrections)
