"""Write the sample files of the gabarit parcs-jardins, as seven town halls send them.

python dev/make_examples.py        writes schemas/parcs-jardins/exemples/, the same bytes each time

The places are invented; the way of writing is that of real files: encodings, separators, title rows,
abbreviations, units, capitals, totals, internal columns, headers cut by a mapping tool.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from pathlib import Path

import xlsxwriter

from instance import CHECKOUT, say

FOLDER = CHECKOUT / "schemas" / "parcs-jardins" / "exemples"
Cell = str | float | int | dt.date

# Excel "CSV (séparateur : point-virgule)": cp1252. Own headers, decimal commas, hectares, a keeper's
# name that must never be published, and doubts: a surface in words, a number that may be a building,
# a park of the year before that is gone.
BRON = """
N°;Nom du parc;N° voie;Nom de la rue;CP;Ville;Surface (m²);Gestionnaire;Règlement;Clos;Jeux;Point d'eau;Sanitaires;Chiens;Horaires d'ouverture;Année d'ouverture;Gardien;Observations
1;Parc des Marronniers;12;av. du Général de Gaulle;69500;BRON;1,2 ha;Ville de Bron;Oui;Oui;X;Oui;Oui;tenus en laisse;du lundi au dimanche 7h30-20h;1968;M. Perrachon;Plan de gestion différenciée
2;Square du Vieux Puits;36bis;rue de la Pagère;69500;BRON;1 220,5;Ville de Bron;Oui;Non;X;Non;Non;Chiens interdits;;1982;;
3;Jardin des Sorbiers;5;Rue des Sorbiers;69500;Bron;845;Ville de Bron;Non;Non;;Non;Non;en laisse;24h/24;;;
4;Square des Tilleuls;4;pl. de la Liberté;69500;Bron;612,75 m²;Ville de Bron;Oui;Oui;X;Oui;Non;Chiens interdits;tous les jours 8h-19h;1975;Mme Cottaz;
5;Parc de la Clairière;;Chemin du Fort;69500;BRON;4,8 ha;Ville de Bron;Oui;Non;X;Oui;Oui;libres;24h/24;1991;;Éclairage à revoir
6;Promenade des Droits de l'Enfant;7;bd Pinel;69500;BRON;env. 3000 m2;Métropole de Lyon;Non;Non;;Non;Non;en laisse;;2004;;
7;Jardin partagé du Terraillon;15 ter;Rue Guynemer;69500;Bron;380;Association;Oui;Oui;;Oui;Non;selon la saison;;2012;;
8;Square Saint-Exupéry;2;Imp. des Aviateurs;69500;BRON;1050;Ville de Bron;Oui;Oui;X;Non;Non;tenus en laisse;;1988;;
9;Parc du Fort;90;Avenue Camille Rousset;69500;Bron;7,35 ha;Ville de Bron;Oui;Oui;X;Oui;Oui;tenus en laisse;du lundi au vendredi 8h30-12h et 13h30-17h30;1986;M. Perrachon;
10;Square Raimu;21 B;all. de la Verdure;69500;BRON;935,2;Bailleur;NSP;Non;;Non;Non;;;;;à vérifier
"""

# The year before, smaller: the model's columns are half found by their names already.
BRON_2023 = """
Nom du parc;Numéro;Rue;CP;Ville;Surface m2;Gestionnaire;Réglementation;Clos;Eau potable;Toilettes;Chiens
Parc des Marronniers;12;Avenue du Général de Gaulle;69500;Bron;12000;Commune;oui;oui;oui;oui;en laisse
Square du Vieux Puits;36 bis;Rue de la Pagère;69500;Bron;1220,5;Commune;oui;non;non;non;interdits
Jardin des Essarts;SN;Rue des Essarts;69500;Bron;845;Commune;non;non;non;non;en laisse
Parc du Fort;90;Avenue Camille Rousset;69500;Bron;73500;Commune;oui;oui;oui;oui;en laisse
"""

# The good pupil: the model's own headers, UTF-8 with commas. One column more that nobody asked for.
MIONS = """
nom,numvoie,voie,codepost,commune,reglement,surf_m2,gestion,clos,acces,type_equip,eau,toilettes,chien,photo,quartier
Square des Orpailleurs,36 bis,Avenue de la République,69780,Mions,oui,1220.5,Commune,oui,piéton|TC,aires de jeux,oui,non,tenu en laisse,https://exemple.invalid/photos/orpailleurs.jpg,Centre
Parc du Monteiller,8,Rue du Monteiller,69780,Mions,oui,15800,Commune,non,motorisé|piéton,parcours santé|aires de jeux,oui,oui,tenu en laisse,,Nord
Jardin des Étachères,SN,Chemin des Étachères,69780,Mions,non,2460,Commune,non,piéton,,non,non,libre,,Est
Square du 19 Mars 1962,3,Place de la Mairie,69780,Mions,oui,540,Commune,oui,piéton,aires de jeux,oui,non,non autorisés,,Centre
Bois de la Porte Joie,SN,Route de Toussieu,69780,Mions,non,31200,Commune,non,motorisé|piéton,parcours santé,non,non,libre,,Sud
Espace Convergence,17,Rue Joliot Curie,69780,Mions,oui,980.25,Commune,oui,piéton|TC,boulodrome,non,oui,tenu en laisse,,Centre
"""

# Excel "Texte Unicode": UTF-16 with tabs. The commune written in every way, accesses in full words.
SAINT_DIDIER = """
Dénomination	Numéro	Voie	Code postal	Commune	Superficie	Propriétaire	Règlementation	Type d'accès	Circulation	Labels	Toilettes	Chiens
Parc de la Mairie	34	av. de la République	69370	St Didier au Mont d'Or	8 450,00	Commune	oui	accès piétons, bus	vélo enfant, trottinette	villes et villages fleuris	oui	Tenus en laisse
Jardin du Prieuré	2	Rue du Castellard	69370	SAINT DIDIER AU MONT D OR	1 310,50	Commune	oui	accès piétons	NON	villes et villages fleuris	non	Chiens interdits
Square de Fromente	SN	Montée de Fromente	69370	St-Didier-Au-Mont-d’or	725,00	Commune	non	Piéton voiture		non	non	libres
Verger conservatoire	s/n	Chemin du Vercombe	69370	St Didier au Mt d'Or	1,05 ha	Conservatoire des vergers	oui	piétons		non	non	en laisse
Aire du Giverdy	11	Chem. de Giverdy	69370	St Didier	2 040,00	Commune	oui	accès piétons, parking	vélo adulte, vélo enfant	non	oui	Tenus en laisse
"""

# Exported from a mapping tool: headers cut at ten letters, capitals, a point per row, cp1252. One
# pair of coordinates is the wrong way round, one point lies outside the commune.
VAULX = """
GID;NOM_EV;NUM_VOIRIE;NOM_VOIE;COM_NOM;SURF_TOT_M;GESTIONNAI;REGLEMENTA;CLOTURE;EQUIPEMENT;POINT_D_EA;WC;ESPACE_CAN;X;Y;COMMENTAIR
1042;PARC DE LA COCCINELLE;14;AV DES MARRONNIERS;VAULX EN VELIN;18750,00;COMMUNE;O;N;AIRE DE JEUX / PARCOURS SPORTIF;O;O;CANISITE;4,9231;45,7812;RAS
1043;SQUARE ANATOLE FRANCE;3;RUE ANATOLE FRANCE;VAULX EN VELIN;2210,00;COMMUNE;O;O;AIRE DE JEUX;N;N;;4,9164;45,7768;
1044;JARDIN DES NOIRETTES;SN;CHE DES NOIRETTES;VAULX EN VELIN;960,50;COMMUNE;N;N;;N;N;;4,9278;45,7795;HAIE A TAILLER
1045;PROMENADE LEON BLUM;27;RUE LEON BLUM;VAULX-EN-VELIN;5400,00;METROPOLE;N;N;AIRE DE JEUX;O;N;CANIPARC;4,9122;45,7733;
1046;SQUARE DES VERCHERES;8 BIS;RUE DES VERCHERES;VAULX EN VELIN;1480,00;COMMUNE;O;O;AIRE DE JEUX;N;N;;45,7846;4,9201;COORDONNEES A CONTROLER
1047;PARC DU MAS DU TAUREAU;1;PL GUY MOQUET;VAULX EN VELIN;23900,00;COMMUNE;O;N;AIRE DE JEUX / PARCOURS SPORTIF;O;O;;4,9259;45,7858;
1048;JARDIN DE LA RIZE;45;BD DES DROITS DE L HOMME;VAULX EN VELIN;3120,00;COMMUNE;O;N;;N;N;;4,9046;45,7664;
"""

# A list kept by several departments: arrondissements in every writing, hours, year 1857, two doubles.
LYON = """
identifiant interne;libellé;n° de voie;adresse voie;code postal;ville;surface totale;exploitant;règlement;fermé;ouverture;jeux pour enfants;fontaine;WC;chien;mise à jour
EV-0007;Parc de la Tête d'Orme;1;Bd des Belges;69006;Lyon 6ème;1050000;Commune;OUI;OUI;du lundi au dimanche 6h30-20h30;OUI;OUI;OUI;tenus en laisse;31/12/2024
EV-0012;Jardin des Chartreux;36;cours du Gal Giraud;69001;LYON 01;24300;Commune;OUI;NON;;OUI;OUI;NON;tenus en laisse;31/12/2024
EV-0015;Square Danton;9;rue Danton;69003;69003 Lyon;3650;Commune;OUI;OUI;tous les jours 7h-21h;OUI;OUI;NON;interdits;15/06/2024
EV-0021;Place Bahadourian;SN;Place Bahadourian;69003;Lyon 3;2980;Commune;NON;NON;24h/24;OUI;NON;NON;en laisse;15/06/2024
EV-0033;Parc Sergent Blandin;37;Rue du Repos;69003;Lyon 3e;170000;Commune;OUI;OUI;du lundi au dimanche 7h-22h;OUI;OUI;OUI;tenus en laisse;15/06/2024
EV-0040;Jardin Rosa Mirette;6;Pl. des Archives;69002;LYON 02;1150;Commune;OUI;NON;;OUI;NON;NON;interdits;02/01/2025
EV-0044;Square Janmot;12;Rue de Marseille;69007;Lyon 7ème;2210;Commune;OUI;OUI;;OUI;OUI;NON;interdits;02/01/2025
EV-0052;Parc de Gerlande;24;allée Pierre de Coubertin;69007;Lyon 7;630000;Commune;OUI;NON;24h/24;OUI;OUI;OUI;tenus en laisse;02/01/2025
EV-0058;Jardin du Rosaire d'en Haut;8;Place de Fourvière;69005;LYON 05;21600;Commune;OUI;OUI;;NON;NON;NON;tenus en laisse;31/12/2024
EV-0063;Esplanade de la Grande Pente;SN;Montée de la Grande Côte;69001;Lyon 1er;5230;Commune;OUI;NON;24h/24;OUI;NON;NON;en laisse;31/12/2024
EV-0070;Square Ferrier;11;Rue Jérôme Ferrier;69004;Lyon 4ème;1800;Commune;OUI;OUI;;OUI;NON;NON;interdits;15/06/2024
EV-0077;Parc Popy;4;Rue Chazière;69004;LYON 04;12900;Commune;OUI;OUI;tous les jours 8h-19h30;NON;OUI;NON;tenus en laisse;15/06/2024
EV-0081;Square du Bachut;1;Place du 11 Novembre 1918;69008;Lyon 8ème;3900;Commune;OUI;NON;;OUI;OUI;NON;interdits;15/06/2024
EV-0090;Parc du Vallonnet;SN;Rue Ludovic Arrachart;69009;Lyon 9ème;110000;Commune;OUI;NON;24h/24;OUI;OUI;NON;tenus en laisse;02/01/2025
EV-0090;Parc du Vallonnet;SN;Rue Ludovic Arrachart;69009;Lyon 9ème;110000;Commune;OUI;NON;24h/24;OUI;OUI;NON;tenus en laisse;02/01/2025
EV-0094;Parc Rocquetin;25;Avenue Barthélemy Buyer;69009;LYON 09;70000;Commune;OUI;NON;;OUI;OUI;NON;tenus en laisse;02/01/2025
"""

CHAMPAGNE_HEADER = "Nom d'usage;N° dans la voie;Nom de la voie;Surface en m²;Géré par;Réglementation spécifique;Année de création;Espace clos;Accès;Eau potable;Toilettes;Chien;Longitude;Latitude;Dernière mise à jour"
CHAMPAGNE: list[list[Cell]] = [
    ["Parc de la Mairie", 10, "Rue de la Mairie", 6350.5, "Commune", "Oui", 1954, "Oui",
     "piétons, TC", "Oui", "Oui", "en laisse", 4.7912, 45.7951, dt.date(2024, 9, 30)],
    ["Square des Hirondelles", "4 bis", "Chemin des Hirondelles", 890, "Commune", "Oui", 1987,
     "Oui", "piétons", "Non", "Non", "interdits", 4.7881, 45.7968, dt.date(2024, 9, 30)],
    ["Bois de la Chèvre", "sans numéro", "Avenue de Montlouis", 12400, "Commune", "Non", "", "Non",
     "piétons", "Non", "Non", "libres", 4.7864, 45.7992, dt.date(2023, 5, 12)],
    ["Jardin de Lanessan", 67, "Av. de Lanessan", 2105.25, "Commune", "Oui", 2001, "Non",
     "piétons, voiture, TC", "Oui", "Non", "en laisse", 4.7928, 45.7929, dt.date(2024, 9, 30)],
]  # fmt: skip

RILLIEUX_HEADER = "DESIGNATION;N° RUE;RUE;CODE POSTAL;LOCALITE;SUPERFICIE (M2);STRUCTURE;ARRETE;CLOS;HORAIRES;TYPES D'EQUIPEMENTS;EAU;SANITAIRES;CHIENS;TYPE D'ACCES"
RILLIEUX: list[list[Cell]] = [
    ["PARC BROSSET HUGO", 62, "AV DE L EUROPE", 69140, "RILLIEUX LA PAPE", 41500, "COMMUNE", "X", "X",
     "du lundi au dimanche 7h-21h", "PARCOURS DE SANTE", "X", "X", "TENUS EN LAISSE", "ACCES PIETONS"],
    ["PARC URBAIN DES SEMAILLES", 18, "RTE DE STRASBOURG", 69140, "RILLIEUX LA PAPE", 23800.75,
     "COMMUNE", "X", "", "24h/24", "AIRE DE JEUX", "X", "", "TENUS EN LAISSE", "ACCES PIETONS"],
    ["JARDIN DES ALLAGNIERS", "3 TER", "RUE DU BOTTET", 69140, "RILLIEUX LA PAPE", 1740, "COMMUNE",
     "X", "X", "", "AIRE DE JEUX", "", "", "CHIENS INTERDITS", "ACCES PIETONS"],
    ["SQUARE DU LOUP PENDU", "", "CHE DU LOUP PENDU", 69140, "RILLIEUX", 655.5, "COMMUNE", "", "", "",
     "", "", "", "LIBRES", "ACCES PIETONS"],
    ["VERGER DE VANCIA", 140, "RUE DE VANCIA", 69140, "RILLIEUX LA PAPE", "1,6 ha", "ASSOCIATION",
     "X", "X", "le samedi quand il fait beau", "", "X", "", "CHIENS INTERDITS", "ACCES PIETONS"],
    ["ESPLANADE DES BUERS", 5, "PL MARCEL ANDRE", 69140, "RILLIEUX LA PAPE", 3015, "METROPOLE", "",
     "", "24h/24", "SKATE PARC", "X", "", "TENUS EN LAISSE", "ACCES PIETONS"],
]  # fmt: skip

VALID = """
uid,nom,num,numvoie,voie,codepost,commune,code_insee,reglement,surf_m2,gestion,ann_ouvert,clos,horaires,hor_precis,acces,circulation,label,type_equip,eau,toilettes,chien,esp_can,photo,lon,lat,position_source,geom,date_maj
PAR-69283-001,Square des Orpailleurs,001,36 bis,Avenue de la République,69780,Mions,69283,oui,1220.5,Commune,1982,oui,"Mo-Fr 08:30-12:00,13:30-17:30",,piéton|TC,vélo enfant|trottinette,oui,parcours santé|aires de jeux,oui,non,tenu en laisse,propreté,https://exemple.invalid/photos/orpailleurs.jpg,4.95312,45.66318,donnée par la commune,,2024-12-31
PAR-69283-002,Parc du Monteiller,002,SN,Rue du Monteiller,69780,Mions,69283,non,15800,Commune,,non,24/7,,motorisé|piéton,,,,,,libre,,,,,,,2024-12-31
"""


def lines(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.strip()), delimiter=delimiter))


def write_text(name: str, text: str, encoding: str, delimiter: str, end: str = "\r\n") -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(lines(text, delimiter))
    (FOLDER / name).write_bytes(out.getvalue().encode(encoding))


def new_workbook(path: Path) -> xlsxwriter.Workbook:
    workbook = xlsxwriter.Workbook(path)
    # A fixed date of creation: the same bytes each time.
    workbook.set_properties({"created": dt.datetime(2024, 10, 1, tzinfo=dt.timezone.utc)})
    return workbook


def write_champagne(path: Path) -> None:
    """Two title rows, an empty one, the header, a total; dates as Excel keeps them."""
    workbook = new_workbook(path)
    sheet = workbook.add_worksheet("Espaces verts")
    date = workbook.add_format({"num_format": "dd/mm/yyyy"})
    header = CHAMPAGNE_HEADER.split(";")
    title = workbook.add_format({"bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, len(header) - 1, "Mairie de Champagne-au-Mont-d'Or", title)
    sheet.write(1, 0, "Recensement des espaces verts communaux, année 2024")
    sheet.write_row(3, 0, header, title)
    for number, row in enumerate(CHAMPAGNE, start=4):
        sheet.write_row(number, 0, row[:-1])
        sheet.write_datetime(number, len(row) - 1, row[-1], date)  # type: ignore[arg-type]
    last = 4 + len(CHAMPAGNE)
    sheet.write(last, 0, "TOTAL")
    sheet.write(last, 3, sum(float(row[3]) for row in CHAMPAGNE))  # type: ignore[arg-type]
    workbook.close()


def write_rillieux(path: Path) -> None:
    """A notice first, the table on the second sheet with its header repeated, a sheet left empty."""
    workbook = new_workbook(path)
    notice = workbook.add_worksheet("Lisez-moi")
    notice.write(0, 0, "Fichier tenu par le service des espaces verts.")
    notice.write(1, 0, "Une croix veut dire oui.")
    sheet = workbook.add_worksheet("PARCS")
    header = RILLIEUX_HEADER.split(";")
    for number, row in enumerate([header, *RILLIEUX[:3], header, *RILLIEUX[3:]]):
        sheet.write_row(number, 0, row)
    workbook.add_worksheet("Feuil3")
    workbook.close()


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_text("bron_parcs_2024.csv", BRON, "cp1252", ";")
    write_text("bron_parcs_2023.csv", BRON_2023, "cp1252", ";")
    write_text("mions_parcs_jardins.csv", MIONS, "utf-8", ",", end="\n")
    write_text("saint_didier_espaces_verts.txt", SAINT_DIDIER, "utf-16", "\t")
    write_text("vaulx_en_velin_EV.csv", VAULX, "cp1252", ";")
    write_text("lyon_parcs_et_jardins.csv", LYON, "utf-8-sig", ";")
    write_text("valide.csv", VALID, "utf-8", ",", end="\n")
    write_champagne(FOLDER / "champagne_espaces_verts.xlsx")
    write_rillieux(FOLDER / "rillieux_PARCS.xlsx")
    say(f"{len(list(FOLDER.iterdir()))} files in {FOLDER.relative_to(CHECKOUT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
