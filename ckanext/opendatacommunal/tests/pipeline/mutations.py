"""Files as communes hand them in, then damaged: by transfers, by programs, on purpose.

Number `index` of seed `seed` is always the same file.
"""

from __future__ import annotations

import io
import json
import random
import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import xlsxwriter

FORMATS = Path(__file__).parent / "formats"

LINES = [
    line.split("|")
    for line in """\
Nom|N°|Voie|CP|Ville|Règlement|Surface|Gestion|Horaires|Mise à jour
Parc de la Paix|12 bis|av. de l'Été|01500|Ambérieu-en-Bugey|Oui|1 220,5|Commune|8h-19h|31/12/2024
Square Œuvre||R du Cœur|1500|AMBERIEU|non|1,2 ha|Association||
Bois « Noir »|SN|rte de Lyon|01500|Ambérieu|X|12 m²|NC|24h/24|?""".splitlines()
]

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "\x00",
    "\ufffd\ud7ff",
    "9" * 400,
    "-" * 5000,
    "1e999",
    "NaN",
    "é\u0301" * 300,
    '"' * 99,
    "(" * 2000,
    "31/02/2024",
    "00:00-99:99; Mo-Su",
    '{"type":"Point","coordinates":[1e400,"a"]}',
    "POINT(" + "1 " * 500 + ")",
    "du lundi au " * 200,
    "01/" * 300,
    "<script>alert(1)</script>",
    "{value}{0}%s%(x)s",
)

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    + "".join(f'<!ENTITY {chr(c + 1)} "{f"&{chr(c)};" * 10}">' for c in range(ord("b"), ord("k")))
    + "]>"
).encode()
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY k SYSTEM "file:///etc/passwd">]>'

Mutator = Callable[[bytes, random.Random], bytes]


def file(seed: int, index: int) -> tuple[str, bytes]:
    """(name, content) of one damaged file."""
    chance = random.Random(f"{seed}:{index}")
    name, content = chance.choice(sound_files())
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        content = chance.choice((*ANY, *_fitting(content)))(content, chance)
    return name, content


def _fitting(content: bytes) -> tuple[Mutator, ...]:
    if content.startswith(b"PK"):
        return OF_ZIP * 2
    return OF_JSON if content.startswith((b"{", b"[")) else OF_TEXT


@cache
def sound_files() -> tuple[tuple[str, bytes], ...]:
    text = "\r\n".join(";".join(line) for line in LINES)
    objects = [dict(zip(LINES[0], line, strict=True)) for line in LINES[1:]]
    point = {"type": "Point", "coordinates": [5.35, 45.96]}
    features = [{"type": "Feature", "geometry": point, "properties": each} for each in objects]
    collection = json.dumps({"type": "FeatureCollection", "features": features})
    workbook = _workbook()
    return (
        ("parcs.csv", text.encode()),
        ("parcs.csv", text.encode("cp1252")),
        ("parcs.csv", text.encode("utf-16")),
        ("parcs.tsv", text.replace(";", "\t").encode("cp850", "replace")),
        ("parcs.txt", text.replace(";", "|").replace("|R du", '|"R\ndu"|').encode()),
        ("parcs.csv", (FORMATS / "parcs.csv").read_bytes()),
        ("parcs.xlsx", workbook),
        ("parcs.xlsx", (FORMATS / "parcs.xlsx").read_bytes()),
        ("parcs.xlsm", _with_part(workbook, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")),
        ("parcs.xls", (FORMATS / "parcs.xls").read_bytes()),
        ("parcs.xls", (FORMATS / "parcs.xls").read_bytes()),
        ("parcs.ods", (FORMATS / "parcs.ods").read_bytes()),
        ("parcs.ods", (FORMATS / "parcs.ods").read_bytes()),
        ("parcs.geojson", collection.encode()),
        ("parcs.geojson", "\n".join(map(json.dumps, features)).encode()),
        ("parcs.json", json.dumps(objects, ensure_ascii=False).encode()),
        ("parcs.zip", zipped({"envoi/parcs.csv": text.encode(), "__MACOSX/._parcs.csv": b"\x00"})),
        ("parcs.xlsb", binary_workbook(*LINES, ["A", 0x17, "B"])),
    )


def binary_workbook(*rows_of: list[str | int]) -> bytes:
    """An .xlsb with texts in its cells, and errors where there is a number (its code)."""

    def record(number: int, body: bytes = b"") -> bytes:
        high = bytes([number & 0x7F | 0x80, number >> 7]) if number > 127 else bytes([number])
        return high + bytes([len(body)]) + body

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    bundle = struct.pack("<II", 0, 1) + text("rId1") + text("Parcs")
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    size = struct.pack("<4I", 0, len(rows_of) - 1, 0, max(map(len, rows_of)) - 1)
    sheet = record(129) + record(148, size) + record(145)
    for row, cells in enumerate(rows_of):
        sheet += record(0, struct.pack("<IIHBB", row, 0, 300, 0, 0) + bytes(5))
        for column, cell in enumerate(cells):
            place = struct.pack("<II", column, 0)
            if isinstance(cell, str):
                sheet += record(6, place + text(cell))
            else:
                sheet += record(3, place + bytes([cell]))
    sheet += record(146) + record(130)
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.bin" Type="worksheet"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", links)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return out.getvalue()


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Parcs")
        for row, line in enumerate(LINES):
            sheet.write_row(row, 0, line)
        sheet.write_formula(2, 6, "=1+1", None, 2)
        sheet.set_row(3, None, None, {"hidden": True})
        book.add_worksheet("Notice").write(0, 0, "Merci")
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    return zipped({**_parts(content), name: part})


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def swap_blocks(content: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(chance.randrange(len(content) + 1) for _ in range(3))
    return content[:a] + content[b:c] + content[a:b] + content[c:]


def repeat_block(content: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:b] + content[a:b] * chance.choice((1, 3, 20)) + content[b:]


def random_bytes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    noise = chance.randbytes(chance.choice((1, 4, 64, 4096)))
    return content[:at] + noise + content[at + len(noise) * chance.randrange(2) :]


def extreme_number(content: bytes, chance: random.Random) -> bytes:
    """Four bytes in a row as the least or the greatest number, as sizes and places are kept."""
    at = chance.randrange(max(1, len(content) - 4))
    number = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f"))
    return content[:at] + number + content[at + 4 :]


def hostile_cell(content: bytes, chance: random.Random) -> bytes:
    """A cell of a text file as somebody with bad intentions would fill it."""
    cells = re.split(rb"([;\t|,\r\n])", content)
    place = chance.randrange(len(cells))
    value = chance.choice(HOSTILE).encode("utf-8", "replace")
    return b"".join((*cells[:place], value, *cells[place + 1 :]))


def odd_value(content: bytes, chance: random.Random) -> bytes:
    """A value of a JSON file as another one."""
    values = re.split(rb'((?<=[:,\[] )(?:"[^"]*"|-?[\d.]+|null|true))', content)
    places = range(1, len(values), 2)
    if not places:
        return content
    hostile = json.dumps(chance.choice(HOSTILE)).encode()
    others = (hostile, b"null", b"[]", b"{}", b"[[[1]]]", b"1e999", b"-0", b"true", b'{"a": [1]}')
    values[chance.choice(places)] = chance.choice(others)
    return b"".join(values)


def odd_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    extra = chance.choice((b"", b'"', b";" * 3000, b"\x00", b"\r" * 50, b"TOTAL;;12"))
    return chance.choice((b"\n", b"\r", b"\r\n", b"\n\n")).join((*lines, extra))


def damaged_part(content: bytes, chance: random.Random) -> bytes:
    """A part of a zip, damaged inside: the zip itself stays sound."""
    return _change_part(content, chance, chance.choice(ANY))


def hostile_xml(content: bytes, chance: random.Random) -> bytes:
    def change(part: bytes, _chance: random.Random) -> bytes:
        declared = chance.choice((ENTITIES, EXTERNAL))
        body = re.sub(rb"^<\?xml[^>]*>", b"", part)
        return declared + re.sub(rb">[^<>]+<", b">&k;<", body, count=3)

    return _change_part(content, chance, change)


def absurd_places(content: bytes, chance: random.Random) -> bytes:
    """Cells, rows and repetitions far beyond any table."""
    number = str(chance.choice((0, 1_048_576, 99_999_999, 2**31, 2**64))).encode()

    def change(part: bytes, _chance: random.Random) -> bytes:
        part = re.sub(rb'r="[A-Z]+\d+"', b'r="XFD' + number + b'"', part, count=chance.randrange(3))
        part = re.sub(rb'<row r="\d+"', b'<row r="' + number + b'"', part, count=1)
        part = re.sub(
            rb'(repeated|count|s|numFmtId|spans|min|max)="\d+"', rb'\1="%b"' % number, part
        )
        return re.sub(rb"<v>[^<]*</v>", b"<v>" + number + b"</v>", part, count=chance.randrange(5))

    return _change_part(content, chance, change)


def hostile_text(content: bytes, chance: random.Random) -> bytes:
    """Texts of a workbook as somebody with bad intentions would fill them."""
    value = re.sub(r'[<>&"\x00]', "", chance.choice(HOSTILE)).encode("utf-8", "replace")

    def change(part: bytes, _chance: random.Random) -> bytes:
        texts = len(re.findall(rb">[^<>]+<", part))
        keep = chance.randrange(texts + 1)
        seen = iter(range(texts))
        return re.sub(
            rb">[^<>]+<",
            lambda found: b">" + value + b"<" if next(seen) == keep else found[0],
            part,
        )

    return _change_part(content, chance, change)


def missing_part(content: bytes, chance: random.Random) -> bytes:
    return _change_parts(content, lambda parts: parts.pop(chance.choice(sorted(parts)), None))


def large_part(content: bytes, chance: random.Random) -> bytes:
    name = chance.choice(("xl/worksheets/sheet1.xml", "content.xml", "envoi/b.csv", "mimetype"))
    filling = chance.choice((b"\x00", b"<row>", b"a;b\n", b"<a>"))
    return _change_parts(content, lambda parts: parts.update({name: filling * 3_000_000}))


def _change_part(content: bytes, chance: random.Random, change: Mutator) -> bytes:
    def apply(parts: dict[str, bytes]) -> None:
        telling = [name for name in sorted(parts) if "sheet" in name or "content" in name]
        name = chance.choice(telling * 3 + sorted(parts))
        parts[name] = change(parts[name], chance)

    return _change_parts(content, apply)


def _change_parts(content: bytes, apply: Callable[[dict[str, bytes]], object]) -> bytes:
    try:
        parts = _parts(content)
    except Exception:  # noqa: BLE001 - damaged by an earlier mutation: nothing more to do to it
        return content
    if parts:
        apply(parts)
    return zipped(parts)


ANY: tuple[Mutator, ...] = (
    flip_bits,
    cut,
    swap_blocks,
    repeat_block,
    random_bytes,
    extreme_number,
)
OF_TEXT: tuple[Mutator, ...] = (hostile_cell, hostile_cell, odd_lines)
OF_JSON: tuple[Mutator, ...] = (odd_value,) * 8
OF_ZIP: tuple[Mutator, ...] = (
    damaged_part,
    hostile_xml,
    absurd_places,
    hostile_text,
    missing_part,
    large_part,
)
