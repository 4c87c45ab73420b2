"""Gabarits that nobody deposits: made from another table, or handed in elsewhere."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.deriving import derive
from ckanext.opendatacommunal.gabarits.without_deposit import Derived

COMMAND = (sys.executable, "-c", "from ckanext.opendatacommunal import shell; shell.main()")
SOURCES = gabarits.load_all()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_schools_are_the_public_places_where_one_learns(tmp_path: Path):
    clean, schools = tmp_path / "propre.csv", tmp_path / "ecoles.csv"
    example = SOURCES["etablissements-publics"].folder / "exemples" / "mions_brut.csv"
    run(
        "check",
        example,
        "--gabarit",
        "etablissements-publics",
        "--commune",
        "69283",
        "--out",
        clean,
    )
    done = run("derive", clean, "--gabarit", "ecoles", "--out", schools)
    assert done.returncode == 0, done.stderr
    with clean.open(encoding="utf-8") as file:
        learning = [
            row["nom"]
            for row in csv.DictReader(file)
            if row["theme"] == "Equipement d'enseignement"
        ]
    with schools.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert learning
    assert [row["nom"] for row in rows] == learning
    assert list(rows[0]) == [field["name"] for field in SOURCES["ecoles"].schema["fields"]]
    judged = run("validate", schools, "--schema", SOURCES["ecoles"].folder / "schema.json")
    assert judged.returncode == 0, judged.stdout


def test_every_column_of_a_derived_gabarit_is_one_of_its_source():
    derived = [each for each in SOURCES.values() if each.derived and not each.derived.of_portal]
    assert derived
    for gabarit in derived:
        how = gabarit.derived
        assert how is not None
        source = SOURCES[how.source]
        assert {*how.where, *how.columns.values()} <= {each.name for each in source.public_fields}
        assert {*how.columns, *how.values, *how.once_per} <= {each.name for each in gabarit.fields}
        plain = {each.name for each in gabarit.public_fields if each.required}
        assert {how.columns.get(name, name) for name in plain} <= {
            each.name for each in source.public_fields
        }


def test_rows_at_one_place_give_one_row_of_the_first():
    gabarit = replace(
        SOURCES["ecoles"],
        derived=Derived(
            "etablissements-publics",
            columns={"nom": "type"},
            values={"numero": {"SN": ""}},
            once_per=("numero", "voie"),
        ),
    )
    rows = [
        {"identifiant": "ETP-69283-001", "type": "École", "numero": "SN", "voie": "Rue A"},
        {"identifiant": "ETP-69283-002", "type": "Cantine", "numero": "SN", "voie": "Rue A"},
        {"identifiant": "ETP-69283-003", "type": "Crèche", "numero": "2", "voie": "Rue A"},
    ]
    made = list(derive(gabarit, rows))
    assert [(at, row["nom"], row["numero"]) for at, row in made] == [
        (0, "École", None),
        (2, "Crèche", "2"),
    ]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("ecoles", "etablissements-publics"),
        ("catalogue", "tiré de ce que le portail publie"),
        ("bal", "https://mes-adresses.data.gouv.fr/"),
    ],
)
@pytest.mark.parametrize("command", ["check", "consolidate"])
def test_a_file_for_a_gabarit_without_deposit_is_sent_to_the_right_place(
    tmp_path: Path, slug: str, expected: str, command: str
):
    (tmp_path / "ecoles.csv").write_text("nom,voie\nJules Ferry,Rue A\n", encoding="utf-8")
    if command == "check":
        done = run("check", tmp_path / "ecoles.csv", "--gabarit", slug)
    else:
        where = ("--epci", "200046977", "--out", tmp_path / "c.csv", "--report-dir", tmp_path / "r")
        done = run("consolidate", tmp_path, "--gabarit", slug, *where)
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_no_file_is_guessed_to_be_of_a_gabarit_without_deposit(tmp_path: Path):
    file = tmp_path / "ecoles.csv"
    file.write_text(
        "Nom de l'école,Type,Numéro,Voie,Code UAI,Commune,Téléphone,Capacité\n"
        "École Jules Ferry,École élémentaire,1,Place de la Mairie,0690001A,Mions,0478123458,120\n",
        encoding="utf-8",
    )
    done = run("propose", file, "--epci", "200046977", "--json", "-")
    assert json.loads(done.stdout)["slug"] == "etablissements-publics"


def test_a_table_of_something_else_is_no_source(tmp_path: Path):
    (tmp_path / "parcs.csv").write_text("nom,surf_m2\nParc,12\n", encoding="utf-8")
    done = run(
        "derive", tmp_path / "parcs.csv", "--gabarit", "ecoles", "--out", tmp_path / "ecoles.csv"
    )
    assert done.returncode == 2
    assert "voie" in done.stderr
    assert not (tmp_path / "ecoles.csv").exists()


def test_a_polling_place_of_several_stations_is_one_row():
    gabarit = SOURCES["accessibilite-bureaux-vote"]
    place = {"nom_lieu": "École Jean Moulin", "numero": "SN", "voie": "Rue du Lac",
             "code_insee": "69283", "lon": "4.95312", "isoloir_accessible": "oui"}  # fmt: skip
    stations = [{**place, "identifiant": f"BDV-69283-00{number}"} for number in (1, 2)]
    ((position, row),) = derive(gabarit, stations)
    assert position == 0
    assert (row["id"], row["name"]) == ("BDV-69283-001", "École Jean Moulin")
    assert (row["numero"], row["longitude"]) == (None, "4.95312")
    assert row["accueil_isoloir_accessibilite"] == "oui"
