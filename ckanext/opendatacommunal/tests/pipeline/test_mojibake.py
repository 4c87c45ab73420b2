"""Letters that a wrong encoding has changed come back where nothing else can be meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.fields.mojibake import (
    plain_letters,
    restored,
    still_misread,
    unmisread,
)
from ckanext.opendatacommunal.pipeline.fields.tidying import tidy
from ckanext.opendatacommunal.tests.pipeline.parks import check, column, parks, question

FRENCH = (
    "Forêt de l’Étoile",
    "École maternelle Émile Zola",
    "Place du Marché – entrée à côté du théâtre",
    "Île Œuvre « cœur » à 10 €",
    "SQUARE DES CÈDRES, ÇA ET LÀ",
    "1 220 m² près de l'été",
    "Parc d’Artillerie : accès n° 2",
)


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", FRENCH)
def test_utf8_read_as_another_encoding(text: str, codec: str) -> None:
    try:
        misread = text.encode().decode(codec)
    except UnicodeError:
        pytest.skip("some of its bytes are no letters of this encoding")
    assert unmisread(misread) == text


@pytest.mark.parametrize("text", FRENCH[:2])
def test_misread_twice(text: str) -> None:
    twice = text.encode().decode("latin-1").encode().decode("latin-1")
    assert unmisread(twice) == text


@pytest.mark.parametrize(
    ("misread", "text"),
    [
        ("l’Ã©cole", "l’école"),
        ("Café et cafÃ©", "Café et café"),
        ("dÃ©jÃ  fait", "déjà  fait"),
        ("place Ã la mairie", "place à la mairie"),
        ("Ã‰cole", "École"),
        ("Lâ€™Ã‰toile", "L’Étoile"),
        ("10 mÂ²", "10 m²"),
        ("Square de PortillonÂ", "Square de Portillon"),
        ("nÂ 2", "n 2"),
        ("nÂ° 2", "n° 2"),
        ("Libert‚", "Liberté"),
        ("R‚publique", "République"),
        ("FˆTES", "FˆTES"),
        ("fˆte", "fête"),
        ("LibertÈ", "Liberté"),
        ("LibertÚ", "Liberté"),
        ("thƒtre", "thƒtre"),
        ("th‚ƒtre", "théâtre"),
        ("Prķfecture", "Préfecture"),
    ],
)
def test_parts_of_a_text(misread: str, text: str) -> None:
    assert unmisread(misread) == text


@pytest.mark.parametrize(
    "text",
    [
        *FRENCH,
        "Škoda",
        "Rue Šmid",
        "São Paulo",
        "Málaga",
        "Dvořák",
        "Straße",
        "Ærøskøbing",
        "Ångström",
        "ÂGE",
        "CHÂTEAU",
        "Parc…",
        "Lyon–Villeurbanne",
        "±10 %",
        "√2",
        "Ã",
        "ÃO",
        "AMANHÃ DE MANHÃ",
        "Ø 12",
    ],
)
def test_an_honest_text_is_left_alone(text: str) -> None:
    assert unmisread(text) == text


@given(st.text(alphabet="aeélrt àâçèêîôùÉÀŒœ’–«»°²€…", max_size=30))
@settings(deadline=None)
def test_no_french_letter_is_ever_taken_for_another(text: str) -> None:
    assert unmisread(text) == text
    assert not still_misread(text)


@given(st.text(max_size=40))
@settings(deadline=None)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text).text or ""
    assert (tidy(once).text or "") == once


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&eacute;cole", "école"),
        ("Jardins &amp; vergers", "Jardins & vergers"),
        ("&#233;t&#xE9;", "été"),
        ("l&rsquo;&Eacute;cole", "l’École"),
        ("R&D; suite", "R&D; suite"),
        ("Tom&Jerry", "Tom&Jerry"),
        ("a&b;c", "a&b;c"),
        ("&nbsp;", "\u00a0"),
    ],
)
def test_entities_of_a_web_page(written: str, text: str) -> None:
    assert plain_letters(written) == text


@pytest.mark.parametrize(
    ("hole", "text"),
    [
        ("Place du March\ufffd", "Place du Marché"),
        ("Biblioth?que", "Bibliothèque"),
        ("Chemin des \ufffdcoles", "Chemin des écoles"),
        ("Rue R\ufffdmond", None),
        ("qui ?", None),
        ("oui?non", None),
    ],
)
def test_a_lost_letter_has_one_candidate_or_none(hole: str, text: str | None) -> None:
    assert restored(hole) == text


def test_a_lost_letter_is_asked_with_what_the_column_says_elsewhere(tmp_path: Path) -> None:
    row = "{nom};12;Rue du Lac;69780;Mions;non;500;Commune"
    text = parks("Parc R\ufffdmond", "Parc Rémond", row=row)
    asked = question(check(tmp_path, text), "lost-letters")
    assert (asked.value, asked.candidates) == ("Parc R\ufffdmond", ("Parc Rémond",))
    assert column(check(tmp_path, text), "nom") == [None, "Parc Rémond"]
    answered = check(tmp_path, text, answers={asked.id: "Parc Rémond"})
    assert column(answered, "nom") == ["Parc Rémond", "Parc Rémond"]
