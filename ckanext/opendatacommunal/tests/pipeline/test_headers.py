"""Names of columns as town halls write them, and the field each is: none is wrong in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import Column, Depot, Settings
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.recognise import recognise

from .parks import gabarit

EXACT = {
    "nom": """nom; NOM ; Nom;Noms;Nom du parc;NOM DU PARC;Noms des parcs;Nom du parc ou du jardin;
        NomDuParc;nom_parc;Nom usuel;Nom d'usage;NOM_EV;Libellé;LIBEL;Intitulé;Désignation;
        Dénomination;Appellation;Nom (usuel);Nom du parc *;name""",
    "num": "num;Num.;code;Référence;Numéro d’espace",
    "numvoie": """numvoie;N° voie;N° de voie;N° de rue;Nº rue;n° dans la voie;Numéro de la rue;
        num_voie;NUM_VOIRIE;No de voie;num_police;adr_num""",
    "voie": """voie;Rue;Nom de la rue;nom rue;NOM_VOIE;Nom de voie;voie nom;Lib. voie;LIB_VOIE;
        Libellé de la voie;Nom de la voie;adresse voie;Nom voie""",
    "codepost": """CP;C.P.;Code postal;CODE POSTAL;code_postal;Code-Postal;CODEPOSTAL;cod_post;
        Codes postaux;Code Postal (CP)""",
    "commune": """commune;Communes;COMMUNE;Ville;VILLES;Nom commune;Nom de la ville;nom_com;
        Localité;
        CP Ville;Code postal et commune;CP/Commune;Code postal - Ville""",
    "code_insee": """Code INSEE;code_insee;INSEE;Code (INSEE);INSEE (commune);Code commune;DEPCO;
        Code INSEE de la commune""",
    "reglement": """Règlement;REGLEMENT;Réglementation;Règlement intérieur;
        Règlement intérieur (O/N);Règlement intérieur (oui/non);Arrêté;Réglementation spécifique""",
    "surf_m2": """Surface;Surface (m²);Surface en m2;Surface m²;SURFACE_M2;Superficie;
        Superficie (ha);Superficie en ha;Superficie totale;surf_tot_m2;Surface totale (m2);Surf m2;
        Surf. m²""",
    "gestion": "Gestionnaire;GESTION;Géré par;Exploitant;Gestionnaires;Propriétaire",
    "ann_ouvert": "Année d’ouverture;Annee ouverture;Année;Date de création;Année de création",
    "clos": "Clos;Clos ?;Clos O/N;CLOS (O/N);Espace clos;Clôturé;Clôture;Espace clos (oui/non)",
    "horaires": """Horaires;Horaire;Horaire d'ouverture;HORAIRES D’OUVERTURE;Heures d'ouverture;
        Ouverture""",
    "hor_precis": "Précisions sur les horaires;Précision horaires;Horaires (précisions)",
    "acces": "Accès;ACCES;Type d'accès;Types d’accès;Accès possibles",
    "circulation": "Circulation;Circulations permises;Circulation autorisée",
    "label": "Label;Labels;Labellisé ?;Espace labellisé",
    "type_equip": "Équipement;Équipement(s);EQUIPEMENTS;Type équip.;Jeux;Aires de jeux",
    "eau": "Eau;Point d'eau;Points d’eau;Eau potable;Fontaine;borne_font",
    "toilettes": "Toilettes;WC;W.C.;WC (O/N);Sanitaires;Toilettes publiques;WC publics",
    "chien": "Chien;Chiens;Chiens acceptés;Accueil des chiens",
    "esp_can": "Espace canin;Espaces canins;Caniparc;Canisite",
    "photo": "Photo;Photos;URL photo;Lien photo;Photographie",
    "lon": "Longitude;lon;Long.;X;X (L93);X (Lambert 93);Coordonnées X;coord_x;POINT_X;x (WGS84)",
    "lat": "Latitude;lat;Y;Y (L93);Coord Y;Coordonnées Y;ycoord",
    "date_maj": """Date de mise à jour;DATE_MAJ;Date MAJ;MAJ;Mise à jour;Date mise à jour;
        Dernière mise à jour;Date de mise à jour (jj/mm/aaaa)""",
    "code_interne": "ID;gid;OBJECTID;FID;Réf.;Identifiant interne",
    "contact_interne": "Contact;Responsable;nom du gardien;Téléphone;Mail responsable",
    "commentaire_interne": "Commentaire;Commentaires;Remarques;Observations;Obs.;Notes",
    "adresse": "Adresse;ADRESSE;Adresse postale;Adresse complète;Localisation;Emplacement",
}
"""Known names: nothing to say of them."""

NEARLY = {
    "nom": "parc_nom;PARC NOM;Nom de l'espace vert;Denom.;Lib.;Appelation;Dénommination",
    "codepost": "Code postale;CODE_POSTA;Code postal du parc",
    "commune": "Comune;Commune du parc",
    "code_insee": "CODE_INSE",
    "surf_m2": """Surf;Surf. totale;Surface du parc;Surface de l'espace vert (m2);SURF_TOT;
        Superf. (ha);Sup. m2;Surfaces des parcs""",
    "gestion": "GESTIONNAI;Gestionaire;Géstionnaires du parc",
    "reglement": "Réglem.;REGLEMENTA;Réglementtation",
    "ann_ouvert": "Ann. ouv.;Ann. ouverture",
    "horaires": "Horaires du parc;Hor. ouv.;Horraires",
    "eau": "Présence de point d’eau;Présence d'eau",
    "toilettes": "Présence de WC;Présence toilettes (O/N);Toillettes",
    "type_equip": "Équip.;Types d’équip. du parc",
    "lon": "Coord. X (L93);Longitud;Longitude du parc",
    "lat": "Coord. Y (L93)",
    "date_maj": "DATE_DE_MI",
    "adresse": "Adr.;Adresse du parc;Addresse",
    "voie": "Nom de la voie du parc",
    "numvoie": "NUMERO_VOI",
}
"""Names that are nearly one: taken, and the report says why."""

ASKED = {
    "N°": {"num", "numvoie"},
    "Numéro": {"num", "numvoie"},
    "numéro du parc": {"num", "numvoie"},
    "Com.": {"commune", "commentaire_interne"},
    "NOM_DE_LA_": {"nom", "voie", "commune", "contact_interne"},
    "HORAIRES_O": {"horaires", "hor_precis"},
    "Surface (bâtie)": {"surf_m2"},
    "Surface (km²)": {"surf_m2"},
    "Commune (siège)": {"commune"},
    "Horaires (été)": {"horaires"},
    "Photo (avant travaux)": {"photo"},
    "Nom (ancien)": {"nom"},
}
"""Names that may mean several things, or another one: a person is asked."""

NO_FIELD = """accessibilité;ACCESSIBIL;
    adresse mail;adresse e-mail;adresse internet;adresse du gestionnaire;num tel;type;
    type d'espace;date;date d’achat;date de naissance;surface bâtie;
    surface enherbée;surface des massifs;ville jumelée;commune de naissance;communs;couverture;
    culture;photographe;nom du gestionnaire;nom anglais;nom du maire;nom de jeune fille;
    horaire bus;eaux usées;eaux pluviales;nb jeux;nb places;nombre d'arbres;quartier;canton;
    arrondissement;population;budget;coût;longueur;largeur;hauteur;année constr;statut juridique;
    parcelle cadastrale;section;code tarif;code couleur;code barre;label énergie;chien guide;
    toilettage canin;accès PMR;LIBELLE_DE;surfacique;gestation;questionnaire;latitudinal;
    clos de vigne;numéro fiscal;voie verte;rue piétonne;point de vue"""


def names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, field) for field, text in table.items() for name in names(text)]


BESIDE = {"label": "oui", "circulation": "cheval", "esp_can": "liberté"}


def recognised(
    folder: Path, header: str, field: str | None = None, cell: str = "x"
) -> tuple[Column, Depot]:
    """One column of one cell, which tells nothing unless said otherwise, beside known columns."""
    beside = {name: cell for name, cell in BESIDE.items() if name != field}
    path = folder / "parcs.csv"
    lines = (";".join([header, *beside]), ";".join([cell, *beside.values()]))
    path.write_text("\n".join(lines), encoding="utf-8")
    depot = recognise(read(Depot(path, gabarit(), Settings())))
    return depot.columns[0], depot


def test_there_are_enough_of_them() -> None:
    all_names = {name for name, _ in cases(EXACT) + cases(NEARLY)} | {*ASKED, *names(NO_FIELD)}
    assert len(all_names) >= 250


@pytest.mark.parametrize(("header", "field"), cases(EXACT))
def test_a_known_name_is_taken(tmp_path: Path, header: str, field: str) -> None:
    column, depot = recognised(tmp_path, header, field)
    assert column.field == field
    assert column.how in ("name", "title", "synonym")
    assert not [issue for issue in depot.issues if issue.code == "near-name"]


@pytest.mark.parametrize(("header", "field"), cases(NEARLY))
def test_nearly_a_known_name_is_taken_and_said(tmp_path: Path, header: str, field: str) -> None:
    column, depot = recognised(tmp_path, header, field)
    assert column.field == field
    (said,) = [issue for issue in depot.issues if issue.code == "near-name"]
    assert (said.severity, said.params["source"]) == ("info", header)


@pytest.mark.parametrize(("header", "fields"), ASKED.items())
def test_a_name_of_several_meanings_is_asked(tmp_path: Path, header: str, fields: set[str]) -> None:
    column, depot = recognised(tmp_path, header, cell="Bron" if "commune" in fields else "12")
    assert column.field is None
    (asked,) = [each for each in depot.open_questions if each.rule == "ambiguous-column"]
    assert (asked.value, set(asked.candidates)) == (header, fields)


@pytest.mark.parametrize("header", names(NO_FIELD))
def test_another_name_is_no_field(tmp_path: Path, header: str) -> None:
    column, depot = recognised(tmp_path, header)
    assert column.field is None
    assert header in {issue.value for issue in depot.issues if issue.code == "unmatched-column"}


@pytest.mark.parametrize(
    ("cells", "taken"),
    [
        (("Oui", "Non", "Non"), False),
        (("piéton", "TC", "piéton"), True),
        (("bus", "non", ""), True),
    ],
)
def test_a_cut_name_over_cells_that_hardly_fit_is_asked_as_a_column(
    tmp_path: Path, cells: tuple[str, ...], taken: bool
) -> None:
    """`non` in a list of ways in is no way in: nothing of the column says that it is one."""
    rows = [f"Parc {i};Rue {i};{cell}" for i, cell in enumerate(cells)]
    path = tmp_path / "parcs.csv"
    path.write_text("\n".join(["NOM;NOM_VOIE;TYPES_D_AC", *rows]), encoding="utf-8")
    depot = recognise(read(Depot(path, gabarit(), Settings())))
    assert (depot.columns[2].field == "acces") == taken
    assert [asked.candidates for asked in depot.questions if not asked.field] == (
        [] if taken else [("acces",)]
    )
