"""The table inside the sheet: what people put above, below and beside it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import MIONS, check, codes, gabarit


def read(folder: Path, *lines: str) -> Table:
    path = folder / "parcs.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_table(path, known_words([gabarit()]))


def first_cells(table: Table) -> list[str | None]:
    return table.rows["c0"].to_list()


class TestTwoTables:
    def test_side_by_side_are_refused_with_the_column_of_the_second(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read(tmp_path, "Nom;Voie;;Nom;Voie", "A;Rue B;;C;Rue D", "E;Rue F;;;")
        assert refusal.value.code == "side-by-side"
        assert refusal.value.params == {"column": "D", "names": ["Nom", "Voie"]}

    def test_side_by_side_without_a_gap(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read(tmp_path, "Nom;Voie;CP;Nom;Voie;CP", "A;Rue B;69500;C;Rue D;69500")
        assert refusal.value.params["column"] == "D"

    @pytest.mark.parametrize(
        "header",
        [
            "Nom;Voie;;CP;Ville",  # a blank column in the middle of one table
            "Nom;Voie;CP;Nom du gérant;Voie;CP",  # two addresses in one row
            "Nom;;Nom;;Nom",
        ],
    )
    def test_one_table_is_not_taken_for_two(self, tmp_path: Path, header: str) -> None:
        width = header.count(";")
        table = read(tmp_path, header, "A" + ";x" * width, "B" + ";y" * width)
        assert first_cells(table) == ["A", "B"]

    def test_one_below_the_other_the_second_is_named_and_not_mixed_in(self, tmp_path: Path) -> None:
        table = read(
            tmp_path,
            "Nom;Voie;CP",
            "A;Rue B;69500",
            ";;",
            "Ville;Nom;Surface",
            "Bron;C;500",
            "Bron;D;900",
        )
        assert first_cells(table) == ["A"]
        issue = next(each for each in table.issues if each.code == "second-table")
        assert (issue.row, issue.severity) == (4, "error")
        assert issue.params == {"rows": 2, "names": ["Ville", "Nom", "Surface"]}

    def test_the_same_names_again_under_a_title_go_on(self, tmp_path: Path) -> None:
        table = read(
            tmp_path,
            "Nom;Voie;CP",
            "A;Rue B;69500",
            ";;",
            "Quartier sud;;",
            "Nom;Voie;CP",
            "C;Rue D;69500",
        )
        assert first_cells(table) == ["A", "C"]
        told = [(each.code, each.row) for each in table.issues]
        assert sorted(told, key=lambda each: each[1] or 0) == [
            ("blank-row", 3),
            ("title-row", 4),
            ("repeated-header", 5),
        ]

    def test_a_row_after_a_blank_one_is_no_header(self, tmp_path: Path) -> None:
        table = read(tmp_path, "Nom;Voie;Ville", "A;Rue B;Bron", ";;", "C;Rue D;Mions")
        assert first_cells(table) == ["A", "C"]


class TestTotals:
    def test_a_total_of_many_columns(self, tmp_path: Path) -> None:
        table = read(
            tmp_path,
            "Nom;Surface;Année;Nombre;Prix",
            "A;100;1990;3;12,50 €",
            "Total général;100;1990;3;12,50 €",
            "Total Énergies;200;1991;2;1 €",
        )
        assert first_cells(table) == ["A", "Total Énergies"]
        assert [(each.code, each.row) for each in table.issues] == [("total-row", 3)]


class TestLastWords:
    def test_words_after_a_blank_row_at_the_end_are_no_data(self, tmp_path: Path) -> None:
        table = read(
            tmp_path,
            "Nom;Voie;CP",
            "A;Rue B;69500",
            "C;;",
            ";;",
            "Renseignements : M. Durand, 04 78 00 00 00;;",
            ";;Édition de novembre",
        )
        assert first_cells(table) == ["A", "C"]
        told = [(each.code, each.row) for each in table.issues if each.code == "note-row"]
        assert sorted(told) == [("note-row", 5), ("note-row", 6)]

    def test_a_list_of_names_alone_stays_whole(self, tmp_path: Path) -> None:
        table = read(tmp_path, "Nom;Voie;CP", "A;;", ";;", "B;;")
        assert first_cells(table)[0] == "A"
        assert ("note-row", "warning") in [(each.code, each.severity) for each in table.issues]


class TestHeaders:
    def test_names_of_a_dbase_file(self, tmp_path: Path) -> None:
        text = "NOM,C,50;VOIE,C,80;SURF_M2,N,9,0;CODEPOST,C,5\nParc;Rue du Lac;500;69780\n"
        depot = check(tmp_path, text, commune=MIONS)
        found = {each.source: each.field for each in depot.columns}
        assert found == {
            "NOM,C,50": "nom",
            "VOIE,C,80": "voie",
            "SURF_M2,N,9,0": "surf_m2",
            "CODEPOST,C,5": "codepost",
        }

    def test_merged_groups_above_the_names(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet["A1"] = "Parcs et jardins"
        sheet.merge_cells("A1:E1")
        for place, value in {"A3": "Nom", "B3": "Adresse", "E3": "Surface"}.items():
            sheet[place] = value
        for merged in ("A3:A4", "B3:D3", "E3:E4"):
            sheet.merge_cells(merged)
        for place, value in {"B4": "N°", "C4": "Voie", "D4": "CP"}.items():
            sheet[place] = value
        sheet.append(["Parc A", 3, "Rue B", 69500, 120])
        path = tmp_path / "p.xlsx"
        book.save(path)
        table = read_table(path, known_words([gabarit()]))
        assert table.file.header_row == 4
        assert table.header == ("Nom", "N°", "Voie", "CP", "Surface")
        assert table.rows.row(0) == (5, "Parc A", "3", "Rue B", "69500", "120")

    def test_two_groups_with_the_same_names_are_told_apart(self, tmp_path: Path) -> None:
        table = read(
            tmp_path,
            "Nom;Adresse du parc;;Adresse du gestionnaire;",
            ";Voie;Ville;Voie;Ville",
            "A;Rue B;Bron;Rue C;Lyon",
        )
        assert table.header == (
            "Nom",
            "Adresse du parc Voie",
            "Adresse du parc Ville",
            "Adresse du gestionnaire Voie",
            "Adresse du gestionnaire Ville",
        )


def test_an_error_of_the_spreadsheet_is_told_with_its_column(tmp_path: Path) -> None:
    header = "nom;numvoie;voie;codepost;commune;reglement;surf_m2;gestion"
    depot = check(tmp_path, f"{header}\nParc;12;Rue du Lac;69780;Mions;#REF!;500;Commune\n")
    assert "error-cell" in codes(depot)
    assert depot.values["reglement"].to_list() == [None]
    told = report(depot, translate=translator("fr"))["issues"]
    issue = next(each for each in told if each["code"] == "error-cell")
    assert (issue["row"], issue["column"]) == (2, "reglement")


def test_titles_of_families_inside_the_table_are_named_and_left_out(tmp_path: Path) -> None:
    rows = ("Administration;;;", "Mairie;1;Rue A;69000", "Écoles;;;", "École;2;Rue B;69000")
    table = read(tmp_path, "Nom;N°;Rue;CP", *rows)
    assert first_cells(table) == ["Mairie", "École"]
    said = {(i.row, i.value) for i in table.issues if i.code == "group-row"}
    assert said == {(2, "Administration"), (4, "Écoles")}


def test_a_row_with_its_name_alone_is_a_row(tmp_path: Path) -> None:
    rows = (
        "Mairie;1;Rue A;69000",
        "Gymnase;;;",
        "École;2;Rue B;69000",
        "Stade;;;",
        "Lac;3;Rue;69000",
    )
    table = read(tmp_path, "Nom;N°;Rue;CP", *rows)
    assert len(first_cells(table)) == 5
