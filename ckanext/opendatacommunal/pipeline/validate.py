"""Step `validate`: the verdict of the Table Schema on what `write` wrote, row by row.

What an earlier step already said of a cell is not said twice; what a national schema gets wrong by
itself is told apart (`known_defects`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.complete import duplicates
from ckanext.opendatacommunal.pipeline.composing.parts import UNREAD
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue
from ckanext.opendatacommunal.pipeline.judging import table_schema
from ckanext.opendatacommunal.pipeline.judging.known_defects import Defect, defect_of, issues_on
from ckanext.opendatacommunal.pipeline.judging.table_schema import CellError
from ckanext.opendatacommunal.pipeline.missing import TO_COMPLETE
from ckanext.opendatacommunal.pipeline.recognising.asking import WHICH_FIELD


def validate(depot: Depot) -> Depot:
    """Add an issue for each cell that the schema refuses and that nothing was said of."""
    rows = depot.values.filter(~pl.col(ROW).is_in(list(duplicates(depot))))
    names = [field.name for field in depot.gabarit.public_fields]
    found = table_schema.errors(rows.select(ROW, *names), depot.gabarit.schema)
    depot = depot.with_issues(_issues(depot, found))
    return depot.with_issues(_recommended(depot)).with_issues(_of_one_person(depot))


def _issues(depot: Depot, found: list[CellError]) -> Iterator[Issue]:
    said = _Said(depot)
    keys = depot.gabarit.schema.get("primaryKey") or []
    key = keys if isinstance(keys, str) else keys[0] if len(keys) == 1 else None
    cells = {(error.row, error.field) for error in found}
    street, number = depot.gabarit.role("street"), depot.gabarit.role("house_number")
    defects: list[tuple[CellError, Defect]] = []
    for error in found:
        # A street without a number gets SN: where both are missing, the street is what is missing.
        if (
            error.field == number
            and error.constraint == "required"
            and ((error.row, street) in cells or said.of(error.row, street))
        ):
            continue
        if (
            error.code == "primary-key"
            and key
            and ((error.row, key) in cells or said.of(error.row, key))
        ):
            continue
        if error.row is not None and said.of(error.row, error.field):
            continue
        defect = defect_of(error, depot.gabarit)
        if defect is not None:
            defects.append((error, defect))
            continue
        params = {"constraint": error.constraint, "expected": _shown(error.expected)}
        given = said.emptied.get((error.row, error.field))
        if error.constraint == "required" and given:
            params |= {"case": "not-known", "given": given}
        yield Issue(error.code, "error", error.row, error.field, error.value, params)
    yield from issues_on(defects, depot.gabarit)


class _Said:
    """Cells that already have an error or an open question."""

    def __init__(self, depot: Depot) -> None:
        self.depot = depot
        self.cells: set[tuple[int | None, str | None]] = set()
        self.columns: set[str | None] = set()
        self.held: set[int] = set()
        for issue in depot.issues:
            if issue.code == TO_COMPLETE:
                self.columns |= {*issue.params["fields"]}
            if issue.code == UNREAD and issue.severity == "error":
                self.cells |= {(issue.row, name) for name in issue.params["fields"]}
            if issue.severity == "error" and issue.row is not None:
                self.cells.add((issue.row, issue.field))
                self.held.add(issue.row)
        self.emptied = _emptied(depot)
        found = {column.field for column in depot.columns}
        for question in depot.open_questions:
            if question.field and not question.rows:
                self.columns.add(question.field)
            if question.rule == WHICH_FIELD:
                self.columns |= {*question.candidates} - found
            self.cells |= {(row, question.field) for row in question.rows}
            if question.holds_row:
                self.held |= set(question.rows)

    def of(self, row: int | None, name: str | None) -> bool:
        if (row, name) in self.cells or (name in self.columns and name is not None):
            return True
        filled = name is not None and self.depot.gabarit[name].filled
        return filled and row in self.held


def _emptied(depot: Depot) -> dict[tuple[int | None, str | None], str]:
    """Cells of compulsory fields that held a word for “not known”, and that word."""
    required = [field.name for field in depot.gabarit.public_fields if field.required]
    found = depot.corrections.frame.filter(
        pl.col("rule").eq("no-value") & pl.col("field").is_in(required)
    )
    return {(row, name): before for row, name, before in found[["row", "field", "before"]].rows()}


def _shown(expected: Any) -> Any:
    return " · ".join(map(str, expected)) if isinstance(expected, list) else expected


def _of_one_person(depot: Depot) -> Iterator[Issue]:
    """One remark on the rows of a column that counts people (`options.counts_people`) where it
    counts one: that is right, and may point to somebody."""
    for field in depot.gabarit.public_fields:
        if field.options.get("counts_people"):
            rows = depot.values.filter(pl.col(field.name) == "1")[ROW].to_list()
            if rows:
                params = {"count": len(rows), "rows": tuple(rows)}
                yield Issue("one-person", "info", None, field.name, None, params)


def _recommended(depot: Depot) -> Iterator[Issue]:
    """One remark for each recommended column that is empty somewhere, never one a row."""
    for field in depot.gabarit.public_fields:
        if field.level == "recommended" and not field.filled:
            empty = depot.values[field.name].null_count()
            if empty:
                params = {"count": empty, "total": depot.values.height}
                yield Issue("recommended-empty", "warning", None, field.name, None, params)
