"""A return sheet that a town hall has mailed back: whose it is, and what it answers."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.consolidating.return_workbook import MARK, WIDTHS
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet
from ckanext.opendatacommunal.pipeline.reading.opened import open_file

KEPT = ("slug", "owner", "sha256", "sheet", "questions")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""First bytes of an .xls."""


def read_return(path: Path) -> dict[str, Any] | None:
    """{slug, owner, sha256, sheet, answers: {question id: text, or null}}; None: no return sheet.

    Raises `UnreadableFile`.
    """
    if not _may_be_one(path):
        return None
    sheets = {sheet.name: sheet for sheet in open_file(path).sheets}
    hidden = sheets.get(MARK)
    if hidden is None:
        return None
    mark, *lines = (_cells(hidden, row) for row in range(hidden.cells.height))
    try:
        known = json.loads(mark[0])
        found = {name: str(known[name]) for name in KEPT}
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    if found["sheet"] not in sheets:
        raise UnreadableFile("return-without-table", sheet=found["sheet"])
    questions = sheets.get(found["questions"])
    answers = {}
    for line in lines:
        answer = _answer(line, questions) if questions is not None else None
        if answer is not None:
            answers[line[0]] = answer[0]
    return {**found, "answers": answers}


def _may_be_one(path: Path) -> bool:
    """Without parsing a large workbook: its list of sheets names ours."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == OLD_WORKBOOK:  # saved as such by another spreadsheet program
        return True
    if start[:2] != b"PK":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            for member in ("xl/workbook.xml", "content.xml"):
                if member in archive.namelist():
                    with archive.open(member) as content:
                        return MARK.encode() in content.read(50_000_000)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return False
    return False


def _answer(line: list[str], questions: Sheet) -> tuple[str | None] | None:
    """(what was answered,), None in it to leave the value as it is; None: no answer."""
    try:
        row, meant = int(line[1]), json.loads(line[2])
        cells = _cells(questions, row - 1)
    except (ValueError, IndexError):
        return None
    said = cells[len(WIDTHS) - 1].strip() if len(cells) >= len(WIDTHS) else ""
    if not said or not isinstance(meant, dict):
        return None
    return (meant.get(said, said),)


def _cells(sheet: Sheet, place: int) -> list[str]:
    _row, *cells = sheet.cells.row(place)
    return [cell or "" for cell in cells]
