"""Opening hours as a visitor of the town hall's site reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.embed.hours import readable


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("24/7", "24 h/24, 7 j/7", "24 hours a day, 7 days a week"),
        (
            "Mo-Fr 08:30-12:00,13:30-17:30; PH off",
            "lun.-ven. 8 h 30–12 h, 13 h 30–17 h 30 ; jours fériés fermé",
            "Mon-Fri 08:30–12:00, 13:30–17:30; public holidays closed",
        ),
        ("Apr-Sep 07:00-22:00", "avr.-sept. 7 h–22 h", "Apr-Sep 07:00–22:00"),
        ("sunrise-sunset", "lever du soleil-coucher du soleil", "sunrise-sunset"),
        ("Mo-Fr 08:00-12:00 week 1-10", "Mo-Fr 08:00-12:00 week 1-10", None),
        ("ouvert l’été", "ouvert l’été", None),
        ("", "", None),
    ],
)
def test_hours_are_readable(value: str, french: str, english: str | None) -> None:
    assert readable(value, "fr").replace("\u00a0", " ") == french
    assert readable(value, "en") == (english if english is not None else value)


@given(st.text())
def test_any_text_is_shown_whole_or_translated(value: str) -> None:
    assert isinstance(readable(value, "fr"), str)
    assert isinstance(readable(value, "en"), str)
