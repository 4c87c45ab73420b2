"""One table, whatever format it comes in; what a workbook shows beside its values."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from ckanext.opendatacommunal.gabarits import Gabarit, load
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.details import shown_number
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table

from .mutations import ENTITIES, EXTERNAL, binary_workbook, zipped
from .parks import TODAY, gabarit

FORMATS = Path(__file__).parent / "formats"
KINDS = ("csv", "xlsx", "xls", "ods")
AMBERIEU = "01004"


def read(path: Path, of: Gabarit | None = None) -> Table:
    return read_table(path, known_words([of or gabarit()]))


def rows(table: Table) -> list[list[str]]:
    return [[cell or "" for cell in cells] for cells in table.rows.drop(ROW).iter_rows()]


def codes(table: Table) -> list[str]:
    return [issue.code for issue in table.issues]


class TestOneTableInFourFormats:
    """The files are made by `dev/make_formats.py`."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_gives_the_same_clean_rows(self, kind: str) -> None:
        cleaned = [
            export.clean_csv(
                run(Depot(FORMATS / f"parcs.{each}", gabarit(), Settings(AMBERIEU, today=TODAY)))
            )
            for each in ("xlsx", kind)
        ]
        assert cleaned[0] == cleaned[1]
        assert cleaned[0].count(b"\n") == 4

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_the_same_rows_and_remarks(self, kind: str) -> None:
        table = read(FORMATS / f"parcs.{kind}")
        assert (table.file.format, table.file.header_row, table.file.rows) == (kind, 3, 3)
        found = {(issue.code, issue.row) for issue in table.issues}
        assert found == {("title-row", 1), ("blank-row", 6), ("total-row", 8), ("error-cell", 7)}

    @pytest.mark.parametrize("kind", KINDS)
    def test_keeps_zeros_hours_booleans_and_line_breaks(self, kind: str) -> None:
        first, second, third = rows(read(FORMATS / f"parcs.{kind}"))
        assert [row[3] for row in (first, second, third)] == ["01500"] * 3
        assert (first[12], third[12]) == ("04 74 00 11 22", "06 11 22 33 44")
        assert (first[10], second[10], third[10]) == ("08:30", "fermé à la\ntombée", "24:00")
        assert (first[5], first[9], third[9]) == ("VRAI", "FAUX", "")


TYPED = """
title: Aides
version: 1.0.0
description: Une colonne de chaque sorte.
kind: deposit
source: essai
periodicity: ANNUAL
theme: GOVE
fields:
  nom: {kind: name, title: Nom}
  montant: {kind: number, title: Montant}
  part: {kind: percentage, title: Part}
  signature: {kind: date, title: Signé le}
  releve: {kind: date, title: Relevé}
  ouverture: {kind: time, title: Ouverture}
  siret: {kind: siret, title: SIRET}
  telephone: {kind: phone, title: Téléphone}
  code_postal: {kind: postcode, title: Code postal}
  effectif: {kind: integer, title: Effectif}
  actif: {kind: boolean, title: Actif}
  largeur: {kind: length, title: Largeur}
"""
NUMBERS = {"montant": "number", "part": "number", "effectif": "integer", "largeur": "number"}


@pytest.mark.parametrize("kind", KINDS)
def test_typed_cells_are_the_same_in_four_formats(kind: str, tmp_path: Path) -> None:
    """Currencies, shares, days, hours, long numbers, lost zeros: shown one way, kept another."""
    own = tmp_path / "aides"
    own.mkdir()
    (own / "gabarit.yaml").write_text(TYPED)
    names = [line.split(":")[0].strip() for line in TYPED.splitlines() if "{kind" in line]
    fields = [{"name": name, "type": NUMBERS.get(name, "string")} for name in names]
    (own / "schema.json").write_text(json.dumps({"fields": fields}))
    depot = run(Depot(FORMATS / f"aides.{kind}", load(own), Settings(AMBERIEU, today=TODAY)))
    assert {name: depot.values[name].to_list() for name in names} == {
        "nom": ["Amicale du Lac", "Club d'échecs", "Les Amis du Livre"],
        "montant": ["1220.5", "23000", "0.1"],
        "part": ["0.455", "1", "0.07"],
        "signature": ["2024-12-31", "1999-02-01", "2023-03-01"],
        "releve": ["2024-12-31", "2023-02-01", None],
        "ouverture": ["08:30", "00:00", "09:00"],
        "siret": ["21690029000018", "21690029000018", None],
        "telephone": ["+33478901234", "+33478901234", "+33611223344"],
        "code_postal": ["01500", "01500", "69500"],
        "effectif": ["12500", "7", "1000000"],
        "actif": ["oui", "non", "oui"],
        "largeur": ["3.3", "0.9", "1.2"],
    }


class TestNumbersAsShown:
    @pytest.mark.parametrize(
        ("value", "code", "shown"),
        [
            (1000, "00000", "01000"),
            (478901234, '0#" "##" "##" "##" "##', "04 78 90 12 34"),
            (478901234, r"0#\ ##\ ##\ ##\ ##", "04 78 90 12 34"),
            (0.125, "0%", "12.5%"),
            (0.07, "0.00%", "7%"),
            (7, "0000;-0000", "0007"),
            (69500, "00000", None),
            (1220.5, "00000", None),
            (-5, "000", None),
            (1000, "#,##0", None),
            (5, "0", None),
            (12, "0.00", None),
            (12, "#,##0.00\\ [$€-40C]", None),
            (45657, "dd/mm/yyyy", None),
            (3, '"n° "0', None),
        ],
    )
    def test_only_zeros_and_per_cent_signs_are_added(
        self, value: float, code: str, shown: str | None
    ) -> None:
        assert shown_number(value, code) == shown


def workbook(folder: Path, lines: list[list[Any]], **formats: str) -> Path:
    """`formats`: letter of a column → its number format."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(line)
    for letter, code in formats.items():
        for cell in sheet[letter]:
            cell.number_format = code
    path = folder / "parcs.xlsx"
    book.save(path)
    return path


PARKS = [["Nom", "Voie", "Code postal"], ["A", "Rue B", 1500], ["C", "Rue D", 1000]]


class TestWorkbook:
    def test_hidden_rows_and_columns_are_kept_and_said(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, PARKS)
        book = openpyxl.load_workbook(path)
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[0].column_dimensions["B"].hidden = True
        book.save(path)
        table = read(path)
        assert len(rows(table)) == 2
        told = {issue.code: issue.params for issue in table.issues}
        assert told["hidden-rows"] == {"rows": "3", "n": 1}
        assert told["hidden-columns"] == {"columns": "B"}

    def test_a_formula_saved_without_its_result_is_said(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, [*PARKS, ["E", "Rue F", "=C2+1"]])
        table = read(path)
        assert rows(table)[2] == ["E", "Rue F", ""]
        issue = next(each for each in table.issues if each.code == "formula-without-value")
        assert issue.params == {"cells": "C4", "n": 1}

    def test_a_formula_gives_its_stored_value(self, tmp_path: Path) -> None:
        path = tmp_path / "p.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for row, line in enumerate(PARKS):
                sheet.write_row(row, 0, line)
            sheet.write_formula(1, 1, '=CONCATENATE("Rue ","B")', None, "Rue B")
        table = read(path)
        assert [line[1] for line in rows(table)] == ["Rue B", "Rue D"]
        assert codes(table) == []

    def test_errors_are_named_one_by_one_in_the_words_of_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "p.csv"
        path.write_text(
            "nom;voie;cp\nA;#NOM?;69500\nB;#REF!;#DIV/0!\nn°#3;#1;Err:502\n", encoding="utf-8"
        )
        table = read(path)
        assert rows(table) == [["A", "", "69500"], ["B", "", ""], ["n°#3", "#1", ""]]
        told = [(each.row, each.params["column"], each.value) for each in table.issues]
        assert told == [
            (2, "voie", "#NOM?"),
            (3, "voie", "#REF!"),
            (3, "cp", "#DIV/0!"),
            (4, "cp", "Err:502"),
        ]

    def test_a_column_of_errors_does_not_make_a_report_without_end(self, tmp_path: Path) -> None:
        path = tmp_path / "p.csv"
        path.write_text("nom;voie\n" + "A;#REF!\n" * 5000, encoding="utf-8")
        table = read(path)
        assert len(table.issues) < 300
        assert table.issues[-1].params == {"count": 4800}

    def test_a_macro_is_no_obstacle_and_is_not_run(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, PARKS)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Auto_Open")
        table = read(path)
        assert (table.file.format, len(rows(table))) == ("xlsm", 2)

    def test_a_sheet_that_claims_a_far_away_cell_is_refused(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, PARKS)
        content = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
            for part in old.infolist():
                data = old.read(part)
                if part.filename.endswith("sheet1.xml"):
                    data = data.replace(b'r="C3"', b'r="XFD1048576"')
                new.writestr(part, data)
        path.write_bytes(content.getvalue())
        with pytest.raises(UnreadableFile) as refusal:
            read(path)
        assert refusal.value.code == "too-many-cells"

    def test_a_template_left_empty_does_not_hide_the_table(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, [["Nom", "Voie", "Code postal", "Ville"]])
        book = openpyxl.load_workbook(path)
        sheet = book.create_sheet("Feuil1")
        for line in PARKS:
            sheet.append(line)
        book.save(path)
        assert read(path).file.sheet == "Feuil1"

    def test_a_hidden_sheet_that_could_be_the_table_is_named(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, PARKS)
        book = openpyxl.load_workbook(path)
        sheet = book.create_sheet("Archives")
        for line in PARKS:
            sheet.append(line)
        sheet.sheet_state = "hidden"
        book.save(path)
        assert [each.value for each in read(path).issues] == ["Archives"]


def test_a_binary_workbook_is_read_with_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsb"
    path.write_bytes(binary_workbook(["Nom", "Voie"], ["A", 0x17], ["B", "Rue C"]))
    table = read(path)
    assert table.file.format == "xlsb"
    assert rows(table) == [["A", ""], ["B", "Rue C"]]
    assert [(each.row, each.value) for each in table.issues] == [(2, "#REF!")]


def collection(*features: dict[str, Any], **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": features})


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


POINT = {"type": "Point", "coordinates": [4.85, 45.75]}
LINE = {"type": "LineString", "coordinates": [[4.85, 45.75], [4.86, 45.76]]}


class TestGeojson:
    def read(self, folder: Path, text: str, encoding: str = "utf-8") -> Table:
        path = folder / "parcs.geojson"
        path.write_bytes(text.encode(encoding))
        return read(path)

    def test_properties_are_columns_and_a_point_is_two(self, tmp_path: Path) -> None:
        text = collection(
            feature(POINT, nom="Forêt", surf=1220.50), feature(None, nom="B", rue="Été")
        )
        table = self.read(tmp_path, text.replace("1220.5", "1220.50"))
        assert table.header == ("nom", "surf", "lon", "lat", "rue")
        assert rows(table) == [["Forêt", "1220.50", "4.85", "45.75", ""], ["B", "", "", "", "Été"]]
        assert (table.file.format, table.file.header_row, table.file.rows) == ("geojson", 1, 2)

    def test_other_geometries_and_nested_values_stay_json(self, tmp_path: Path) -> None:
        text = collection(feature(LINE, nom="A", acces={"pmr": True, "lignes": ["C3", 12]}))
        assert rows(self.read(tmp_path, text)) == [
            [
                "A",
                '{"pmr":true,"lignes":["C3",12]}',
                '{"type":"LineString","coordinates":[[4.85,45.75],[4.86,45.76]]}',
            ]
        ]

    def test_one_feature_a_line_is_read_too(self, tmp_path: Path) -> None:
        lines = [json.dumps(feature(POINT, nom=name)) for name in "AB"]
        for text in ("\n".join(lines), "".join(f"\x1e{line}\n" for line in lines)):
            assert [line[0] for line in rows(self.read(tmp_path, text))] == ["A", "B"]

    def test_coordinates_of_another_system_are_kept_and_said(self, tmp_path: Path) -> None:
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
        point = {"type": "Point", "coordinates": [842000.5, 6519000]}
        table = self.read(tmp_path, collection(feature(point, nom="A"), crs=crs))
        assert table.header == ("nom", "x", "y")
        assert rows(table) == [["A", "842000.5", "6519000"]]
        assert codes(table) == ["other-coordinates"]

    @pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
    def test_longitude_and_latitude_by_their_official_name(self, tmp_path: Path, name: str) -> None:
        crs = {"type": "name", "properties": {"name": name}}
        table = self.read(tmp_path, collection(feature(POINT, nom="A"), crs=crs))
        assert (table.header, codes(table)) == (("nom", "lon", "lat"), [])

    def test_coordinates_in_the_properties_are_neither_lost_nor_doubled(
        self, tmp_path: Path
    ) -> None:
        text = collection(feature(POINT, lon=4.85, lat=45.0))
        table = self.read(tmp_path, text.replace("45.0", "45"))
        assert table.header == ("lon", "lat", "geometry_lat")
        assert rows(table) == [["4.85", "45", "45.75"]]

    def test_a_list_of_objects_is_a_table(self, tmp_path: Path) -> None:
        table = self.read(tmp_path, '[{"nom": "A", "cp": "01500"}, {"nom": "B", "ville": null}]')
        assert (table.file.format, table.header) == ("json", ("nom", "cp", "ville"))
        assert rows(table) == [["A", "01500", ""], ["B", "", ""]]

    def test_any_encoding(self, tmp_path: Path) -> None:
        text = json.dumps([{"nom": "Forêt", "rue": "École"}] * 2, ensure_ascii=False)
        for encoding in ("utf-8-sig", "utf-16", "cp1252"):
            assert rows(self.read(tmp_path, text, encoding))[0] == ["Forêt", "École"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ('{"type": "FeatureCollection", "features": [', "damaged-json"),
            ('[{"nom": "A", "nom": "B"}]', "damaged-json"),
            ('[{"nom": NaN}]', "damaged-json"),
            ('{"a":' * 5000, "damaged-json"),
            ('[{"a":' + "[" * 3000 + "]" * 3000 + "}]", "damaged-json"),
            ('{"communes": [1, 2]}', "json-file"),
            ("[[1, 2], [3, 4]]", "json-file"),
            ("[]", "no-rows"),
        ],
    )
    def test_what_is_no_table_is_refused(self, tmp_path: Path, text: str, code: str) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            self.read(tmp_path, text)
        assert refusal.value.code == code


CSV = "nom;voie\nForêt;Rue B\n".encode("cp1252")


class TestZip:
    def read(self, folder: Path, **parts: bytes) -> Table:
        path = folder / "envoi.zip"
        path.write_bytes(zipped({name.replace("__", "/"): body for name, body in parts.items()}))
        return read(path)

    @pytest.mark.parametrize("name", ["parcs.csv", "données/2024/parcs.csv", "../../etc/p.csv"])
    def test_the_one_table_is_read_whatever_its_path(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / "envoi.zip"
        junk = {"__MACOSX/._parcs.csv": b"\x00\x05\x16\x07", ".DS_Store": b"x", "Thumbs.db": b"x"}
        path.write_bytes(zipped({**junk, name: CSV}))
        table = read(path)
        assert rows(table) == [["Forêt", "Rue B"]]
        assert (table.file.name, table.file.format) == ("envoi.zip", "csv")
        assert codes(table) == ["read-in-archive"]
        assert sorted(each.name for each in tmp_path.iterdir()) == ["envoi.zip"]

    def test_a_workbook_in_a_zip(self, tmp_path: Path) -> None:
        table = self.read(tmp_path, **{"p.xlsx": (FORMATS / "parcs.xlsx").read_bytes()})
        assert (table.file.format, table.file.rows) == ("xlsx", 3)

    def test_other_files_beside_it_are_named(self, tmp_path: Path) -> None:
        table = self.read(tmp_path, **{"p.csv": CSV, "notice.pdf": b"%PDF", "lisez-moi.txt": b"a"})
        assert table.issues[0].params == {"others": "notice.pdf, lisez-moi.txt"}

    @pytest.mark.parametrize(
        ("parts", "code"),
        [
            ({"a.csv": CSV, "b.xlsx": b"PK"}, "several-tables"),
            ({"p.shp": b"\x00\x00\x27\x0a", "p.dbf": b"\x03"}, "shapefile"),
            ({"photo.jpg": b"\xff\xd8\xff", "b.pdf": b"%PDF"}, "archive-file"),
            ({"p.zip": zipped({"p.csv": CSV})}, "archive-in-archive"),
            ({"p.csv": b""}, "empty-file"),
            ({"p.csv": bytes(30_000_000)}, "zip-bomb"),
            ({}, "archive-file"),
        ],
    )
    def test_refusals(self, tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            self.read(tmp_path, **parts)
        assert refusal.value.code == code

    def test_a_password(self, tmp_path: Path) -> None:
        path = tmp_path / "p.zip"
        content = bytearray(zipped({"p.csv": CSV}))
        content[6] |= 1
        content[content.rindex(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(bytes(content))
        with pytest.raises(UnreadableFile) as refusal:
            read(path)
        assert refusal.value.code == "encrypted-archive"

    def test_a_bomb_that_lies_about_its_size(self, tmp_path: Path) -> None:
        path = tmp_path / "p.xlsx"
        content = zipped(
            {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": bytes(700_000_000)}
        )
        real = struct.pack("<I", 700_000_000)
        path.write_bytes(content.replace(real, struct.pack("<I", 1000)))
        with pytest.raises(UnreadableFile) as refusal:
            read(path)
        assert refusal.value.code == "zip-bomb"


def test_a_libreoffice_workbook_under_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.ods"
    manifest = b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": b"\x8a\x00"}
    path.write_bytes(zipped(parts))
    with pytest.raises(UnreadableFile) as refusal:
        read(path)
    assert refusal.value.code == "encrypted-workbook"


@pytest.mark.parametrize("declared", [ENTITIES, EXTERNAL])
def test_entities_of_a_workbook_are_never_expanded(tmp_path: Path, declared: bytes) -> None:
    for kind, part in (("ods", "content.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
        path = tmp_path / f"p.{kind}"
        with zipfile.ZipFile(FORMATS / f"parcs.{kind}") as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        body = parts[part].split(b"?>", 1)[1]
        parts[part] = declared + body.replace(b"Commune</", b"&k;</").replace(
            b"<v>7</v>", b"<v>&k;</v>"
        )
        path.write_bytes(zipped(parts))
        found: list[list[str]] = []
        with suppress(UnreadableFile):
            found = rows(read(path))
        assert not any("root" in cell or "bbbb" in cell for row in found for cell in row)


def test_a_time_is_shown_without_a_hair_less(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Nom", "Voie"], ["A", time(8, 29, 59, 999_990)]], B="hh:mm")
    assert rows(read(path))[0][1] in ("08:30", "08:29:59")
