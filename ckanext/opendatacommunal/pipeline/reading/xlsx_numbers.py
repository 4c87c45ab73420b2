"""The numbers of an .xlsx that have a number format, as they are kept: days are numbers too."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import xlsx_details as parts

GENERAL = "General"
BUILT_IN_FORMATS = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00"),
}
"""Number formats that every workbook has without saying so (ECMA-376, 18.8.30); of those for
amounts, only the decimals."""


class FormattedNumber(NamedTuple):
    """`row` from 1, `column` from 0. `code`: the number format; `kept`: the number as written in
    the file. `yes_or_no`: kept as 1 or 0. `since_1904`: how the workbook counts its days."""

    row: int
    column: int
    code: str
    kept: str
    yes_or_no: bool
    since_1904: bool


def formatted_numbers(path: Path, sheet: str) -> Iterator[FormattedNumber]:
    """Those of one sheet. Raises `UnreadableFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _of_sheet(archive, sheet)
    except parts.BROKEN as error:
        raise UnreadableFile("damaged-workbook") from error


def _of_sheet(archive: zipfile.ZipFile, sheet: str) -> Iterator[FormattedNumber]:
    book = parts.part_of(archive, parts.WORKBOOK)
    tags = map(parts.attributes, re.findall(rb"<(?:\w+:)?sheet\b([^>]*)>", book))
    links = [each.get("id", "") for each in tags if each.get("name") == sheet]
    since_1904 = bool(re.search(rb'date1904="(?:1|true)"', book))
    formats = {style: code for style, code in _formats(archive).items() if code != GENERAL}
    for name in parts.sheet_parts(archive, links)[:1]:
        if not name or not formats:
            return
        styles = b"|".join(str(style).encode() for style in formats)
        styled = re.compile(rb' s="(?:%s)"' % styles)
        before = 0
        for block in parts.blocks(archive, name):
            for at in parts.cells_with(block, styled):
                tag = parts.CELL.match(block, at)
                about = parts.attributes(tag[1]) if tag else {}
                value = parts.VALUE.search(tag[2] or b"") if tag else None
                kind = about.get("t", "n")
                if kind in ("n", "b") and value and parts.whole_number(about.get("s")) in formats:
                    row, column = parts.place_of(about.get("r", ""), block, at, before)
                    kept = unescape(value[1].decode("utf-8", "replace")).strip()
                    code = formats[parts.whole_number(about.get("s"))]
                    yield FormattedNumber(row + 1, column, code, kept, kind == "b", since_1904)
            before += len(parts.ROW.findall(block))


def _formats(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style of a cell → code of its number format."""
    codes = {0: GENERAL, **BUILT_IN_FORMATS}
    return {
        style: codes.get(code, GENERAL)
        for style, code in enumerate(parts.formats_of_styles(archive, codes))
    }
