"""A folder of mails whose addresses are placed by a geocoder, run after run."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.opendatacommunal.consolidating.geocoding import CACHE, Asked
from ckanext.opendatacommunal.consolidating.run import Order, consolidate

from .geocoders import Misbehaving, misbehaving
from .mails import LYON_METROPOLE
from .parks import TODAY, gabarit, parks


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as script:
        yield script


def _order(folder: Path, server: Misbehaving) -> Order:
    reports = folder / "rapports"
    reports.mkdir(exist_ok=True)
    asked = Asked(server.url, f"{server.url} 2026", reports / CACHE, 40)
    mails, out = folder / "recus", folder / "consolide.csv"
    return Order(mails, gabarit(), LYON_METROPOLE, reports, out, today=TODAY, geocoder=asked)


def _points(order: Order) -> list[str]:
    with order.out.open(encoding="utf-8") as table:
        return [row["lon"] for row in csv.DictReader(table)]


def test_points_are_asked_once_and_those_that_failed_again(
    tmp_path: Path, server: Misbehaving
) -> None:
    (tmp_path / "recus").mkdir()
    (tmp_path / "recus" / "mions.csv").write_text(parks("A", "B"), encoding="utf-8")
    order = _order(tmp_path, server)
    server.faults = [500] * 50
    consolidate(order)
    assert _points(order) == ["", ""]
    server.faults = []
    consolidate(order)
    assert _points(order) == ["4.95", "4.95"]

    calls = len(server.calls)
    assert consolidate(order).unchanged
    # Whoever forgets the option loses no point of a file that is the same.
    consolidate(replace(order, geocoder=None))
    assert (_points(order), len(server.calls)) == (["4.95", "4.95"], calls)
