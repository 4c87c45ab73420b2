"""Opening hours written in French open and close when the sentence says."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours, validate

from ckanext.opendatacommunal.pipeline.fields.french_hours import in_osm
from ckanext.opendatacommunal.tests.pipeline.parks import check, codes, column, with_column

FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONDAY = datetime.fromisoformat("2025-06-02")
"""A week of June without holidays."""

WORDS = (
    "lundi mardi ven. samedi du au le les et sauf fermé ouvert tous-les-jours 8h 12h 14h30 8h-12h "
    "14h-18h 8h-20h 9-12h jusqu'à de à - / , ; : ( ) avril septembre 1er 30 août été hiver matin "
    "après-midi jours-fériés vacances-scolaires 24h/24 7j/7 week-end en-semaine premier dernier "
    "du-mois midi minuit lever coucher soleil off PH Mo-Fr"
).split(" ")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(
    lambda words: " ".join(word.replace("s-", "s ").replace("-les-", " les ") for word in words)
)


@given(text=SENTENCES | st.text(max_size=30))
@settings(max_examples=600, deadline=None)
@example("1er")
@example("31 - 2 mars")
@example("8h-20h sauf")
def test_what_is_made_of_a_sentence_is_always_valid(text: str) -> None:
    made = in_osm(text)
    assert made is None or validate(made), made


def hour(at: int) -> str:
    return f"{at // 2}h30" if at % 2 else f"{at // 2}h"


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[set[int], list[tuple[int, int]]]]:
    """Days of the week, each in one group at most, and the hours of each group, in half hours."""
    order = draw(st.permutations(range(7)))
    cuts = sorted(draw(st.sets(st.integers(1, 7), min_size=1, max_size=3)))
    groups = [set(order[a:b]) for a, b in zip([0, *cuts], cuts, strict=False)]
    hours = []
    for _ in groups:
        ends = sorted(draw(st.sets(st.integers(14, 46), min_size=4, max_size=4)))
        hours.append([(ends[0], ends[1]), (ends[2], ends[3])][: draw(st.integers(1, 2))])
    return list(zip(groups, hours, strict=True))


@given(plan=plans(), style=st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_a_week_in_french_opens_when_it_says(
    plan: list[tuple[set[int], list[tuple[int, int]]]], style: int
) -> None:
    parts = []
    for days, hours in plan:
        named = " et ".join(FRENCH[day] for day in sorted(days))
        spans = (" / ", " et ", ", ", " ")[style].join(f"{hour(a)}-{hour(b)}" for a, b in hours)
        parts.append(f"{spans} le {named}" if style == 3 else f"{named} : {spans}")
    sentence = ("\n", " ; ", ". ", ", ")[style].join(parts)
    made = in_osm(sentence)
    assert made is not None, sentence
    opened = OpeningHours(made)
    for day in range(7):
        spans = next((hours for days, hours in plan if day in days), [])
        for half in range(48):
            expected = any(low <= half < high for low, high in spans)
            at = MONDAY + timedelta(days=day, minutes=30 * half + 1)
            assert opened.is_open(at) is expected, (sentence, made, at)


@pytest.mark.parametrize(
    ("sentence", "open_at", "closed_at"),
    [
        ("tous les jours sauf mardi 9h-18h", "2025-06-02 10:00", "2025-06-03 10:00"),
        (
            "Fermé le mardi. Ouvert tous les jours de 9h à 18h",
            "2025-06-02 10:00",
            "2025-06-03 10:00",
        ),
        ("avril à septembre 8h-20h, octobre à mars 8h-17h", "2025-06-02 19:00", "2025-12-02 19:00"),
        ("tous les jours 8h-20h ; le dimanche 9h-12h", "2025-06-02 19:00", "2025-06-08 19:00"),
        ("le 1er samedi du mois 10h-12h", "2025-06-07 11:00", "2025-06-14 11:00"),
        ("8h-18h, juillet-août 8h-22h", "2025-07-02 21:00", "2025-06-02 21:00"),
    ],
)
def test_what_a_sentence_leaves_out_is_closed(sentence: str, open_at: str, closed_at: str) -> None:
    made = OpeningHours(in_osm(sentence) or "")
    assert made.is_open(datetime.fromisoformat(open_at))
    assert not made.is_open(datetime.fromisoformat(closed_at))


def test_hours_that_are_not_understood_stay_readable(tmp_path: Path) -> None:
    depot = check(tmp_path, with_column("horaires", "8h-20h en été", "8h-20h"))
    assert column(depot, "horaires") == [None, "08:00-20:00"]
    assert column(depot, "hor_precis") == ["8h-20h en été", None]
    assert "hours-to-details" in codes(depot)
    assert depot.questions == ()
