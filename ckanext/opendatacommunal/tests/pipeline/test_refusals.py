"""Files that are no table: one sentence each, that says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ckanext.opendatacommunal.messages import SENTENCES, sentence, translator
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.table import read_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def empty_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


FILES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.csv", b"", "empty-file"),
    "header alone": ("a.csv", b"nom;voie;cp\n", "no-rows"),
    "blank rows": ("a.csv", b";;\n;;\n", "no-rows"),
    "picture": ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "image-file"),
    "picture named csv": ("parcs.csv", PNG, "image-file"),
    "photo of a phone": ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(50), "image-file"),
    "pdf": ("parcs.pdf", b"%PDF-1.7\n%abc", "pdf-file"),
    "mac companion": (
        "._parcs.csv",
        b"\x00\x05\x16\x07\x00\x02\x00\x00" + bytes(80),
        "apple-double",
    ),
    "mac companion renamed": ("parcs.csv", b"\x00\x05\x16\x07" + bytes(80), "apple-double"),
    "password": (
        "parcs.xlsx",
        OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "encrypted-workbook",
    ),
    "word of 1997": ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "text-document"),
    "other compound": ("a.xls", OLE + bytes(900), "damaged-workbook"),
    "web page named xls": (
        "parcs.xls",
        b"\r\n<html xmlns:o='urn'><body><table><tr><td>nom</td></tr></table>",
        "html-file",
    ),
    "utf-16 web page": ("p.xls", "<!DOCTYPE html><table>".encode("utf-16"), "html-file"),
    "xml workbook": ("p.xls", b'<?xml version="1.0"?><Workbook></Workbook>', "xml-file"),
    "geojson without a feature": (
        "p.csv",
        b'{"type": "FeatureCollection", "features": []}',
        "no-rows",
    ),
    "json": ("p.json", b'{"communes": 58}', "json-file"),
    "cut geojson": (
        "p.geojson",
        b'{"type": "FeatureCollection", "features": [{"ty',
        "damaged-json",
    ),
    "shapefile": ("p.shp", b"\x00\x00\x27\x0a" + bytes(96), "shapefile"),
    "dbf": ("p.dbf", b"\x03\x7c\x01\x01" + bytes(96), "dbf-file"),
    "word": ("a.docx", zipped(word__document_xml=b"<w/>"), "text-document"),
    "archive of pictures": ("p.zip", zipped(a=PNG, b=PNG), "archive-file"),
    "archive of a picture": ("p.zip", zipped(a=PNG), "image-file"),
    "cut archive": ("p.zip", zipped(a=b"nom;voie")[:60], "damaged-archive"),
    "cut workbook": ("a.xlsx", empty_workbook()[:900], "damaged-workbook"),
    "workbook without a cell": ("a.xlsx", empty_workbook(), "no-rows"),
    "bomb": (
        "a.xlsx",
        zipped(xl__workbook_xml=b"<w/>", xl__worksheets__sheet1_xml=bytes(30_000_000)),
        "zip-bomb",
    ),
    "thousands of columns": ("a.csv", b"a;" * 3000 + b"\n" + b"1;" * 3000, "too-many-cells"),
    "noise": ("a.csv", bytes(range(256)) * 30, "binary-file"),
    "zeros": ("a.csv", bytes(5000), "binary-file"),
}


@pytest.mark.parametrize("case", FILES)
def test_refused_with_the_right_sentence(tmp_path: Path, case: str) -> None:
    name, content, code = FILES[case]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        read_table(path, ())
    assert refusal.value.code == code
    text, hint = sentence(code, refusal.value.params, translator("fr"))
    assert text != sentence(code, refusal.value.params, translator("en"))[0]
    assert "[…]" not in text + hint


def test_every_refusal_tells_what_to_do() -> None:
    codes = {code for _name, _content, code in FILES.values()}
    assert all(SENTENCES[code][1] for code in codes)


@pytest.mark.parametrize("start", [b"BM;nom\n1;a\n", b"[nom];voie\na;b\n", b"{x};voie\na;b\n"])
def test_a_table_that_begins_oddly_is_still_a_table(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(start)
    assert read_table(path, ()).file.rows == 1
