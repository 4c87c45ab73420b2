"""No accent is ever wrong, whatever wrote the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.delimited import read_delimited
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
    data, found = decoded_by(text.encode(codec))[:2]
    assert data.decode(found).lstrip("\ufeff") == text


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "utf-8"])
def test_french_signs_are_those_that_were_written(codec: str) -> None:
    text = BOLD.replace("²", "2") if codec == "mac_roman" else BOLD
    data, found = decoded_by(text.encode(codec))[:2]
    assert data.decode(found) == text


@pytest.mark.parametrize("codec", ONE_BYTE)
@pytest.mark.parametrize(
    "word",
    ["Gérard", "fermé", "Chèvre", "Forêt", "François", "Côte", "Hôtel", "République", "MÉTROPOLE"],
)
def test_one_accented_word_is_enough(word: str, codec: str) -> None:
    text = f"nom;voie\nParc {word};rue du Moulin\n"
    data, found = decoded_by(text.encode(codec))[:2]
    assert data.decode(found) == text


SHORT_TABLES = (
    "Libellé;Commune\nParc;Bron\n",
    "nom;voie\nParc;Champs-Élysées\n",
    "NOM;TYPE\nPARC;ÉCOLE MATERNELLE\n",
    "NOM;PRÉNOM\nMARTIN;PAUL\n",
    "LIEU;VILLE\nPARC DU CHÂTEAU;BRON\n",
    "nom;ville\nSquare;Vaulx-en-Velin près du Rhône\n",
    "DÉSIGNATION;N\nPARC;1\n",
    "nom;acces\nParc;accès pompiers à droite\n",
    "nom;ouverture\nÎle;du 1er août à Noël\n",
    "NOM;LIEU\nSQUARE;FORÊT\n",
    "NOM;LIEU\nHÔTEL;RHÔNE\n",
    "nom;voie\nParc;rue Haÿ\n",
    "nom;voie\nParc;Où ça, au Maïs brûlé ?\n",
    "nom;voie\nParc;rue Lætitia et Ambroise-Paré\n",
    "nom;lieu\nGarçon;leçon de français\n",
    "nom;equipement\nParc;préau,bâche,sûreté\n",
)
WORDS = """
    accessibilité accès agrès allée aménagé année août arrêté aîné bâtiment bibliothèque
    bénévole chaîne château chêne cimetière clôture collège complément côté crèche cèdre début
    décembre défense département entrée espérance été fermé fête février forêt français frère
    gymnase-stade-piscine général hôpital hôtel île intérêt kiné kermès libellé liberté lumière
    lycée maître maréchal marché matériel maïs mère médiathèque métropole même mûrier noël
    numéro ouvert-fermé où pâquerettes périmètre pêche piéton pièce près prénom préfecture
    présence qualité règlement réglementé rénové république réservé rhône rivière réseau saône
    santé sécurité sœur sûreté théâtre tréfilerie vélo vénissieux égalité église énergie
    équipement étang œuvre à ça là
""".split()

sentences = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
    | st.sampled_from(["12 m", "n 3", "Parc", "rue du Lac", "8h-12h, 14h-18h", "L'Isle d'Abeau"]),
    min_size=1,
    max_size=8,
)
cases = st.sampled_from([str, str.upper, str.title, str.capitalize])


@pytest.mark.parametrize("codec", [*ONE_BYTE, *WIDE])
@pytest.mark.parametrize("text", SHORT_TABLES)
def test_few_accents_are_enough(text: str, codec: str) -> None:
    try:
        written = text.encode(codec)
    except UnicodeEncodeError:
        return  # that encoding has no such letter
    data, found = decoded_by(written)[:2]
    assert data.decode(found).lstrip("\ufeff") == text


@given(sentences, cases, st.sampled_from([*ONE_BYTE, "utf-8", "utf-16", "utf-16-le"]))
def test_french_comes_back_or_doubt_is_said(
    lines: list[str], case: Callable[[str], str], codec: str
) -> None:
    text = "nom;lieu\n" + "".join(f"{case(line)};{i}\n" for i, line in enumerate(lines))
    written = text.encode(codec, errors="replace")
    found = decoded_by(written)
    assert found.doubt or found.data.decode(found.codec) == written.decode(codec)


def test_signs_of_office_programs_are_those_that_were_written() -> None:
    text = "nom;note\nCœur de ville;« 12 h – 14 h » … 10 € n° 3, 20 m², l’été, aujourd’hui\n"
    data, found = decoded_by(text.encode("cp1252"))[:2]
    assert data.decode(found) == text


def test_a_doubt_is_said_with_both_readings(tmp_path: Path) -> None:
    path = tmp_path / "parcs.csv"
    path.write_bytes("NOM;VOIE\nPARC;RUE LENÔTRE\n".encode("cp1252"))
    sheet = read_delimited(path)
    assert sheet.cells.row(1)[2] == "RUE LENÔTRE"
    (issue,) = sheet.issues
    assert (issue.code, issue.value, issue.params["other"]) == (
        "unsure-encoding",
        "LENÔTRE",
        "LENÈTRE",
    )


def test_letters_encoded_twice_are_no_question_of_encoding() -> None:
    text = "nom;voie\nParc fermÃ©;rue de lâ€™Ã‰glise\n"
    assert decoded_by(text.encode("utf-8"))[1:] == ("utf-8", False, None)


def test_all_accents_of_a_long_file_count_not_the_first_ones() -> None:
    first = "nom;voie\n" + "Parc;rue Bô\n" + "Parc;rue du Lac\n" * 50_000
    text = first + "Jardin d'été;allée des Châtaigniers, près de l'école\n" * 20
    for codec in ("cp1252", "cp850", "mac_roman"):
        data, found = decoded_by(text.encode(codec))[:2]
        assert data.decode(found) == text


def test_plain_letters_are_called_utf8() -> None:
    assert decoded_by(b"nom;voie\nParc;rue\n")[1] == "utf-8"


def test_two_exports_put_end_to_end_are_read_line_by_line() -> None:
    mixed = PARKS.encode("utf-8") + "Parc René-Coty;Allée des Hêtres;;;\n".encode("cp1252")
    data, found = decoded_by(mixed)[:2]
    assert found == "utf-8"
    assert data.decode() == PARKS + "Parc René-Coty;Allée des Hêtres;;;\n"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary-file"):
        decoded_by(bytes(range(32)) * 40)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        data, found = decoded_by(content)[:2]
    except UnreadableFile:
        return
    data.decode(found)


@given(st.text(alphabet="abcdeéèêàçôîûù ;\n'", min_size=1, max_size=200))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    data, found = decoded_by(text.encode())[:2]
    assert data.decode(found) == text


def test_letters_lost_before_us_are_not_made_frames() -> None:
    """A text of DOS once saved as Windows: its letters are wrong, in Windows' code page."""
    rows = "Nom;RÚgie\n" + "".join(f"{name};oui\n" for name in ("ArÞnes", "MoularÞs", "citÚ GÚly"))
    assert decoded_by(rows.encode("cp1252")).codec in ("cp1252", "iso8859-15", "latin-1")
