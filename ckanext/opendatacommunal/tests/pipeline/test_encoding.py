"""No accent is ever wrong, whatever wrote the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.encoding import decoded_by

PARKS = """Nom du parc;Adresse;Gestionnaire;Réglementé;Horaires
Square de la République;12 rue Édouard-Herriot;Commune;Oui;été 7h-21h
Parc de la Tête d'Or;Boulevard des Belges;Métropole;Oui;fermé à noël
Jardin des Chênes;Chemin de l'Étang;Mairie de Vénissieux;Non;toute l'année
Bois de la Chèvre;Allée François-Mitterrand;Hôpital;Oui;accès piéton
"""
CAPITALS = """NOM;ADRESSE;RÉGLEMENTÉ
SQUARE DE LA RÉPUBLIQUE;12 RUE ÉDOUARD HERRIOT;OUI
PARC DU CHÂTEAU;AVENUE DU GÉNÉRAL DE GAULLE;NON
FORÊT DES CHÊNES;ALLÉE DES FRÈRES LUMIÈRE;NON
"""
SHORT = "nom;ville\nParc Gérard-Philipe;Décines\n"
BOLD = "nom;surface\nJardin d’été « côté cœur »;1 220 m²\nSquare n° 3;10 € l’an\n"

ONE_BYTE = ("cp1252", "latin-1", "iso8859-15", "cp850", "mac_roman")
WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("codec", [*ONE_BYTE, *WIDE])
@pytest.mark.parametrize("text", [PARKS, CAPITALS, SHORT])
def test_accents_are_those_that_were_written(text: str, codec: str) -> None:
    data, found = decoded_by(text.encode(codec))
    assert data.decode(found).lstrip("\ufeff") == text


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "utf-8"])
def test_french_signs_are_those_that_were_written(codec: str) -> None:
    text = BOLD.replace("²", "2") if codec == "mac_roman" else BOLD
    data, found = decoded_by(text.encode(codec))
    assert data.decode(found) == text


@pytest.mark.parametrize("codec", ONE_BYTE)
@pytest.mark.parametrize(
    "word",
    ["Gérard", "fermé", "Chèvre", "Forêt", "François", "Côte", "Hôtel", "République", "MÉTROPOLE"],
)
def test_one_accented_word_is_enough(word: str, codec: str) -> None:
    text = f"nom;voie\nParc {word};rue du Moulin\n"
    data, found = decoded_by(text.encode(codec))
    assert data.decode(found) == text


def test_plain_letters_are_called_utf8() -> None:
    assert decoded_by(b"nom;voie\nParc;rue\n")[1] == "utf-8"


def test_two_exports_put_end_to_end_are_read_line_by_line() -> None:
    mixed = PARKS.encode("utf-8") + "Parc René-Coty;Allée des Hêtres;;;\n".encode("cp1252")
    data, found = decoded_by(mixed)
    assert found == "utf-8"
    assert data.decode() == PARKS + "Parc René-Coty;Allée des Hêtres;;;\n"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary-file"):
        decoded_by(bytes(range(32)) * 40)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        data, found = decoded_by(content)
    except UnreadableFile:
        return
    data.decode(found)


@given(st.text(alphabet="abcdeéèêàçôîûù ;\n'", min_size=1, max_size=200))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    data, found = decoded_by(text.encode())
    assert data.decode(found) == text
