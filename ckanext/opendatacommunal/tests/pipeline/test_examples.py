"""The example of each gabarit: a file as Mions would hand it in, and what it must become."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.judging.judge import judge
from ckanext.opendatacommunal.tests.pipeline.parks import LYON_METROPOLE, MIONS

EXPECTED = "mions_attendu.csv"
WITH_EXAMPLE = [
    each for each in gabarits.load_all().values() if (each.folder / "exemples" / EXPECTED).is_file()
]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("gabarit", WITH_EXAMPLE, ids=lambda gabarit: gabarit.slug)
def test_the_messy_file_becomes_the_clean_one(gabarit: gabarits.Gabarit) -> None:
    folder = gabarit.folder / "exemples"
    settings = Settings(commune=MIONS, epci=LYON_METROPOLE, today=date(2026, 11, 22))
    depot = run(Depot(folder / "mions_brut.csv", gabarit, settings))
    made = export.clean_csv(depot).decode()
    assert rows(made) == rows((folder / EXPECTED).read_text(encoding="utf-8"))
    assert not depot.open_questions


@pytest.mark.parametrize("gabarit", WITH_EXAMPLE, ids=lambda gabarit: gabarit.slug)
def test_the_clean_file_is_valid(gabarit: gabarits.Gabarit) -> None:
    path: Path = gabarit.folder / "exemples" / EXPECTED
    assert judge(path, gabarit.schema, translator("fr"))["valid"]


@pytest.mark.parametrize("gabarit", gabarits.load_deposited().values(), ids=lambda each: each.slug)
def test_the_valid_file_goes_out_as_it_is(gabarit: gabarits.Gabarit) -> None:
    path: Path = gabarit.folder / "exemples" / "valide.csv"
    settings = Settings(epci=LYON_METROPOLE, today=date(2026, 11, 22))
    depot = run(Depot(path, gabarit, settings))
    assert not depot.open_questions
    made, given = rows(export.clean_csv(depot).decode()), rows(path.read_text(encoding="utf-8"))
    assert len(made) == len(given)
    for after, before in zip(made, given, strict=True):
        assert {name: cell for name, cell in before.items() if cell and after[name] != cell} == {}


def test_every_gabarit_that_is_deposited_has_an_example() -> None:
    missing = set(gabarits.load_deposited()) - {each.slug for each in WITH_EXAMPLE}
    assert missing == {"parcs-jardins"}  # it has seven, of seven communes
