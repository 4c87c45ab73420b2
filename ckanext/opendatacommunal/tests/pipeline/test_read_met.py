"""Tables as software and people write them, beyond the usual: each is read as a clerk would."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table

from .parks import check as checked
from .parks import codes, column, gabarit, with_column

NAMES = "Nom du parc;Adresse;CP;Ville;Surface (m²);Gestionnaire;Règlement"
ROWS = (
    "Parc du Château;12 rue de la Paix;69780;Mions;1220,5;Commune;oui",
    "Square Jean Moulin;3 avenue des Tilleuls;69780;Mions;845;Commune;non",
    "Jardin des Écoles;27 rue du 8 Mai 1945;69780;Mions;31200;Commune;oui",
    "Bois Monod;1 place de la Mairie;69780;Mions;500;Commune;non",
)
PARKS = [row.split(";") for row in ROWS]


def read(folder: Path, text: str) -> Table:
    path = folder / "parcs.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_table(path, known_words([gabarit()]))


def cells(table: Table) -> list[list[str]]:
    return [[cell or "" for cell in row[1:]] for row in table.rows.iter_rows()]


def entities(text: str) -> str:
    for letter, name in {"â": "acirc", "É": "Eacute", "è": "egrave", "²": "sup2"}.items():
        text = text.replace(letter, f"&{name};")
    return text


def quoted(delimiter: str) -> str:
    lines = ([f'"{cell}"' for cell in row.split(";")] for row in (NAMES, *ROWS))
    return "\n".join(map(delimiter.join, lines))


def drawn(above: str, between: str) -> str:
    """As a database or a page of notes draws a table."""
    lines = [f"| {' | '.join(row.split(';'))} |" for row in (NAMES, *ROWS)]
    return "\n".join([above, lines[0], between, *lines[1:], above]).strip()


WRITTEN = {
    "quotes after a comma and a space": quoted(", "),
    "quotes between spaces": quoted(" ; "),
    "letters as on a web page": entities("\n".join((NAMES, *ROWS))),
    "two files with their marks": "\n".join(
        ("\ufeff" + NAMES, *ROWS[:2], "\ufeff" + NAMES, *ROWS[2:])
    ),
    "drawn by a database": drawn("+---+---+", "+---+---+"),
    "drawn in a page of notes": drawn("", "|---|:--:|---|---|---|---|---|"),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_odd_writings_of_one_table(tmp_path: Path, how: str) -> None:
    table = read(tmp_path, WRITTEN[how])
    found = [[cell.strip() for cell in row if cell.strip()] for row in cells(table)]
    assert [row[:7] for row in found] == PARKS


def test_quotes_escaped_by_a_database(tmp_path: Path) -> None:
    row = r'"Bois \"Monod\"";1 place;69780;Mions;500;"C:\parcs\";non'
    table = read(tmp_path, "\n".join((NAMES, *ROWS, row)))
    assert cells(table)[4][0] == 'Bois "Monod"'
    assert cells(table)[4][5] == "C:\\parcs\\"


def test_a_quoted_cell_is_not_cut_at_its_own_signs(tmp_path: Path) -> None:
    row = '"Bois; ""Monod"" ;x";"a; ";69780;Mions;500;"";non'
    assert cells(read(tmp_path, "\n".join((NAMES, row))))[0][:2] == ['Bois; "Monod" ;x', "a; "]


@pytest.mark.parametrize("empty", [r"\N", "[NULL]", "<NA>"])
def test_what_a_database_writes_for_nothing_is_no_value(tmp_path: Path, empty: str) -> None:
    depot = checked(tmp_path, with_column("clos", "oui", empty))
    assert column(depot, "clos") == ["oui", None]


BELOW = {
    "1;2;3;4;5;6;7": "legend-row",
    "(1);(2);(3);(4);(5);(6);(7)": "legend-row",
    "A;B;C;D;E;F;G": "legend-row",
    "nom;voie;codepost;commune;surf_m2;gestion;reglement": "repeated-header",
    "Nom d'usage;Numéro et voie;Cinq chiffres;Nom officiel;En mètres carrés;Qui gère;oui ou non": (
        "legend-row"
    ),
}


@pytest.mark.parametrize("line", BELOW)
def test_what_stands_right_below_the_names_and_is_no_park(tmp_path: Path, line: str) -> None:
    table = read(tmp_path, "\n".join((NAMES, line, *ROWS)))
    assert cells(table) == PARKS
    assert [(each.code, each.row) for each in table.issues] == [(BELOW[line], 2)]


@pytest.mark.parametrize(
    "row", ["Pré Vert;rue Cinq;code postal;Mions;12;NC;non", "Pré;rue;69780;Mions;vaste;NC;oui"]
)
def test_a_first_park_with_odd_cells_is_a_park(tmp_path: Path, row: str) -> None:
    assert len(cells(read(tmp_path, "\n".join((NAMES, row, *ROWS))))) == 5


LAST = {
    "Ensemble;;;;33765,5;;": "total-row",
    "Σ;;;;33 765,5 m²;;": "total-row",
    "Parcs de Mions;;;;33765,5;;": "total-row",
    ";;;;33765,5;;": "total-row",
    "S/Total;;;;33765,5;;": "total-row",
    "Nb de parcs;;;;4;;": "total-row",
    "(1) surface approximative;;;;;;": "note-row",
    "Fait à Mions, le 12 janvier 2026;;;;;;": "note-row",
    "Le Maire,;;;;;;": "note-row",
    "Page 1 sur 1;;;;;;": "note-row",
    "(4 lignes);;;;;;": "note-row",
    "-----;-----;;;;;": "note-row",
    "\nService des parcs;04 78 00 00 00;;;;;": "note-row",
    "Contact :;M. Durand;;;;;": "note-row",
}


@pytest.mark.parametrize("line", LAST)
def test_what_stands_below_the_parks_and_is_none(tmp_path: Path, line: str) -> None:
    table = read(tmp_path, "\n".join((NAMES, *ROWS, line)))
    assert cells(table) == PARKS
    assert [each.code for each in table.issues if each.code != "blank-row"] == [LAST[line]]


@pytest.mark.parametrize(
    "line", ["Pré Vert;;;;500;;", "Parc Total;4 rue X;69780;Mions;33765,5;Commune;non"]
)
def test_a_last_park_with_few_cells_or_a_great_surface_is_one(tmp_path: Path, line: str) -> None:
    assert len(cells(read(tmp_path, "\n".join((NAMES, *ROWS, line))))) == 5


def test_a_sum_without_a_name_is_not_published(tmp_path: Path) -> None:
    text = with_column("ann_ouvert", "1990", "1991", "1992", "1993") + "\nEnsemble;;;;;;2000;;"
    depot = checked(tmp_path, text)
    assert "total-row" in codes(depot)
    assert column(depot, "nom") == ["Parc 1", "Parc 2", "Parc 3", "Parc 4"]


def merged(folder: Path, lines: list[list[str | float | None]], *spans: str) -> Table:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in [NAMES.split(";"), *lines]:
        sheet.append(line)
    for span in spans:
        sheet.merge_cells(span)
    path = folder / "parcs.xlsx"
    book.save(path)
    return read_table(path, known_words([gabarit()]))


class TestMerged:
    """A cell merged down several rows says the same of each of them, unless it is a quantity."""

    def test_one_town_and_one_postcode_for_all_rows(self, tmp_path: Path) -> None:
        lines: list[list[str | float | None]] = [[*park] for park in PARKS]
        table = merged(tmp_path, lines, "C2:C5", "D2:D5", "F2:F3")
        assert cells(table) == PARKS
        assert {each.code for each in table.issues} == {"merged-cells"}
        assert [each.params["rows"] for each in table.issues] == ["2–5", "2–5", "2–3"]

    def test_a_surface_of_two_parks_is_not_that_of_each(self, tmp_path: Path) -> None:
        lines: list[list[str | float | None]] = [[*park] for park in PARKS]
        lines[0][4] = 2065.5
        table = merged(tmp_path, lines, "E2:E3")
        assert [row[4] for row in cells(table)] == ["2065.5", "", "31200", "500"]
        told = [(each.code, each.severity, each.params["column"]) for each in table.issues]
        assert told == [("merged-cells-once", "warning", "Surface (m²)")]

    def test_a_park_on_two_rows_is_not_made_two_parks(self, tmp_path: Path) -> None:
        lines: list[list[str | float | None]] = [[*PARKS[0]], [None] * 6 + ["non"], [*PARKS[1]]]
        table = merged(tmp_path, lines, *(f"{letter}2:{letter}3" for letter in "ABCDEF"))
        assert [row[0] for row in cells(table)] == [PARKS[0][0], "", PARKS[1][0]]


LINES = [NAMES, *ROWS]
COMMAS = [line.replace(";", ",").replace("1220,5", '""1220,5""') for line in LINES]
PACKED = {
    "each line in quotes": "\n".join(f'"{line}"' for line in LINES),
    "each line in quotes, then delimiters": "\n".join(f'"{line}";;;' for line in LINES),
    "commas inside quotes inside quotes": "\n".join(f'"{line}"' for line in COMMAS),
    "only lines that hold quotes": "\n".join(f'"{c}"' if '"' in c else c for c in COMMAS),
    "only the names": "\n".join([f'"{NAMES}"', *ROWS]),
    "below a title": "\n".join(["Les parcs", *(f'"{line}"' for line in LINES)]),
}


@pytest.mark.parametrize("how", PACKED)
def test_whole_rows_in_a_single_cell(tmp_path: Path, how: str) -> None:
    table = read(tmp_path, PACKED[how])
    assert cells(table) == PARKS
    assert "rows-in-one-cell" in [each.code for each in table.issues]


@pytest.mark.parametrize("cut", [False, True])
def test_a_text_file_pasted_into_one_column(tmp_path: Path, cut: bool) -> None:
    book = openpyxl.Workbook()
    for line in LINES:
        book.worksheets[0].append(line.split(",") if cut else [line])
    book.save(tmp_path / "parcs.xlsx")
    table = read_table(tmp_path / "parcs.xlsx", known_words([gabarit()]))
    assert cells(table) == PARKS
    assert table.rows["_row"].to_list() == [2, 3, 4, 5]


@pytest.mark.parametrize("note", ["Parc A, Parc B, Parc C, Parc D", "a,b"])
def test_a_remark_with_commas_is_no_row(tmp_path: Path, note: str) -> None:
    text = "\n".join(["nom,voie,codepost,commune", "A,Rue B,69780,Mions", f'"{note}"'])
    assert cells(read(tmp_path, text))[1] == [note, "", "", ""]


GROUPS = "Espace;Localisation;;;Mesures;;"
CUT = ("Nom;Adresse;Code;Ville;Surface;Gestion-;Règlement", "du parc;;postal;;(m²);naire;")
PRINTED = {
    "groups above the names": ((GROUPS, NAMES), (GROUPS, NAMES)),
    "names cut on two lines": (CUT, CUT),
    "the number of the page": (
        ("Ville de Mions;;;;;;Page 1", NAMES),
        ("Ville de Mions;;;;;;Page 2", NAMES),
    ),
    "titles and blank rows": (("Mions", "", "Parcs", NAMES), ("", "Mions", "", "Parcs", NAMES)),
}


@pytest.mark.parametrize("how", PRINTED)
def test_each_page_begins_with_the_same_lines(tmp_path: Path, how: str) -> None:
    first, next_page = PRINTED[how]
    assert cells(read(tmp_path, "\n".join((*first, *ROWS[:2], *next_page, *ROWS[2:])))) == PARKS


@pytest.mark.parametrize("names", [("2023", "2025", "2024"), ("Parcs 2023", "Parcs 2025 (V2)")])
def test_of_one_sheet_a_year_the_newest_is_read(tmp_path: Path, names: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    for place, name in enumerate(names):
        sheet = book.create_sheet(name)
        for line in (NAMES, *ROWS[place:]):
            sheet.append(line.split(";"))
    del book["Sheet"]
    book.save(tmp_path / "parcs.xlsx")
    table = read_table(tmp_path / "parcs.xlsx", known_words([gabarit()]))
    assert table.file.sheet == names[1]
    assert {each.severity for each in table.issues if each.code == "sheet-not-read"} == {"warning"}


def test_names_below_two_pages_of_instructions(tmp_path: Path) -> None:
    told = [f"Consigne {place} : à lire avant de remplir" for place in range(90)]
    table = read(tmp_path, "\n".join((*told, NAMES, *ROWS)))
    assert (cells(table), table.file.header_row) == (PARKS, 91)


def test_a_table_that_lies_down_is_not_read_from_a_row_in_its_middle(tmp_path: Path) -> None:
    lines = [list(each) for each in zip(NAMES.split(";"), *PARKS, strict=True)]
    depot = checked(tmp_path, "\n".join([";A;B;C;D", *map(";".join, lines)]))
    (issue,) = [each for each in depot.issues if each.severity == "error"]
    assert (issue.code, issue.params["case"]) == ("not-this-gabarit", "transposed")


WIDTHS = (20, 24, 7, 8, 14, 14, 10)


def aligned(*, right: int | None = None) -> str:
    lines = [line.split(";") for line in (NAMES, *ROWS)]
    return "\n".join(
        "".join(
            f"{cell.rjust(width)}  " if place == right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, WIDTHS, strict=True))
        )
        for line in lines
    )


@pytest.mark.parametrize("text", [aligned(), aligned(right=4), f"Parcs\n\n{aligned()}"])
def test_columns_lined_up_by_spaces(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert cells(table) == PARKS
    assert table.file.delimiter is None
    assert "columns-lined-up" in [each.code for each in table.issues]


@pytest.mark.parametrize(
    "long", [ROWS[0].replace("Parc du", "Grand parc du très vieux"), "Parc;12 rue;;;;Commune;oui"]
)
def test_columns_that_can_be_cut_in_two_ways_are_not(tmp_path: Path, long: str) -> None:
    text = aligned() + "\n" + " ".join(long.split(";"))
    table = read(tmp_path, text)
    assert "columns-lined-up" not in [each.code for each in table.issues]
    depot = checked(tmp_path, text)
    assert [each.params["case"] for each in depot.issues if each.severity == "error"] == [
        "one-column"
    ]
