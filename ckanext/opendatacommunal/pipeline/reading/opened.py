"""Any file a commune hands in, as sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet
from ckanext.opendatacommunal.pipeline.reading.delimited import read_delimited
from ckanext.opendatacommunal.pipeline.reading.geojson import read_geojson
from ckanext.opendatacommunal.pipeline.reading.kind import kind_of
from ckanext.opendatacommunal.pipeline.reading.packed import unpacked
from ckanext.opendatacommunal.pipeline.reading.zipped import archive_of, taken_out


@dataclass(frozen=True)
class Opened:
    """`format`: as the report names it. `sheets`: at least one; of a text file, it has no name.
    `issues`: about the file as a whole."""

    format: str
    sheets: list[Sheet]
    issues: tuple[Issue, ...] = ()


def open_file(path: Path) -> Opened:
    """Raises `UnreadableFile`, with the sentence that fits, for all that is no table."""
    kind = kind_of(path)
    if kind == "zip":
        return _in_archive(path)
    if kind == "csv":
        return Opened(kind, [unpacked(read_delimited(path))])
    if kind == "json":
        found, sheet = read_geojson(path)
        return Opened(found, [sheet])
    # The readers of workbooks are not imported for a text file.
    from ckanext.opendatacommunal.pipeline.reading.workbook import read_workbook  # noqa: PLC0415

    sheets = read_workbook(path, kind)
    if not sheets:
        raise UnreadableFile("empty-sheets")
    return Opened(kind, [unpacked(sheet) for sheet in sheets])


def sheet_of(path: Path, name: str | None) -> Sheet:
    """The whole sheet that a table was read from, rows around the data included."""
    sheets = open_file(path).sheets
    return next((sheet for sheet in sheets if sheet.name == name), sheets[0])


def _in_archive(path: Path) -> Opened:
    archive = archive_of(path)
    with taken_out(path, archive.table) as table:
        if kind_of(table) == "zip":
            raise UnreadableFile("archive-in-archive")
        opened = open_file(table)
    others = ", ".join(PurePosixPath(name).name for name in archive.others)
    name = PurePosixPath(archive.table).name
    code = "read-in-archive-alone" if others else "read-in-archive"
    issue = Issue(code, "info", value=name, params={"others": others})
    return replace(opened, issues=(issue, *opened.issues))
