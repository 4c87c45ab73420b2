"""Columns that are no field and make some: sizes or hours in one cell, H/F, a price asked, a type
of street apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.tests.pipeline.parks import LYON_METROPOLE, MIONS, TODAY

KNOWN = {
    "toilettes": "voie;acces_pmr;code_interne",
    "panneaux-affichage": "voie;type_affichage;code_interne",
    "stationnement-pmr": "voie;nb_places;code_interne",
    "bureaux-vote": "voie;nom_lieu;numero_bureau",
}
CELLS = {
    "toilettes": "Rue Foch;oui;1",
    "panneaux-affichage": "Rue Foch;affichage libre;1",
    "stationnement-pmr": "Rue Foch;1;1",
    "bureaux-vote": "Rue Foch;Mairie;1",
}


def check(folder: Path, slug: str, header: str, *rows: str) -> Depot:
    path = folder / "fichier.csv"
    lines = (f"{KNOWN[slug]};{header}", *(f"{CELLS[slug]};{row}" for row in rows))
    path.write_text("\n".join(lines), encoding="utf-8")
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    settings = Settings(commune=MIONS, epci=LYON_METROPOLE, today=TODAY)
    return run(Depot(path, gabarit, settings))


@pytest.mark.parametrize(
    ("slug", "header", "cell", "expected"),
    [
        (slug, header, cell, expected)
        for slug, header, cell, expected in (
            ("panneaux-affichage", "Dimensions", "2,40 m x 1,60 m", ("2.4", "1.6")),
            ("panneaux-affichage", "Dimensions", "240*160 cm", ("2.4", "1.6")),
            ("panneaux-affichage", "dim_pann", "240x160", ("2.4", "1.6")),
            ("panneaux-affichage", "Dim", "2400 × 1600", ("2.4", "1.6")),
            ("panneaux-affichage", "Format", "2.40 / 1.60", ("2.4", "1.6")),
            ("panneaux-affichage", "Dimensions", "standard", (None, None)),
            ("panneaux-affichage", "Dimensions", "2,40 x 1,60 x 0,10", (None, None)),
            ("stationnement-pmr", "Dimensions", "5m x 3,30", ("5", "3.3")),
            ("stationnement-pmr", "Dimensions", "3,30 x 5 m", ("5", "3.3")),
            ("bureaux-vote", "Horaires", "8h-18h", ("08:00", "18:00")),
            ("bureaux-vote", "Horaires de vote", "de 8h00 à 19h00", ("08:00", "19:00")),
            ("bureaux-vote", "Horaires", "le dimanche", (None, None)),
            ("toilettes", "Payant", "oui", ("non",)),
            ("toilettes", "payant", "0", ("oui",)),
            ("toilettes", "Payant", "gratuit", ("oui",)),
            ("toilettes", "Payant", "NSP", (None,)),
            ("toilettes", "Payant", "parfois", (None,)),
            ("toilettes", "H/F", "H/F", ("oui", "oui", None)),
            ("toilettes", "H/F", "mixte", (None, None, "oui")),
            ("toilettes", "H/F", "Hommes et femmes", ("oui", "oui", None)),
            ("toilettes", "Sexe", "enfants", (None, None, None)),
        )
    ],
)
def test_a_column_gives_others(
    tmp_path: Path, slug: str, header: str, cell: str, expected: tuple[str | None, ...]
) -> None:
    fields = {
        "panneaux-affichage": ("largeur_m", "hauteur_m"),
        "stationnement-pmr": ("longueur_m", "largeur_m"),
        "bureaux-vote": ("heure_ouverture", "heure_fermeture"),
        "toilettes": ("gratuit",) if header.lower() == "payant" else ("hommes", "femmes", "mixte"),
    }[slug]
    depot = check(tmp_path, slug, header, cell)
    found = tuple(depot.values[name][0] if name in depot.values else None for name in fields)
    assert found == expected
    changed = {each.field for each in depot.corrections if each.before == cell}
    assert changed == {name for name, value in zip(fields, expected, strict=True) if value}
    if not any(expected) and cell != "NSP":
        (said,) = [issue for issue in depot.issues if issue.code == "part-unread"]
        assert (said.value, said.params["source"]) == (cell, header)


def test_a_row_that_says_it_already_is_not_contradicted(tmp_path: Path) -> None:
    depot = check(tmp_path, "toilettes", "Gratuit;Payant", "oui;oui", "oui;non")
    assert depot.values["gratuit"].to_list() == ["oui", "oui"]
    assert [issue.row for issue in depot.issues if issue.code == "part-unread"] == [2]


@pytest.mark.parametrize(
    ("kind", "name", "street"),
    [
        ("AV", "DE LA REPUBLIQUE", "Avenue de la République"),
        ("Rue", "Marceau", "Rue Marceau"),
        ("Rue", "Rue Marceau", "Rue Marceau"),
        ("", "Les Brosses", "Les Brosses"),
    ],
)
def test_the_type_of_a_street_comes_before_its_name(
    tmp_path: Path, kind: str, name: str, street: str
) -> None:
    path = tmp_path / "wc.csv"
    path.write_text(
        "N° voie;Indice;Type voie;Libellé voie;acces_pmr\n"
        f"12;bis;{kind};{name};oui\n;;{kind};{name};non",
        encoding="utf-8",
    )
    gabarit = gabarits.find("toilettes")
    assert gabarit is not None
    depot = run(Depot(path, gabarit, Settings(commune=MIONS, epci=LYON_METROPOLE, today=TODAY)))
    assert depot.values["voie"].to_list() == [street, street]
    assert depot.values["numero"].to_list() == ["12 bis", "SN"]


@pytest.mark.parametrize("word", ["GIG/GIC", "GIG-GIC", "HANDI", "handicapés", "PMR", "Handicapé"])
def test_rows_of_other_things_are_set_aside_and_named(tmp_path: Path, word: str) -> None:
    depot = check(tmp_path, "stationnement-pmr", "Régime", word, "Livraison", "")
    assert depot.set_aside == {3: ("other-kind",), 4: ("other-kind",)}
    said = [(each.row, each.value) for each in depot.issues if each.code == "other-kind"]
    assert said == [(3, "Livraison"), (4, "")]


def test_rows_of_one_kind_are_kept_and_unknown_words_are_named(tmp_path: Path) -> None:
    assert check(tmp_path, "stationnement-pmr", "Régime", "PMR", "").set_aside == {}
    depot = check(tmp_path, "stationnement-pmr", "Régime", "zone bleue", "arrêt minute")
    assert depot.set_aside == {}
    assert [each.value for each in depot.issues if each.code == "kinds-unknown"] == ["zone bleue"]
