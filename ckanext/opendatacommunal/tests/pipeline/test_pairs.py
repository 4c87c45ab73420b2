"""Cells as the shared templates say they are written, and what each must become: that, or a
question; never another value in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, MIONS, TODAY

CONTEXT = Context(TODAY, BRON, LYON_METROPOLE)
PILOTS = (
    "bureaux-vote",
    "etablissements-publics",
    "panneaux-affichage",
    "parcs-jardins",
    "stationnement-pmr",
    "toilettes",
)
ASKED, REFUSED = "?", "!"
NOTHING = ""

PLACES = {
    "commune": {
        "Saint-Didier-au-Mont-d'Or": (
            "St Didier au Mont d'Or|SAINT DIDIER AU MONT D OR|St-Didier-Au-Mont-d’or"
        ),
        "Vaulx-en-Velin": "Vaulx en Velin|VAULX EN VELIN|vaulx-en-velin",
        "Sainte-Foy-lès-Lyon": "Ste Foy les Lyon|Ste-Foy-lès-Lyon|SAINTE FOY LES LYON",
        "Lyon 3e Arrondissement": "Lyon 3ème|LYON 03|69003 Lyon|Lyon 3",
        "Bron": "BRON|bron|69500 Bron",
    },
    "code_postal": {"69500": "69 500|69500.0|69500 ", ASKED: "69205 CEDEX|LYON CEDEX 03"},
    "numero": {
        "36 bis": "36bis|36 BIS|36-bis|36 bis",
        "SN": "0|s/n|sans numéro|99999|S/N|sn",
        "36/38": "36/38|36 / 38",
        ASKED: "36 B",
    },
    "voie": {
        "Avenue de la République": "Av. de la République|AV. DE LA REPUBLIQUE|Ave de la République",
        "Boulevard des Belges": "Bd des Belges|Bld des Belges|BD. des Belges",
        "Place Bellecour": "Pl Bellecour|Pl. Bellecour",
        "Impasse des Lilas": "Imp des Lilas|Imp. des Lilas",
        "Chemin de la Croix": "Chem de la Croix|Chem. de la Croix|Ch. de la Croix",
        "Allée des Tilleuls": "All des Tilleuls|All. des Tilleuls",
        "Route de Vienne": "Rte de Vienne|Rte. de Vienne",
        "Avenue du Général Leclerc": "Av. du Gal Leclerc|Av du Général Leclerc",
        "Avenue Maréchal Foch": "Av. Mal Foch|Av Mal. Foch",
    },
}

PAIRS: dict[str, dict[str, dict[str, str]]] = {
    "parcs-jardins": {
        "type_equip": {"parcours santé|aires de jeux": "Pacours santé aires de jeux"},
        "chien": {
            "tenu en laisse": "Tenus en laisse",
            "non autorisés": "chiens interdits",
            ASKED: "autorisés|acceptés|libre*|libre (à confirmer)",
        },
        "circulation": {"vélo enfant|trottinette": "Vélo enfant trottinette"},
        "acces": {"piéton|TC": "Piéton TC", "piéton": "piéton|accès piétons|Piétons"},
        "horaires": {NOTHING: "Mo-Fr 08:30-12:00; Sa 08:3 12:00"},
        "surf_m2": {
            "1220.5": "1220,5|1 220,5|1220,5 m²",
            "12000": "1,2 ha",
            REFUSED: "env. 500 m2|environ 50|une dizaine",
        },
        "label": {"oui": "villes fleuries|oui"},
        "gestion": {"Ville de Bron": "Ville de Bron"},
        "ann_ouvert": {"1998": "1998|1998.0"},
    },
    "bureaux-vote": {
        "numero_bureau": {"1": "BUREAU 1|1", "12": "BV n°12|12", "0101": "0101", "12A": "12A"},
        "acces_pmr": {NOTHING: " |NC|?|NSP|à vérifier", "oui": "X|O|1|présent|avec|vrai"},
        "circonscription": {"4": "4e circonscription|4ème|4"},
        "heure_ouverture": {"08:00": "8h|8h00|8 H 00|08.00|08:00", "08:30": "8 H 30|8h30"},
        "nb_electeurs": {"1012": "1 012|1012|1012.0"},
    },
    "toilettes": {
        "acces_pmr": {
            "oui": "PMR|accès fauteuil|Accessible aux personnes à mobilité réduite",
            "non": "non accessible|marches à l'entrée|Non (marches)",
        },
        "gratuit": {"non": "payant|payante", "oui": "gratuit|Gratuite", ASKED: "payant : oui"},
        "tarif": {"0.5": "0,5 €|0.5", "0": "gratuit|0"},
        "type": {
            "sanisette automatique": "Sanisette|WC automatique",
            "dans un bâtiment public": "dans le bâtiment|dans bâtiment public",
        },
        "horaires": {
            "24/7": "24 h / 24|24h/24|24/24|24h/24 7j/7",
            "06:00-22:00": "6h-22h",
            NOTHING: "voir mairie|Fermé l'hiver",
        },
    },
    "panneaux-affichage": {
        "nb_faces": {
            "2": "2 faces|recto-verso|double face|recto verso",
            "1": "simple face|1 face|une face",
            REFUSED: "faces",
        },
        "support": {"sur pieds": "Poteaux|bipied", "mural": "mur"},
        "type_affichage": {
            "affichage libre": "libre expression|expression libre|affichage d'opinion"
        },
        "etat": {"retiré temporairement": "retiré pendant les travaux"},
        "matiere": {"bois": "bois peint|en bois"},
        "largeur_m": {"2.40": "2,40m|2,40 m", "2.4": "240 cm|2400 mm|2m40"},
        "num": {"012": "12|012"},
    },
    "etablissements-publics": {
        "erp_categorie": {
            REFUSED: "I ?",
            "-2": "-2",
            "1": "I|1ère catégorie",
            "5": "5ème cat.|V",
            "4": "4ème catégorie",
        },
        "erp_type": {"W|L": "W, L|W/L|W L|W-L", "L|N": "L, N|L/N|L N|L et N", "N": "N|type N"},
        "nom": {"Ecole élém. J. Ferry": "Ecole élém. J. Ferry"},
        "statut": {"ouvert": "en service", ASKED: "fermé"},
        "theme": {"Equipement culturel": "Culture|culturel|équipement culturel"},
        "horaires": {"Mo-Fr 08:30-12:00": "Lun-Ven 8h30/12h|du lundi au vendredi 8h30-12h"},
        "telephone": {
            "+33478123456": (
                "04 78 12 34 56|04.78.12.34.56|0033478123456|+33 (0)4 78 12 34 56"
                "|04 78 12 34 56 / 57|04 78 12 34 56 / 04 78 12 34 57"
            )
        },
        "courriel": {
            "mairie@bron.fr": "mailto:mairie@bron.fr|mairie@BRON.FR|mairie@bron.fr ; sport@bron.fr",
            ASKED: "jean.dupont@bron.fr|asdupont@gmail.com",
        },
        "site_web": {"https://www.bron.fr": "www.bron.fr|https://www.bron.fr"},
        "siret": {REFUSED: "2,15904E+13", "21690029000018": "216 900 290 00018"},
    },
    "stationnement-pmr": {
        "configuration": {
            "bataille": "en bataille|perpendiculaire à la chaussée",
            "longitudinal": "Longitudinal|le long",
            "épi": "Epi|en épi",
        },
        "conforme": {"oui": "Conforme", "non": "Non conforme"},
        "nb_places": {"2": "2 pl.|2 places|deux"},
        "complement": {ASKED: "devant chez M. Dupont|place de Mme Dupont|chez Mme Martin"},
        "longueur_m": {"5": "5m|5 m|500 cm"},
    },
}


def field_of(slug: str, name: str) -> Field:
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    return gabarit[name]


def outcome(raw: str, field: Field) -> str:
    reading = read_cell(raw, field, CONTEXT)
    if reading.error:
        return REFUSED
    return (reading.value or NOTHING) if reading.sure else ASKED


CELLS = [
    (slug, name, raw, right)
    for slug, fields in (*PAIRS.items(), ("toilettes", PLACES))
    for name, pairs in fields.items()
    for right, written in pairs.items()
    for raw in ([written] if "|" in right and "|" not in written else written.split("|"))
]


@pytest.mark.parametrize(("slug", "name", "raw", "right"), CELLS)
def test_a_cell_becomes_that_or_a_question(slug: str, name: str, raw: str, right: str) -> None:
    assert outcome(raw, field_of(slug, name)) in {right, ASKED}


def test_hardly_any_is_asked() -> None:
    """A question too many is a defect too: only the pairs that ask, and few others."""
    asked = [
        (name, raw)
        for slug, name, raw, right in CELLS
        if right != ASKED and outcome(raw, field_of(slug, name)) == ASKED
    ]
    assert asked == [("erp_type", "type N")]


@pytest.mark.parametrize("slug", PILOTS)
def test_the_other_writings_of_a_value_are_that_value(slug: str) -> None:
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    for field in gabarit.readable_fields:
        for value, writings in field.values.items():
            for writing in (value, value.upper(), *writings, *map(str.upper, writings)):
                assert (writing, outcome(writing, field)) == (writing, value)


ROWS = [
    # gabarit, header, cells, what the row must become
    (
        "toilettes",
        "adresse;acces_pmr",
        "face au 12 rue Foch;oui",
        {"numero": "12", "voie": "rue Foch", "complement": "face au"},
    ),
    (
        "toilettes",
        "voie;acces_pmr",
        "face au 12 rue Foch;oui",
        {"numero": "12", "voie": "rue Foch", "complement": "face au"},
    ),
    (
        "stationnement-pmr",
        "voie;complement;nb_places",
        "rue Foch;en face du 12;1",
        {"numero": "12", "voie": "rue Foch", "complement": "en face du"},
    ),
    (
        "panneaux-affichage",
        "adresse;type_affichage",
        "Parking du stade, entrée;libre",
        {"voie": None, "complement": "Parking du stade, entrée"},
    ),
    (
        "panneaux-affichage",
        "voie;type_affichage;h;l;faces",
        "rue Foch;libre;1,6;2,4;2",
        {"surface_m2": "7.68"},
    ),
    (
        "bureaux-vote",
        "numero_bureau;adresse",
        "1;15 RUE ANTOINE REMOND 69006 LYON",
        {"numero": "15", "code_postal": "69006", "commune": "Lyon", "code_insee": "69386"},
    ),
    (
        "etablissements-publics",
        "nom;type;voie",
        "École du Lac;école maternelle;rue Foch",
        {"theme": "Equipement d'enseignement"},
    ),
    ("parcs-jardins", "nom;voie;jeux", "Parc;rue Foch;oui", {"type_equip": "aires de jeux"}),
    ("parcs-jardins", "nom;voie;acces;bus", "Parc;rue Foch;piéton;oui", {"acces": "piéton|TC"}),
]


@pytest.mark.parametrize(("slug", "header", "cells", "right"), ROWS)
def test_a_row_becomes_that(
    tmp_path: Path, slug: str, header: str, cells: str, right: dict[str, str | None]
) -> None:
    path = tmp_path / "fichier.csv"
    path.write_text(f"{header}\n{cells}\n", encoding="utf-8")
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    values = run(Depot(path, gabarit, Settings(MIONS, LYON_METROPOLE, today=TODAY))).values
    assert {name: values[name][0] for name in right} == right


def test_codes_before_every_name_go_to_their_own_column(tmp_path: Path) -> None:
    path = tmp_path / "bureaux.csv"
    rows = ("1;06011 GROUPE SCOLAIRE BELLECOMBE;Rue Foch", "2;06012 MAIRIE;Rue du Lac")
    path.write_text("\n".join(("bureau;lieu;rue", *rows)), encoding="utf-8")
    gabarit = gabarits.find("bureaux-vote")
    assert gabarit is not None
    depot = run(Depot(path, gabarit, Settings(MIONS, LYON_METROPOLE, today=TODAY)))
    assert depot.values["code_interne"].to_list() == ["06011", "06012"]
    assert depot.values["nom_lieu"].to_list() == ["GROUPE SCOLAIRE BELLECOMBE", "Mairie"]


@pytest.mark.parametrize("names", [("1914 Place", "2024 Rue"), ("69003 A", "69500 B"), ("12 A",)])
def test_numbers_before_names_may_be_part_of_them(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "bureaux.csv"
    rows = (f"{place};{name};Rue Foch" for place, name in enumerate(names, 1))
    path.write_text("\n".join(("bureau;lieu;rue", *rows)), encoding="utf-8")
    gabarit = gabarits.find("bureaux-vote")
    assert gabarit is not None
    depot = run(Depot(path, gabarit, Settings(MIONS, LYON_METROPOLE, today=TODAY)))
    assert depot.values["nom_lieu"].to_list() == list(names)
