"""Schemas with one column for a whole address or for both coordinates: read, checked, written."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok
from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder
from ckanext.opendatacommunal.tests.pipeline.geocoders import misbehaving
from ckanext.opendatacommunal.tests.pipeline.parks import LYON_METROPOLE, MIONS, TODAY, codes

FOUNTAIN = "type_fontaine;conditions_acces;accessible_pmr;remplissage_contenant_possible"
WATER = "robinet;aucune;oui;oui"
POINT = "4,95312;45,66321"
PLACES = ("fontaines", "stationnement", "defibrillateurs", "irve")


def check(path: Path, slug: str, text: str, **settings: Any) -> Depot:
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    file = path / "fichier.csv"
    file.write_text(text, encoding="utf-8")
    known = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY, **settings}
    return run(Depot(file, gabarit, Settings(**known)))


def fountain(path: Path, header: str, cells: str, **settings: Any) -> Depot:
    text = f"{FOUNTAIN};X;Y;{header}\n{WATER};{POINT};{cells}"
    return check(path, "fontaines", text, **settings)


def published(depot: Depot) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.clean_csv(depot).decode())))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("12 av. Jean Jaurès", "12 avenue Jean Jaurès"),
        ("12 bis, rue du Lac 69780 MIONS", "12 bis rue du Lac"),
        ("rue du Lac, 12", "12 rue du Lac"),
        ("Place de la République", "Place de la République"),
        ("Parc Monod", "Parc Monod"),
        ("Angle rue du Lac et rue Foch", "Angle rue du Lac et rue Foch"),
        ("rond-point de l'Europe (côté nord)", "rond-point de l'Europe (côté nord)"),
        ("Stade, 3 rue du Lac", "Stade, 3 rue du Lac"),
        ("36 B rue du Lac", "36 B rue du Lac"),
    ],
)
def test_a_whole_address_is_written_again_only_if_all_of_it_is_understood(
    tmp_path: Path, given: str, written: str
) -> None:
    depot = fountain(tmp_path, "Adresse;Précisions", f'"{given}";')
    row = published(depot)[0]
    assert f"{row['adresse']} {row['precision_geo']}".strip() == written
    assert not depot.open_questions
    shown = {(each.field, each.before, each.after) for each in depot.corrections}
    assert ("adresse", given, written) in shown or given == row["adresse"]
    assert {each.field for each in depot.corrections} <= {
        *(each.name for each in depot.gabarit.public_fields)
    }


def test_a_street_and_a_number_apart_make_the_address(tmp_path: Path) -> None:
    depot = fountain(tmp_path, "N°;Rue;CP;Ville", "3 BIS;r. du Lac;69780;mions")
    assert published(depot)[0]["adresse"] == "3 bis rue du Lac"
    assert "no-house-number" not in codes(depot)


def test_the_commune_of_a_whole_address_is_checked(tmp_path: Path) -> None:
    depot = fountain(tmp_path, "Adresse", '"3 rue du Lac, 69500 Bron"')
    assert "other-commune" in [each.rule for each in depot.open_questions]
    assert depot.set_aside


def test_no_postcode_is_asked_that_goes_nowhere(tmp_path: Path) -> None:
    text = f"{FOUNTAIN};X;Y;Adresse\n{WATER};3,04662;50,6277;12 rue Nationale"
    depot = check(tmp_path, "fontaines", text, commune="59350", epci="200093201")
    assert not depot.open_questions
    assert published(depot)[0]["adresse"] == "12 rue Nationale"


def test_parts_are_neither_published_nor_kept(tmp_path: Path) -> None:
    depot = fountain(tmp_path, "N° de voie;Rue;CP;Ville", "3;rue du Lac;69780;Mions")
    ligne = export.lignes(depot).decode()
    assert "numero_voie" not in ligne
    assert "code_postal" not in published(depot)[0]


def test_a_code_of_other_software_is_kept_apart_from_the_identifier(tmp_path: Path) -> None:
    depot = fountain(tmp_path, "id", "450024946")
    row = depot.values.row(0, named=True)
    assert (row["id"], row["code_interne"]) == ("FON-69283-001", "450024946")


def test_identifiers_are_written_as_the_schema_wants_them(tmp_path: Path) -> None:
    header = "id;nom;type_usagers;gratuit;nb_places;hauteur_max;num_siret;Xlong;Ylat"
    rows = "\n".join(
        f"{given};{name};tous;oui;10;N/A;21690283300013;4.95312;45.66321"
        for given, name in (("69283-P-007", "GARE"), ("", "MAIRIE"), ("A12", "STADE"))
    )
    depot = check(tmp_path, "stationnement", f"{header}\n{rows}")
    made = [row["id"] for row in published(depot)]
    assert made == ["69283-P-007", "69283-P-008", "69283-P-009"]


HEIGHTS = [
    ("190", "190"),
    ("1,90 m", "190"),
    ("2.10", "210"),
    ("2m05", "205"),
    ("N/A", "N/A"),
    ("n/a", "N/A"),
    ("sans limite", "N/A"),
]


@pytest.mark.parametrize(("given", "written"), HEIGHTS)
def test_the_height_of_a_car_park_is_in_centimetres(
    tmp_path: Path, given: str, written: str
) -> None:
    header = "nom;type_usagers;gratuit;nb_places;hauteur_max;num_siret;Xlong;Ylat"
    row = f"GARE;tous;oui;10;{given};21690283300013;4.95312;45.66321"
    depot = check(tmp_path, "stationnement", f"{header}\n{row}")
    assert published(depot)[0]["hauteur_max"] == written


def charging(path: Path, header: str, cells: str, **settings: Any) -> Depot:
    folder = gabarits.SHIPPED / "irve" / "exemples" / "valide.csv"
    with folder.open(encoding="utf-8") as file:
        row = next(iter(csv.DictReader(file)))
    dropped = {"coordonneesXY", *(name for name in row if name.startswith("prise_type"))}
    kept = {name: cell for name, cell in row.items() if name not in dropped}
    text = f"{';'.join(kept)};{header}\n{';'.join(kept.values())};{cells}"
    return check(path, "irve", text, **settings)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Longitude;Latitude", "4,95312;45,66321"),
        ("coordonneesXY", '"[4.95312,45.66321]"'),
        ("coordonneesXY", '"45.66321, 4.95312"'),
        ("geo_point_2d", '"45.66321,4.95312"'),
        ("Coordonnées", '"45°39\'47.556""N 4°57\'11.232""E"'),
    ],
)
def test_both_coordinates_are_written_in_one_cell(tmp_path: Path, header: str, cells: str) -> None:
    row = published(charging(tmp_path, f"{header};Prises", f"{cells};T2"))[0]
    assert row["coordonneesXY"] == "[4.95312,45.66321]"


def test_a_point_elsewhere_holds_the_row_where_the_schema_wants_one(tmp_path: Path) -> None:
    depot = charging(tmp_path, "Longitude;Latitude;Prises", "4,83;45,75;T2")
    assert [each.rule for each in depot.open_questions] == ["point-outside"]
    assert list(depot.set_aside.values()) == [("point-outside",)]


PLUGS = {
    "T2/EF": "oui oui non non non",
    "Type 2": "non oui non non non",
    "2 x T2": "non oui non non non",
    "1 prise EF et 2 prises type 2": "oui oui non non non",
    "Combo CCS, CHAdeMO": "non non oui oui non",
    "E/F + T2": "oui oui non non non",
    "CCS / chademo / type 2": "non oui oui oui non",
}


@pytest.mark.parametrize("given", PLUGS)
def test_one_column_of_plugs_gives_its_five(tmp_path: Path, given: str) -> None:
    row = published(charging(tmp_path, "X;Y;Type de prise", f"{POINT};{given}"))[0]
    words = {"oui": "true", "non": "false"}
    names = [name for name in row if name.startswith("prise_type")]
    assert [row[name] for name in names] == [words[each] for each in PLUGS[given].split()]


def test_a_plug_that_is_not_understood_is_never_a_no(tmp_path: Path) -> None:
    depot = charging(tmp_path, "X;Y;Type de prise", f"{POINT};à vérifier")
    assert published(depot) == []
    assert [each.code for each in depot.issues if each.severity == "error"] == ["part-unread"]


def test_a_syndicate_hands_in_the_points_of_several_communes(tmp_path: Path) -> None:
    example = gabarits.SHIPPED / "irve" / "exemples" / "mions_brut.csv"
    header, *rows = example.read_text(encoding="utf-8").splitlines()
    bron = rows[2].replace("Mions", "BRON").replace("45,66188;4,95427", "45,7359;4,9093")
    bron = bron.replace("69283002", "69029002")
    depot = check(tmp_path, "irve", "\n".join((header, rows[0], bron)), commune=None)
    assert not depot.open_questions
    assert [row["code_insee_commune"] for row in published(depot)] == [MIONS, "69029"]
    assert published(depot)[1]["adresse_station"] == "12 rue du 23 Août 1944 69500 Bron"
    assert depot.values["identifiant_ligne"].to_list() == ["IRV-69283-001", "IRV-69029-001"]


def test_an_address_without_a_point_is_asked_of_the_geocoder(tmp_path: Path) -> None:
    with misbehaving() as server:
        client = Addok(server.url, calls_per_second=float("inf"))
        text = f'{FOUNTAIN};Adresse\n{WATER};"12 av. Jean Jaurès, 69780 Mions"'
        depot = check(tmp_path, "fontaines", text, geocoder=Geocoder(client))
    row = published(depot)[0]
    assert (row["longitude"], row["latitude"]) == ("4.95", "45.66")
    assert row["adresse"] == "12 avenue Jean Jaurès"


def test_without_a_point_nor_an_address_a_row_waits(tmp_path: Path) -> None:
    depot = check(tmp_path, "fontaines", f"{FOUNTAIN};Lieu\n{WATER};Parc Monod")
    assert published(depot) == []
    assert {each.code for each in depot.issues if each.severity == "error"} == {"constraint-error"}


DAYS = [
    ("du lundi au vendredi", "lundi|mardi|mercredi|jeudi|vendredi"),
    ("Lun-Ven", "lundi|mardi|mercredi|jeudi|vendredi"),
    ("lundi, mardi et jeudi", "lundi|mardi|jeudi"),
    ("7j/7", "7j/7"),
    ("7 jours sur 7", "7j/7"),
    ("samedi / dimanche", "samedi|dimanche"),
    ("{lundi,mardi}", "lundi|mardi"),
    ("du mardi au samedi, jours fériés", "mardi|mercredi|jeudi|vendredi|samedi|jours fériés"),
]


def defibrillator(path: Path, **cells: str) -> Depot:
    example = gabarits.SHIPPED / "defibrillateurs" / "exemples" / "valide.csv"
    with example.open(encoding="utf-8") as file:
        row = {**next(iter(csv.DictReader(file))), **cells}
    text = io.StringIO()
    writer = csv.DictWriter(text, [name for name in row if row[name] != "-"], extrasaction="ignore")
    writer.writeheader()
    writer.writerow(row)
    return check(path, "defibrillateurs", text.getvalue())


@pytest.mark.parametrize(("given", "written"), DAYS)
def test_days_in_words(tmp_path: Path, given: str, written: str) -> None:
    assert published(defibrillator(tmp_path, disp_j=given))[0]["disp_j"] == written


@pytest.mark.parametrize("given", ["8h30-12h / 13h30-17h", "mar-sam 10h-18h"])
def test_hours_by_day_are_kept_in_the_details(tmp_path: Path, given: str) -> None:
    row = published(defibrillator(tmp_path, disp_h=given))[0]
    assert (row["disp_h"], row["disp_complt"]) == ("heures ouvrables", given)


@pytest.mark.parametrize("given", ["20h-6h", "8h-23h", "selon manifestations"])
def test_hours_that_are_not_all_by_day_are_asked(tmp_path: Path, given: str) -> None:
    (asked,) = defibrillator(tmp_path, disp_h=given).open_questions
    assert (asked.field, asked.value) == ("disp_h", given)


def test_what_differs_from_row_to_row_is_to_complete_and_not_asked(tmp_path: Path) -> None:
    depot = defibrillator(tmp_path, num_serie="-", dermnt="-", tel1="-")
    assert not depot.open_questions
    (issue,) = [each for each in depot.issues if each.severity == "error"]
    assert (issue.code, issue.params["fields"]) == (
        "columns-to-complete",
        ["tel1", "num_serie", "dermnt"],
    )
    assert list(depot.set_aside.values()) == [("columns-to-complete",)]


def test_the_commune_answers_for_its_defibrillators_unless_somebody_is_named(
    tmp_path: Path,
) -> None:
    row = published(defibrillator(tmp_path, expt_rais="-", expt_siren="-"))[0]
    assert (row["expt_rais"], row["expt_siren"]) == ("Mions", "216902833")
    depot = defibrillator(tmp_path, expt_rais="Club nautique", expt_siren="")
    assert published(depot) == []


def test_a_photo_in_capitals_is_a_defect_of_the_schema(tmp_path: Path) -> None:
    depot = defibrillator(tmp_path, photo1="https://www.mions.fr/photos/DAE.JPG")
    assert published(depot)[0]["photo1"].endswith("DAE.JPG")
    assert [each.code for each in depot.issues] == ["known-defect"]


@pytest.mark.parametrize("slug", PLACES)
def test_the_same_file_next_year_changes_nothing(tmp_path: Path, slug: str) -> None:
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    known = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY}
    messy = gabarit.folder / "exemples" / "mions_brut.csv"
    first = run(Depot(messy, gabarit, Settings(**known)))
    kept = [each.name for each in gabarit.fields if each.name in first.values.columns]
    previous = first.values.select(kept).cast(pl.String)
    for file in (messy, gabarit.folder / "exemples" / "mions_attendu.csv"):
        again = run(Depot(file, gabarit, Settings(**known, previous=previous)))
        assert set(again.changes.values()) == {"unchanged"}
        assert not again.open_questions
        assert export.clean_csv(again) == export.clean_csv(first)
