"""Rows of other things in the same file: deliveries and taxis among the places of the disabled.

A part of a gabarit with `options.keeps` says which words of its column are the dataset's own. Rows
of other words are set aside and named, never published as what they are not. A column none of whose
words is known tells nothing, and is named as left out.
"""

from __future__ import annotations

from dataclasses import replace

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue
from ckanext.opendatacommunal.pipeline.fields.matching import fold, stem

CODE = "other-kind"
UNKNOWN = "kinds-unknown"


def set_others_aside(depot: Depot) -> Depot:
    for part in depot.gabarit.parts:
        if part.options.get("keeps") and part.name in depot.values.columns:
            depot = _sorted(depot, part)
    return depot


def _sorted(depot: Depot, part: Field) -> Depot:
    """Empty cells are rows of the dataset only where no other kind is in the file."""
    own = {stem(fold(str(word))) for word in part.options["keeps"]}
    cells = {row: (cell or "").strip() for row, cell in depot.values.select(ROW, part.name).rows()}
    is_own = {row: stem(fold(cell)) in own for row, cell in cells.items()}
    params = {"source": depot.source_of(part.name)}
    values = depot.values.drop(part.name)
    depot = replace(depot, values=values)
    if not any(is_own.values()):
        rows = tuple(row for row, cell in cells.items() if cell)
        if not rows:
            return depot
        said = Issue(UNKNOWN, "warning", rows[0], None, cells[rows[0]], {**params, "rows": rows})
        return depot.with_issues([said])
    mixed = any(cell and not is_own[row] for row, cell in cells.items())
    return depot.with_issues(
        Issue(CODE, "warning", row, None, cell, {**params, "case": "named" if cell else "empty"})
        for row, cell in cells.items()
        if mixed and not is_own[row]
    )
