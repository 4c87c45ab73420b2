"""The facet of communes and the default search, on the real Solr."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

import ckan.plugins.toolkit as tk
from ckan.tests import factories

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.sheet.filling import Producer
from ckanext.opendatacommunal.tests.ckan import sheets

LYON = communes.of_epci("200046977")
BRON, SAINT_FONS, LYON_CITY, OULLINS = "69029", "69199", "69123", "69149"


@pytest.fixture(scope="module")
def made(clean_module: None) -> dict[str, Any]:
    """What `datasets` has made: once for the module, but only when the plugins are loaded."""
    return {}


@pytest.fixture
def datasets(made: dict[str, Any], _our_plugins: None) -> dict[str, Any]:
    if not made:
        made.update(make_datasets())
    return made


def make_datasets() -> dict[str, Any]:
    """The métropole-wide parks, the part of two communes, and datasets of other kinds."""
    organisations = {
        name: factories.Organization(name=name) for name in ("metropole", "bron", "saint-fons")
    }

    def dataset(name: str, owner: str, extras: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return factories.Dataset(
            name=name,
            owner_org=organisations[owner]["id"],
            title=fields.pop("title", "Parcs et jardins"),
            notes="Espaces verts ouverts au public.",
            extras=[{"key": key, "value": value} for key, value in extras.items()],
            **fields,
        )

    everywhere = json.dumps([commune.code for commune in LYON])
    return {
        "organisations": organisations,
        "whole": dataset("parcs", "metropole", {"communes": everywhere, "partie_de": ""}),
        "bron": dataset("parcs-bron", "bron", {"communes": '["69029"]', "partie_de": "parcs"}),
        "saint-fons": dataset(
            "parcs-saint-fons", "saint-fons", {"communes": '["69199"]', "partie_de": "parcs"}
        ),
        "oullins": dataset("piscines", "metropole", {"communes": '["69152"]'}, title="Piscines"),
        "other": dataset("urbanisme", "metropole", {"communes": "toutes"}, title="Urbanisme"),
    }


def found(**search: Any) -> set[str]:
    return {each["name"] for each in tk.get_action("package_search")({}, search)["results"]}


def facet(**search: Any) -> dict[str, tuple[str, int]]:
    search = {"facet.field": ["vocab_commune"], "rows": 0, **search}
    results = tk.get_action("package_search")({}, search)
    items = results["search_facets"]["vocab_commune"]["items"]
    return {item["name"]: (item["display_name"], item["count"]) for item in items}


@pytest.mark.usefixtures("datasets")
class TestFacet:
    def test_every_commune_of_the_metropole_has_its_name(self):
        counted = facet()
        assert set(counted) == {commune.code for commune in LYON}
        assert counted[BRON] == ("Bron", 1)
        assert counted[SAINT_FONS] == ("Saint-Fons", 1)

    def test_a_merged_commune_is_counted_under_its_new_code(self):
        assert facet()[OULLINS] == ("Oullins-Pierre-Bénite", 2)
        assert found(fq="vocab_commune:69149") == {"parcs", "piscines"}

    def test_the_filter_of_an_old_code_finds_the_commune_of_today(self):
        assert found(fq='vocab_commune:"69152"') == {"parcs", "piscines"}
        assert found(fq_list=["vocab_commune:69152"]) == {"parcs", "piscines"}

    def test_the_active_commune_is_labelled_though_the_list_is_short(self):
        counted = facet(fq=f'vocab_commune:"{BRON}"', **{"facet.limit": 1})
        assert counted[BRON] == ("Bron", 2)

    def test_an_unknown_code_is_shown_as_it_is(self):
        assert facet(fq='vocab_commune:"99999"') == {"99999": ("99999", 0)}

    def test_a_limit_that_was_asked_for_is_kept(self):
        assert len(facet(**{"facet.limit": 3})) == 3

    def test_the_facet_stands_on_the_pages(self, app: Any, datasets: dict[str, Any]):
        for url in ("/dataset/", "/organization/bron"):
            page = BeautifulSoup(app.get(url).body, "html.parser")
            first = page.select_one("section.module h2.module-heading")
            assert first is not None
            assert first.get_text(strip=True) == "Commune", url

    def test_the_filter_in_force_is_a_name(self, app: Any):
        page = BeautifulSoup(app.get(f"/dataset/?vocab_commune={BRON}").body, "html.parser")
        pills = " ".join(pill.get_text(" ", strip=True) for pill in page.select(".filter-list"))
        assert "Bron" in pills
        assert BRON not in pills


@pytest.mark.usefixtures("datasets")
class TestParts:
    def test_the_default_search_shows_the_whole_and_not_its_parts(self):
        for search in ({}, {"q": "*:*"}, {"q": "parcs"}, {"q": "espaces verts"}):
            names = found(**search)
            assert "parcs" in names, search
            assert not names & {"parcs-bron", "parcs-saint-fons"}, search

    @pytest.mark.parametrize(
        "search",
        [
            {"fq": f'vocab_commune:"{BRON}"'},
            {"fq_list": [f"vocab_commune:{BRON}"]},
            {"fq": "organization:bron"},
            {"fq": "partie_de:parcs"},
            {"fq": "name:parcs-bron"},
            {"q": "name:parcs-bron"},
            {"q": "Bron"},
            {"q": "parcs BRON"},
            {"q": "69500"},
            {"q": '"Bron"'},
        ],
    )
    def test_whoever_asks_for_a_commune_gets_its_own_dataset(self, search: dict[str, Any]):
        assert "parcs-bron" in found(**search)

    @pytest.mark.parametrize("typed", ["St Fons", "saint-fons", "SAINT FONS", "parcs st fons"])
    def test_a_commune_is_found_as_people_type_it(self, typed: str):
        names = found(q=typed)
        assert {"parcs", "parcs-saint-fons"} <= names
        assert "parcs-bron" not in names

    @pytest.mark.parametrize("typed", ["Vénissieux", "venissieux", "Lyon 3e", "Pierre-Bénite"])
    def test_the_whole_is_found_under_each_of_its_communes(self, typed: str):
        assert "parcs" in found(q=typed)

    def test_leaving_out_an_organisation_asks_for_no_part(self):
        assert found(fq="-organization:metropole") == set()

    def test_the_page_of_an_organisation_shows_its_dataset(self, app: Any):
        assert "/dataset/parcs-bron" in app.get("/organization/bron").body
        assert "id=parcs-bron" in app.get("/feeds/organization/bron.atom").body

    def test_the_feeds_of_the_site_carry_no_row_twice(self, app: Any, datasets: dict[str, Any]):
        for url in ("/feeds/dataset.atom", "/catalog.ttl", "/catalog.xml"):
            body = app.get(url).body
            assert datasets["whole"]["id"] in body, url
            assert datasets["bron"]["id"] not in body, url

    @pytest.mark.ckan_config("opendatacommunal.search_shows_parts", True)
    def test_an_option_shows_all(self):
        assert {"parcs", "parcs-bron", "parcs-saint-fons"} <= found()

    @pytest.mark.ckan_config("opendatacommunal.epci", "")
    def test_a_site_without_epci_still_knows_communes(self):
        assert "parcs-bron" in found(q="Bron")
        assert "parcs-bron" not in found(q="parcs")


@pytest.mark.ckan_config("ckan.search.remove_deleted_packages", False)
def test_a_deleted_part_is_in_the_trash(datasets: dict[str, Any]):
    context = {"ignore_auth": True, "user": factories.Sysadmin()["name"]}
    name = datasets["saint-fons"]["name"]
    tk.get_action("package_delete")(context, {"id": name})
    trash = tk.get_action("package_search")(
        {"ignore_auth": True}, {"fq": "+state:deleted", "include_private": True}
    )
    assert name in {each["name"] for each in trash["results"]}
    tk.get_action("package_patch")(context, {"id": name, "state": "active"})


@pytest.mark.usefixtures("datasets")
def test_a_dataset_whose_communes_are_words_is_left_alone():
    assert "urbanisme" in found()
    assert "urbanisme" not in found(fq=f"vocab_commune:{LYON_CITY}")


def test_datasets_with_their_real_sheet_are_found_the_same(datasets: dict[str, Any]):
    owners = {
        name: Producer(datasets["organisations"][name]["id"], name, name)
        for name in ("metropole", "bron")
    }
    sheets.create(sheets.whole(owners["metropole"], BRON, OULLINS))
    sheets.create(sheets.part(owners["bron"], owners["metropole"]))
    assert found(fq=f'vocab_commune:"{BRON}" +gabarit:parcs-jardins') == {
        "parcs-jardins",
        "parcs-jardins-bron",
    }
    assert found(fq="vocab_commune:69149 +gabarit:parcs-jardins") == {"parcs-jardins"}
    everything = found(rows=100)
    assert "parcs-jardins" in everything
    assert "parcs-jardins-bron" not in everything
