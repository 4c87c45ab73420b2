"""Cells that one value covers down several rows: it is read for each of them, where it surely holds
for each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Issue, Severity
from ckanext.opendatacommunal.pipeline.reading.header import FIGURE, source_names

Span = tuple[int, int, int]
"""First row, last row (from 1), column (from 0)."""

MOST_SPANS = 100_000
SHOWN = 10

CODE = re.compile(r"\d{4}-\d\d-\d\d.*|0[\d\s.]+|\d{5}|[\d\s]{9,}")
"""Figures that are no quantity: a day, a postcode, a number one calls, the code of a company."""


def filled_down(
    rows: pl.DataFrame, names: Sequence[str], spans: Iterable[Span]
) -> tuple[pl.DataFrame, list[Issue]]:
    """`rows` with the value of each of `spans` in all its rows, and an issue a column.

    A quantity stays in the first row alone: it may be that of all of them together. So does what
    covers rows that say little of their own: they go on with the row above.
    """
    wanted = [span for span in spans if span[1] > span[0]][:MOST_SPANS]
    if not wanted or rows.is_empty():
        return rows, []
    known = {row: place for place, row in enumerate(rows[ROW])}
    columns = {span[2] for span in wanted if span[2] < rows.width - 1}
    cells = {column: rows[f"c{column}"].to_list() for column in columns}
    own = rows.select(
        pl.sum_horizontal(pl.col(c).is_not_null() for c in rows.columns[1:])
    ).to_series()
    filled: dict[int, list[str]] = defaultdict(list)
    once: dict[int, list[str]] = defaultdict(list)
    for first, last, column in sorted(set(wanted), key=lambda span: (span[2], span[0])):
        held = cells.get(column)
        below = [
            known[row] for row in range(first + 1, min(last, rows[ROW][-1]) + 1) if row in known
        ]
        if held is None or first not in known or not below:
            continue
        value = held[known[first]]
        if value is None or any(held[place] is not None for place in below):
            continue
        if _holds_for_each(value) and all(2 * own[at] >= own[known[first]] for at in below):
            for place in below:
                held[place] = value
            filled[column].append(f"{first}–{rows[ROW][below[-1]]}")
        else:
            once[column].append(f"{first}–{rows[ROW][below[-1]]}")
    told = rows.with_columns(
        pl.Series(f"c{column}", cells[column], dtype=pl.String) for column in sorted(filled)
    )
    sources = source_names(tuple(names), len(names))
    return told, [
        *_issues("merged-cells", "info", filled, sources),
        *_issues("merged-cells-once", "warning", once, sources),
    ]


def _holds_for_each(value: str) -> bool:
    return not FIGURE.match(value.strip()) or bool(CODE.fullmatch(value.strip()))


def _issues(
    code: str, severity: Severity, found: dict[int, list[str]], sources: Sequence[str]
) -> list[Issue]:
    return [
        Issue(
            code,
            severity,
            params={
                "column": sources[column],
                "rows": ", ".join(spans[:SHOWN]) + ("…" if len(spans) > SHOWN else ""),
            },
        )
        for column, spans in sorted(found.items())
    ]
