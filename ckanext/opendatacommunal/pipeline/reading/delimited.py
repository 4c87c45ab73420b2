"""Text files: the delimiter, and records that a spreadsheet would read the same way."""

from __future__ import annotations

import codecs
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
from ckanext.opendatacommunal.pipeline.reading.encoding import (
    codec_if_utf8,
    decoded_by,
    in_utf8,
)
from ckanext.opendatacommunal.pipeline.reading.fixed_width import lined_up
from ckanext.opendatacommunal.pipeline.reading.regular import regular_table, uniform_table

DELIMITERS = (";", ",", "\t", "|")
SAMPLE_RECORDS = 300
SAMPLE_CHARACTERS = 400_000

END = "\x1e"

EXCEL_HINT = re.compile(r"sep=([^\r\n\"])(?:\r\n?|\n|$)", re.IGNORECASE)

ENTITY = re.compile(
    rb"&(?:[A-Za-z](?:acute|grave|circ|uml|cedil)|oelig|sup[23]|[lr]squo|amp|quot|nbsp|deg|#\d{2,4});"
)
_CELL_WITH_ENTITIES = re.compile(r"(?:[^;\r\n&]+|&#?\w{1,8};|&)+")
QUOTE_ESCAPED = re.compile(rb'\\"(?=[^;,\t|\r\n])')
QUOTED_AMONG_SPACES = re.compile(rb'(?<![^;,\t|\r\n]) *("(?:[^"\r\n]|"")*") *(?=[;,\t|\r\n]|\Z)')


def read_delimited(path: Path) -> Sheet:
    """The one sheet of a text file. Raises `UnreadableFile` when it is no text or too big."""
    csv.field_size_limit(limits.MAX_FIELD_CHARACTERS)
    data = path.read_bytes()
    return _uniform(data) or _of_any_form(data)


def _uniform(data: bytes) -> Sheet | None:
    """The sheet of the plainest text, read in one pass; None if it is not that plain."""
    codec = codec_if_utf8(data)
    if codec is None:
        return None
    data = _without_marks(data)
    try:
        delimiter, start = _delimiter(data)
    except UnicodeDecodeError:
        return None
    if delimiter not in DELIMITERS or _cut_by_entities(data, delimiter):
        return None
    table = uniform_table(data[start:], delimiter)
    return Sheet(*table, encoding=codec, delimiter=delimiter) if table else None


def _of_any_form(data: bytes) -> Sheet:
    data, codec, mixed, doubt = decoded_by(data)
    data = _without_marks(in_utf8(data, codec))
    delimiter, start = _delimiter(data)
    data = data[start:]
    issues = [Issue("several-encodings", "info")] if mixed else []
    if _cut_by_entities(data, delimiter):
        data = _without_entities(data)
        issues.append(Issue("letters-as-entities", "info"))
    if doubt:
        params = {"other": doubt[1]}
        issues.append(Issue("unsure-encoding", "warning", value=doubt[0], params=params))
    table = _quick_table(data, delimiter) if delimiter in DELIMITERS else None
    if table is None:
        table, unclosed = table_by_records(data, delimiter)
        issues = [*(Issue("unclosed-quote", "warning", row=row) for row in unclosed), *issues]
    if rows := lined_up(data):
        table, delimiter = table_of(rows), None
        issues.append(Issue("columns-lined-up", "info"))
    return Sheet(*table, encoding=codec, delimiter=delimiter, issues=tuple(issues))


def _without_marks(data: bytes) -> bytes:
    """Files put together one after the other, or saved twice by a program, have several."""
    while data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    return data


def _cut_by_entities(data: bytes, delimiter: str) -> bool:
    """Whether letters written as on a web page, `&eacute;`, would end their cells."""
    return delimiter == ";" and b"&" in data and bool(ENTITY.search(data))


def _without_entities(data: bytes) -> bytes:
    """The text with its letters; a quote or a delimiter among them stays inside its cell."""
    # All kinds of cells come with it: not imported for a file that has no need of it.
    from ckanext.opendatacommunal.pipeline.fields.mojibake import plain_letters  # noqa: PLC0415

    def in_its_cell(found: re.Match[str]) -> str:
        text = plain_letters(found[0])
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if set('";\r\n') & set(text) else text

    parts = data.decode().split('"')  # every other one stands between quotes
    parts[1::2] = (plain_letters(part).replace('"', '""') for part in parts[1::2])
    parts[::2] = (_CELL_WITH_ENTITIES.sub(in_its_cell, part) for part in parts[::2])
    return '"'.join(parts).encode()


def _usual_quotes(data: bytes) -> Iterator[bytes]:
    """The text with its quotes as a spreadsheet writes them, in each way they may be meant: doubled
    inside a cell, where some databases put a backslash before (which may also end a cell); right
    beside the delimiter, where some programs leave a space."""
    if QUOTE_ESCAPED.search(data):
        yield data.replace(b'\\"', b'""')
        yield QUOTE_ESCAPED.sub(b'""', data)
    if b' "' in data or b'" ' in data:
        yield QUOTED_AMONG_SPACES.sub(rb"\1", data)


def _quick_table(data: bytes, delimiter: str) -> tuple[pl.DataFrame, pl.Series] | None:
    table = uniform_table(data, delimiter) or regular_table(data, delimiter)
    mended = _usual_quotes(data) if table is None and b'"' in data else ()
    return table or next(filter(None, (regular_table(each, delimiter) for each in mended)), None)


def _delimiter(data: bytes) -> tuple[str, int]:
    """The delimiter of a text in UTF-8, and where its rows begin."""
    top = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="").read(SAMPLE_CHARACTERS)
    hint = EXCEL_HINT.match(top)
    if hint:  # a spreadsheet does not show that line: it is no row
        return hint[1], len(top[: hint.end()].encode())
    return best_delimiter(top), 0


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
    if '"' in text:
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
