"""Files as town halls would write them, each beside what a careful clerk would publish of it.

One YAML file a town hall: `gabarit` (parks where it says none), `commune` (INSEE), `saved` (how its
software saves), `raw` (the cells it typed) and `truth`, written by hand from `raw`; `always`: what
is true of each row. In `truth`, `line` is the line in the spreadsheet; `?` is a cell that nobody
could fill without asking, `?x` one where x is right and so is a question, `x~y` one where both are
right. A public field that `truth` does not name stays empty, unless the tool fills it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
import yaml

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field, Gabarit, find
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Settings
from ckanext.opendatacommunal.tests.pipeline.parks import TODAY

FOLDER = Path(__file__).parent
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:,\d+)?")
OR = "~"
NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")
DAY = re.compile(r"\d\d/\d\d/\d{4}")

Row = dict[str, str]


@dataclass(frozen=True)
class TownHall:
    """`cells`: the table as typed, its header first. `truth`: line → field → value."""

    name: str
    gabarit: Gabarit
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
        return run(Depot(self.save(folder, cells=cells), self.gabarit, settings))


def town_halls(folder: Path = FOLDER) -> list[TownHall]:
    return [_read(path) for path in sorted(folder.glob("*.yaml"))]


def _read(path: Path) -> TownHall:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    header, *rows = _cells(content["truth"])
    always = content.get("always", {})
    truth = {int(row[0]): {**always, **dict(zip(header[1:], row[1:], strict=True))} for row in rows}
    gabarit = find(content.get("gabarit", "parcs-jardins"))
    assert gabarit is not None
    raw = _cells(content["raw"])
    return TownHall(path.stem, gabarit, content["commune"], content["saved"], raw, truth)


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


Cell = tuple[int, str, str, str]
"""Line, field, value expected, value found."""


@dataclass
class Outcome:
    """`clear`: rows that a clerk publishes without asking anybody. `wrong`: cells changed or lost
    with nobody told; `missed`: cells left empty, which is said, that the clerk would have filled.
    """

    rows: int = 0
    clear: int = 0
    published: int = 0
    questions: int = 0
    wrong: list[Cell] = field(default_factory=list)
    missed: list[Cell] = field(default_factory=list)


def judged(hall: TownHall, depot: Depot) -> Outcome:
    found = Outcome(rows=len(hall.truth), questions=len(depot.open_questions))
    values = {row[ROW]: row for row in depot.values.iter_rows(named=True)}
    for line in values.keys() - hall.truth.keys() - depot.set_aside.keys():
        found.wrong.append((line, "", "no row", "a row"))
    required = {each.name for each in hall.gabarit.public_fields if each.required}
    for line, expected in hall.truth.items():
        doubts = {name for name, right in expected.items() if right.startswith("?")}
        found.clear += not doubts & required
        if line not in values:
            found.wrong.append((line, "", "a row", "no row"))
        elif line not in depot.set_aside:
            found.published += 1
            for cell, told in _differing(hall, depot, line, values[line]):
                (found.missed if told and not cell[3] else found.wrong).append(cell)
    return found


def _differing(
    hall: TownHall, depot: Depot, line: int, row: Mapping[str, str | None]
) -> Iterable[tuple[Cell, bool]]:
    """Cells that are not as expected, and whether the person was told of each."""
    expected = {each.name: "" for each in hall.gabarit.public_fields if not each.filled}
    expected |= hall.truth[line]
    told, elsewhere = _told(depot, line), _in_unmatched_columns(depot, line)
    for name, right in expected.items():
        value = row.get(name) or ""
        if right.startswith("?") and (name in told or not value):
            continue
        if not _fair(hall.gabarit[name], right.removeprefix("?"), value):
            yield (line, name, right, value), name in told or elsewhere


def _in_unmatched_columns(depot: Depot, line: int) -> bool:
    """Whether the row has a cell in a column that the report names as taken over by no field."""
    named = {i.value for i in depot.issues if i.code == "unmatched-column"}
    named |= {q.value for q in depot.open_questions if q.field is None}
    left = [f"c{each.index}" for each in depot.columns if not each.field and each.source in named]
    return any(depot.raw.filter(pl.col(ROW) == line).select(left).row(0)) if left else False


def _told(depot: Depot, line: int) -> set[str | None]:
    """Fields on which something was asked or said of this line, or of the whole column."""
    asked = {each.field for each in depot.open_questions if not each.rows or line in each.rows}
    said = {
        issue.field
        for issue in depot.issues
        if issue.row in (line, None) or line in issue.params.get("rows", ())
    }
    return asked | said


def _fair(field: Field, right: str, value: str) -> bool:
    if _same(field, right, value):
        return True
    if field.kind in ("name", "street") and value.isupper():
        return any(_folded(value) == _folded(each) for each in right.split(OR))
    return False


def _same(field: Field, right: str, value: str) -> bool:
    if OR in right:
        return any(_same(field, each, value) for each in right.split(OR))
    if "|" in right:
        return set(right.split("|")) == set(value.split("|"))
    if field.kind in _NUMBERS and NUMERAL.fullmatch(right) and NUMERAL.fullmatch(value):
        return abs(float(right) - float(value)) < 0.00001
    if field.kind in ("name", "street"):
        return _plain(right) == _plain(value)
    return right == value.replace("’", "'")


_NUMBERS = ("number", "area", "length", "longitude", "latitude")


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("-", " ")


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFD", _plain(text)).encode("ascii", "ignore")
    return bare.decode()


def published(depot: Depot) -> pl.DataFrame:
    return depot.values.filter(~pl.col(ROW).is_in(list(depot.set_aside))).drop(ROW)
