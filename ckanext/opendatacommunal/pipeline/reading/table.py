"""A file as a table: the right sheet, its header, its data rows."""

from __future__ import annotations

import re
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import FileFound, Issue
from ckanext.opendatacommunal.pipeline.digest import sha256_of
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile, UsageError
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, column_letter
from ckanext.opendatacommunal.pipeline.reading.error_cells import without_errors
from ckanext.opendatacommunal.pipeline.reading.header import Header, find_header
from ckanext.opendatacommunal.pipeline.reading.merged import filled_down
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.reading.opened import open_file
from ckanext.opendatacommunal.pipeline.reading.records import data_rows
from ckanext.opendatacommunal.pipeline.reading.several import refuse_side_by_side
from ckanext.opendatacommunal.pipeline.reading.template_mark import (
    MARK,
    columns_of_template,
    template_of,
    to_fill_in,
)

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


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
    one with most of these names, then of the newest year, then most rows. Raises `UnreadableFile`,
    and `UsageError` for a sheet that is not there.
    """
    with ThreadPoolExecutor(1) as beside:  # neither needs the other, nor Python's lock for long
        digest = beside.submit(sha256_of, path)
        opened = open_file(path)
    sheets = to_fill_in(opened.sheets)
    if opened.sheets[0].name is None:  # the one sheet of a text file has no name to ask for
        sheet = None
    candidates = _candidates(sheets, words, sheet)
    chosen, header, rows, issues = _first_with_rows(candidates, words)
    names = (*header.names, *[""] * chosen.width)[: chosen.width]
    refuse_side_by_side(names, rows)
    rows, merged = filled_down(rows, names, chosen.merged)
    rows, errors = without_errors(rows, names)
    found = FileFound(
        name=path.name,
        sha256=digest.result(),
        format=opened.format,
        encoding=chosen.encoding,
        delimiter=chosen.delimiter,
        sheet=chosen.name,
        header_row=header.row,
        rows=rows.height,
        template=template_of(opened.sheets),
        template_columns=columns_of_template(opened.sheets),
    )
    noted = (
        *opened.issues,
        *chosen.issues,
        *_of_titles(chosen, header),
        *_of_names(names),
        *_others(sheets, chosen, header, candidates),
        *issues,
        *merged,
        *errors,
    )
    return Table(found, names, rows, noted)


def _candidates(
    sheets: list[Sheet], words: Collection[str], wanted: str | None
) -> list[tuple[Sheet, Header]]:
    """Sheets that may hold the table, the likeliest first."""
    named = {sheet.name: sheet for sheet in sheets if sheet.name is not None}
    if wanted is not None:
        if wanted not in named:
            raise UsageError("unknown-sheet", sheet=wanted, sheets=list(named))
        return [(named[wanted], find_header(named[wanted], words))]
    filled = [sheet for sheet in sheets if sheet.width]
    shown = [sheet for sheet in filled if not sheet.hidden] or filled
    if not shown:
        raise UnreadableFile("no-rows" if len(sheets) == 1 else "empty-sheets")
    found = [(sheet, find_header(sheet, words)) for sheet in shown]
    best = max(header.known for _sheet, header in found)
    by_year = all(_year(sheet) for sheet, header in found if header.known == best)
    return sorted(
        found,
        key=lambda each: (each[1].known, by_year and _year(each[0]), each[0].cells.height),
        reverse=True,
    )


def _year(sheet: Sheet) -> int:
    """The last year in the name of a sheet: of one sheet a year, the newest is meant; 0 = none."""
    return max(map(int, YEAR.findall(sheet.name or "")), default=0)


def _first_with_rows(
    candidates: list[tuple[Sheet, Header]], words: Collection[str]
) -> tuple[Sheet, Header, pl.DataFrame, list[Issue]]:
    """The first sheet that has a row of data: a template may stand before it, still empty."""
    for sheet, header in candidates:
        rows, issues = data_rows(sheet.cells, header, words)
        if rows.height:
            return sheet, header, rows, issues
    raise UnreadableFile("no-rows")


def _others(
    sheets: list[Sheet], chosen: Sheet, header: Header, candidates: list[tuple[Sheet, Header]]
) -> list[Issue]:
    """The sheets with something in them that were not read, in the order of the workbook."""
    known = {sheet.name: about.known for sheet, about in candidates}
    found = []
    for sheet in sheets:
        if sheet is chosen or sheet.name == MARK or not sheet.width:
            continue
        if len(candidates) == 1 and sheet.name in known:
            continue
        # A sheet with as many known names may hold rows that the person believes handed in.
        alike = known.get(sheet.name, 0) >= max(2, header.known / 2)
        params = {"rows": sheet.cells.height, "read": chosen.name}
        code = "hidden-sheet-not-read" if sheet.hidden else "sheet-not-read"
        found.append(Issue(code, "warning" if alike else "info", value=sheet.name, params=params))
    return found


def _of_titles(sheet: Sheet, header: Header) -> list[Issue]:
    """What stands above the header, such as a title."""
    found = []
    for row, cells in sheet.top(header.titles or max(header.row - 1, 0)):
        content = " | ".join(cell.strip() for cell in cells if cell.strip())
        if content:
            params = {} if header.row else {"case": "no-names"}
            found.append(Issue("title-row", "info", row=row, value=content[:200], params=params))
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
