"""A file without names: columns are known by their cells where these can be one thing only."""

from __future__ import annotations

from pathlib import Path

from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.recognise import recognise

from .parks import LYON_METROPOLE, MIONS, gabarit

ROWS = (
    "Parc du Bois Galland;12 rue de la Paix;69780;Mions;oui;45.6631;4.9493;8h-20h;tenu en laisse",
    "Square Jean Moulin;3 avenue des Tilleuls;69780;Mions;non;45.6659;4.9551;7h30-19h;libre",
    "Jardin des Écoles;27 rue du 8 Mai 1945;69500;Bron;oui;45.7331;4.9101;9h-18h;libre",
    "Parc Monod;1 place de la Mairie;69780;Mions;non;45.6702;4.9603;8h-21h;non autorisés",
)


def recognised(folder: Path, *rows: str, **settings: object) -> Depot:
    path = folder / "liste.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    known = {"commune": MIONS, "epci": LYON_METROPOLE, **settings}
    return recognise(read(Depot(path, gabarit(), Settings(**known))))  # type: ignore[arg-type]


def test_telling_cells_are_enough(tmp_path: Path) -> None:
    depot = recognised(tmp_path, *ROWS)
    assert depot.file is not None
    assert depot.file.header_row == 0
    assert [column.field for column in depot.columns] == [
        None,
        "adresse",
        "codepost",
        "commune",
        None,
        "lat",
        "lon",
        "horaires",
        "chien",
    ]
    assert {column.how for column in depot.columns if column.field} == {"content"}
    said = [issue for issue in depot.issues if issue.code == "column-by-content"]
    assert len(said) == 7


def test_what_cells_do_not_tell_is_asked_where_it_is_compulsory(tmp_path: Path) -> None:
    asked = {each.field: each for each in recognised(tmp_path, *ROWS).open_questions}
    assert "(colonne A)" in asked["nom"].candidates
    assert asked["reglement"].candidates == ("(colonne E)", "oui", "non")


def test_a_name_is_needed_for_a_coordinate_alone(tmp_path: Path) -> None:
    rows = [";".join(cell for i, cell in enumerate(row.split(";")) if i != 6) for row in ROWS]
    assert recognised(tmp_path, *rows).columns[5].field is None


def test_codes_that_are_insee_codes_are_no_postcodes(tmp_path: Path) -> None:
    rows = ("Parc A;69283;Mions", "Parc B;69029;Bron", "Parc C;69283;Mions")
    assert recognised(tmp_path, *rows).columns[1].field == "code_insee"


def test_a_named_column_is_never_known_by_such_cells(tmp_path: Path) -> None:
    """“Ville jumelée” holds communes, and is no commune of the park."""
    depot = recognised(tmp_path, "nom;voie;jumelage", "A;Rue B;Mions", "C;Rue D;Bron")
    assert depot.columns[2].field is None


def test_coordinates_is_also_the_word_for_a_contact(tmp_path: Path) -> None:
    lines = ("nom;voie;Coordonnées", "A;Rue B;04 78 00 00 00 accueil", "C;Rue D;parcs@ville.fr")
    assert recognised(tmp_path, *lines).columns[2].field is None


def test_a_place_may_be_a_point(tmp_path: Path) -> None:
    for cells in (
        ("45.7331, 4.9101", "45.6631, 4.9493"),
        ("POINT (4.9101 45.7331)", "POINT(4.9493 45.6631)"),
        ('{"type": "Point", "coordinates": [4.9101, 45.7331]}',) * 2,
        ("848530.2 6511893.1", "848930,2 ; 6511993,1"),
    ):
        rows = [f"Parc {i}|Rue {i}|{cell}" for i, cell in enumerate(cells)]
        depot = recognised(tmp_path, "nom|voie|Localisation", *rows)
        assert depot.columns[2].field == "position"


def test_an_outline_that_is_a_point_gives_the_coordinates(tmp_path: Path) -> None:
    cells = ("POINT (4.9101 45.7331)", "POINT (4.9493 45.6631)")
    rows = [f"Parc {i}|Rue {i}|{cell}" for i, cell in enumerate(cells)]
    assert recognised(tmp_path, "nom|voie|geom", *rows).columns[2].field == "position"
    beside = [f"{row}|4.9|45.7" for row in rows]
    depot = recognised(tmp_path, "nom|voie|geom|lon|lat", *beside)
    assert [column.field for column in depot.columns[2:]] == ["geom", "lon", "lat"]
