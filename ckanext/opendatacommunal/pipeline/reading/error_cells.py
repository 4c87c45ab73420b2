"""Cells where a spreadsheet shows an error instead of a value: emptied, and each is named."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Issue
from ckanext.opendatacommunal.pipeline.reading.header import source_names

MOST_NAMED = 200

START = r"^\s*(?:#|Err ?:)"
ERROR = (
    r"(?i)^\s*(?:#(?:N/A|N/D|REF ?!|VALUE ?!|VALEUR ?!|NAME ?\?|NOM ?\?|DIV/0 ?!|NULL? ?!|NUM ?!"
    r"|NOMBRE ?!|CALC ?!|SPILL ?!|PROPAGATION ?!|EPARS ?!|FIELD ?!|CHAMP ?!|BLOCKED ?!|BLOQU[EÉ] ?!"
    r"|CONNECT ?!|UNKNOWN ?!|INCONNU ?!|BUSY ?!|GETTING_DATA)|Err ?:\d{3}|#{3,})\s*$"
)
"""What Excel and LibreOffice write, in English and in French; `###`: a column too narrow."""


def without_errors(rows: pl.DataFrame, names: Sequence[str]) -> tuple[pl.DataFrame, list[Issue]]:
    """`rows` with these cells empty, and a warning for each."""
    touched = [name for name in _suspects(rows) if rows[name].str.contains(START).any()]
    sources = source_names(tuple(names), len(names))
    found = []
    for name in touched:
        wrong = rows.filter(pl.col(name).str.contains(ERROR)).select(ROW, name)
        column = sources[int(name[1:])]
        found += [(row, int(name[1:]), column, value.strip()) for row, value in wrong.iter_rows()]
    if not found:
        return rows, []
    cleared = rows.with_columns(
        pl.when(~pl.col(name).str.contains(ERROR)).then(pl.col(name)) for name in touched
    )
    found.sort()
    issues = [
        Issue("error-cell", "warning", row=row, value=value, params={"column": column})
        for row, _index, column, value in found[:MOST_NAMED]
    ]
    if len(found) > MOST_NAMED:
        more = len(found) - MOST_NAMED
        issues.append(Issue("more-error-cells", "warning", params={"count": more}))
    return cleared, issues


def _suspects(rows: pl.DataFrame) -> list[str]:
    """Columns with a cell that begins with a space or a sign up to `#`, with `Err` or beyond ASCII:
    to compare cells is far quicker than to search them."""
    cell = pl.col(rows.columns[1:])
    begun = (cell < "$") | ((cell >= "Err") & (cell < "Ers")) | (cell >= "\x80")
    return [each.name for each in rows.select(begun.any()) if each[0]]
