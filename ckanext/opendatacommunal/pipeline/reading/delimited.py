"""Text files: the delimiter, and records that a spreadsheet would read the same way."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of
from ckanext.opendatacommunal.pipeline.reading.encoding import decoded_by, in_utf8
from ckanext.opendatacommunal.pipeline.reading.regular import regular_table

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_RECORDS = 300
SAMPLE_CHARACTERS = 400_000

END = "\x1e"

EXCEL_HINT = re.compile(r"sep=([^\r\n\"])(?:\r\n?|\n|$)", re.IGNORECASE)


def read_delimited(path: Path) -> Sheet:
    """The one sheet of a text file. Raises `UnreadableFile` when it is no text or too big."""
    csv.field_size_limit(limits.MAX_FIELD_CHARACTERS)
    data, codec, mixed, doubt = decoded_by(path.read_bytes())
    data = in_utf8(data, codec)
    top = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="").read(SAMPLE_CHARACTERS)
    hint = EXCEL_HINT.match(top)
    if hint:  # a spreadsheet does not show that line: it is no row
        data = data[len(top[: hint.end()].encode()) :]
    delimiter = hint[1] if hint else best_delimiter(top)
    issues = [Issue("several-encodings", "info")] if mixed else []
    if doubt:
        params = {"other": doubt[1]}
        issues.append(Issue("unsure-encoding", "warning", value=doubt[0], params=params))
    table = regular_table(data, delimiter) if delimiter in DELIMITERS else None
    if table is None:
        table, unclosed = table_by_records(data, delimiter)
        issues = [*(Issue("unclosed-quote", "warning", row=row) for row in unclosed), *issues]
    cells, lengths = table
    return Sheet(cells, lengths, encoding=codec, delimiter=delimiter, issues=tuple(issues))


def table_by_records(
    data: bytes, delimiter: str
) -> tuple[tuple[pl.DataFrame, pl.Series], list[int]]:
    """`cells` and `lengths` of any text in UTF-8, however it is quoted; and the rows whose quote
    never closes: then no quote of the file counts. Raises `UnreadableFile`."""
    unclosed: list[int] = []
    try:
        table = table_of(_records(_lines(data), delimiter, unclosed))
        if unclosed:
            table = table_of(_records_without_quotes(_lines(data), delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            "too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS
        ) from error
    return table, unclosed


def _lines(data: bytes) -> Iterable[str]:
    # newline="": a newline inside quotes is kept as it is. The decoded bytes are not copied.
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")


def _records(lines: Iterable[str], delimiter: str, unclosed: list[int]) -> Iterator[list[str]]:
    """The records of the text; `unclosed` gets the one whose quote never closes, if there is one.

    A last line of our own comes out as a record of its own unless a quote has swallowed it.
    """
    own: list[str] = []

    def and_end() -> Iterator[str]:
        yield from lines
        own.append(END)
        yield END

    reader = csv.reader(and_end(), delimiter=delimiter)
    row, line = 0, 0
    for cells in reader:
        if own and cells == own:
            return
        row += 1
        if reader.line_num - line > limits.MOST_LINES_IN_A_CELL:
            break
        line = reader.line_num
        yield cells
    unclosed.append(row)


def _records_without_quotes(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """One line, one record: for a file whose quotes cannot be trusted."""
    for cells in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE):
        yield [_unquoted(cell) for cell in cells]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def best_delimiter(text: str) -> str:
    """The one that stands between quoted cells; else the one that cuts the first records of `text`
    into the most regular table."""
    between = {delimiter: text.count(f'"{delimiter}"') for delimiter in DELIMITERS}
    quoted = max(DELIMITERS, key=lambda delimiter: between[delimiter])
    if between[quoted] >= len(_widths(text, quoted)) > 0:
        return quoted
    scores = {delimiter: _regularity(text, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: scores[delimiter])


def _regularity(text: str, delimiter: str) -> float:
    """Share of the records that have the commonest number of cells, times how many cells that is.

    Title rows and blank rows are few; a decimal comma cuts each record somewhere else.
    """
    if delimiter not in text:
        return 0
    widths = Counter(_widths(text, delimiter))
    tables = {width: n for width, n in widths.items() if width > 1}
    if not tables:
        return 0
    return max(n * math.log2(width) for width, n in tables.items()) / widths.total()


def _widths(text: str, delimiter: str) -> list[int]:
    """Number of cells of the first records that are not blank."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [len(cells) for cells in islice(filter(any, records), SAMPLE_RECORDS)]
