"""The files of the published datasets as a client downloads them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit_and_publish,
    make_territory,
    park,
)

WHOLE = f"/gabarits/{GABARIT}/donnees.csv"
PART = f"{WHOLE}?organisation=bron"
POINT = {"lon": "4,911", "lat": "45,738"}


@pytest.fixture(scope="module")
def people(clean_module: None) -> Territory:
    return make_territory()


@pytest.fixture
def territory(people: Territory) -> Territory:
    """Published by the first test that asks: plugins are loaded for tests, not for modules."""
    if not call(people.sysadmin, "opendatacommunal_depot_list")["count"]:
        deposit_and_publish(
            people.bron,
            park("Parc Raspail", surf_m2="1220,50", **POINT),
            park('Parc <b>B</b>, "le grand"', voie="Rue « V », 2e"),
            waive=True,
        )
    return people


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv(app: Any, territory: Territory) -> None:
    answer = app.get(PART)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert f"{GABARIT}-bron.csv" in answer.headers["Content-Disposition"]
    assert not answer.body.startswith("\ufeff")
    gabarit = lookup.gabarit(GABARIT)
    names = [field.name for field in gabarit.public_fields]
    assert answer.body.splitlines()[0] == ",".join(names)
    rows = rows_of(answer.body)
    assert [row["uid"] for row in rows] == ["PAR-69029-001", "PAR-69029-002"]
    assert float(rows[0]["surf_m2"]) == 1220.5
    assert rows[1]["nom"] == 'Parc <b>B</b>, "le grand"'
    whole = rows_of(app.get(WHOLE).body)
    assert list(whole[0]) == [*names, "commune_insee", "producteur", "producteur_siren"]


def test_geojson(app: Any, territory: Territory) -> None:
    answer = app.get(f"/gabarits/{GABARIT}/donnees.geojson")
    assert answer.headers["Content-Type"] == "application/geo+json"
    found = json.loads(answer.body)
    assert found["type"] == "FeatureCollection"
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [4.911, 45.738]}
    assert first["properties"]["surf_m2"] == 1220.5
    assert (second["type"], second["geometry"]) == ("Feature", None)


def test_a_client_that_has_it_gets_nothing_again(app: Any, territory: Territory) -> None:
    before = {path: app.get(path).headers["ETag"] for path in (WHOLE, PART)}
    for path, tag in before.items():
        answer = app.get(path, headers={"If-None-Match": tag}, status=None)
        assert (answer.status_code, answer.body) == (304, "")
    deposit_and_publish(territory.mions, park("Parc Monod"))
    # The organisation that did not publish keeps its version.
    assert app.get(PART).headers["ETag"] == before[PART]
    answer = app.get(WHOLE, headers={"If-None-Match": before[WHOLE]})
    assert answer.status_code == 200
    assert len(rows_of(answer.body)) == 3


def test_what_is_not_public_is_not_there(app: Any, territory: Territory) -> None:
    for path in (
        "/gabarits/inconnu/donnees.csv",
        f"{WHOLE}?organisation=lyon",
        f"{WHOLE}?organisation=../../etc",
    ):
        assert app.get(path, status=None).status_code == 404
    depot = deposit_and_publish(territory.mions, park("Parc Monod"))
    call(territory.mions.editor, "opendatacommunal_depot_withdraw", id=depot["id"])
    assert app.get(f"{WHOLE}?organisation=mions", status=None).status_code == 404
    assert "Parc Monod" not in app.get(WHOLE).body
