"""A file as a table: the right sheet, its header, its data rows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import FileFound, Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile, UsageError
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, column_letter
from ckanext.opendatacommunal.pipeline.reading.delimited import read_delimited
from ckanext.opendatacommunal.pipeline.reading.header import Header, find_header
from ckanext.opendatacommunal.pipeline.reading.kind import kind_of
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.reading.records import data_rows
from ckanext.opendatacommunal.pipeline.reading.workbook import read_workbook


@dataclass(frozen=True)
class Table:
    """`header`: the cells as written, as wide as `rows`. `rows`: `_row`, then text columns `c0`…;
    null = empty cell; data rows only."""

    file: FileFound
    header: tuple[str, ...]
    rows: pl.DataFrame
    issues: tuple[Issue, ...]


def read_table(path: Path, words: Collection[str], *, sheet: str | None = None) -> Table:
    """The table in the file at `path`.

    `words`: keys (`names.keys`) of the column names to look for. `sheet`: the one to read, else the
    one with most of these names, then most rows. Raises `UnreadableFile`, and `UsageError` for a
    sheet that is not there.
    """
    kind = kind_of(path)
    if kind == "csv":  # its one sheet has no name to ask for
        sheets, sheet = [read_delimited(path)], None
    else:
        sheets = read_workbook(path)
    chosen, header, others = _choose(sheets, words, sheet)
    rows, issues = data_rows(chosen.cells, header)
    if rows.height == 0:
        raise UnreadableFile("no-rows")
    names = (*header.names, *[""] * chosen.width)[: chosen.width]
    found = FileFound(
        name=path.name,
        sha256=_sha256(path),
        format=kind,
        encoding=chosen.encoding,
        delimiter=chosen.delimiter,
        sheet=chosen.name,
        header_row=header.row,
        rows=rows.height,
    )
    noted = (*chosen.issues, *_of_titles(chosen, header), *_of_names(names), *others, *issues)
    return Table(found, names, rows, noted)


def sheet_of(path: Path, name: str | None) -> Sheet:
    """The whole sheet that a table was read from, rows around the data included."""
    kind = kind_of(path)
    sheets = [read_delimited(path)] if kind == "csv" else read_workbook(path)
    return next((sheet for sheet in sheets if sheet.name == name), sheets[0])


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _choose(
    sheets: list[Sheet], words: Collection[str], wanted: str | None
) -> tuple[Sheet, Header, list[Issue]]:
    named = {sheet.name: sheet for sheet in sheets if sheet.name is not None}
    if wanted is not None:
        if wanted not in named:
            raise UsageError("unknown-sheet", sheet=wanted, sheets=list(named))
        return named[wanted], find_header(named[wanted], words), []
    filled = [sheet for sheet in sheets if sheet.width]
    shown = [sheet for sheet in filled if not sheet.hidden] or filled
    if not shown:
        raise UnreadableFile("no-rows" if len(sheets) == 1 else "empty-sheets")
    headers = [find_header(sheet, words) for sheet in shown]
    ranked = sorted(
        range(len(shown)), key=lambda i: (headers[i].known, shown[i].cells.height), reverse=True
    )
    best = ranked[0]
    # A sheet with as many known names may hold rows that the person believes handed in.
    others = [
        Issue(
            "sheet-not-read",
            "warning" if headers[i].known >= max(2, headers[best].known / 2) else "info",
            value=shown[i].name,
            params={"rows": shown[i].cells.height, "read": shown[best].name},
        )
        for i in sorted(ranked[1:])
    ]
    return shown[best], headers[best], others


def _of_titles(sheet: Sheet, header: Header) -> list[Issue]:
    """What stands above the header, such as a title."""
    if header.row < 2:
        return []
    found = []
    for row, cells in sheet.top(header.row - 1):
        content = " | ".join(cell.strip() for cell in cells if cell.strip())
        if content and row < header.row:
            found.append(Issue("title-row", "info", row=row, value=content[:200]))
    return found


def _of_names(names: tuple[str, ...]) -> list[Issue]:
    """Names that two columns share."""
    seen: dict[str, int] = {}
    found = []
    for index, name in enumerate(names):
        key = plain(name)
        if not key:
            continue
        if key in seen:
            letters = {"first": column_letter(seen[key]), "second": column_letter(index)}
            found.append(Issue("duplicate-header", "warning", value=name.strip(), params=letters))
        seen.setdefault(key, index)
    return found
