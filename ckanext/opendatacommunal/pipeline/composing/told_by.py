"""Empty cells that another cell of the row tells: `options.told_by` of a gabarit.

A nursery school is an establishment of teaching: where every word of a `type` belongs to one
`theme` only, the theme of the row needs nobody. What was filled so is said.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue
from ckanext.opendatacommunal.pipeline.fields.matching import lexicon, match

CODE = "told-by"


def fill_from_others(depot: Depot) -> Depot:
    for field in depot.gabarit.public_fields:
        told = field.options.get("told_by")
        if told and told["field"] in depot.values.columns:
            depot = _fill(depot, field, told["field"], told["values"])
    return depot


def _fill(depot: Depot, field: Field, teller: str, words: dict[str, list[str]]) -> Depot:
    known = lexicon(words)
    distinct = depot.values[teller].drop_nulls().unique(maintain_order=True)
    means = {cell: value for cell in distinct if (value := match(cell, known)) is not None}
    held = depot.values[field.name] if field.name in depot.values.columns else None
    asked = {row for each in depot.open_questions if each.field == field.name for row in each.rows}
    cells: list[str | None] = []
    filled: list[int] = []
    for place, (row, cell) in enumerate(depot.values.select(ROW, teller).iter_rows()):
        given = held[place] if held is not None else None
        told = None if given or row in asked else means.get(cell)
        cells.append(given or told)
        if told:
            filled.append(row)
    if not filled:
        return depot
    values = depot.values.with_columns(pl.Series(field.name, cells, dtype=pl.String))
    params = {"teller": depot.gabarit[teller].title, "rows": tuple(filled)}
    issue = Issue(CODE, "info", None, field.name, None, params)
    return replace(depot, values=values).with_issues([issue])
