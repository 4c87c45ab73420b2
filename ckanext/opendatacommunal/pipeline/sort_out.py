"""Step `sort_out`: which rows go out and which wait, and why (law 8); each change told once."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.complete import DUPLICATE
from ckanext.opendatacommunal.pipeline.composing.other_kinds import CODE as OTHER_KIND
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot
from ckanext.opendatacommunal.pipeline.missing import TO_COMPLETE
from ckanext.opendatacommunal.pipeline.records import Records

SETTING_ASIDE = (DUPLICATE, OTHER_KIND)
"""Codes that set a row aside though they are no error."""


SPLITTING = ("address-split", "position-split")


def merged(corrections: Records[Correction]) -> Records[Correction]:
    """One correction a cell: what the person wrote, what it became, the rule that did it last.

    The parts of a cell that was cut say so, whatever was mended in them afterwards.
    """
    found = corrections.frame
    if _some_told_twice(found):
        first, last = pl.col("rule").first(), pl.col("rule").last()
        found = found.group_by("row", "field", maintain_order=True).agg(
            pl.col("before").first(),
            pl.col("after").last(),
            pl.when(first.is_in(SPLITTING)).then(first).otherwise(last).alias("rule"),
        )
    return corrections.of(found.filter(pl.col("before").ne_missing(pl.col("after"))))


def _some_told_twice(found: pl.DataFrame) -> bool:
    rows = found.group_by("field").agg((pl.col("row").n_unique() < pl.len()).alias("twice"))
    return bool(rows["twice"].any())


def sort_out(depot: Depot) -> Depot:
    """Fill `set_aside`: rows with an error, or with an open question that holds them."""
    reasons: dict[int, dict[str, None]] = {}

    def hold(row: int, code: str) -> None:
        reasons.setdefault(row, {})[code] = None

    for issue in depot.issues:
        if issue.row is not None and (issue.severity == "error" or issue.code in SETTING_ASIDE):
            hold(issue.row, issue.code)
        for row in depot.values[ROW] if issue.code == TO_COMPLETE else ():
            hold(row, issue.code)
    for question in depot.open_questions:
        if question.holds_row:
            for row in question.rows or depot.values[ROW]:
                hold(row, question.rule)
    depot = replace(depot, corrections=merged(depot.corrections))
    rows = set(depot.values[ROW].to_list())
    aside = {row: tuple(sorted(codes)) for row, codes in sorted(reasons.items()) if row in rows}
    return replace(depot, set_aside=aside)
