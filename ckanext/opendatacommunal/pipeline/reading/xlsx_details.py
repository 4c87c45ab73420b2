"""What the parts of an .xlsx or .xlsm say beside the values, read as text a block at a time.

No XML parser is run: nothing is expanded, included or fetched, whatever the file asks for.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.details import (
    BUILT_IN_FORMATS,
    MOST_SHEET_COLUMNS,
    Details,
    shown_number,
    telling_formats,
)

BLOCK_BYTES = 4_000_000

MAX_ROW_BYTES = 60_000_000
"""Rows that have no cell, or what follows the rows, may be read in one piece."""

MAX_SMALL_PART_BYTES = 20_000_000
"""Of the parts that list sheets and styles."""

WORKBOOK = "xl/workbook.xml"
WORKBOOK_LINKS = "xl/_rels/workbook."
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError)
"""What a damaged or hostile archive makes `zipfile` raise."""

# A name may have a prefix (`<x:row`); an element may be empty (`<row r="4"/>`).
ROW_ENDS = (b"</row>", b":row>")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(/?)>")
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
CELL_START = re.compile(rb"<(?:\w+:)?c ")
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
FORMULA = re.compile(rb"<(?:\w+:)?f\b")

# These begin with plain letters, which makes the search of a large part quick.
ERROR = re.compile(rb't="e"')
NO_VALUE = re.compile(rb"f>\s*</|f>\s*<(?:\w+:)?v\s*(?:/>|></)")
SHARED_NO_VALUE = re.compile(rb"f [^>]*/>\s*(?:</|<(?:\w+:)?v\s*(?:/>|></))")
HIDDEN = re.compile(rb'hidden="(?:1|true)"')
COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
REFERENCE = re.compile(rb' r="([A-Z]{1,4})(\d{1,9})"')
PLACE = re.compile(r"([A-Z]{1,4})(\d{1,9})")
LONG_REFERENCES = (rb' r="[A-Z]{3}', rb' r="[A-Z]{2}', rb' r="[A-Z]+\d{7}', rb' r="[A-Z]+\d{6}')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,4})(\d{1,9}):[A-Z]{1,4}(\d{1,9})"')
ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')


def xlsx_details(path: Path) -> list[Details]:
    """Of each sheet, in the order of the workbook. Raises `UnreadableFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            formats = _formats(archive)
            book = part_of(archive, WORKBOOK)
            sheets = re.findall(rb"<(?:\w+:)?sheet\b([^>]*)>", book)
            parts = sheet_parts(archive, [attributes(tag).get("id", "") for tag in sheets])
            return [_of_part(archive, part, formats) for part in parts]
    except BROKEN as error:
        raise UnreadableFile("damaged-workbook") from error


def attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace").split(":")[-1]: unescape(
            (a or b).decode("utf-8", "replace")
        )
        for name, a, b in ATTRIBUTE.findall(tag)
    }


def sheet_parts(archive: zipfile.ZipFile, wanted: list[str]) -> list[str]:
    """Names of the parts that hold the sheets, from the identifiers of their relations; "" for one
    that is not there."""
    name = f"{WORKBOOK_LINKS}{'bin' if 'xl/workbook.bin' in archive.namelist() else 'xml'}.rels"
    targets = {}
    for tag in re.findall(rb"<(?:\w+:)?Relationship\b([^>]*)>", part_of(archive, name)):
        link = attributes(tag)
        targets[link.get("Id", "")] = link.get("Target", "")
    named = {name.lower(): name for name in archive.namelist()}
    places = [_place(targets.get(each, "")) for each in wanted]
    return [named.get(place.lower(), "") for place in places]


def _place(target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return str(PurePosixPath("xl") / target)


def _formats(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style of a cell → code of its number format, where a number shows otherwise than it is."""
    codes = dict(BUILT_IN_FORMATS)
    uses = formats_of_styles(archive, codes)
    telling = telling_formats(codes)
    return {style: telling[code] for style, code in enumerate(uses) if code in telling}


def formats_of_styles(archive: zipfile.ZipFile, codes: dict[int, str]) -> list[int]:
    """The number of the format of each style of a cell; `codes` gets those of the workbook."""
    styles = part_of(archive, "xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
    for tag in re.findall(rb"<(?:\w+:)?numFmt\b([^>]*)>", styles):
        found = attributes(tag)
        codes[whole_number(found.get("numFmtId"))] = found.get("formatCode", "")
    cells = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    uses = re.findall(rb"<(?:\w+:)?xf\b([^>]*)>", cells[0]) if cells else []
    return [whole_number(attributes(use).get("numFmtId")) for use in uses]


def whole_number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part that is small in any true workbook."""
    with archive.open(name) as part:
        return part.read(MAX_SMALL_PART_BYTES)


def blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part cut after a row, so that no row is in two blocks."""
    rest = b""
    with archive.open(name) as part:
        while block := part.read(BLOCK_BYTES):
            rest += block
            cut = max(rest.rfind(end) + len(end) for end in ROW_ENDS)
            if cut >= len(ROW_ENDS[0]):
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > MAX_ROW_BYTES:
                raise UnreadableFile("damaged-workbook")
    yield rest


def _of_part(archive: zipfile.ZipFile, name: str, formats: dict[int, str]) -> Details:
    found = Details()
    if not name:
        return found
    telling = [ERROR, NO_VALUE, SHARED_NO_VALUE]
    if formats:
        styles = b"|".join(str(style).encode() for style in formats)
        telling.append(re.compile(rb' s="(?:%s)"' % styles))
    rows = 0
    for number, block in enumerate(blocks(archive, name)):
        if number == 0:
            _columns(block, found)
        _extent(block, found)
        if HIDDEN.search(block):
            _hidden_rows(block, rows, found)
        starts = {at for each in telling for at in cells_with(block, each)}
        for at in sorted(starts):
            _cell(block, at, rows, formats, found)
        for column, first, last in MERGED.findall(block) if b"mergeCell " in block else ():
            found.merge(int(first) - 1, int(last) - 1, _column(column) - 1)
        rows += len(ROW.findall(block))
    return found


def _columns(block: bytes, found: Details) -> None:
    for tag in COLUMN.findall(block):
        if HIDDEN.search(tag):
            about = attributes(tag)
            first, last = whole_number(about.get("min")), whole_number(about.get("max"))
            if 0 < first <= last:
                found.hidden_columns.append((first - 1, min(last, limits.MAX_COLUMNS) - 1))


def _extent(block: bytes, found: Details) -> None:
    """How far cells go: roughly while nothing is near the limits, exactly beyond."""
    three, two, seven, six = (re.search(each, block) for each in LONG_REFERENCES)
    columns = MOST_SHEET_COLUMNS + 1 if three else 702 if two else 26
    rows = 10**9 if seven else 10**6 if six else 10**5
    if columns * rows > limits.MAX_CELLS:
        places = REFERENCE.findall(block)
        columns = max((_column(each) for each in {each[0] for each in places}), default=0)
        rows = max((int(each) for each in {each[1] for each in places}), default=0)
    found.columns, found.rows = max(found.columns, columns), max(found.rows, rows)


def _column(letters: bytes) -> int:
    """A → 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _hidden_rows(block: bytes, before: int, found: Details) -> None:
    """`before`: rows of the blocks before, for a row that does not give its number."""
    for place, tag in enumerate(ROW.finditer(block), start=before):
        if HIDDEN.search(tag[1]):
            row = whole_number(attributes(tag[1]).get("r"))
            found.hidden_rows.append(row - 1 if row else place)


def cells_with(block: bytes, what: re.Pattern[bytes]) -> Iterator[int]:
    """Where the cells begin in which `what` stands."""
    usual = CELL_START.search(block)
    if usual:
        for match in what.finditer(block):
            start = block.rfind(usual[0], 0, match.start())
            if start >= 0:
                yield start


def _cell(block: bytes, at: int, before: int, formats: dict[int, str], found: Details) -> None:
    tag = CELL.match(block, at)
    if tag is None:
        return
    about, inside = attributes(tag[1]), tag[2] or b""
    row, column = place_of(about.get("r", ""), block, at, before)
    kind, value = about.get("t", "n"), VALUE.search(inside)
    text = unescape(value[1].decode("utf-8", "replace")).strip() if value else ""
    if kind == "e":
        found.show(row, column, text)
    elif kind == "n" and text and whole_number(about.get("s")) in formats:
        found.show(row, column, _shown(text, formats[whole_number(about.get("s"))]))
    elif kind in "nb" and not text and FORMULA.search(inside):
        found.valueless.append((row, column))


def place_of(reference: str, block: bytes, at: int, before: int) -> tuple[int, int]:
    """Row and column from 0; counted where the cell does not say them."""
    place = PLACE.fullmatch(reference)
    if place:
        return int(place[2]) - 1, _column(place[1].encode()) - 1
    rows = list(ROW.finditer(block, 0, at))
    start = rows[-1].end() if rows else 0
    row = whole_number(attributes(rows[-1][1]).get("r")) if rows else 0
    return row - 1 if row else before + len(rows) - 1, len(CELL.findall(block, start, at))


def _shown(text: str, code: str) -> str | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return shown_number(value, code) if abs(value) < 1e15 else None
