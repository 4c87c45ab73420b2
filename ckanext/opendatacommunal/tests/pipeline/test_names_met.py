"""What the shared templates say of the names of columns that communes use: each is its field, or a
question between fields of which it is one."""

from __future__ import annotations

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.pipeline.recognising.claims import Vocabulary

ADDRESS = {
    "numero": (
        "numvoie num_voie num_voirie numero_voie num_police numerodansvoie adr_num adr_numero "
        "norue n_rue num_rue"
    ),
    "voie": "nom_voie nomvoie lib_voie voie_nom rue nom_rue adr_voie adr_nomvoie lieu_dit",
    "complement": (
        "complement_adresse adr_complementaire infoloc adresse_precision precisions adresse2 adr2 "
        "adr3 repere observationlocalisante adresse_suite salle"
    ),
    "code_postal": "codepost cp cod_post codepostal postal_code com_cp adr_codepostal",
    "commune": (
        "ville nom_commune nom_com com_nom commune_nom adr_commune adr_ville com_lieu municipality"
    ),
    "code_insee": (
        "insee codinsee code_insee_commune com_insee code_commune codcomm cdcom depco coll_insee"
    ),
}
POINT = {
    "lon": "longitude long lng x x_long xlong long_coor1 equip_long coord_x xcoord point_x",
    "lat": "latitude y y_lat ylat lat_coor1 equip_lat coord_y ycoord point_y",
    "position": "geo_point_2d geo_point lat_lng coordonnees_geo coordonneesxy geolocalisation",
}
OURS = {
    "date_maj": (
        "date_mise_a_jour maj last_update last_update_fme datemiseajour date_modif date_der_maj "
        "dermaj"
    ),
    "code_interne": (
        "id gid objectid ident ref cle entityid code_el_patrim id_inventaire_nm numobj id_voie"
    ),
    "contact_interne": "contact responsable referent gardien agent service",
    "commentaire_interne": (
        "commentaire commentaires comm remarque remarques observation observations observ obs "
        "note notes remarks"
    ),
}

NAMES: dict[str, dict[str, str]] = {
    "parcs-jardins": {
        **POINT,
        **OURS,
        "uid": "identifiant id_parc",
        "nom": "nom_ev nom_parc libelle libel name nom_du_parc denomination",
        "num": "code dossier reference",
        "numvoie": (
            "numvoie num_voie num_voirie numero_voie num_police numerodansvoie adr_num adr_numero "
            "norue n_rue num_rue"
        ),
        "voie": "nom_voie nomvoie lib_voie voie_nom rue nom_rue adr_voie adr_nomvoie lieu_dit",
        "codepost": "codepost cp cod_post codepostal postal_code com_cp adr_codepostal",
        "commune": (
            "ville nom_commune nom_com com_nom commune_nom adr_commune adr_ville com_lieu "
            "municipality"
        ),
        "code_insee": (
            "insee codinsee code_insee_commune com_insee code_commune codcomm cdcom depco "
            "coll_insee"
        ),
        "reglement": "reglementation arrete",
        "surf_m2": (
            "surf_tot_m2 surface superficie surface_m2 totale aire_en_m surface_hors_batiments"
        ),
        "gestion": "gestionnaire exploitant structure libgesti proprietaire",
        "ann_ouvert": "annee_ouverture creation date_creation date_crea",
        "clos": "jardin_clos cloture ferme",
        "horaires": "horaire openinghours openinghoursspecification horaires_ouverture ouverture",
        "hor_precis": "precision_horaires horaires_ouverture_ete horaires_ouverture_hiver",
        "acces_tc": "acces_metro acces_tan bus",
        "label": "labels label_obtenu",
        "type_equip": "equipement equipements jeux type_equipement",
        "eau": "point_d_eau borne_font fontaine",
        "toilettes": "sanitaires wc wc_o_n",
        "chien": "chiens chien_interdit_en_laisse",
        "esp_can": "espace_canin espace_chiens caniparc canisite",
        "photo": "photos image url_photo lien_photo",
        "geom": "geo_shape geometrie",
    },
    "bureaux-vote": {
        **ADDRESS,
        **POINT,
        **OURS,
        "numero_bureau": (
            "num_bureau numero_du_bureau_de_vote ndeg_de_bureau_de_vote n_bureau bureau "
            "bureau_de_vote num_bv bv code_bv id_bureau uniq_bdv code_bureau"
        ),
        "code_national": "id_bv id_brut_miom",
        "nom_lieu": (
            "lieu lieu_de_vote lieu_vote nom_lieu etablissement nom_bureau nom_bureau_vote "
            "libelle_du_bureau_de_vote centre_de_vote nom"
        ),
        "adresse": "adresse adresse_lieu",
        "heure_ouverture": "horaire_de_vote_ouverture ouverture heure_debut",
        "heure_fermeture": "horaire_de_vote_fermeture fermeture heure_fin",
        "acces_pmr": (
            "acces_handicap acces_handi handi handicap pmr accessible_pmr accessibilite "
            "accessibilite_pmr entree_pmr"
        ),
        "isoloir_accessible": "accueil_isoloir_accessibilite",
        "urne_accessible": "accueil_urne_accessibilite",
        "transport_adapte": "transport_bureau_de_vote_accessibilite",
        "nb_electeurs": "inscrits nb_inscrits nombre_inscrits electeurs",
        "superficie_m2": "surface superficie",
        "bureau_centralisateur": "centralisateur",
        "canton": "canton_texte code_canton",
        "circonscription": "circo circons code_circonscription circonscription_legislative",
        "id_etablissement": "num_lieu",
    },
    "toilettes": {
        **ADDRESS,
        **POINT,
        **OURS,
        "nom": "nom_toilettes libelle designation",
        "type": "typologie type_wc categorie complement_type",
        "etat": "statut enservice etat_service",
        "acces_pmr": (
            "acceshandi handi pmr acces_pmr accessibilite_pmr accessible_pmr accessibilite "
            "disabled_access"
        ),
        "payant": "payant paying fee",
        "tarif": "prix tarification",
        "hommes": "homme male",
        "femmes": "femme female",
        "mixte": "unisexe mixtes",
        "table_a_langer": "relais_bebe change_bebe baby_change",
        "lavabo": "point_d_eau eau",
        "horaires": "horaire openinghours openinghoursspecification schedule horaire_d_ouverture",
        "hor_precis": "precision_horaires",
        "gestionnaire": "gestion exploitant operateur provider",
        "annee_installation": "date_installation",
        "photo": "photo1 picture",
        "site_web": "web url url_fiche_equipement",
    },
    "panneaux-affichage": {
        **ADDRESS,
        **POINT,
        **OURS,
        "identifiant": "uid",
        "num": "numero n_panneau numobj id_inventaire_nm",
        "type_affichage": "type type_panneaux nomobj",
        "adresse": "adresse localisation emplacement",
        "support": "sousfamille modele marque type_support",
        "matiere": "materiau matiere_panneau",
        "largeur_m": "largeur",
        "dimensions": "dim dimension dimension_m dim_pann format",
        "hauteur_m": "hauteur",
        "nb_faces": "face faces face_pann nombre",
        "nb_panneaux": "quantite nb_pann nb nombre",
        "surface_m2": "surface surface_affichage",
        "etat": "statut",
        "eclaire": "eclairage",
        "annee_installation": "histo0 date_pose",
        "gestionnaire": "gestion",
        "photo": "street_view url",
        "code_interne": "gid reference ref",
    },
    "etablissements-publics": {
        **ADDRESS,
        **POINT,
        **OURS,
        "nom": "equip_libelle libel libelle designation nom_etablissement appellation name",
        "theme": "libtheme famille categorie rubrique groupe_erp delta_cat",
        "type": "libtype fonction sfamille categorie_bien activite nature",
        "code_type": "equip_code",
        "equip_uid": "equip_id",
        "cle_interop": "cle_ban",
        "code_uai": "uai rne numero_uai",
        "horaires": "equip_ouverture ouverture heures",
        "telephone": "tel tel1 equip_tel contact_telephone",
        "courriel": "mail email equip_email contact_mail",
        "site_web": "web url equip_web site_internet",
        "acces_pmr": "lib_access acces_handicap handi pmr",
        "capacite": "effectif capacite_accueil",
        "erp_type": "type_erp code_type_erp",
        "erp_categorie": "cat_erp code_cat_erp categorie_erp",
        "gestionnaire": "gestion structure exploitant",
        "statut": "etat_site elm_etat",
        "lon": (
            "longitude long lng x x_long xlong long_coor1 equip_long coord_x xcoord point_x x_l93"
        ),
        "code_interne": "code_el_patrim hiscleapatr arb_ref",
        "surface_m2": "surface superficie",
        "proprietaire": "proprio libpropri",
    },
    "stationnement-pmr": {
        **ADDRESS,
        **POINT,
        **OURS,
        "identifiant": "uid",
        "nom": "libelle",
        "nb_places": "nb_place nbre_place nombre nbre_pmr nb_pmr placal plarel available_places",
        "adresse": "adresse adresse_1",
        "emplacement": "implantation locsta domaine",
        "configuration": "disposition implantation typsta type_stationnement",
        "longueur_m": "longueur length longueurstat",
        "largeur_m": "largeur width",
        "signalisation_verticale": "sv signvert panneau",
        "signalisation_horizontale": "sh signhor marquage",
        "acces_trottoir": "acces_trot abaissement_trottoir",
        "conforme": "conformite confsign",
        "borne_recharge": "irve",
        "duree_max": "duree",
        "annee_creation": "date_creation annee",
        "etat": "statut",
        "code_interne": "objectid gid",
        "commentaire_interne": "observations",
        "ref_arrete": "arrete num_arrete",
        "date_arrete": "date_arrete",
    },
}
"""Gabarit → field, or part → names met in communes' files."""


@pytest.mark.parametrize(
    ("slug", "field", "name"),
    [
        (slug, field, name)
        for slug, fields in NAMES.items()
        for field, names in fields.items()
        for name in names.split()
    ],
)
def test_a_name_met_in_communes_is_its_field(slug: str, field: str, name: str) -> None:
    gabarit = gabarits.find(slug)
    assert gabarit is not None
    assert field in [claim.field for claim in Vocabulary(gabarit).claims(name)]
