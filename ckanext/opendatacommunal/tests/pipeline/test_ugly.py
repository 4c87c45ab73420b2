"""Files that only a town hall could send: what a careful clerk would make of them, or say."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ckanext.opendatacommunal.messages import sentence, translator
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import LYON_METROPOLE, MIONS, TODAY, gabarit

NAMES = "Nom du parc;Adresse;CP;Ville;Surface (m²);Gestionnaire;Règlement"
ROWS = (
    "Parc du Château;12 rue de la Paix;69780;Mions;1 220,5;Commune;oui",
    "Square Jean Moulin;3 av. des Tilleuls;69780;Mions;845;Commune;non",
    "Jardin des Écoles;27 rue du 8 Mai 1945;69780;Mions;31 200;Commune;oui",
    "Bois Monod;1 place de la Mairie;69780;Mions;500;Commune;non",
)
PARKS = [row.partition(";")[0] for row in ROWS]


def handed_in(folder: Path, content: bytes, name: str = "parcs.csv") -> Depot:
    path = folder / name
    path.write_bytes(content)
    return run(Depot(path, gabarit(), Settings(MIONS, LYON_METROPOLE, today=TODAY)))


def lines(*written: str) -> bytes:
    return "\r\n".join(written).encode()


LAID_OUT = {
    "units below the names": lines(NAMES, ";;;;m²;;oui/non", *ROWS),
    "kinds below the names": lines(NAMES, "texte;texte;5 chiffres;texte;nombre;texte;o/n", *ROWS),
    "titles of groups": lines(
        NAMES, ROWS[0], "QUARTIER NORD;;;;;;", *ROWS[1:3], "Secteur des Tilleuls", ROWS[3]
    ),
    "marks of encoding, twice": b"\xef\xbb\xbf\xef\xbb\xbf" + lines(NAMES, *ROWS),
    "read and saved in another code page": lines(NAMES, *ROWS).decode("cp1252").encode(),
    "utf-16 without a mark": lines(NAMES, *ROWS).decode().encode("utf-16-be"),
    "lines of an old Mac": "\r".join([NAMES, *ROWS]).replace("²", "2").encode("mac_roman"),
    "subtotals and a source": lines(
        NAMES, *ROWS[:2], "Sous-total;;;;2 065,5;;", *ROWS[2:], "", "Source : espaces verts"
    ),
}


@pytest.mark.parametrize("how", LAID_OUT)
def test_every_park_is_found_and_nothing_is_asked(tmp_path: Path, how: str) -> None:
    depot = handed_in(tmp_path, LAID_OUT[how])
    assert depot.values["nom"].to_list() == PARKS
    assert depot.values["surf_m2"].to_list() == ["1220.5", "845", "31200", "500"]
    assert depot.set_aside == {}
    assert depot.open_questions == ()


def test_what_is_no_park_is_named(tmp_path: Path) -> None:
    told = {
        (each.code, each.row)
        for how in ("units below the names", "titles of groups")
        for each in handed_in(tmp_path, LAID_OUT[how]).issues
    }
    assert told >= {("legend-row", 2), ("group-row", 3), ("group-row", 6)}


@pytest.mark.parametrize("name", ["PARC DU LAC", "Parc de la Zone"])
def test_a_park_without_anything_else_is_a_row(tmp_path: Path, name: str) -> None:
    """Where names are in capitals, or no word says that it is a part of the town."""
    rows = [row.replace(row.partition(";")[0], row.partition(";")[0].upper()) for row in ROWS]
    depot = handed_in(tmp_path, lines(NAMES, *rows[:2], f"{name};;;;;;", *rows[2:]))
    assert depot.set_aside.keys() == {4}


def test_units_on_the_second_line_of_the_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Espace", "Localisation", None, None, "Superficie", "Gestion", None])
    sheet.append(["Nom", "Adresse", "CP", "Ville", "ha", "Gestionnaire", "Règlement (O/N)"])
    sheet.append(["Parc du Château", "12 rue de la Paix", 69780, "Mions", 1.5, "Commune", "oui"])
    path = tmp_path / "parcs.xlsx"
    book.save(path)
    depot = run(Depot(path, gabarit(), Settings(MIONS, LYON_METROPOLE, today=TODAY)))
    assert depot.source_of("surf_m2") == "Superficie (ha)"
    assert depot.values["surf_m2"].to_list() == ["15000"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lines(*(f'"{line}"' for line in (NAMES, *ROWS, "Parc;3"))), "dans une seule"),
        (
            lines("Nom du parc   Adresse     CP", "Parc A        1 rue X     69780"),
            "dans une seule",
        ),
        (
            lines("Nom du parc;A;B", "Adresse;1 rue X;2 rue Y", "CP;69780;69780", "Surface;1;2"),
            "Ce tableau est couché",
        ),
    ],
)
def test_a_table_of_another_form_is_told_how_to_mend(
    tmp_path: Path, content: bytes, said: str
) -> None:
    told = report(handed_in(tmp_path, content), translate=translator("fr"))
    (issue,) = [each for each in told["issues"] if each["severity"] == "error"]
    assert said in issue["message"]
    assert "Dans votre tableur" in issue["hint"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b'ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K"Nom"\nE\n', "SYLK"),
        (
            "a.xls",
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table></Table>',
            "Excel 2003",
        ),
        ("a.xls", b"<html><table><tr><td>Nom</td></tr></table></html>", "page web"),
        ("a.url", b"[InternetShortcut]\r\nURL=https://exemple.fr/parcs", "raccourci"),
        ("a.gsheet", b'{"url": "https://exemple.fr"}', "raccourci"),
    ],
)
def test_what_is_no_table_says_what_it_is(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        handed_in(tmp_path, content, name)
    message, hint = sentence(refused.value.code, refused.value.params, translator("fr"))
    assert said in message
    assert hint


def test_a_table_whose_first_name_is_id_is_no_old_spreadsheet(tmp_path: Path) -> None:
    depot = handed_in(tmp_path, lines("ID;PARC;Adresse", "C1;Parc A;1 rue X", "C2;Parc B;2 rue Y"))
    assert depot.raw.height == 2
