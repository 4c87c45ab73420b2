"""Where the data are: found by map, drawn by any program, asked with their places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from shapely.geometry import box, shape

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests import factories

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.depots import geocoding
from ckanext.opendatacommunal.model import Commune
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    deposit_and_publish,
    make_territory,
    park,
    table,
)
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving

IN_BRON = {"lon": "4,911", "lat": "45,738"}
ALSO_IN_BRON = {"lon": "4,915", "lat": "45,733"}
AROUND_THE_ROWS = "4.905,45.73,4.92,45.74"
LILLE = "3.0,50.6,3.1,50.7"


@pytest.fixture(scope="module")
def people(clean_module: None) -> Territory:
    return make_territory()


@pytest.fixture
def territory(people: Territory) -> Territory:
    """Bron has no outline in the table, Mions has; each has published two parks."""
    if not call(people.sysadmin, "opendatacommunal_depot_list")["count"]:
        mions = model.Session.get(Commune, people.mions.insee)
        assert mions is not None
        mions.polygon = communes.outline(people.mions.insee)
        model.Session.commit()
        rows = park("Parc A", **IN_BRON), park("Parc B", **ALSO_IN_BRON)
        deposit_and_publish(people.bron, *rows, waive=True)
        deposit_and_publish(people.mions, park("Parc C"), park("Parc D"), waive=True)
    return people


def found_in(bounds: str, **query: str) -> set[str]:
    """Names of the datasets that a search by map finds; `bounds`: west, south, east, north."""
    query = {"fq": "name:*", **query}
    answer = call(None, "package_search", extras={"ext_bbox": bounds}, **query)
    return {each["name"] for each in answer["results"]}


def test_a_search_by_map_finds_the_dataset_of_the_place(territory: Territory) -> None:
    assert found_in(AROUND_THE_ROWS) >= {GABARIT, f"{GABARIT}-bron"}
    assert f"{GABARIT}-mions" not in found_in(AROUND_THE_ROWS)
    assert found_in(LILLE) == set()
    centre = communes.centre(territory.mions.insee)
    assert centre is not None
    lon, lat = centre
    # Where Mions has no row, but is.
    assert f"{GABARIT}-mions" in found_in(f"{lon},{lat},{lon + 0.001},{lat + 0.001}")


def test_the_page_of_the_search_takes_a_box(app: Any, territory: Territory) -> None:
    there = app.get(f"/dataset/?ext_bbox={AROUND_THE_ROWS}")
    assert f"/{GABARIT}" in there.body
    elsewhere = app.get(f"/dataset/?ext_bbox={LILLE}")
    assert f"/donnees-{GABARIT}/{GABARIT}" not in elsewhere.body


def test_the_extent_of_a_dataset_is_its_communes_else_its_rows(territory: Territory) -> None:
    def extent(name: str) -> Any:
        shown = call(None, "package_show", id=f"{GABARIT}-{name}")
        return shape(json.loads(shown["spatial_coverage"][0]["geom"]))

    assert extent("mions").intersection(box(*communes.bbox("69283") or ())).area > 0
    west, south, east, north = extent("bron").bounds
    assert (west, south) == (pytest.approx(4.911, abs=0.001), pytest.approx(45.733, abs=0.001))
    assert (east, north) == (pytest.approx(4.915, abs=0.001), pytest.approx(45.738, abs=0.001))


def test_the_geojson_is_as_its_standard_wants_it(app: Any, territory: Territory) -> None:
    answer = app.get(f"/gabarits/{GABARIT}/donnees.geojson")
    found = json.loads(answer.body)
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert found["bbox"] == [4.911, 45.733, 4.915, 45.738]
    assert "crs" not in found
    for feature in found["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert (4 < lon < 6, 45 < lat < 46) == (True, True)
    origins = {each["properties"]["position_source"] for each in found["features"]}
    assert origins == {"donnée par la commune", None}


def test_a_doubtful_row_is_asked_with_its_places_on_the_page(
    app: Any, territory: Territory, server: Misbehaving
) -> None:
    server.unknown = {"Hugo"}
    depot = deposit(territory.mions.editor, table(park("Square G", voie="Rue Hugo")))
    (asked,) = [
        each for each in depot["report"]["questions"] if each["rule"] == "address-to-confirm"
    ]
    assert {"label", "lon", "lat", "metres", "why"} <= set(asked["params"]["places"][0])
    token = {"Authorization": factories.APIToken(user=territory.mions.editor)["token"]}
    page = app.get(f"/depots/{depot['id']}", headers=token)
    assert asked["labels"][asked["candidates"][0]] in page.body
    assert "Rue du Hasard 69780 Mions (" in page.body


def test_the_process_is_told_of_the_proxy_only_where_it_calls_somebody(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.exemple:3128")
    assert geocoding.environment() == {}
    monkeypatch.setitem(tk.config, "opendatacommunal.geocoder_url", "https://exemple.fr/geo")
    assert geocoding.environment()["HTTPS_PROXY"] == "http://proxy.exemple:3128"
    monkeypatch.delenv("HTTPS_PROXY")
    for name in geocoding.WAY_OUT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(tk.config, "ckan.download_proxy", "http://autre.exemple:3128")
    assert geocoding.environment()["HTTPS_PROXY"] == "http://autre.exemple:3128"


@pytest.mark.parametrize(
    "faults", [[400], [403], ["elsewhere"], ["nonsense"], [429, "cut", 500, "hang_up"]], ids=str
)
def test_a_server_that_fails_in_any_way_loses_no_depot(
    territory: Territory, server: Misbehaving, faults: list[int | str]
) -> None:
    """Retried for seconds (a fault that passes: each time another), then left for later; the rows
    are all there."""
    server.faults = faults * 40
    name = f"Parc {faults[0]}"
    depot = deposit(territory.lyon.editor, table(park(name, commune="Lyon 3e", codepost="69003")))
    assert depot["report"]["counts"]["rows"] == 1
    assert depot["report"]["counts"]["publishable"] == 1
    assert {each["status"] for each in depot["report"]["geocoding"]} <= {"skipped", "not_found"}
