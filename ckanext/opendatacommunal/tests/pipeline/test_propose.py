"""What a file is and whose, before anybody has said it; nothing where the file does not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.gabarits import load_all
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.propose import Proposal, propose

from .parks import BRON, LYON, LYON_METROPOLE


def proposed(folder: Path, name: str, text: str) -> Proposal:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return propose(path, load_all(), LYON_METROPOLE)


PARKS = "Nom du parc;Rue;Surface\nParc A;Rue B;120\nParc C;Rue D;150\n"


@pytest.mark.parametrize(
    ("column", "cells", "commune"),
    [
        ("Ville", ("BRON", "Bron"), BRON),
        ("Code INSEE", ("69029", "69029"), BRON),
        ("CP", ("69500", "69500"), BRON),
        ("Ville", ("Lyon 3ème", "LYON 07"), LYON),
        ("Ville", ("Bron", "Mions"), None),
    ],
)
def test_the_commune_is_the_one_most_rows_name(
    tmp_path: Path, column: str, cells: tuple[str, str], commune: str | None
) -> None:
    header, first, second = PARKS.splitlines()
    text = "\n".join((f"{header};{column}", f"{first};{cells[0]}", f"{second};{cells[1]}"))
    found = proposed(tmp_path, "export.csv", text)
    assert (found.slug, found.commune) == ("parcs-jardins", commune)


@pytest.mark.parametrize(
    ("name", "commune"),
    [
        ("parcs_bron_2024.csv", BRON),
        ("Vaulx-en-Velin EV.csv", "69256"),
        ("2024 espaces verts St Fons v2.csv", "69199"),
        ("champagne_espaces_verts.csv", "69040"),
        ("export.csv", None),
        ("parcs.csv", None),
    ],
)
def test_else_the_name_of_the_file_may_tell(tmp_path: Path, name: str, commune: str | None) -> None:
    found = proposed(tmp_path, name, PARKS)
    assert found.commune == commune
    assert found.commune_source == ("file-name" if commune else None)


def test_a_title_above_the_table_may_tell(tmp_path: Path) -> None:
    found = proposed(tmp_path, "export.csv", f"Mairie de Champagne-au-Mont-d'Or;;\n{PARKS}")
    assert (found.commune, found.commune_source) == ("69040", "title")


def test_the_reasons_are_told(tmp_path: Path) -> None:
    told = proposed(tmp_path, "parcs_bron.csv", PARKS).as_dict(translator("fr"))
    assert told["reasons"] == ["3 colonnes sur 3 en font partie : Nom du parc, Rue, Surface."]
    assert told["commune_reason"] == "La commune est dans le nom du fichier : « bron »."


def test_another_list_is_not_taken_for_this_one(tmp_path: Path) -> None:
    found = proposed(tmp_path, "agents.csv", "matricule;grade;echelon\n1;A;3\n2;B;4\n")
    assert (found.slug, found.score) == (None, 0)
