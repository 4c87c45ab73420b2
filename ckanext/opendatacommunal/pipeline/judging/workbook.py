"""The cells of a workbook as Validata reads them: by what is stored, not by what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.cell_types import FALSE_VALUES, TRUE_VALUES
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.judging.table_schema import CellError
from ckanext.opendatacommunal.pipeline.judging.written import is_of_days, moment_of, written
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet
from ckanext.opendatacommunal.pipeline.reading.kind import kind_of
from ckanext.opendatacommunal.pipeline.reading.stored import stored_cells
from ckanext.opendatacommunal.pipeline.reading.xlsx_numbers import (
    FormattedNumber,
    formatted_numbers,
)

NO_NUMBERS = ("string", "boolean", "date", "datetime", "time")
"""Types that no number stored in a workbook is of."""

WITH_FORMATS = ("xlsx", "xlsm")
"""Workbooks in which Validata reads numbers and days by the formats of their cells."""

Kept = Mapping[str, dict[Any, list[int]]]
"""Label of a column → what is stored (`stored_cells`) → rows."""

OWN_WORDS = ("VRAI", "FAUX")


def as_read(
    path: Path, sheet: Sheet, labels: list[str], body: pl.DataFrame, schema: Mapping[str, Any]
) -> tuple[pl.DataFrame, Kept]:
    """The table with the texts that Validata reads, and what of it is no text to Validata."""
    found = stored_cells(path, sheet.name)
    kept: Kept = {name: found.get(index, {}) for index, name in enumerate(labels)}
    if kind_of(path) in WITH_FORMATS and sheet.name:
        moments = {each["name"] for each in schema["fields"] if each.get("type") == "datetime"}
        texts: dict[str, dict[int, str]] = {}
        for cell in formatted_numbers(path, sheet.name):
            name = labels[cell.column] if cell.column < len(labels) else None
            if name not in body.columns:
                continue
            text = _text(cell, as_moment=name in moments)
            if text is not None:
                texts.setdefault(name, {})[cell.row] = text
            elif is_of_days(cell.code):
                kept[name].setdefault("moment", []).append(cell.row)
        body = _with_texts(body, texts, kept)
    return _with_words_for_booleans(body, schema, kept), kept


def _text(cell: FormattedNumber, *, as_moment: bool) -> str | None:
    text = written(cell.kept, cell.code, since_1904=cell.since_1904)
    if text is None and as_moment and is_of_days(cell.code):
        moment = moment_of(cell.kept, cell.code, since_1904=cell.since_1904)
        return moment.isoformat() if moment else None
    return text


def _with_texts(
    body: pl.DataFrame, texts: Mapping[str, dict[int, str]], kept: Kept
) -> pl.DataFrame:
    """What has a text is no longer in `kept`."""
    for name, found in texts.items():
        for stored, rows in kept[name].items():
            kept[name][stored] = [row for row in rows if row not in found]
    return body.with_columns(
        pl.col(ROW).replace_strict(found, default=pl.col(name), return_dtype=pl.String).alias(name)
        for name, found in texts.items()
    )


def of_wrong_type(
    cells: list[CellError], body: pl.DataFrame, schema: Mapping[str, Any], kept: Kept
) -> list[CellError]:
    """A number in a column of texts or days is of a wrong type for Validata, whatever it shows."""
    wrong: list[CellError] = []
    for field in schema["fields"]:
        if field.get("type", "any") not in NO_NUMBERS or field["name"] not in body.columns:
            continue
        stored = kept[field["name"]]
        rows = {*stored.get("number", ())}
        if field["type"] != "boolean":
            rows |= {*stored.get("boolean", ())}
        if field["type"] == "string":
            rows |= {*stored.get("moment", ())}
        held = body.filter(pl.col(ROW).is_in(list(rows))).select(ROW, field["name"])
        wrong += [
            CellError(row, field["name"], "type-error", value, field["type"])
            for row, value in held.iter_rows()
        ]
    places = {(each.row, each.field) for each in wrong}
    return [*(each for each in cells if (each.row, each.field) not in places), *wrong]


def _with_words_for_booleans(
    body: pl.DataFrame, schema: Mapping[str, Any], kept: Kept
) -> pl.DataFrame:
    """A workbook's own true and false, which we read as it shows them, are right for any words."""
    found = []
    for field in schema["fields"]:
        if field.get("type") == "boolean" and field["name"] in body.columns:
            true, false = (
                field.get("trueValues", TRUE_VALUES),
                field.get("falseValues", FALSE_VALUES),
            )
            words = {
                own: each[0] for own, each in zip(OWN_WORDS, (true, false), strict=True) if each
            }
            cell = pl.col(field["name"])
            own = pl.col(ROW).is_in(kept[field["name"]].get("boolean", []))
            found.append(
                pl.when(own).then(cell.replace(words)).otherwise(cell).alias(field["name"])
            )
    return body.with_columns(found)
