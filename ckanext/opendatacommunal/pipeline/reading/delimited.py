"""Text files: the delimiter, and records that a spreadsheet would read the same way."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of
from ckanext.opendatacommunal.pipeline.reading.encoding import decoded_by

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_RECORDS = 300
SAMPLE_CHARACTERS = 400_000

# A cell of more lines than this is a quote that was opened and never closed.
MOST_LINES_IN_A_CELL = 60

END = "\x1e"

EXCEL_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


def read_delimited(path: Path) -> Sheet:
    """The one sheet of a text file. Raises `UnreadableFile` when it is no text or too big."""
    csv.field_size_limit(limits.MAX_FIELD_CHARACTERS)
    content = path.read_bytes()
    data, codec = decoded_by(content)
    top = _text(data, codec).read(SAMPLE_CHARACTERS)
    hint = EXCEL_HINT.match(top)
    delimiter = hint[1] if hint else best_delimiter(top)

    def lines() -> io.TextIOWrapper:
        text = _text(data, codec)
        if hint:
            text.readline()  # a spreadsheet does not show it: it is no row
        return text

    unclosed: list[int] = []
    try:
        cells, lengths = table_of(_records(lines(), delimiter, unclosed))
        if unclosed:
            cells, lengths = table_of(_records_without_quotes(lines(), delimiter))
    except csv.Error as error:
        raise UnreadableFile(
            "too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS
        ) from error
    issues = [Issue("unclosed-quote", "warning", row=row) for row in unclosed]
    if data is not content:
        issues.append(Issue("several-encodings", "info"))
    return Sheet(cells, lengths, encoding=codec, delimiter=delimiter, issues=tuple(issues))


def _text(data: bytes, codec: str) -> io.TextIOWrapper:
    # newline="": a newline inside quotes is kept as it is. The decoded bytes are not copied.
    return io.TextIOWrapper(io.BytesIO(data), encoding=codec, newline="")


def _records(lines: Iterable[str], delimiter: str, unclosed: list[int]) -> Iterator[list[str]]:
    """The records of the text; `unclosed` gets the one whose quote never closes, if there is one.

    A last line of our own comes out as a record of its own unless a quote has swallowed it.
    """
    reader = csv.reader(chain(lines, [END]), delimiter=delimiter)
    row, line = 0, 0
    for cells in reader:
        if cells == [END]:
            return
        row += 1
        if reader.line_num - line > MOST_LINES_IN_A_CELL:
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
