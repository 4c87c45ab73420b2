"""What the records of an old workbook (.xls) say beside the values.

Written from the published descriptions of the compound file and of the binary workbook formats
(MS-CFB, MS-XLS). A record that does not fit them ends the reading of its sheet: what was found
stands.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.details import (
    BUILT_IN_FORMATS,
    ERROR_NAMES,
    Details,
    shown_number,
    telling_formats,
)

END_OF_CHAIN = 0xFFFFFFFA
"""Numbers of sectors from here on mean something else than a sector."""

DIRECTORY_ENTRY_BYTES = 128

# Numbers of records.
FORMULA, EOF, BOUND_SHEET, COLUMN_INFO, MULTIPLE_RK, FORMAT = 0x06, 0x0A, 0x85, 0x7D, 0xBD, 0x41E
EXTENDED_FORMAT, NUMBER, ERROR, ROW, RK, BEGIN = 0xE0, 0x203, 0x205, 0x208, 0x27E, 0x809
MERGED = 0xE5

CELLS = frozenset((FORMULA, NUMBER, ERROR, RK, MULTIPLE_RK, 0xBE, 0xD6, 0xFD, 0x201, 0x204))
"""Records that begin with a row and a column."""

UNICODE_VERSION = 0x0600


def xls_details(path: Path) -> list[Details]:
    """Of each sheet, in the order of the workbook. Raises `UnreadableFile`."""
    try:
        stream = _stream(path.read_bytes(), ("workbook", "book"))
        formats, places = _globals(stream)
    except (struct.error, ValueError, IndexError) as error:
        raise UnreadableFile("damaged-workbook") from error
    return [_of_sheet(stream, place, formats) for place in places]


class _Compound:
    """A compound file: sectors in chains, named by a directory."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("no compound file")
        self.sector, self.mini = 1 << shift, 1 << mini_shift
        self.directory, self.cutoff = (struct.unpack_from("<I", content, at)[0] for at in (48, 56))
        self.table = self._table()

    def _table(self) -> list[int]:
        """Sector → the next one of its chain."""
        listed = list(struct.unpack_from("<109I", self.content, 76))
        place, seen = struct.unpack_from("<I", self.content, 68)[0], set()
        while place < END_OF_CHAIN and place not in seen:
            seen.add(place)
            *more, place = self._numbers(place)
            listed += more
        return [n for each in listed if each < END_OF_CHAIN for n in self._numbers(each)]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self.sector // 4}I", self.content, (sector + 1) * self.sector)

    def chain(self, place: int) -> bytes:
        parts, seen = [], set()
        while place < END_OF_CHAIN:
            if place in seen:
                raise ValueError("chain without end")
            seen.add(place)
            start = (place + 1) * self.sector
            parts.append(self.content[start : start + self.sector])
            place = self.table[place]
        return b"".join(parts)


def _stream(content: bytes, names: tuple[str, ...]) -> bytes:
    """The stream that has one of `names`."""
    file = _Compound(content)
    directory = file.chain(file.directory)
    root: tuple[int, int] | None = None
    for at in range(0, len(directory) - DIRECTORY_ENTRY_BYTES + 1, DIRECTORY_ENTRY_BYTES):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        if kind == 5:
            root = start, size
        if kind == 2 and name.lower() in names:
            if size >= file.cutoff or root is None:
                return file.chain(start)[:size]
            return _small_stream(file, file.chain(root[0]), start, size)
    raise ValueError("no such stream")


def _small_stream(file: _Compound, holder: bytes, place: int, size: int) -> bytes:
    """A short stream, kept in small sectors inside the stream of the root."""
    first = struct.unpack_from("<I", file.content, 60)[0]
    links = file.chain(first)
    parts, seen = [], set()
    while place < END_OF_CHAIN and place not in seen:
        seen.add(place)
        parts.append(holder[place * file.mini : (place + 1) * file.mini])
        place = struct.unpack_from("<I", links, place * 4)[0]
    return b"".join(parts)[:size]


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """From the one that begins at `place` to its end, what is nested (a chart) left out."""
    depth = 0
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        place += 4 + length
        if number == BEGIN:
            depth += 1
        elif number == EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield number, body


def _globals(stream: bytes) -> tuple[dict[int, str], list[int]]:
    """(number of an extended format → code of its number format, where the sheets begin)."""
    codes, uses, places = dict(BUILT_IN_FORMATS), [], []
    version = 0
    for number, body in _records(stream, 0):
        if number == BEGIN:
            version = struct.unpack_from("<H", body)[0]
        elif number == FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _code(body[2:], version)
        elif number == EXTENDED_FORMAT:
            uses.append(struct.unpack_from("<H", body, 2)[0])
        elif number == BOUND_SHEET:
            places.append(struct.unpack_from("<I", body)[0])
    telling = telling_formats(codes)
    return {place: telling[use] for place, use in enumerate(uses) if use in telling}, places


def _code(body: bytes, version: int) -> str:
    if version < UNICODE_VERSION:
        return body[1 : 1 + body[0]].decode("cp1252", "replace")
    length, wide = struct.unpack_from("<HB", body)
    if wide & 1:
        return body[3 : 3 + 2 * length].decode("utf-16-le", "replace")
    return body[3 : 3 + length].decode("latin-1")


def _of_sheet(stream: bytes, place: int, formats: dict[int, str]) -> Details:
    found = Details()
    with suppress(struct.error, IndexError):
        for number, body in _records(stream, place):
            if number in CELLS:
                row, column = struct.unpack_from("<HH", body)
                found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
            _read(number, body, formats, found)
    return found


def _read(number: int, body: bytes, formats: dict[int, str], found: Details) -> None:
    if number == ROW:
        row, flags = struct.unpack_from("<H10xH", body)
        if flags & 0x20:
            found.hidden_rows.append(row)
    elif number == COLUMN_INFO:
        first, last, flags = struct.unpack_from("<HH4xH", body)
        if flags & 1:
            found.hidden_columns.append((first, min(last, 255)))
    elif number == MERGED:
        _read_merged(body, found)
    elif number == ERROR:
        row, column, code, is_error = struct.unpack_from("<HH2xBB", body)
        if is_error:
            found.show(row, column, ERROR_NAMES.get(code, "#N/A"))
    elif number in (NUMBER, RK, MULTIPLE_RK, FORMULA):
        _show_numbers(number, body, formats, found)


def _read_merged(body: bytes, found: Details) -> None:
    for first, last, column, _last in struct.iter_unpack("<4H", body[2 : len(body) // 8 * 8 + 2]):
        found.merge(first, last, column)


def _show_numbers(number: int, body: bytes, formats: dict[int, str], found: Details) -> None:
    for row, column, style, value in _numbers(number, body):
        if isinstance(value, str):
            found.show(row, column, value)
        elif style in formats and abs(value) < 1e15:
            found.show(row, column, shown_number(value, formats[style]))


def _numbers(number: int, body: bytes) -> Iterator[tuple[int, int, int, float | str]]:
    """(row, column, extended format, value): numbers, and names of errors."""
    row, column, style = struct.unpack_from("<HHH", body)
    if number == NUMBER:
        yield row, column, style, struct.unpack_from("<d", body, 6)[0]
    elif number == RK:
        yield row, column, style, _short_number(struct.unpack_from("<I", body, 6)[0])
    elif number == MULTIPLE_RK:
        for place in range((len(body) - 6) // 6):
            style, short = struct.unpack_from("<HI", body, 4 + 6 * place)
            yield row, column + place, style, _short_number(short)
    elif body[12:14] != b"\xff\xff":
        yield row, column, style, struct.unpack_from("<d", body, 6)[0]
    elif body[6] == 2:
        yield row, column, style, ERROR_NAMES.get(body[8], "#N/A")


def _short_number(short: int) -> float:
    """A number in four bytes: the upper half of a double, or 30 bits; perhaps in hundredths."""
    if short & 2:
        value = float((short >> 2) - (1 << 30 if short & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (short & 0xFFFFFFFC) << 32))[0]
    return value / 100 if short & 1 else value
