"""A folder of files as the communes of an EPCI mail them: every format, name and layout, and traps.

Made by us, the same at each run. `python -m ckanext.opendatacommunal.tests.pipeline.mails DIR`
writes it, to play the operator with.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune

LYON_METROPOLE, MEL, TOURS_METROPOLE = "200046977", "200093201", "243700754"

FIELDS = ("nom", "numvoie", "voie", "codepost", "commune", "reglement", "surf_m2", "gestion")
HEADERS = (
    FIELDS,
    ("Nom du parc", "N° de voie", "Rue", "CP", "Ville", "Règlement", "Surface (m²)", "Géré par"),
    ("NOM_EV", "NUM_VOIRIE", "NOM_VOIE", "CODE_POSTAL", "NOM_COM", "REGLEMENTA", "SURFACE_M2",
     "GESTIONNAI"),
    ("Désignation", "Numéro de voie", "Nom de la voie", "Code postal", "Localité", "Réglementation",
     "Superficie", "Gestionnaire"),
)  # fmt: skip
KINDS = ("Parc", "Jardin", "Square", "Promenade", "Verger", "Esplanade", "Bois")
OF = ("des Tilleuls", "du Lavoir", "de la Fontaine", "des Acacias", "du Moulin", "de la Source",
      "des Érables", "du Clos", "des Peupliers", "de la Gare", "du Ruisseau", "des Violettes",
      "de l'Horloge")  # fmt: skip
STREETS = ("Rue", "Avenue", "Chemin", "Place", "Allée", "Impasse", "Boulevard")

Cells = list[str]


def parks(commune: Commune, count: int, *, start: int = 0, named: bool = True) -> list[Cells]:
    """Rows under `FIELDS`; without the name of the commune and its postcode unless `named`."""
    rows = []
    own = int(commune.code[-3:])
    for i in range(start + own, start + own + count):
        name = f"{KINDS[i % 7]} {OF[i % 13]}" + (f" {i // 91 + 1}" if i >= 91 else "")
        street = f"{STREETS[(i * 3) % 7]} {OF[(i * 5 + 2) % 13]}"
        postcode = commune.postcodes[0] if named and len(commune.postcodes) == 1 else ""
        where = [postcode, commune.name if named else ""]
        area = str(350 + 117 * i % 9000)
        rows.append([name, str(2 + i % 50), street, *where, "oui" if i % 3 else "non", area,
                     "Commune"])  # fmt: skip
    return rows


def as_csv(header: tuple[str, ...], rows: list[Cells], encoding: str, delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([header, *rows])
    return out.getvalue().encode(encoding)


def as_xlsx(
    header: tuple[str, ...], rows: list[Cells], title: str = "", sheet: str = "Feuil1"
) -> bytes:
    """With a title two rows above the header, if there is one; numbers as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"created": datetime(2024, 10, 1)})  # noqa: DTZ001
        page = book.add_worksheet(sheet)
        first = 2 if title else 0
        if title:
            page.write_string(0, 0, title)
        for number, row in enumerate([header, *rows], start=first):
            for column, cell in enumerate(row):
                page.write(number, column, int(cell) if cell.isdigit() else cell)
    return out.getvalue()


def as_ods(header: tuple[str, ...], rows: list[Cells]) -> bytes:
    """The least that a spreadsheet program takes for an OpenDocument table."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in [header, *rows]
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="EV">'
        f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 10, 1, 0, 0, 0)), content)
    return out.getvalue()


def as_geojson(header: tuple[str, ...], rows: list[Cells]) -> bytes:
    features = [
        {"type": "Feature", "geometry": None, "properties": dict(zip(header, row, strict=True))}
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def mail(number: int, commune: Commune, count: int) -> tuple[str, bytes]:
    """(path, content) of the file of a commune: its format, layout and name go by its number."""
    header = HEADERS[number % len(HEADERS)]
    rows = parks(commune, count)
    bare = parks(commune, count, named=False)
    name, plain = commune.name, commune.name.replace(" ", "_")
    makers: tuple[Callable[[], tuple[str, bytes]], ...] = (
        lambda: (f"{plain}_parcs.csv", as_csv(header, rows, "cp1252", ";")),
        lambda: (f"{name}/parcs et jardins.xlsx", as_xlsx(header, rows)),
        lambda: (f"parcs_{commune.code}.csv", as_csv(header, bare, "utf-8-sig", ";")),
        lambda: (f"2024-11-{number % 28 + 1:02} mairie de {name}/EV.txt",
                 as_csv(header, rows, "utf-16", "\t")),
        lambda: (f"recus/EV {number}.xlsx", as_xlsx(header, bare, f"Mairie de {name}")),
        lambda: (f"recus/{number}/export.csv", as_csv(header, rows, "utf-8", ",")),
        lambda: (f"{name.upper()} ESPACES VERTS.ods", as_ods(header, rows)),
        lambda: (f"{name}.zip", zipped({"parcs.csv": as_csv(header, rows, "utf-8", ";")})),
        lambda: (f"sig/{plain}.geojson", as_geojson(FIELDS, rows)),
    )  # fmt: skip
    return makers[number % len(makers)]()


def mails(epci: str, count: int = 6) -> Iterator[tuple[str, bytes]]:
    """One file of `count` rows for each commune of the EPCI."""
    for number, commune in enumerate(communes.of_epci(epci)):
        yield mail(number, commune, count)


def traps(epci: str) -> Iterator[tuple[str, bytes]]:
    """What a mailbox holds besides; the first communes of the EPCI have a hand in it."""
    there = communes.of_epci(epci)
    one, other, third = there[0], there[1], there[2]
    both = [*parks(one, 4, start=20), *parks(other, 4, start=20)]
    yield "plan des parcs.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    yield "signature.png", b"\x89PNG\r\n\x1a\n" + bytes(40)
    yield f"{third.name}/vide.csv", b""
    yield "~$parcs.xlsx", bytes(165)
    yield "Thumbs.db", bytes(200)
    yield ".DS_Store", bytes(200)
    yield "__MACOSX/._parcs.xlsx", b"\x00\x05\x16\x07" + bytes(80)
    yield "bonjour.txt", "Bonjour,\r\nci-joint la liste des parcs.\r\nCordialement".encode("cp1252")
    yield "liste du personnel.csv", b"matricule;grade;indice\r\n12;A;500\r\n13;B;430\r\n"
    yield "deux communes.csv", as_csv(FIELDS, both, "utf-8", ";")
    yield "ailleurs.csv", as_csv(FIELDS, parks(communes.get("75056"), 5), "utf-8", ";")  # type: ignore[arg-type]
    yield f"{one.name}/envoi.csv", as_csv(FIELDS, parks(other, 5, start=40), "utf-8", ";")
    yield "dans un zip.zip", zipped({"encore.zip": zipped({"parcs.csv": "nom;voie\r\nA;B"})})
    yield "x" * 200 + ".csv", as_csv(FIELDS, parks(third, 4, start=60, named=False), "utf-8", ";")
    yield "reponse.eml", b"From: mairie@exemple.invalid\r\nSubject: parcs\r\n\r\nBonjour"


def write(folder: Path, files: Iterator[tuple[str, bytes]]) -> None:
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    chosen = sys.argv[2] if len(sys.argv) > 2 else LYON_METROPOLE
    write(target, mails(chosen))
    write(target, traps(chosen))
    (target / "lien.csv").symlink_to("/etc/hostname")
