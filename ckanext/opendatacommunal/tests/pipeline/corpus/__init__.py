"""Files as town halls would write them, each beside what a careful clerk would publish of it.

One YAML file a town hall: `commune` (INSEE), `saved` (how its software saves), `raw` (the cells it
typed) and `truth`, written by hand from `raw`. In `truth`, `line` is the line in the spreadsheet;
`?` is a cell that nobody could fill without asking, `?x` one where x is right and so is a question,
`x~y` one where both are right.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
import yaml

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Settings
from ckanext.opendatacommunal.tests.pipeline.parks import TODAY, gabarit

FOLDER = Path(__file__).parent
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:,\d+)?")
OR = "~"
DAY = re.compile(r"\d\d/\d\d/\d{4}")

Row = dict[str, str]


@dataclass(frozen=True)
class TownHall:
    """`cells`: the table as typed, its header first. `truth`: line → field → value."""

    name: str
    commune: str
    saved: Mapping[str, Any]
    cells: list[list[str]]
    truth: dict[int, Row]

    def save(self, folder: Path, *, cells: list[list[str]] | None = None) -> Path:
        """The file as this town hall's software writes it; other `cells` for another year."""
        saved = cells or self.cells
        kind = self.saved["format"]
        path = folder / f"{self.name}.{kind}"
        write = {"xlsx": _workbook, "geojson": _features}.get(kind, _delimited)
        write(path, saved, self.saved)
        return path

    def check(self, folder: Path, *, cells: list[list[str]] | None = None, **more: Any) -> Depot:
        known = communes.get(self.commune)
        settings = Settings(
            commune=self.commune, epci=known.epci if known else None, today=TODAY, **more
        )
        return run(Depot(self.save(folder, cells=cells), gabarit(), settings))


def town_halls() -> list[TownHall]:
    return [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]


def _read(path: Path) -> TownHall:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    header, *rows = _cells(content["truth"])
    truth = {int(row[0]): dict(zip(header[1:], row[1:], strict=True)) for row in rows}
    return TownHall(path.stem, content["commune"], content["saved"], _cells(content["raw"]), truth)


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.strip("\n")), delimiter=";"))


def _delimited(path: Path, cells: list[list[str]], saved: Mapping[str, Any]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=saved["delimiter"], lineterminator="\r\n")
    writer.writerows([*row, ""] if saved.get("trailing") else row for row in cells)
    path.write_bytes(out.getvalue().encode(saved["encoding"]))


def _features(path: Path, cells: list[list[str]], saved: Mapping[str, Any]) -> None:
    features = []
    for row in cells[1:]:
        properties = dict(zip(cells[0], row, strict=True))
        point = [float(properties.pop(saved["lon"])), float(properties.pop(saved["lat"]))]
        shape = {"type": "Point", "coordinates": point}
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def _workbook(path: Path, cells: list[list[str]], saved: Mapping[str, Any]) -> None:
    """Numbers and days typed as Excel keeps them, the table under its titles and group headers."""
    with xlsxwriter.Workbook(path) as workbook:
        for name, text in saved.get("before", {}).items():
            workbook.add_worksheet(name).write_string(0, 0, text)
        sheet = workbook.add_worksheet(saved["sheet"])
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        top = [[title] for title in saved.get("above", ())]
        if "groups" in saved:
            top.append(saved["groups"].split(";"))
        for number, row in enumerate([*top, *cells]):
            for column, cell in enumerate(row):
                if DAY.fullmatch(cell):
                    sheet.write_datetime(
                        number, column, date(*map(int, reversed(cell.split("/")))), day
                    )
                elif NUMBER.fullmatch(cell):
                    sheet.write_number(number, column, float(cell.replace(",", ".")))
                elif cell:
                    sheet.write_string(number, column, cell)
        for name in saved.get("after", ()):
            workbook.add_worksheet(name)


@dataclass
class Outcome:
    """`clear`: rows that a clerk publishes without asking anybody. `wrong`: (line, field, expected,
    found) of cells changed or lost with nobody told."""

    rows: int = 0
    clear: int = 0
    published: int = 0
    questions: int = 0
    wrong: list[tuple[int, str, str, str]] = field(default_factory=list)


def judged(hall: TownHall, depot: Depot) -> Outcome:
    found = Outcome(rows=len(hall.truth), questions=len(depot.open_questions))
    values = {row[ROW]: row for row in depot.values.iter_rows(named=True)}
    for line in values.keys() - hall.truth.keys() - depot.set_aside.keys():
        found.wrong.append((line, "", "no row", "a row"))
    required = {each.name for each in gabarit().public_fields if each.required}
    for line, expected in hall.truth.items():
        doubts = {name for name, right in expected.items() if right.startswith("?")}
        found.clear += not doubts & required
        if line not in values:
            found.wrong.append((line, "", "a row", "no row"))
        elif line not in depot.set_aside:
            found.published += 1
            told = _told(depot, line)
            for name, right in expected.items():
                value = values[line].get(name) or ""
                if not _fair(name, right, value, told=name in told):
                    found.wrong.append((line, name, right, value))
    return found


def _told(depot: Depot, line: int) -> set[str | None]:
    """Fields on which something was asked or said of this line, or of the whole column."""
    asked = {each.field for each in depot.open_questions if not each.rows or line in each.rows}
    said = {
        issue.field
        for issue in depot.issues
        if issue.row in (line, None) or line in issue.params.get("rows", ())
    }
    return asked | said


def _fair(name: str, right: str, value: str, *, told: bool) -> bool:
    if right.startswith("?"):
        return value == "" or told or (right != "?" and _same(name, right[1:], value))
    if _same(name, right, value):
        return True
    if name in ("nom", "voie") and value.isupper():
        return _folded(value) == _folded(right)
    return told and value == ""


def _same(name: str, right: str, value: str) -> bool:
    if OR in right:
        return any(_same(name, each, value) for each in right.split(OR))
    if "|" in right:
        return set(right.split("|")) == set(value.split("|"))
    if name in ("lon", "lat", "surf_m2") and right and value:
        return abs(float(right) - float(value)) < 0.00001
    if name in ("nom", "voie"):
        return _plain(right) == _plain(value)
    return right == value.replace("’", "'")


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("-", " ")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()


def published(depot: Depot) -> pl.DataFrame:
    return depot.values.filter(~pl.col(ROW).is_in(list(depot.set_aside))).drop(ROW)
