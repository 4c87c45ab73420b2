"""What the binary parts of an .xlsb say beside the values: error cells, hidden rows, how far the
cells go. Its number formats are not read. Written from the published description (MS-XLSB)."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.details import ERROR_NAMES, Details
from ckanext.opendatacommunal.pipeline.reading.xlsx_details import BROKEN, sheet_parts

BLOCK_BYTES = 4_000_000

# Numbers of records: a row, then its cells; the last of them an error that a formula gave.
ROW, LAST_CELL, ERROR, FORMULA_ERROR, SHEET, MERGED = 0, 11, 3, 11, 156, 176


def xlsb_details(path: Path) -> list[Details]:
    """Of each sheet, in the order of the workbook. Raises `UnreadableFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = archive.read("xl/workbook.bin")
            links = [_link(body) for number, body in _records(iter([book])) if number == SHEET]
            return [_of_part(archive, part) for part in sheet_parts(archive, links)]
    except (*BROKEN, struct.error, IndexError) as error:
        raise UnreadableFile("damaged-workbook") from error


def _link(body: bytes) -> str:
    """Identifier of the relation to the part of a sheet."""
    length = struct.unpack_from("<I", body, 8)[0]
    return body[12 : 12 + 2 * min(length, 255)].decode("utf-16-le", "replace")


def _records(blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """(number, body); both number and length take as many bytes as they need, seven bits each."""
    data, at = b"", 0
    for block in blocks:
        data, at = data[at:] + block, 0
        with suppress(IndexError):  # the rest of the record is in the next block
            while True:
                number, after = _variable(data, at, 2)
                length, after = _variable(data, after, 4)
                if after + length > len(data):
                    break
                yield number, data[after : after + length]
                at = after + length


def _variable(data: bytes, at: int, most: int) -> tuple[int, int]:
    """(the number that begins at `at`, where it ends)."""
    number = 0
    for place in range(most):
        byte = data[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while block := part.read(BLOCK_BYTES):
            yield block


def _of_part(archive: zipfile.ZipFile, name: str) -> Details:
    found = Details()
    if not name:
        return found
    row = 0
    for number, body in _records(_blocks(archive, name)):
        if number == ROW and len(body) >= 12:
            row = struct.unpack_from("<I", body)[0]
            found.rows = max(found.rows, row + 1)
            if body[11] & 0x10:
                found.hidden_rows.append(row)
        elif number == MERGED and len(body) >= 16:
            first, last, column = struct.unpack_from("<3I", body)
            found.merge(first, last, column)
        elif 0 < number <= LAST_CELL and len(body) >= 8:
            column = struct.unpack_from("<I", body)[0]
            found.columns = max(found.columns, column + 1)
            if number in (ERROR, FORMULA_ERROR) and len(body) > 8:
                found.show(row, column, ERROR_NAMES.get(body[8], "#N/A"))
    return found
