"""Files whose first rows are hardly names of columns, or are none at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.judging.judge import judge
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table


def table(folder: Path, *lines: str) -> Table:
    path = folder / "liste.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_table(path, ())


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (
            "Prénom 2000-2013;Nombre 2000-2013;Prénom 2013;2013",
            ("Emma;210;Emma;12", "Hugo;190;Louis;11"),
        ),
        ("Équipement;2021;2022;2023", ("Piscine;12;15;18", "Stade;1;2;2001")),
    ],
)
def test_a_year_over_counts_is_the_name_of_a_column(
    tmp_path: Path, names: str, rows: tuple[str, ...]
) -> None:
    found = table(tmp_path, names, *rows)
    assert found.file.header_row == 1
    assert found.header == tuple(names.split(";"))
    assert found.rows.height == len(rows)


def test_a_year_over_years_is_a_cell(tmp_path: Path) -> None:
    found = table(tmp_path, "Parc Monod;1998;clos", "Parc Blandan;2014;ouvert")
    assert (found.file.header_row, found.rows.height) == (0, 2)


@pytest.mark.parametrize(
    "lines",
    [
        ("Valeur ETP (en mm) observée par semaine;", ";", "12;3", "14;5"),
        (
            "Liste des parcs;;;",
            "Parc A;12 rue du Lac;69780;Mions",
            "Parc B;14 rue du Lac;69780;Mions",
        ),
    ],
)
def test_a_title_above_a_table_without_names_is_told(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    found = table(tmp_path, *lines)
    assert (found.file.header_row, found.rows.height) == (0, 2)
    told = [(each.code, each.row, each.value) for each in found.issues]
    assert told == [("title-row", 1, lines[0].rstrip(";"))]


def test_two_columns_without_a_name_are_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("nom,,\nParc A,1,2\n", encoding="utf-8")
    told = judge(path, {"fields": [{"name": "nom", "type": "string"}]}, translator("fr"))
    assert told["errors"][0]["code"] == "duplicate-label"
    assert told["errors"][0]["message"].startswith("Deux colonnes n’ont pas de nom.")
