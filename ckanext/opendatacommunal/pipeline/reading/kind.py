"""What a file is, by its first bytes: its name says it only too often wrongly."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.geojson import looks_like_json
from ckanext.opendatacommunal.pipeline.reading.zipped import workbook_kind

Kind = Literal["csv", "xlsx", "xlsm", "xlsb", "xls", "ods", "json", "zip"]

HEAD_BYTES = 4096

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
APPLE_DOUBLE = b"\x00\x05\x16\x07"

# First bytes → code of the sentence that refuses such a file.
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf-file"),
    (b"\x89PNG", "image-file"),
    (b"\xff\xd8\xff", "image-file"),
    (b"GIF8", "image-file"),
    (b"II*\x00", "image-file"),
    (b"MM\x00*", "image-file"),
    (b"BM", "image-file"),
    (b"7z\xbc\xaf\x27\x1c", "archive-file"),
    (b"Rar!", "archive-file"),
    (b"\x1f\x8b", "archive-file"),
    (b"{\\rtf", "text-document"),
    (b"SQLite format 3\x00", "binary-file"),
    (b"\x7fELF", "binary-file"),
    (b"BZh", "archive-file"),
    (b"\xfd7zXZ\x00", "archive-file"),
    (b"wOFF", "binary-file"),
    (b"PAR1", "binary-file"),
    (b"\x00\x00\x27\x0a", "shapefile"),
)

SYLK = re.compile(rb"ID;P[A-Z]{2,}[;NE]*\r?\n(?:P;P|O;|[BC];[XY]\d|F;[A-Z])")
XML_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
SHORTCUT = b"[InternetShortcut]"
SHORTCUTS = (".gsheet", ".gdoc", ".url", ".webloc")

HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table)[\s>]", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml|\s*<[a-z]+[:\s][^>]*xmlns", re.IGNORECASE)


def kind_of(path: Path) -> Kind:
    """What the file at `path` is. Raises `UnreadableFile` for all that is no table."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("empty-file")
    if size > limits.MAX_BYTES:
        raise UnreadableFile("too-large", megabytes=limits.MAX_BYTES // 1_000_000)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if path.name.startswith("._") or head.startswith(APPLE_DOUBLE):
        raise UnreadableFile("apple-double")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return workbook_kind(path) or "zip"
    if path.suffix.lower() == ".dbf" and b"\x00" in head:
        raise UnreadableFile("dbf-file")
    if head.startswith(OLE):
        return _compound(path)
    _refuse_known(head)
    plain = _without_marks(head)
    if plain.startswith(SHORTCUT) or path.suffix.lower() in SHORTCUTS:
        raise UnreadableFile("shortcut-file")
    if SYLK.match(plain):
        raise UnreadableFile("sylk-file")
    if looks_like_json(plain):
        return "json"
    _refuse_markup(plain, path)
    return "csv"


def _refuse_known(head: bytes) -> None:
    for magic, code in REFUSED:
        # "BM" alone may begin a header ("BM;nom"): a bitmap has zeros within its first bytes.
        if head.startswith(magic) and not (magic == b"BM" and b"\x00" not in head[:16]):
            raise UnreadableFile(code)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise UnreadableFile("image-file")
    if head[4:8] == b"ftyp":
        raise UnreadableFile("image-file")


def _without_marks(head: bytes) -> bytes:
    # UTF-16 text has a zero in every other byte; what it says is plain once they are gone.
    return head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def _refuse_markup(plain: bytes, path: Path) -> None:
    if plain.startswith(b"<") and XML_WORKBOOK in plain:
        raise UnreadableFile("xml-workbook")
    if plain.startswith(b"<") and HTML.search(plain):
        raise UnreadableFile("html-file")
    if XML.match(plain):
        raise UnreadableFile("xml-file")
    if plain[:1] in (b"{", b"[") and _is_json(path):
        raise UnreadableFile("json-file")


def _is_json(path: Path) -> bool:
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return isinstance(content, (dict, list))


def _compound(path: Path) -> Kind:
    """An old workbook, or a new one under a password: names inside are in UTF-16."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile("encrypted-workbook")
    for name in ("Workbook", "Book"):
        if name.encode("utf-16-le") in content:
            return "xls"
    if "WordDocument".encode("utf-16-le") in content:
        raise UnreadableFile("text-document")
    raise UnreadableFile("damaged-workbook")
