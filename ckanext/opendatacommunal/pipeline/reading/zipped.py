"""Zip files: which workbook one is, or which table it holds; bounded before it is unpacked."""

from __future__ import annotations

import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)

MAX_DIRECTORY_BYTES = 5_000_000
"""Of the list of parts: some 50,000 of them."""

BLOCK_BYTES = 1_000_000

# Deflate shrinks at most 1,032 times: what is smaller than this cannot hide a bomb.
HARMLESS_BYTES = limits.MAX_UNCOMPRESSED_BYTES // 1032 // 10

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".geojson", ".json")
TEXTS = (".txt", ".tab", ".ndjson", ".geojsonl")
SHAPES = (".shp", ".shx", ".dbf")
JUNK = ("thumbs.db", "desktop.ini", ".ds_store")

NAMED = 5


@dataclass(frozen=True)
class Archive:
    """A zip that is no workbook: the table in it, and the other files."""

    table: str
    others: tuple[str, ...]


def workbook_kind(path: Path) -> Literal["xlsx", "xlsm", "xlsb", "ods"] | None:
    """Which workbook a zip is; None when it is no workbook. Raises `UnreadableFile`."""
    try:
        _refuse_long_directory(path)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            mimetype = archive.read("mimetype")[:100] if _small(parts, "mimetype") else b""
            _refuse_bomb(parts)
            _refuse_hidden_bomb(path, parts)
    except BROKEN as error:
        damaged = "damaged-archive" if path.suffix.lower() == ".zip" else "damaged-workbook"
        raise UnreadableFile(damaged) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if any(name.startswith(("word/", "ppt/")) for name in names) or b"opendocument" in mimetype:
        raise UnreadableFile("text-document")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise UnreadableFile("numbers-file")
    return None


def archive_of(path: Path) -> Archive:
    """The one table of a zip. Raises `UnreadableFile` when it holds none, or several."""
    with zipfile.ZipFile(path) as archive:
        parts = [each for each in archive.infolist() if each.filename.rstrip("/") == each.filename]
    useful = [part for part in parts if part.filename and not _is_junk(part.filename)]
    names = [part.filename for part in useful]
    if any(part.flag_bits & 1 for part in useful):
        raise UnreadableFile("encrypted-archive")
    if any(name.lower().endswith(".shp") for name in names):
        raise UnreadableFile("shapefile")
    tables = [name for name in names if name.lower().endswith(TABLES)]
    tables = tables or [name for name in names if name.lower().endswith(TEXTS)]
    tables = tables or (names if len(names) == 1 else [])
    if not tables:
        raise UnreadableFile("archive-file")
    if len(tables) > 1 or names.count(tables[0]) > 1:
        shown = [PurePosixPath(name).name for name in tables[:NAMED]]
        more = ["…"] if len(tables) > NAMED else []
        raise UnreadableFile("several-tables", names=[*shown, *more])
    return Archive(tables[0], tuple(name for name in names if name != tables[0]))


@contextmanager
def taken_out(path: Path, name: str) -> Iterator[Path]:
    """The file `name` of the zip at `path`, unpacked aside while the context lasts.

    It gets a name of our own: that in the archive may point anywhere.
    """
    with tempfile.TemporaryDirectory(prefix="opendatacommunal-") as folder:
        target = Path(folder) / f"table{PurePosixPath(name).suffix.lower()[:8]}"
        try:
            with (
                zipfile.ZipFile(path) as archive,
                archive.open(name) as part,
                target.open("wb") as file,
            ):
                shutil.copyfileobj(part, file, BLOCK_BYTES)
        except BROKEN as error:
            raise UnreadableFile("damaged-archive") from error
        yield target


def _is_junk(name: str) -> bool:
    """What a Mac or Windows adds of its own."""
    last = PurePosixPath(name).name.lower()
    return name.startswith("__MACOSX/") or last.startswith("._") or last in JUNK


def _small(parts: list[zipfile.ZipInfo], name: str) -> bool:
    return any(part.filename == name and part.file_size < 1000 for part in parts)


def _refuse_long_directory(path: Path) -> None:
    """Before the library reads the list of the parts, however long it says it is."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at >= 0 and at + 16 <= len(end):
        listed = struct.unpack_from("<I", end, at + 12)[0]
        if MAX_DIRECTORY_BYTES < listed < 0xFFFFFFFF:
            raise UnreadableFile("zip-bomb")


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    squeezed = any(
        part.file_size > 10_000_000
        and part.file_size > limits.MAX_COMPRESSION * max(part.compress_size, 1)
        for part in parts
    )
    if total > limits.MAX_UNCOMPRESSED_BYTES or squeezed:
        raise UnreadableFile("zip-bomb")


def _refuse_hidden_bomb(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    """A part may be larger than the list says: the large ones are unpacked once, and not kept."""
    suspects = [part for part in parts if part.compress_size > HARMLESS_BYTES]
    total = 0
    with path.open("rb") as file:
        for part in suspects:
            if part.compress_type == zipfile.ZIP_DEFLATED:
                total += _true_size(file, part, limits.MAX_UNCOMPRESSED_BYTES - total)
            if total >= limits.MAX_UNCOMPRESSED_BYTES:
                raise UnreadableFile("zip-bomb")


def _true_size(file: BinaryIO, part: zipfile.ZipInfo, most: int) -> int:
    """What `part` really unpacks to, or `most` if it is more."""
    file.seek(part.header_offset + 26)
    name_length, extra_length = struct.unpack("<HH", file.read(4))
    file.seek(name_length + extra_length, 1)
    left, size = part.compress_size, 0
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and size < most and not inflate.eof:
        block = file.read(min(left, BLOCK_BYTES))
        if not block:
            break
        left -= len(block)
        while block and size < most:
            size += len(inflate.decompress(block, BLOCK_BYTES))
            block = inflate.unconsumed_tail
    return size
