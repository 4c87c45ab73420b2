"""A street that was filled from its point stays with the point: the row did not change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving, misbehaving
from ckanext.opendatacommunal.tests.pipeline.parks import column, published, question
from ckanext.opendatacommunal.tests.pipeline.test_address_of_point import check

THREE = """nom;numvoie;voie;codepost;commune;reglement;surf_m2;gestion;lon;lat
Parc A;;;69780;Mions;non;10;Commune;4.95;45.66
Parc B;;;69780;Mions;non;20;Commune;4.95002;45.66002
Parc C;3;Rue du Lac;69780;Mions;non;30;Commune;4.951;45.661"""
KIND: dict[str, Any] = {"level": "recommended", "filled": True}


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


def of_row(depot: Depot, row: int) -> tuple[str, tuple[str, ...]]:
    return depot.changes[row], depot.changed.get(row, ())


def test_the_row_did_not_change_and_keeps_its_day(server: Misbehaving, tmp_path: Path) -> None:
    first = check(tmp_path, server, THREE, **KIND)
    assert column(first, "voie")[:2] == ["Rue du Hasard"] * 2
    before = published(first).with_columns(date_maj=pl.lit("2025-11-22"))
    text = THREE.replace(";20;", ";25;")
    again = check(tmp_path, server, text, previous=before, **KIND)
    assert column(again, "voie") == column(first, "voie")
    assert column(again, "uid") == column(first, "uid")
    assert of_row(again, 2) == ("unchanged", ())
    assert of_row(again, 3) == ("changed", ("surf_m2",))
    assert column(again, "date_maj") == ["2025-11-22", "2026-11-22", "2025-11-22"]
    moved = check(tmp_path, server, THREE.replace("4.95;", "4.9501;"), previous=before, **KIND)
    assert of_row(moved, 2)[0] == "changed"


def test_a_street_that_the_tool_may_not_fill_is_gone_when_it_is_left_out(
    server: Misbehaving, tmp_path: Path
) -> None:
    first = check(tmp_path, server, THREE, level="optional")
    text = THREE.replace("3;Rue du Lac", ";")
    again = check(tmp_path, server, text, level="optional", previous=published(first))
    assert column(again, "voie") == [None] * 3
    assert of_row(again, 4)[0] == "changed"


def test_what_was_answered_once_holds_for_last_years_streets(
    server: Misbehaving, tmp_path: Path
) -> None:
    asked = question(check(tmp_path, server, THREE), "addresses-of-points")
    answers = {asked.id: "remplir"}
    first = check(tmp_path, server, THREE, answers=answers)
    again = check(tmp_path, server, THREE, answers=answers, previous=published(first))
    assert {again.changes[row] for row in (2, 3)} == {"unchanged"}
    assert column(again, "voie") == column(first, "voie")
    assert column(again, "numvoie") == column(first, "numvoie")
