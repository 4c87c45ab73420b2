"""LibreOffice workbooks (.ods): each sheet as the text a person sees, read straight from its XML.

No library we know gives error cells, hidden rows, durations and leading zeros of this format. The
parser is expat without document types: no entity is declared, so none is expanded or fetched.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of
from ckanext.opendatacommunal.pipeline.reading.details import Details

BLOCK_BYTES = 1_000_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, RuntimeError)

DURATION = re.compile(
    r"P(?:(\d{1,6})D)?T?(?:(\d{1,6})H)?(?:(\d{1,4})M)?(?:(\d{1,4})(?:[.,]\d*)?S)?"
)
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:[.,]\d*)?)?")
BOOLEANS = {"true": "VRAI", "vrai": "VRAI", "false": "FAUX", "faux": "FAUX"}
PADDED = re.compile(r"0\d[\d\s.\-/]*")

CELLS = ("table:table-cell", "table:covered-table-cell")
ASIDE = ("office:annotation", "draw:frame", "draw:custom-shape", "table:shapes", "draw:control")
"""What may stand in a cell and is no value of it: comments and drawings."""


def read_opendocument(path: Path) -> list[Sheet]:
    """The sheets of the workbook, in their order. Raises `UnreadableFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
                raise UnreadableFile("encrypted-workbook")
            return _Reader().read(archive, "content.xml")
    except (*BROKEN, expat.ExpatError, RecursionError) as error:
        raise UnreadableFile("damaged-workbook") from error


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(BLOCK_BYTES)


class _Reader:
    """Follows the elements of `content.xml`; knows one sheet, one row and one cell at a time."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.name: str | None = None
        self.hidden = False
        self.rows: list[list[str]] = []
        self.details = Details()
        self.blank_rows = 0
        self.row: list[str] = []
        self.row_about: dict[str, str] = {}
        self.blank_cells = 0
        self.columns = 0
        self.cell: dict[str, str] | None = None
        self.lines: list[str] = []
        self.aside = 0
        self.depth = 0
        self.cells = 0

    def read(self, archive: zipfile.ZipFile, part: str) -> list[Sheet]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with archive.open(part) as content:
            while block := content.read(BLOCK_BYTES):
                parser.Parse(block)
            parser.Parse(b"", True)
        return self.sheets

    def _refuse(self, *_declaration: object) -> None:
        raise UnreadableFile("damaged-workbook")

    def _start(self, name: str, about: dict[str, str]) -> None:
        if self.aside:
            self.aside += 1
        elif self.cell is not None:
            self._inside(name, about)
        elif name in CELLS:
            self.cell, self.lines = about, []
        elif name == "table:table-row":
            self.row, self.row_about, self.blank_cells = [], about, 0
        elif name == "table:table-column":
            self._column(about)
        elif name == "table:table":
            self._open(about)
        elif name == "style:style":
            self.style = about.get("style:name", "")
        elif name == "style:table-properties" and about.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def _inside(self, name: str, about: dict[str, str]) -> None:
        if name in ASIDE:
            self.aside = 1
        elif name == "text:p":
            self.lines.append("")
        elif name == "text:s":
            self._text(" " * min(_count(about.get("text:c")), 1000))
        elif name == "text:tab":
            self._text("\t")
        elif name == "text:line-break":
            self._text("\n")

    def _end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name in CELLS and self.cell is not None:
            self._close_cell(self.cell)
            self.cell = None
        elif self.cell is not None:
            return
        elif name == "table:table-row":
            self._close_row()
        elif name == "table:table":
            self._close()

    def _text(self, text: str) -> None:
        if self.cell is not None and not self.aside and self.lines:
            self.lines[-1] += text

    def _open(self, about: dict[str, str]) -> None:
        self.name = about.get("table:name")
        self.hidden = about.get("table:style-name") in self.hidden_styles
        self.rows, self.details, self.blank_rows, self.columns = [], Details(), 0, 0

    def _column(self, about: dict[str, str]) -> None:
        count = _count(about.get("table:number-columns-repeated"))
        if about.get("table:visibility") in ("collapse", "filter"):
            last = min(self.columns + count, limits.MAX_COLUMNS) - 1
            self.details.hidden_columns.append((self.columns, last))
        self.columns += count

    def _close_cell(self, about: dict[str, str]) -> None:
        count = _count(about.get("table:number-columns-repeated"))
        text = _shown(about, "\n".join(self.lines))
        if not text:
            if "table:formula" in about and about.get("office:value-type") is None:
                place = len(self.rows) + self.blank_rows, len(self.row) + self.blank_cells
                self.details.valueless.append(place)
            self.blank_cells += count
            return
        if len(self.row) + self.blank_cells + count > limits.MAX_COLUMNS:
            self._too_many()
        row = len(self.rows) + self.blank_rows
        down = min(_count(about.get("table:number-rows-spanned")), limits.MAX_ROWS)
        self.details.merge(row, row + down - 1, len(self.row) + self.blank_cells)
        self.row += [""] * self.blank_cells + [text] * count
        self.blank_cells = 0

    def _close_row(self) -> None:
        count = _count(self.row_about.get("table:number-rows-repeated"))
        if not self.row:
            self.blank_rows += count
            return
        total = len(self.rows) + self.blank_rows + count
        self.cells += len(self.row) * count
        if total > limits.MAX_ROWS or self.cells > limits.MAX_CELLS:
            self._too_many()
        self.rows += [[] for _row in range(self.blank_rows)]
        self.blank_rows = 0
        if self.row_about.get("table:visibility") in ("collapse", "filter"):
            self.details.hidden_rows += range(len(self.rows), total)
        self.rows += [self.row] * count

    def _too_many(self) -> None:
        raise UnreadableFile("too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS)

    def _close(self) -> None:
        cells, lengths = table_of(self.rows)
        filled = [row for row, cells_of_row in enumerate(self.rows) if cells_of_row]
        issues = tuple(self.details.issues(filled, cells.width - 1))
        self.sheets.append(
            Sheet(
                cells,
                lengths,
                name=self.name,
                hidden=self.hidden,
                issues=issues,
                merged=self.details.spans,
            )
        )
        self.rows = []


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1


def _shown(about: dict[str, str], text: str) -> str:
    """The cell as text, written as the cells of other workbooks are."""
    kind = about.get("office:value-type")
    if kind in ("float", "currency", "percentage"):
        return _number(about.get("office:value", ""), kind, text)
    if kind == "boolean":
        return BOOLEANS.get(about.get("office:boolean-value", ""), text)
    if kind == "date":
        found = DATE.fullmatch(about.get("office:date-value", ""))
        if found:
            day, clock = found[1], found[2]
            return day if clock in (None, "00:00:00") else f"{day}T{clock}"
    if kind == "time":
        return _duration(about.get("office:time-value", "")) or text
    return text or about.get("office:string-value", "")


def _number(stored: str, kind: str, text: str) -> str:
    if text.strip().lower() in BOOLEANS:  # LibreOffice keeps a boolean as a number shown so
        return BOOLEANS[text.strip().lower()]
    try:
        value = float(stored)
    except ValueError:
        return text
    if kind == "percentage":
        return f"{format(value * 100, '.15g')}%"
    if PADDED.fullmatch(text) and value == int(re.sub(r"\D", "", text)):
        return text
    return number_text(value)


def _duration(stored: str) -> str | None:
    found = DURATION.fullmatch(stored)
    if not found:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    clock = f"{24 * days + hours:02}:{minutes:02}"
    return f"{clock}:{seconds:02}" if seconds else clock


def number_text(value: float) -> str:
    """To the 15 digits a spreadsheet has.

    >>> number_text(69500.0), number_text(1220.4999999999998)
    ('69500', '1220.5')
    """
    if abs(value) < 1e15 and value == (whole := int(value)):
        return str(whole)
    return format(value, ".15g")
