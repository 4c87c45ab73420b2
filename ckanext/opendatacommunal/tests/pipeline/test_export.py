"""The files that come out of a dépôt: clean, harmless, and the person's own layout kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.export.tables import harmless
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import HEADER, check, gabarit, parks, with_column

FRENCH = translator("fr")

HOSTILE = "=cmd|' /C calc'!A0"
TWO_OF_THREE = (
    "Parcs 2024;;;;;;;;\n"
    f"{HEADER};Commentaire\n"
    "Parc A;12;Rue A;69780;Mions;oui;500;Commune;à tailler\n"
    f"{HOSTILE};12;Rue B;69780;Mions;oui;beaucoup;Commune;\n"
    "Parc C;3;Rue C;69780;Mions;non;1 220,5;Commune;\n"
)


def told(depot: Depot) -> dict[str, Any]:
    return report(depot, translate=FRENCH)


def rows(content: bytes, **options: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), **options))


def test_clean_rows_have_the_columns_of_the_schema_and_no_internal_one(tmp_path: Path) -> None:
    content = export.clean_csv(check(tmp_path, TWO_OF_THREE))
    header, *lines = rows(content)
    assert header == [column["name"] for column in gabarit().schema["fields"]]
    assert [line[1] for line in lines] == ["Parc A", "Parc C"]
    assert "tailler" not in content.decode()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content


def test_rejects_are_in_the_persons_layout_with_the_reason(tmp_path: Path) -> None:
    depot = check(tmp_path, TWO_OF_THREE)
    content = export.rejects_csv(depot, told(depot), FRENCH)
    header, *lines = rows(content, delimiter=";")
    assert header == [*HEADER.split(";"), "Commentaire", "Motif"]
    assert len(lines) == 1
    assert lines[0][1:7] == ["12", "Rue B", "69780", "Mions", "oui", "beaucoup"]
    assert "beaucoup" in lines[0][-1]


def test_no_formula_reaches_a_spreadsheet(tmp_path: Path) -> None:
    depot = check(tmp_path, TWO_OF_THREE)
    (_header, line) = rows(export.rejects_csv(depot, told(depot), FRENCH), delimiter=";")
    assert line[0] == f"'{HOSTILE}"
    book = openpyxl.load_workbook(io.BytesIO(export.annotated_workbook(depot, told(depot))))
    cell = book.worksheets[0]["A4"]
    assert (cell.data_type, cell.value) == ("s", HOSTILE)


@pytest.mark.parametrize("cell", ["12", "-12,5", "+33 4 78 00 00 00", "", "Parc =", "- 3"])
def test_numbers_and_words_are_left_alone(cell: str) -> None:
    assert harmless(cell) == cell or cell == "- 3"


@given(st.text(max_size=20))
def test_what_is_harmless_starts_no_formula(cell: str) -> None:
    safe = harmless(cell)
    assert safe.lstrip("'") == cell.lstrip("'")
    if safe[:1] in "=@\t\r":
        assert safe == ""


def test_geojson_is_as_the_standard_wants_it(tmp_path: Path) -> None:
    text = with_column("lon;lat", "4.953120;45.663180", ";")
    found = json.loads(export.geojson(check(tmp_path, text)))
    first, second = found["features"]
    assert (found["type"], first["type"]) == ("FeatureCollection", "Feature")
    assert first["geometry"] == {"type": "Point", "coordinates": [4.95312, 45.66318]}
    assert second["geometry"] is None
    assert first["properties"]["surf_m2"] == 500
    assert first["properties"]["codepost"] == "69780"
    assert "code_interne" not in first["properties"]
    assert "lon" not in first["properties"]


def test_every_row_is_told_to_the_server(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in export.lignes(check(tmp_path, TWO_OF_THREE)).splitlines()]
    assert [line["row"] for line in lines] == [3, 4, 5]
    assert [line["publishable"] for line in lines] == [True, False, True]
    first, aside, _last = lines
    assert first["commune"] == "69283"
    assert first["identifier"] == first["public"]["uid"]
    assert first["internal"]["commentaire_interne"] == "à tailler"
    assert not set(first["internal"]) & set(first["public"])
    assert first["change"] == "added"
    assert aside["codes"]


def test_the_file_comes_back_with_the_cells_to_mend_marked(tmp_path: Path) -> None:
    depot = check(tmp_path, TWO_OF_THREE)
    content = export.annotated_workbook(depot, told(depot))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["A1"].value == "Parcs 2024"
    assert [cell.value for cell in sheet[2]][:2] == ["nom", "numvoie"]
    wrong = sheet["G4"]
    assert wrong.value == "beaucoup"
    assert "beaucoup" in wrong.comment.text
    assert wrong.fill.fgColor.rgb == "FFF6C7C2"
    assert sheet["G3"].comment is None
    assert sheet["D3"].value == "69780"
    assert content == export.annotated_workbook(depot, told(depot))


def test_what_is_to_mend_is_listed_too(tmp_path: Path) -> None:
    depot = check(tmp_path, TWO_OF_THREE)
    book = openpyxl.load_workbook(io.BytesIO(export.annotated_workbook(depot, told(depot))))
    listed = list(book["À corriger"].iter_rows(values_only=True))
    assert listed[0] == ("Ligne", "Colonne", "Nature", "Ce qu’il faut faire")
    (line,) = [each for each in listed if each[:2] == (4, "surf_m2")]
    assert line[2] == "erreur"
    assert "beaucoup" in str(line[3])


def test_the_file_that_comes_back_mended_is_read_again(tmp_path: Path) -> None:
    depot = check(tmp_path, TWO_OF_THREE)
    book = openpyxl.load_workbook(io.BytesIO(export.annotated_workbook(depot, told(depot))))
    book.worksheets[0]["A4"], book.worksheets[0]["G4"] = "Parc B", "120"
    book.save(tmp_path / "retour.xlsx")
    again = run(Depot(tmp_path / "retour.xlsx", gabarit(), depot.settings))
    assert again.set_aside == {}
    assert again.values.height == depot.values.height


def test_the_return_sheet_stands_alone_and_shows_hostile_text_as_text(tmp_path: Path) -> None:
    text = with_column("chien", "en laisse", "<script>alert(1)</script>")
    depot = check(tmp_path, text)
    content = export.return_sheet(told(depot), gabarit(), FRENCH, "fr").decode()
    assert '<html lang="fr">' in content
    assert "<script>" not in content
    assert "&lt;script&gt;" in content
    assert "http" not in content.split("</style>")[1].replace("https://exemple", "")
    assert told(depot)["message"] in content
    assert "Questions pour vous" in content


class TestProfile:
    def test_answers_are_kept_and_silence_the_next_file(self, tmp_path: Path) -> None:
        text = with_column("chien", "en laisse", "parfois")
        asked = next(q for q in check(tmp_path, text).questions if q.value == "parfois")
        depot = check(tmp_path, text, answers={asked.id: "libre"})
        kept = json.loads(export.profile_json(depot))
        assert kept["values"] == {"chien": {"parfois": "libre"}}

    def test_what_the_gabarit_knows_by_itself_is_not_kept(self, tmp_path: Path) -> None:
        kept = json.loads(export.profile_json(check(tmp_path, parks("A", "B"))))
        assert kept == {"columns": {}, "values": {}}

    def test_columns_settled_by_a_person_are_kept(self, tmp_path: Path) -> None:
        text = "Nom;Numéro;Rue\nA;1;Rue B\nC;2;Rue D\n"
        asked = next(q for q in check(tmp_path, text).questions if q.rule == "ambiguous-column")
        kept = json.loads(export.profile_json(check(tmp_path, text, answers={asked.id: "numvoie"})))
        assert kept["columns"] == {"Numéro": "numvoie"}


def test_a_question_on_the_commune_is_at_the_column_that_names_it(tmp_path: Path) -> None:
    text = "nom;voie;Ville;reglement;surf_m2;gestion\nParc A;Rue B;Corbas;non;500;Commune"
    depot = check(tmp_path, text)
    book = openpyxl.load_workbook(io.BytesIO(export.annotated_workbook(depot, told(depot))))
    assert book.worksheets[0]["C2"].comment is not None
    assert [cell.value for cell in book.worksheets[1][2]][1:3] == ["Ville", "question"]


def test_a_workbook_to_print_has_its_names_on_each_page(tmp_path: Path) -> None:
    depot = check(tmp_path, "Nos parcs;;\n" + parks("Parc A"))
    book = openpyxl.load_workbook(io.BytesIO(export.annotated_workbook(depot, told(depot))))
    sheet = book.worksheets[0]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$2:$2")
