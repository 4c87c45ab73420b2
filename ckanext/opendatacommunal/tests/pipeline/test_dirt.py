"""Every value of every list, dirtied as people do: that value, a question or a refusal; never
another value in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from ckanext.opendatacommunal.gabarits import Field, load_all
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.enum import known_writings
from ckanext.opendatacommunal.pipeline.fields.matching import fold, stem
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, TODAY

CONTEXT = Context(TODAY, BRON, LYON_METROPOLE)


def without_accents(text: str) -> str:
    bare = unicodedata.normalize("NFD", text)
    return "".join(each for each in bare if not unicodedata.combining(each))


def misread(text: str) -> str:
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return text


def slip(place: float, how: str) -> Callable[[str], str]:
    def slipped(text: str) -> str:
        at = int(place * (len(text) - 1))
        return {
            "lost": text[:at] + text[at + 1 :],
            "twice": text[: at + 1] + text[at:],
            "swapped": text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
            "other": text[:at] + ("e" if text[at] != "e" else "a") + text[at + 1 :],
        }[how]

    return slipped


SAME: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    without_accents,
    lambda text: without_accents(text).upper(),
    lambda text: f"  {text} ",
    lambda text: f"{text}.",
    lambda text: f"le {text}",
    lambda text: text.replace("'", "’"),
    misread,
    *(
        slip(place, how)
        for place in (0.2, 0.5, 0.9)
        for how in ("lost", "twice", "swapped", "other")
    ),
)
CUT: tuple[Callable[[str], str], ...] = (lambda text: text[:10], lambda text: text[:-2])
DOUBTED: tuple[Callable[[str], str], ...] = (
    lambda text: f"{text} ?",
    lambda text: f"{text}*",
    lambda text: f"{text} (à vérifier)",
    lambda text: f"{text} sauf le dimanche",
    lambda text: f"pas de {text}",
    lambda text: f"ancien {text}",
    lambda text: f"{text} en projet",
)

FIELDS = [
    (slug, field)
    for slug, gabarit in load_all().items()
    for field in gabarit.readable_fields
    if field.values and field.kind in ("enum", "multi", "integer", "number")
]


def read(raw: str, field: Field) -> tuple[str | None, bool]:
    reading = read_cell(raw, field, CONTEXT)
    return reading.value, reading.settled


@pytest.mark.parametrize(("slug", "field"), FIELDS, ids=lambda each: getattr(each, "name", each))
def test_a_dirty_value_is_never_another_one(slug: str, field: Field) -> None:
    known = known_writings(field)
    for value, writings in field.values.items():
        for writing in (value, *writings):
            for dirty in (*SAME, *CUT):
                raw = dirty(writing)
                found, settled = read(raw, field)
                if stem(fold(raw)) in known or not settled:
                    continue  # another writing of the list, or asked
                assert (raw, found) in [(raw, value), (raw, raw.strip()), (raw, None)]


@pytest.mark.parametrize(("slug", "field"), FIELDS, ids=lambda each: getattr(each, "name", each))
def test_a_doubt_beside_a_value_is_never_left_out(slug: str, field: Field) -> None:
    """An open list keeps the words as they are written."""
    for value in field.values:
        for doubt in DOUBTED:
            raw = doubt(value)
            if stem(fold(raw)) in known_writings(field):
                continue
            found, settled = read(raw, field)
            assert not settled or found in (None, raw) or (field.open and found != value), raw
