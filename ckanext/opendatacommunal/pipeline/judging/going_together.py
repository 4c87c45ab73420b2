"""Columns that a national schema wants all filled or all empty (`cohesive-columns-value`).

Where they are optional, a row that has only some of them goes out without them, and that is listed:
“carried unanimously” gives no number of votes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue

RULE = "left-together"


def empty_together(depot: Depot) -> Depot:
    for names in _groups(depot):
        depot = _empty(depot, names)
    return depot


def _groups(depot: Depot) -> Iterator[list[str]]:
    gabarit = depot.gabarit
    for check in gabarit.schema.get("custom_checks") or ():
        if check.get("name") != "cohesive-columns-value":
            continue
        params = check.get("params", {})
        names = [params.get("column"), *params.get("othercolumns", ())]
        if all(name in gabarit and not gabarit[name].required for name in names):
            yield names


def _empty(depot: Depot, names: list[str]) -> Depot:
    here = [name for name in names if name in depot.values.columns]
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in here) if here else None
    if filled is None:
        return depot
    partly = depot.values.filter((filled > 0) & (filled < len(names)))
    if partly.is_empty():
        return depot
    rows = partly[ROW].to_list()
    corrections = [
        Correction(row[ROW], name, row[name], "", RULE)
        for row in partly.select(ROW, *here).iter_rows(named=True)
        for name in here
        if row[name]
    ]
    emptied = pl.col(ROW).is_in(rows)
    values = depot.values.with_columns(
        pl.when(emptied).then(None).otherwise(pl.col(name)).alias(name) for name in here
    )
    titles = [depot.source_of(name) or depot.gabarit[name].title for name in names]
    said = {"count": len(rows), "rows": tuple(rows), "columns": titles}
    issue = Issue(RULE, "warning", None, names[0], None, said)
    return replace(depot, values=values).with_corrections(corrections).with_issues([issue])
