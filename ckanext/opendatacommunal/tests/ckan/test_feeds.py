"""The DCAT feed, read back as a harvester reads it."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

from ckan.tests import factories, helpers

from ckanext.dcat.processors import RDFParser
from ckanext.dcat.profiles import DCAT, DCT, FOAF, LOCN
from ckanext.dcat.profiles.base import PROV

from ckanext.opendatacommunal import communes, config

from .sheets import EPCI, create, make_bron, make_metropole, part, whole

FORMATS = {"ttl": "turtle", "xml": "xml", "jsonld": "json-ld"}
SCHEMA = URIRef("http://test.ckan.net/gabarits/parcs-jardins/1.0.0/schema.json")


def graph(app: Any, path: str) -> Graph:
    """The answer of the site, parsed; it must be a good one."""
    answer = app.get(path, status=200)
    extension = path.partition("?")[0].rsplit(".", 1)[1]
    return Graph().parse(data=answer.body, format=FORMATS[extension])


def names(found: Graph, predicate: URIRef, subject: Any = None) -> set[str]:
    return {str(value) for value in found.objects(subject, predicate)}


@pytest.fixture
def published(clean_all: None) -> dict[str, Any]:
    metropole = make_metropole()
    consolidated = create(whole(metropole, "69029", "69283"))
    bron = create(part(make_bron(), metropole))
    return {"whole": consolidated, "bron": bron}


@pytest.mark.parametrize("extension", FORMATS)
def test_the_feed_carries_the_whole_and_not_its_parts(
    app: Any, published: dict[str, Any], extension: str
) -> None:
    found = graph(app, f"/catalog.{extension}")
    datasets = list(found.objects(None, DCAT.dataset))
    assert [str(each).rsplit("/", 1)[1] for each in datasets] == [published["whole"]["id"]]
    dataset = datasets[0]
    assert found.value(dataset, DCT.identifier) == Literal("200046977-parcs-jardins")
    publisher = found.value(dataset, DCT.publisher)
    assert found.value(publisher, FOAF.name) == Literal("Métropole de Lyon")
    assert found.value(publisher, DCT.identifier) == Literal(EPCI)
    assert found.value(dataset, DCT.conformsTo) == SCHEMA
    outline = found.value(found.value(dataset, DCT.spatial), LOCN.geometry)
    assert "POLYGON" in str(outline)
    assert names(found, DCT.accrualPeriodicity, dataset) == {
        "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
    }
    distributions = list(found.objects(dataset, DCAT.distribution))
    assert len(distributions) == 3
    for distribution in distributions:
        assert names(found, DCT.license, distribution) == {
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
        }
        assert found.value(distribution, DCAT.accessURL)
    assert URIRef("http://publications.europa.eu/resource/authority/file-type/CSV") in set(
        found.objects(None, DCT["format"])
    )


@pytest.mark.ckan_config("opendatacommunal.search_shows_parts", "true")
def test_no_row_comes_twice_even_where_the_search_shows_the_parts(
    app: Any, published: dict[str, Any]
) -> None:
    assert helpers.call_action("package_search")["count"] == 2
    assert len(list(graph(app, "/catalog.ttl").objects(None, DCAT.dataset))) == 1


@pytest.mark.ckan_config("opendatacommunal.metropole", "metropole-de-lyon")
def test_the_catalogue_has_a_publisher(app: Any, published: dict[str, Any]) -> None:
    found = graph(app, "/catalog.ttl")
    catalogue = next(found.subjects(DCAT.dataset))
    assert found.value(found.value(catalogue, DCT.publisher), FOAF.name) == Literal(
        "Métropole de Lyon"
    )
    assert found.value(catalogue, DCT.description)
    licence = URIRef("https://www.etalab.gouv.fr/licence-ouverte-open-licence")
    assert names(found, DCT.type, licence) == {"http://purl.org/adms/licencetype/Attribution"}


def test_an_organisations_feed_carries_its_part(app: Any, published: dict[str, Any]) -> None:
    found = graph(app, "/catalog.ttl?fq=organization:bron")
    (dataset,) = found.objects(None, DCAT.dataset)
    assert str(dataset).endswith(published["bron"]["id"])
    assert str(found.value(dataset, DCT.isPartOf)).endswith(published["whole"]["id"])
    distributor = found.value(found.value(dataset, PROV.qualifiedAttribution), PROV.agent)
    assert found.value(distributor, FOAF.name) == Literal("Métropole de Lyon")
    assert not list(found.objects(None, DCAT.qualifiedAttribution))


def test_a_harvester_finds_the_sheet_again(app: Any, published: dict[str, Any]) -> None:
    parser = RDFParser(dataset_type="donnees-parcs-jardins")
    parser.parse(app.get("/catalog.xml").body, _format="xml")
    (read,) = parser.datasets()
    for field in ("title", "identifier", "frequency", "conforms_to", "issued"):
        assert read[field] == published["whole"][field], field
    assert read["spatial_coverage"][0]["text"] == "Métropole de Lyon"
    assert read["publisher"][0]["name"] == "Métropole de Lyon"
    assert read["resources"][0]["license"] == published["whole"]["resources"][0]["license"]


@pytest.mark.parametrize("extension", FORMATS)
def test_the_feed_survives_datasets_of_any_type(app: Any, clean_all: None, extension: str) -> None:
    owner = factories.Organization()
    for kind in ("dataset", "dataset-of-nobody", "harvest", "showcase"):
        factories.Dataset(type=kind, owner_org=owner["id"], title=f"Jeu {kind}")
    found = graph(app, f"/catalog.{extension}")
    assert {"Jeu dataset", "Jeu dataset-of-nobody"} <= names(found, DCT.title)


@pytest.mark.parametrize("extension", FORMATS)
def test_the_feed_survives_what_people_write(app: Any, clean_all: None, extension: str) -> None:
    owner = factories.Organization()
    factories.Dataset(
        owner_org=owner["id"],
        title="Jeu <b>&",
        url="http://exemple.fr/a b",
        maintainer_email="personne@exemple.fr",
        extras=[
            {"key": "theme", "value": "Urbanisme, <habitat>"},
            {"key": "issued", "value": "hier"},
            {"key": "language", "value": "français"},
        ],
        resources=[{"url": 'pas une adresse <"é {x}|', "name": "Fichier"}, {"url": ""}],
    )
    assert "Jeu <b>&" in names(graph(app, f"/catalog.{extension}"), DCT.title)


@pytest.mark.ckan_config(
    "scheming.dataset_schemas", "ckanext.dcat.schemas:dcat_ap_recommended.yaml"
)
def test_the_feed_carries_the_operators_datasets_too(app: Any, published: dict[str, Any]) -> None:
    contact = [{"name": "Urbanisme", "email": "urbanisme@metropole.example"}]
    create(
        {
            "name": "plan-local",
            "title": "Plan local",
            "notes": "Le plan.",
            "owner_org": published["whole"]["owner_org"],
            "contact": contact,
        }
    )
    titles = names(graph(app, "/catalog.ttl"), DCT.title)
    assert {"Plan local", "Parcs et jardins – Métropole de Lyon"} <= titles
    assert "Parcs et jardins – Bron" not in titles


def test_each_dataset_has_its_own_file(app: Any, published: dict[str, Any]) -> None:
    found = graph(app, f"/dataset/{published['bron']['id']}.ttl")
    assert Literal("Parcs et jardins – Bron") in set(found.objects(None, DCT.title))


def test_the_schema_action_of_the_api_is_unchanged(app: Any, clean_db: None) -> None:
    path = "/api/3/action/scheming_dataset_schema_show?type="
    assert app.get(f"{path}dataset", status=404)
    assert app.get(f"{path}nothing", status=404)
    shown = app.get(f"{path}donnees-parcs-jardins", status=200).json["result"]
    assert shown["dataset_type"] == "donnees-parcs-jardins"


def test_all_58_communes_make_a_light_feed(app: Any, clean_all: None) -> None:
    codes = [commune.code for commune in communes.of_epci(EPCI)]
    create(whole(make_metropole(), *codes))
    assert len(app.get("/catalog.xml").body) < 60_000
    assert helpers.call_action("package_search", {})["count"] == 1
    assert config.site_url() == "http://test.ckan.net"
