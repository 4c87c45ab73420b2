"""What names or reaches a person is held back; a place named after somebody is not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import Profile
from ckanext.opendatacommunal.pipeline.fields import field_type
from ckanext.opendatacommunal.pipeline.fields.personal import personal_parts, without
from ckanext.opendatacommunal.tests.pipeline.parks import check, column, question, with_column

PLACES = """
Parc Jean Moulin
Square Marie Curie
École Jules Ferry
Résidence Mme de Sévigné
Jean Jaurès
Louise Michel
Parc Monsieur Vincent
Jardin Madame de Staël
Square Mme Curie
Groupe scolaire Pierre Mendès France
Collège Jean Zay
Gymnase Marcel Cerdan
Stade Gérard Philipe
Stade Roger Salengro
Médiathèque Simone de Beauvoir
Bibliothèque Marguerite Duras
Place du Général de Gaulle
Place Charles de Gaulle
Espace Jean Poperen
Espace Albert Camus
Salle Édith Piaf
Crèche Françoise Dolto
École maternelle Paul Langevin
Ecole Antoine Rémond
Parc Blandan
Parc Sergent Blandan
Jardin Rosa Mir
Jardin Amélie
Villa Marie
Square Saint Jean
Chapelle Sainte Catherine
Église Saint-Martin
Marie Galante
Pierre Bénite
Pierre Blanche
Rose Bleue
Rue M. Berthelot
Place M. Foch
PLACE M FOCH
Rue Madame
Rue Monsieur
Square Dupont
Maison Dupont
Ferme Martin
Parc de la Tête d'Or
Parc de l'Abbé Pierre
Hôpital Édouard Herriot
Hôpital Femme Mère Enfant
Université Claude Bernard
Institut Paul Bocuse
Halles Paul Bocuse
Fort Montluc
Clos Jouve
Impasse Martin
Lotissement Jean Bernard
Résidence Michel Ange
Foyer Claudius Martin
Parking Docteur Roux
Parc René Dumont
Aire de jeux Anne Frank
Boulodrome Louis Martin
Square Docteur Jean Martin
Passerelle Simone Veil
Cimetière Saint Claude
Rond-point Charles Mérieux
Place Victor et Roger Thomas
Monsieur le Maire
"""

TEXTS_OF_NOBODY = """
Commune
Ville de Bron
Métropole de Lyon
Services techniques
Grand Lyon Habitat
Syndicat intercommunal
Association Les Amis du Parc
Contact : mairie
Contact : École Jean Moulin
Responsable : service des sports
Gardien présent le samedi
Gardien : oui
Voir Monsieur le Maire
S'adresser à Mme la Directrice
contact : espaces.verts@ville-bron.fr
mairie.bron@wanadoo.fr
parc.blandan@gmail.com
Géré par la commune
Entretenu par les services
Ouvert par la police municipale
Fermé en Août
Inscriptions au 04 78 12 34 56
n° 1 85 03 69 123 456 99
Saint Martin
Rose Trémière
Marie Curie
Victor Hugo
Agent communal
Direction Générale
"""

PERSONS = """
M. Dupont
M. DUPONT
Mr Dupont
Mr. Dupont
Mme Martin
Mme MARTIN
Mlle Durand
Madame Durand
Monsieur Jean Dupont
Mesdames Martin
M. et Mme Durand
M. J. Dupont
Mme de La Tour
gardien : M. Martin
Parc municipal, gardien M. Dupont
Parc géré par M. Martin
chez Mme Petit
DUPONT Jean
contact : Jean Dupont
Contact Jean Dupont
Gardien Paul Martin
gardienne : Mme Lopez
Responsable : Sophie Bernard
Responsable : Sophie BERNARD
référent : Michel Blanc
Président : Jean-Pierre Faure
directrice : Hélène Roux
Propriétaire : DURAND Michel
Gardien : Lopez
chez Jean Dupont
tenu par Claude Martin
Appeler Nathalie Girard
jean.dupont@ville.fr
j.dupont@ville.fr
asdupont@gmail.com
dupont69@orange.fr
sylvie.fontaine@mairie-bron.fr
06 12 34 56 78
07.12.34.56.78
+33 6 12 34 56 78
0033612345678
né le 12/03/1950
née le 1er mars 1962
Date de naissance : 12/03/1950
DDN 12/03/85
1 85 03 69 123 456 09
École Jean Moulin, directeur : Paul Martin
"""

FULL_NAMES = """
Jean Dupont
Jean DUPONT
JEAN DUPONT
DUPONT JEAN
Pierre Martin
Jean-Pierre Durand
Dupont Jean
Mairie ; Michel Blanc
Jean de Villiers
Mairie M. Dupont
Bureau de Mme Martin
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def test_the_lists_are_long_enough_to_tell() -> None:
    assert len(lines(PLACES)) >= 60
    assert len(lines(PERSONS)) >= 40


@pytest.mark.parametrize("text", lines(PLACES))
def test_a_place_is_no_person(text: str) -> None:
    assert personal_parts(text, honours=True) == ()


@pytest.mark.parametrize("text", lines(TEXTS_OF_NOBODY))
def test_other_texts_name_nobody(text: str) -> None:
    assert personal_parts(text) == ()


@pytest.mark.parametrize("text", lines(PERSONS))
def test_a_person_is_seen_in_any_column(text: str) -> None:
    assert personal_parts(text)
    assert personal_parts(text, honours=True)


@pytest.mark.parametrize("text", lines(FULL_NAMES))
def test_a_full_name_is_seen_where_no_place_is_named(text: str) -> None:
    assert personal_parts(text)


def test_what_is_left_once_the_person_is_taken_out() -> None:
    assert without("Mairie (06 12 34 56 78)", ("06 12 34 56 78",)) == "Mairie"
    assert without("Parc, tél : 06 12 34 56 78", ("06 12 34 56 78",)) == "Parc"


def test_a_park_named_after_somebody_goes_out(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("gestion_", "x").replace("Parc 1", "Jean Moulin"))
    assert not [each for each in depot.questions if each.rule == "personal-data"]


def test_many_persons_in_a_column_are_one_question(tmp_path: Path) -> None:
    cells = [f"Gardien : 06 12 34 56 {number}" for number in range(10, 18)]
    asked = question(check(tmp_path, with_column("hor_precis", *cells)), "personal-data")
    assert (asked.value, asked.rows, asked.holds_row) == (None, tuple(range(2, 10)), True)
    removed = check(tmp_path, with_column("hor_precis", *cells), answers={asked.id: "remove"})
    assert column(removed, "hor_precis") == ["Gardien"] * 8
    assert removed.set_aside == {}
    kept = check(tmp_path, with_column("hor_precis", *cells), answers={asked.id: None})
    assert column(kept, "hor_precis") == cells
    remembered = Profile(values={"hor_precis": {"personal-data": "remove"}})
    again = check(tmp_path, with_column("hor_precis", *cells), profile=remembered)
    assert again.questions == ()


WORDS = "M. Mme Dupont Jean Parc : , ; contact par chez 06 @ . le né 12/03/1950 a@b.fr ( )".split()


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=60))
@settings(deadline=None)
def test_parts_are_parts_of_the_text(text: str) -> None:
    for part in personal_parts(text):
        assert part in text


@pytest.mark.parametrize("kind", ["text", "name", "street"])
@given(cells=st.lists(st.sampled_from([*lines(PERSONS), *lines(FULL_NAMES), *WORDS]), min_size=1))
@settings(deadline=None)
def test_a_whole_column_passes_no_person(kind: str, cells: list[str]) -> None:
    """The quick way past the reader lets no text through that the reader would hold."""
    field = Field("champ", kind, "Champ")
    texts = [*cells, " ".join(cells), *(f"{cell} au Parc du Lac" for cell in cells)]
    plain = field_type(kind).plain
    assert plain is not None
    for text in pl.DataFrame({"cell": texts}).filter(plain(pl.col("cell"), field))["cell"]:
        assert not personal_parts(text, honours=kind != "text")
