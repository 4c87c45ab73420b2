"""Sentences of town-hall sites on opening hours: what they mean, or nothing where they may mean two
things."""

from __future__ import annotations

import pytest

from ckanext.opendatacommunal.pipeline.fields import read_cell
from ckanext.opendatacommunal.pipeline.fields.french_hours import in_osm
from ckanext.opendatacommunal.tests.pipeline.test_pairs import CONTEXT, field_of

UNDERSTOOD = {
    "9h/12h - 14h/17h": "09:00-12:00,14:00-17:00",
    "8h-12h puis 14h-18h": "08:00-12:00,14:00-18:00",
    "9-12h 14-18h": "09:00-12:00,14:00-18:00",
    "8h 30 - 12h 00 / 14h 00 - 17h 30": "08:30-12:00,14:00-17:30",
    "13h30 → 17h30": "13:30-17:30",
    "13h30 à17h30": "13:30-17:30",
    "à partir de 8h jusqu'à 20h": "08:00-20:00",
    "lundi8h-12h": "Mo 08:00-12:00",
    "L, Ma, J, V : 8h30-11h30": "Mo,Tu,Th,Fr 08:30-11:30",
    "L au V : 8h30-12h - S : 9h-12h": "Mo-Fr 08:30-12:00; Sa 09:00-12:00",
    "WE : 10h-18h": "Sa-Su 10:00-18:00",
    "Mo-We 8h-12h": "Mo-We 08:00-12:00",
    "mercredi uniquement 14h-17h": "We 14:00-17:00",
    "lundi : fermé - mardi : 14h-18h": "Mo off; Tu 14:00-18:00",
    "lundi :\n9h-12h\nmardi :\n14h-18h": "Mo 09:00-12:00; Tu 14:00-18:00",
    "ouvert de 7h à 22h tous les jours de l’année": "Mo-Su 07:00-22:00",
    "permanent": "24/7",
    "lundi 7h30-18h30 hors vacances scolaires": "Mo 07:30-18:30; SH off",
    "tous les jours sauf le 1er mai 8h-19h": "Mo-Su 08:00-19:00; May 01 off",
    "du 1/4 au 30/9 : 8h-20h": "Apr 01-Sep 30 08:00-20:00",
    "lundi-vendredi 9h-12h, samedi (sauf août) : 9h-12h": (
        "Mo-Fr 09:00-12:00; Sa 09:00-12:00; Aug Sa off"
    ),
    "jeudi : 10h-17h, mardi : 7h-12h\nFermé en août": "Th 10:00-17:00; Tu 07:00-12:00; Aug off",
    "10h-17h jeudi, 7h-12h mardi. Fermé en août": "Th 10:00-17:00; Tu 07:00-12:00; Aug off",
    "Lundi-vendredi 8h-18h. Samedi 9h-12h. Fermé en août.": (
        "Mo-Fr 08:00-18:00; Sa 09:00-12:00; Aug off"
    ),
}

OF_TWO_MEANINGS = (
    "sauf lundi, 9h-18h",
    "hors juillet-août : lundi-vendredi 9h-17h",
    "ouvert sauf de 12h à 14h",
    "tous les jours 9h-18h sauf mardi 14h-18h",
    "8h-12h et 14h-18h sauf le mercredi 8h-12h",
    "lundi-vendredi 8h-18h, samedi 9h-12h sauf août",
    "mardi, samedi 9h-12h, mercredi 14h-18h hors vacances scolaires",
    "lundi : 8h30-12h / mardi : / mercredi : 8h30-12h",
    "lundi : - mardi : 9h-12h",
    "mardi :\nmercredi : 9h-12h",
    "S : 8h-18h / WE : 9h-12h",
    "L-M-J-V 8h30-16h30",
    "9h-5h",
    "+/- 9h-12h",
    "dès mai : 9h-12h",
    "8h-6h",
    "lundi 2h-6h",
    "9-12h 15-18h",
    "du 30 au 2 septembre 9h-12h",
    "du 15 septembre au 1er septembre 8h-12h",
)


@pytest.mark.parametrize(("sentence", "meant"), UNDERSTOOD.items())
def test_a_sentence_means_that(sentence: str, meant: str) -> None:
    assert in_osm(sentence) == meant


@pytest.mark.parametrize("sentence", OF_TWO_MEANINGS)
def test_nothing_is_made_of_a_sentence_of_two_meanings(sentence: str) -> None:
    assert in_osm(sentence) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("08:00-12:00; 14:00-18:00", "08:00-12:00,14:00-18:00"),
        ("Mo-Fr 08:30-12:00; Mo-Fr 13:30-17:30", "Mo-Fr 08:30-12:00,13:30-17:30"),
        ("Mo-Fr 08:30-12:00; 13:30-17:30", None),
        ("Mo-Fr 08:30-12:00; Fr 13:30-17:30", "Mo-Fr 08:30-12:00; Fr 13:30-17:30"),
        ("WE 10:00-18:00", None),
        ("Mar 10:00-12:00", None),
        ("Mar 10:00-12:00; Apr-Oct 09:00-18:00", "Mar 10:00-12:00; Apr-Oct 09:00-18:00"),
        ("Tu 10:00-12:00; We 14:00-18:00", "Tu 10:00-12:00; We 14:00-18:00"),
    ],
)
def test_hours_in_the_common_form_say_what_was_meant(written: str, meant: str | None) -> None:
    reading = read_cell(written, field_of("etablissements-publics", "horaires"), CONTEXT)
    assert reading.value == meant
    assert bool(reading.moved) is (meant is None), "kept in the details"
