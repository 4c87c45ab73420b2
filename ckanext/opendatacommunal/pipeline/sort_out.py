"""Step `sort_out`: which rows go out and which wait, and why (law 8)."""

from __future__ import annotations

from dataclasses import replace

from ckanext.opendatacommunal.pipeline.complete import DUPLICATE
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot

SETTING_ASIDE = (DUPLICATE,)
"""Codes that set a row aside though they are no error."""


def sort_out(depot: Depot) -> Depot:
    """Fill `set_aside`: rows with an error, or with an open question that holds them."""
    reasons: dict[int, dict[str, None]] = {}

    def hold(row: int, code: str) -> None:
        reasons.setdefault(row, {})[code] = None

    for issue in depot.issues:
        if issue.row is not None and (issue.severity == "error" or issue.code in SETTING_ASIDE):
            hold(issue.row, issue.code)
    for question in depot.open_questions:
        if question.holds_row:
            for row in question.rows or depot.values[ROW]:
                hold(row, question.rule)
    rows = set(depot.values[ROW])
    aside = {row: tuple(sorted(codes)) for row, codes in sorted(reasons.items()) if row in rows}
    return replace(depot, set_aside=aside)
