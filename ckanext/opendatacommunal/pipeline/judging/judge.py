"""The verdict of a Table Schema on a file as it is: the command `validate`.

Strict where `check` is lenient: names are taken to the letter, a blank or ragged row is an error.
The codes are frictionless'; what counts as header, blank or ragged is what Validata makes of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal.messages import Translate, sentence
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.judging.table_schema import CellError, columns_of, errors
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet
from ckanext.opendatacommunal.pipeline.reading.opened import sheet_of

# Among so many first rows, the header is the first one about as wide as they are on average.
HEADER_ROWS = 100

MOST_SHOWN = 100

ABSENT = "\0"


def judge(path: Path, schema: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    """`{valid, counts: {rows, errors}, errors: [{row, field, code, value, message}]}`.

    Raises `UnreadableFile`.
    """
    sheet = sheet_of(path, None)
    if sheet.width == 0:
        raise UnreadableFile("no-rows")
    header = _header_row(sheet)
    labels = _labels(sheet, header)
    found = _twice(labels)
    if not found:
        body = _named(sheet, header, labels)
        if sheet.encoding:
            body, schema = _marked(body, sheet, header, schema)
            blank = _blank_rows(body, schema)
            cells = errors(body, schema, blank)
        else:
            from ckanext.opendatacommunal.pipeline.judging import workbook  # noqa: PLC0415

            body, kept = workbook.as_read(path, sheet, labels, body, schema)
            blank = _blank_rows(body, schema)
            cells = workbook.of_wrong_type(errors(body, schema, blank), body, schema, kept)
        found = [
            *_label_errors(labels),
            *cells,
            *(CellError(row, None, "blank-row") for row in blank),
            *_ragged(sheet, header, labels, blank),
        ]
    order = {name: place for place, name in enumerate(labels)}
    found.sort(key=lambda each: (each.row or 0, order.get(each.field or "", len(order))))
    return {
        "valid": not found,
        "counts": {"rows": sheet.cells.height - header, "errors": len(found)},
        "errors": [_shown(each, translate) for each in found],
    }


def _header_row(sheet: Sheet) -> int:
    """The row, counted from 1, that the columns are named in."""
    if not sheet.encoding:
        return 1
    widths = sheet.lengths.head(HEADER_ROWS).to_list()
    mean = round(sum(widths) / len(widths))
    near = max(round(mean * 0.1), 1)
    return next((row for row, width in enumerate(widths, 1) if abs(width - mean) <= near), 1)


def _labels(sheet: Sheet, header: int) -> list[str]:
    _row, *names = sheet.cells.row(header - 1)
    written = sheet.lengths[header - 1] if sheet.encoding else len(names)
    names += [None] * (written - len(names))
    return [(name or "").strip() for name in names[:written]]


def _named(sheet: Sheet, header: int, labels: list[str]) -> pl.DataFrame:
    """Rows below the header, columns under their names."""
    width = sheet.width
    columns = [
        (pl.col(f"c{index}") if index < width else pl.lit(None, dtype=pl.String)).alias(name)
        for index, name in enumerate(labels)
    ]
    return sheet.cells.slice(header).select(ROW, *columns)


def _marked(
    body: pl.DataFrame, sheet: Sheet, header: int, schema: Mapping[str, Any]
) -> tuple[pl.DataFrame, Mapping[str, Any]]:
    """Where an empty cell is a value, a cell that the line is too short to have is still none: such
    cells hold `ABSENT`, which the schema then has among its missing values."""
    lengths = sheet.lengths.slice(header)
    shared = schema.get("missingValues", [""])
    fields = [
        {**field, "missingValues": [*field.get("missingValues", shared), ABSENT]}
        for field in schema["fields"]
    ]
    if all("" in field["missingValues"] for field in fields) and "" in shared:
        return body, schema
    if not (lengths < body.width - 1).any():
        return body, schema
    body = body.with_columns(
        pl.when(lengths <= place).then(pl.lit(ABSENT)).otherwise(pl.col(name)).alias(name)
        for place, name in enumerate(body.columns[1:])
    )
    return body, {**schema, "fields": fields, "missingValues": [*shared, ABSENT]}


def _blank_rows(body: pl.DataFrame, schema: Mapping[str, Any]) -> set[int]:
    """Rows that hold nothing but missing values."""
    shared = frozenset(schema.get("missingValues", [""]))
    missing = {each.name: each.missing for each in columns_of(schema)}
    tests = []
    for name in body.columns[1:]:
        words = missing.get(name, shared)
        if body[name].null_count() == 0 and words <= {""}:
            return set()
        test = pl.col(name).is_in(sorted(words - {""})).fill_null(value=False)
        tests.append((test | pl.col(name).is_null()) if "" in words else test)
    return set(body.filter(pl.all_horizontal(tests))[ROW]) if tests else set()


def _twice(labels: list[str]) -> list[CellError]:
    """Two columns of one name: nobody can tell which is meant, so no cell is judged."""
    seen: set[str] = set()
    for name in labels:
        if name in seen:
            return [CellError(None, None, "duplicate-label", name or None)]
        seen.add(name)
    return []


def _label_errors(labels: list[str]) -> Iterator[CellError]:
    for name in labels:
        if not name:
            yield CellError(None, None, "blank-label")
        elif "\n" in name:
            yield CellError(None, name, "incorrect-label", name)


def _ragged(
    sheet: Sheet, header: int, labels: list[str], blank: Collection[int]
) -> Iterator[CellError]:
    """Cells too many or too few, in a text file: a workbook has no such thing."""
    if not sheet.encoding:
        return
    width = len(labels)
    lengths = sheet.lengths
    for place in (lengths != width).arg_true():
        row = place + 1
        if row <= header or row in blank:
            continue
        for index in range(width, lengths[place]):
            cell = sheet.cells[place, index + 1] if index < sheet.width else None
            yield CellError(row, None, "extra-cell", cell)
        for index in range(lengths[place], width):
            yield CellError(row, labels[index] or None, "missing-cell")


def _shown(error: CellError, translate: Translate) -> dict[str, Any]:
    if error.value == ABSENT:
        error = error._replace(value=None)
    params = {
        "row": error.row,
        "column": error.field,
        "field_title": error.field or error.value,
        "value": _short(error.value),
        "expected": error.expected,
        "constraint": error.constraint,
        "case": "unnamed" if error.code == "duplicate-label" and not error.value else None,
    }
    said, remedy = sentence(error.code, params, translate)
    return {
        "row": error.row,
        "field": error.field,
        "code": error.code,
        "value": error.value,
        "message": f"{said} {remedy}".strip(),
    }


def _short(value: str | None) -> str | None:
    return value if value is None or len(value) <= MOST_SHOWN else value[:MOST_SHOWN] + "…"
