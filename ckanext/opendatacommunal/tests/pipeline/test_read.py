"""Tables are found in files as spreadsheets, software exports and people leave them."""

from __future__ import annotations

import csv
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile, UsageError
from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.delimited import best_delimiter
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table
from ckanext.opendatacommunal.pipeline.reading.workbook import cell_text

from .parks import gabarit


def read_text(folder: Path, text: str, encoding: str = "utf-8") -> Table:
    path = folder / "parcs.csv"
    path.write_bytes(text.encode(encoding))
    return read_table(path, known_words([gabarit()]))


def rows(table: Table) -> list[tuple[int, list[str]]]:
    return [(row, [cell or "" for cell in cells]) for row, *cells in table.rows.iter_rows()]


def issues(table: Table) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in table.issues]


class TestText:
    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
    def test_delimiter_is_found_though_cells_hold_others(
        self, tmp_path: Path, delimiter: str
    ) -> None:
        lines = [["Nom", "Voie", "Surface", "Equipements"]]
        lines += [[f"Parc {i}", "Rue du Lac", f'"{i}20,5"', '"jeux; eau"'] for i in range(9)]
        table = read_text(tmp_path, "\n".join(delimiter.join(line) for line in lines))
        assert table.file.delimiter == delimiter
        assert rows(table)[0] == (2, ["Parc 0", "Rue du Lac", "020,5", "jeux; eau"])

    def test_decimal_commas_do_not_pass_for_delimiters(self) -> None:
        assert best_delimiter("nom;surface;lon\nA;1,5;4,85\nB;2,25;4,86\n") == ";"

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_any_newline_ends_a_row(self, tmp_path: Path, newline: str) -> None:
        table = read_text(tmp_path, newline.join(["nom;voie", "A;Rue B", "C;Rue D", ""]))
        assert rows(table) == [(2, ["A", "Rue B"]), (3, ["C", "Rue D"])]

    def test_a_newline_in_quotes_is_no_new_row(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, 'nom;voie\n"Parc\ndu Lac";Rue B\nC;Rue D\n')
        assert rows(table) == [(2, ["Parc\ndu Lac", "Rue B"]), (3, ["C", "Rue D"])]

    def test_rows_are_numbered_as_a_spreadsheet_shows_them(self, tmp_path: Path) -> None:
        text = "Parcs de la ville;;\n;;\nnom;voie;cp\nA;Rue B;69500\n;;\nC;Rue D;69500\n"
        table = read_text(tmp_path, text)
        assert table.file.header_row == 3
        assert [row for row, _cells in rows(table)] == [4, 6]
        assert issues(table) == [("title-row", 1), ("blank-row", 5)]
        assert table.file.rows == 2

    def test_the_hint_of_excel_is_no_row(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, "sep=;\r\nnom;voie\r\nA,1;Rue B\r\n")
        assert (table.file.delimiter, table.file.header_row) == (";", 1)
        assert rows(table) == [(2, ["A,1", "Rue B"])]

    def test_cells_keep_their_writing(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, "nom;codepost;num\n Parc  ;01000;0164A\nB;02 400;2E5\n")
        assert rows(table)[0][1] == [" Parc  ", "01000", "0164A"]
        assert rows(table)[1][1] == ["B", "02 400", "2E5"]

    def test_short_rows_and_delimiters_at_the_end_do_no_harm(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, "nom;voie;cp;;;\nA;Rue B;69500;;;\nC\n")
        assert table.header == ("nom", "voie", "cp")
        assert rows(table) == [(2, ["A", "Rue B", "69500"]), (3, ["C", "", ""])]

    def test_a_row_too_long_is_named_not_shifted_in_silence(self, tmp_path: Path) -> None:
        lines = ["nom,voie,cp", *(f"P{i},Rue {i},69500" for i in range(20))]
        lines[5] = "Parc, le grand,Rue B,69500"
        table = read_text(tmp_path, "\n".join(lines))
        assert ("cells-beyond-header", 6) in issues(table)
        assert next(i for i in table.issues if i.row == 6).severity == "error"

    def test_a_quote_never_closed_does_not_swallow_the_rest(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, 'nom;voie\nA;"Rue du Lac\nB;Rue C\nD;Rue E\n')
        assert [cells[0] for _row, cells in rows(table)] == ["A", "B", "D"]
        assert ("unclosed-quote", 2) in issues(table)

    def test_totals_notes_and_repeated_headers_are_named_and_left_out(self, tmp_path: Path) -> None:
        text = (
            "Nom;Voie;Surface;CP\nA;Rue B;100;69500\nSous-total Nord;;100;\n"
            "NOM;VOIE;SURFACE;CP\nTotal Energies;Rue C;200;69500\nC;Rue D;200;69500\n"
            "TOTAL;;400;\nSource : service des espaces verts;;;\n"
        )
        table = read_text(tmp_path, text)
        assert [cells[0] for _row, cells in rows(table)] == ["A", "Total Energies", "C"]
        found = {issue.row: (issue.code, issue.value) for issue in table.issues}
        assert found[3] == ("total-row", "Sous-total Nord | 100")
        assert found[4][0] == "repeated-header"
        assert found[7] == ("total-row", "TOTAL | 400")
        assert found[8] == ("note-row", "Source : service des espaces verts")
        assert all(issue.severity == "info" for issue in table.issues)

    def test_names_on_two_lines_are_put_together(self, tmp_path: Path) -> None:
        text = "Nom;Adresse;;;Surface\n;N°;Voie;CP;\nParc A;3;Rue B;69500;120\n"
        table = read_text(tmp_path, text)
        assert table.file.header_row == 2
        assert table.header == ("Nom", "N°", "Voie", "CP", "Surface")
        assert rows(table) == [(3, ["Parc A", "3", "Rue B", "69500", "120"])]

    def test_names_nobody_knows_still_make_a_header(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, "alpha;beta\n12;x\n13;y\n14;z\n")
        assert (table.file.header_row, table.header) == (1, ("alpha", "beta"))

    def test_a_file_without_header_loses_no_row(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, "12;Bron;69500\n13;Mions;69780\n14;Bron;69500\n")
        assert table.file.header_row == 0
        assert table.file.rows == 3

    def test_two_exports_put_end_to_end_are_understood_and_it_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "p.csv"
        path.write_bytes("nom;voie\nÉté;Rue\n".encode() + "Forêt;Allée\n".encode("cp1252"))
        table = read_table(path, ())
        assert [cells for _row, cells in rows(table)] == [["Été", "Rue"], ["Forêt", "Allée"]]
        assert issues(table) == [("several-encodings", None)]

    def test_two_columns_of_the_same_name_are_both_kept(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, "nom;voie;nom\nA;Rue B;C\n")
        issue = next(issue for issue in table.issues if issue.code == "duplicate-header")
        assert issue.params == {"first": "A", "second": "C"}
        assert rows(table) == [(2, ["A", "Rue B", "C"])]

    def test_the_delimiter_is_what_stands_between_quoted_cells(self, tmp_path: Path) -> None:
        table = read_text(tmp_path, '"nom","voie","codepost"\n"a","b;c;d","e;f;g"\n')
        assert table.file.delimiter == ","
        assert rows(table) == [(2, ["a", "b;c;d", "e;f;g"])]

    @settings(max_examples=60)
    @given(
        st.lists(
            st.lists(st.text(alphabet='ab1é,;"\n \t|=', max_size=6), min_size=3, max_size=3),
            min_size=1,
            max_size=8,
        )
    )
    def test_any_table_comes_back_whole(
        self, tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]]
    ) -> None:
        path = tmp_path_factory.mktemp("csv") / "t.csv"
        header = ["nom", "voie", "codepost"]
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *lines])
        kept: dict[int, list[str]] = {}
        with suppress(UnreadableFile):  # nothing but blank rows
            kept = dict(rows(read_table(path, known_words([gabarit()]))))
        for row, line in enumerate(lines, start=2):
            if any(cell.strip() for cell in line):
                assert kept[row] == line
            else:
                assert row not in kept


def workbook(folder: Path, sheets: dict[str, list[list[Any]]], name: str = "parcs.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    path = folder / name
    book.save(path)
    return path


PARKS = [["Nom du parc", "Rue", "Code postal"], ["Parc A", "Rue B", 69500.0]]


class TestWorkbook:
    def test_values_are_the_text_a_person_sees(self) -> None:
        assert cell_text(69500.0) == "69500"
        assert cell_text(1220.4999999999998) == "1220.5"
        assert cell_text(21690029600018.0) == "21690029600018"
        assert cell_text(True) == "VRAI"
        assert cell_text(date(2024, 12, 31)) == "2024-12-31"
        assert cell_text(datetime(2024, 12, 31)) == "2024-12-31"  # noqa: DTZ001 - as a sheet has it
        assert cell_text(time(8, 30)) == "08:30"
        assert cell_text(None) == ""

    def test_titles_blank_columns_and_totals_around_the_table(self, tmp_path: Path) -> None:
        lines = [
            [None, "Espaces verts 2024"],
            [],
            [None, "Nom", None, "Voie", "Surface"],
            [None, "A", None, "Rue B", 1220.5],
            [None, "TOTAL", None, None, 1220.5],
        ]
        table = read_table(workbook(tmp_path, {"Parcs": lines}), known_words([gabarit()]))
        assert table.file.header_row == 3
        assert table.header == ("", "Nom", "", "Voie", "Surface")
        assert rows(table) == [(4, ["", "A", "", "Rue B", "1220.5"])]
        assert (table.file.encoding, table.file.delimiter) == (None, None)
        assert table.file.sheet == "Parcs"

    def test_the_sheet_with_the_table_is_read(self, tmp_path: Path) -> None:
        notice = [["Notice"], ["Remplissez une ligne par parc"], ["Merci"], ["À bientôt"]]
        path = workbook(tmp_path, {"Lisez-moi": notice, "Vide": [], "2024": PARKS})
        table = read_table(path, known_words([gabarit()]))
        assert table.file.sheet == "2024"
        assert [i.value for i in table.issues if i.code == "sheet-not-read"] == ["Lisez-moi"]

    def test_a_second_table_left_aside_is_a_warning(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Nord": PARKS * 1, "Sud": [*PARKS, ["C", "Rue D", 69500]]})
        table = read_table(path, known_words([gabarit()]))
        assert table.file.sheet == "Sud"
        issue = next(issue for issue in table.issues if issue.code == "sheet-not-read")
        assert (issue.value, issue.severity) == ("Nord", "warning")

    def test_the_person_may_say_which_sheet(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Nord": PARKS, "Sud": PARKS * 2})
        assert read_table(path, (), sheet="Nord").file.sheet == "Nord"
        with pytest.raises(UsageError) as error:
            read_table(path, (), sheet="Est")
        assert error.value.params["sheets"] == ["Nord", "Sud"]

    def test_a_hidden_sheet_is_not_taken_for_the_table(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Listes": PARKS * 9, "Parcs": PARKS})
        book = openpyxl.load_workbook(path)
        book["Listes"].sheet_state = "hidden"
        book.save(path)
        assert read_table(path, known_words([gabarit()])).file.sheet == "Parcs"

    def test_a_workbook_named_csv_is_read_all_the_same(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Parcs": PARKS}, name="parcs.csv")
        assert read_table(path, ()).file.format == "xlsx"


def test_a_libreoffice_file_is_read_too(tmp_path: Path) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

    def cell(value: str) -> str:
        return (
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    lines = [["Nom", "Voie"], ["Parc A", "Rue B"]]
    body = "".join(
        f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines
    )
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{text}"><office:body><office:spreadsheet>'
        f'<table:table table:name="Parcs">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "parcs.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
        archive.writestr("content.xml", content)
    found = read_table(path, known_words([gabarit()]))
    assert (found.file.format, found.file.sheet) == ("ods", "Parcs")
    assert rows(found) == [(2, ["Parc A", "Rue B"])]


def test_rows_are_a_table_of_text(tmp_path: Path) -> None:
    table = read_text(tmp_path, "nom;surface\nA;12\n")
    assert table.rows.schema == {ROW: pl.Int64, "c0": pl.String, "c1": pl.String}
