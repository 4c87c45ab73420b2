"""Publishable rows, and rows set aside, as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from ckanext.opendatacommunal.messages import N_, Translate
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.reading.header import source_names
from ckanext.opendatacommunal.pipeline.reporting.alike import MORE

REASON = N_("Reason")

ROWS_AT_A_TIME = 20_000

FORMULA = re.compile(r"[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d .,]*")


def clean_csv(depot: Depot) -> bytes:
    """Publishable rows in the order of the file: UTF-8, comma, names of the fields in schema order,
    no internal column."""
    names = [each.name for each in depot.gabarit.public_fields]
    absent = [name for name in names if name not in depot.values.columns]
    out = io.BytesIO()
    for start in range(0, max(depot.values.height, 1), ROWS_AT_A_TIME):
        some = depot.values.slice(start, ROWS_AT_A_TIME)
        kept = some.filter(~pl.col(ROW).is_in(list(depot.set_aside)))
        table = kept.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
        table.select(names).write_csv(out, include_header=start == 0)
    return out.getvalue()


def rejects_csv(depot: Depot, told: Mapping[str, Any], translate: Translate) -> bytes:
    """Rows set aside, in the person's own layout, and why: as a French spreadsheet opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    names = depot.header or source_names((), depot.raw.width - 1)
    writer.writerow([*map(harmless, names), translate(REASON)])
    reasons = reasons_by_row(told)
    for row, *cells in depot.raw.filter(pl.col(ROW).is_in(list(reasons))).iter_rows():
        writer.writerow([*(harmless(cell or "") for cell in cells), " ".join(reasons[row])])
    return out.getvalue().encode("utf-8-sig")


def reasons_by_row(told: Mapping[str, Any]) -> dict[int, list[str]]:
    """Row set aside → the sentences that say why; the words of its codes where none does."""
    why: dict[int, list[str]] = defaultdict(list)
    for issue in told["issues"]:
        if issue["severity"] == "error" and issue["row"] is not None:
            why[issue["row"]].append(issue["message"])
        elif issue["code"] in MORE:
            code = issue["params"]["code"]
            for row in issue["params"]["rows"]:
                why[row].append(told["rules"].get(code, code))
    for asked in told["questions"]:
        if asked["holds_row"]:
            for row in asked["rows"] or (each["row"] for each in told["set_aside"]):
                why[row].append(asked["message"])
    return {
        each["row"]: list(dict.fromkeys(why[each["row"]] or each["messages"]))
        for each in told["set_aside"]
    }


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("-12,5"), harmless("+33 4 78")
    ("'=cmd|' /C calc'!A0", '-12,5', '+33 4 78')
    """
    if FORMULA.match(cell) and not PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
