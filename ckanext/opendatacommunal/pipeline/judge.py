"""The verdict of a Table Schema on a file as it is: the command `validate`.

Strict where `check` is lenient: the first row is the header, names are taken to the letter, a blank
or ragged row is an error. The codes are frictionless'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal.messages import SENTENCES, Translate, sentence
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet
from ckanext.opendatacommunal.pipeline.reading.table import sheet_of
from ckanext.opendatacommunal.pipeline.table_schema import CellError, columns_of, errors


def judge(path: Path, schema: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    """`{valid, counts: {rows, errors}, errors: [{row, field, code, value, message}]}`.

    Raises `UnreadableFile`.
    """
    sheet = sheet_of(path, None)
    if sheet.width == 0:
        raise UnreadableFile("no-rows")
    labels = _labels(sheet)
    body = _named(sheet, labels)
    blank = _blank(body, schema)
    found = [
        *_label_errors(labels),
        *errors(body.filter(~blank), schema),
        *(CellError(row, None, "blank-row") for row in body.filter(blank)[ROW]),
        *_ragged(sheet, labels, set(body.filter(blank)[ROW])),
    ]
    order = {name: place for place, name in enumerate(labels)}
    found.sort(key=lambda each: (each.row or 0, order.get(each.field or "", len(order))))
    return {
        "valid": not found,
        "counts": {"rows": body.height, "errors": len(found)},
        "errors": [_shown(each, translate) for each in found],
    }


def _labels(sheet: Sheet) -> list[str]:
    _row, *names = sheet.cells.row(0)
    written = sheet.lengths[0] if sheet.encoding else len(names)
    return [(name or "").strip() for name in names[:written]]


def _named(sheet: Sheet, labels: list[str]) -> pl.DataFrame:
    """Rows below the header, columns under their names; of two with one name, the first."""
    first = {name: index for index, name in reversed(list(enumerate(labels))) if name}
    columns = [pl.col(f"c{index}").alias(name) for name, index in first.items()]
    return sheet.cells.slice(1).select(ROW, *columns)


def _blank(body: pl.DataFrame, schema: Mapping[str, Any]) -> pl.Series:
    """Rows that hold nothing but missing values."""
    missing = {each.name: each.missing for each in columns_of(schema)}
    tests = [
        pl.col(name).is_null() | pl.col(name).is_in(list(missing.get(name, ())))
        for name in body.columns[1:]
    ]
    return body.select(pl.all_horizontal(tests).alias("blank"))["blank"]


def _label_errors(labels: list[str]) -> Iterator[CellError]:
    seen: set[str] = set()
    for name in labels:
        if not name:
            yield CellError(None, None, "blank-label")
        elif name in seen:
            yield CellError(None, name, "duplicate-label")
        seen.add(name)


def _ragged(sheet: Sheet, labels: list[str], blank: set[int]) -> Iterator[CellError]:
    """Cells too many or too few, in a text file: a workbook has no such thing."""
    if not sheet.encoding:
        return
    width = len(labels)
    lengths = sheet.lengths
    for place in (lengths != width).arg_true():
        row = place + 1
        if place == 0 or row in blank:
            continue
        for index in range(width, lengths[place]):
            cell = sheet.cells[place, index + 1] if index < sheet.width else None
            yield CellError(row, None, "extra-cell", cell)
        for index in range(lengths[place], width):
            yield CellError(row, labels[index], "missing-cell")


def _shown(error: CellError, translate: Translate) -> dict[str, Any]:
    expected = error.expected
    if isinstance(expected, list):
        expected = ", ".join(map(str, expected))
    params = {
        "row": error.row,
        "column": error.field,
        "field_title": error.field,
        "value": error.value,
        "expected": expected,
    }
    precise = f"{error.code}:{error.constraint}"
    code = precise if precise in SENTENCES else error.code
    return {
        "row": error.row,
        "field": error.field,
        "code": error.code,
        "value": error.value,
        "message": sentence(code, params, translate)[0],
    }
