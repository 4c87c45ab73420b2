"""The communes of three métropoles in the spellings of town halls: sure or asked, never wrong."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune

METROPOLES = ("200046977", "200093201", "243700754")


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def ordinary(place: Commune) -> list[str]:
    """Spellings that have one reading only."""
    name, code = place.name, place.postcodes[0]
    short = re.sub(r"\bSainte\b", "Ste", re.sub(r"\bSaint\b", "St", name))
    article = re.match(r"(L'|La |Le |Les )(.+)", name)
    listed = [f"{article[2]} ({article[1].strip()})"] if article else []
    return [
        name.upper(),
        without_accents(name).upper(),
        without_accents(name).replace("-", " "),
        name.replace("'", "’"),
        name.replace("'", " "),
        short,
        short.replace("-", " "),
        without_accents(short).upper().replace("-", " "),
        short.replace("St-", "St. ").replace("Ste-", "Ste. "),
        f"{name} ({place.code[:2]})",
        f"{name} CEDEX",
        f"Ville de {name}",
        f"Mairie de {name}",
        name.replace("-sur-", " s/").replace("-sous-", " s/s "),
        name.replace("-lès-", " les ").replace("-lez-", " les "),
        f" {name}  ",
        name.replace("œ", "oe"),
        f"{code} {name}",
        f"{name} {code}",
        f"{name.upper()} ({code})",
        name.replace("-", " - "),
        *listed,
    ]


def slips(place: Commune) -> list[str]:
    """One letter left out, doubled, swapped or changed, at places that depend on the name only."""
    chosen = random.Random(place.code)
    made = []
    for kind in range(4):
        at = chosen.randrange(len(place.name) - 1)
        a, b = place.name[at], place.name[at + 1]
        new = ("", a + a, b + a, chosen.choice("aeioursnt"))[kind]
        made.append(place.name[:at] + new + place.name[at + (2 if kind == 2 else 1) :])
    return made


@pytest.mark.parametrize("epci", METROPOLES)
def test_ordinary_spellings_are_sure(epci: str) -> None:
    for place in communes.of_epci(epci):
        for written in ordinary(place):
            found = communes.resolve(written, epci=epci)
            assert (found.commune, found.sure) == (place.code, True), written


@pytest.mark.parametrize("epci", METROPOLES)
def test_a_slip_is_never_another_commune(epci: str) -> None:
    for place in communes.of_epci(epci):
        for written in slips(place):
            found = communes.resolve(written, epci=epci)
            assert not found.sure or found.commune == place.code, written


@pytest.mark.parametrize(
    ("written", "epci", "code"),
    [
        ("Hellemmes", "200093201", "59350"),
        ("Lomme", "200093201", "59350"),
        ("Fontaines/Saône", "200046977", "69088"),
        ("Neuvilles/Saône", "200046977", "69143"),
    ],
)
def test_old_communes_and_glued_words(written: str, epci: str, code: str) -> None:
    found = communes.resolve(written, epci=epci, near=code)
    assert (found.commune, found.sure) == (code, True)


def test_a_homonym_far_away_is_asked_about() -> None:
    found = communes.resolve("sem", epci="200093201")
    assert not found.sure
    assert "Hem" in {place.name for place in found.candidates}
