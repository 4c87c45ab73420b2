"""The metadata sheet: filled by the tool, complete, and refused when it is not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException
from ckan.tests import helpers

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import GabaritError
from ckanext.opendatacommunal.sheet.filling import Producer, resource_dicts

from .sheets import EPCI, FACTS, create, make_bron, make_metropole, parcs, part, whole

SITE = "http://test.ckan.net"


@pytest.fixture
def metropole(clean_all: None) -> Producer:
    return make_metropole()


@pytest.fixture
def bron(clean_all: None) -> Producer:
    return make_bron()


def test_a_communes_sheet_is_whole(bron: Producer, metropole: Producer) -> None:
    shown = create(part(bron, metropole))
    assert shown["type"] == "donnees-parcs-jardins"
    assert shown["name"] == "parcs-jardins-bron"
    assert shown["title"] == "Parcs et jardins – Bron"
    assert shown["identifier"] == "69029-parcs-jardins"
    assert shown["communes"] == ["69029"]
    assert shown["partie_de"] == "parcs-jardins"
    assert len(shown["notes"]) >= 200
    assert "12 lignes" in shown["notes"]
    assert "3 lignes de plus sont en attente de correction" in shown["notes"]
    assert "41 corrections" in shown["provenance"]
    assert shown["publisher"][0]["name"] == "Bron"
    assert shown["publisher"][0]["identifier"] == "216900290"
    assert shown["contact"][0]["email"] == "mairie@bron.example"
    assert shown["qualified_attribution"][0]["agent"][0]["name"] == "Métropole de Lyon"
    assert shown["license_title"] == "Licence Ouverte / Open Licence version 2.0"
    assert shown["theme"] == ["http://publications.europa.eu/resource/authority/data-theme/ENVI"]
    assert shown["frequency"].endswith("/ANNUAL")
    assert (shown["issued"], shown["modified"]) == ("2026-03-02", "2026-11-22")
    assert shown["prochaine_echeance"] == "2027-11-22"
    assert json.loads(shown["spatial_coverage"][0]["geom"])["type"] == "Polygon"
    assert shown["conforms_to"] == [f"{SITE}/gabarits/parcs-jardins/1.0.0/schema.json"]
    assert [int(shown[name]) for name in ("lignes_publiees", "lignes_ecartees")] == [12, 3]
    assert {tag["name"] for tag in shown["tags"]} >= {"parcs", "espaces verts", "Bron"}
    assert [resource["format"] for resource in shown["resources"]] == ["CSV", "GeoJSON", "JSON"]
    assert shown["resources"][0]["url"].endswith("/donnees.csv?organisation=bron")


def test_the_whole_of_58_communes_fits_in_the_index(metropole: Producer) -> None:
    codes = [commune.code for commune in communes.of_epci(EPCI)]
    shown = create(whole(metropole, *codes))
    assert shown["identifier"] == "200046977-parcs-jardins"
    assert not shown.get("partie_de")
    assert len(shown["communes"]) == 58
    assert "58 communes" in shown["notes"]
    lyon, paris = "4.8,45.7,4.9,45.8", "2.3,48.8,2.4,48.9"
    assert found_in(lyon) == ["parcs-jardins"]
    assert found_in(paris) == []


def found_in(bbox: str) -> list[str]:
    """Names of the datasets that a search on the map finds."""
    found = helpers.call_action("package_search", {}, q="parcs", extras={"ext_bbox": bbox})
    return [each["name"] for each in found["results"]]


def test_a_very_detailed_outline_fits_too(bron: Producer, metropole: Producer) -> None:
    ring = [[4.9 + i / 1e5, 45.7 + (i % 2) / 1e4] for i in range(4000)]
    ring += [[5.0, 45.8], ring[0]]
    outline = json.dumps({"type": "Polygon", "coordinates": [ring]})
    sheet = part(bron, metropole)
    sheet["spatial_coverage"] = [{"text": "Bron", "geom": outline}]
    assert len(create(sheet)["spatial_coverage"][0]["geom"]) > 32_766
    found = helpers.call_action("package_search", {}, fq="organization:bron")
    assert found["count"] == 1


def test_what_must_not_change_does_not(bron: Producer, metropole: Producer) -> None:
    first = create(part(bron, metropole))
    first["precisions"] = "Le parc de Parilly relève de la métropole."
    again = part(
        replace(bron, siren=None),
        metropole,
        insee=None,
        facts=replace(FACTS, issued=date(2027, 1, 1), modified=date(2027, 1, 1)),
        existing=first,
    )
    assert again["identifier"] == "69029-parcs-jardins"
    assert again["issued"] == "2026-03-02"
    assert again["precisions"] == "Le parc de Parilly relève de la métropole."
    assert again["notes"].endswith("Le parc de Parilly relève de la métropole.")
    assert again["modified"] == "2027-01-01"
    kept = resource_dicts(
        parcs(), FACTS, licence="lov2", site_url=SITE, existing=first["resources"]
    )
    assert [each["id"] for each in kept] == [each["id"] for each in first["resources"]]


def test_rows_that_break_the_schema_take_its_name_away(bron: Producer, metropole: Producer) -> None:
    sheet = part(bron, metropole, facts=replace(FACTS, conforms=False))
    assert sheet["conforms_to"] == []
    assert "conforms_to" not in sheet["resources"][0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("notes", "Trop court."),
        ("license_id", "cc-by"),
        ("license_id", ""),
        ("identifier", ""),
        ("communes", []),
        ("contact", []),
        ("publisher", [{"name": ""}]),
        ("spatial_coverage", []),
        ("spatial_coverage", [{"text": "Bron", "geom": "ici"}]),
        ("frequency", "de temps en temps"),
        ("issued", "hier"),
        ("theme", []),
    ],
)
def test_an_incomplete_sheet_is_refused(
    bron: Producer, metropole: Producer, field: str, value: Any
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        create({**part(bron, metropole), field: value})
    assert field in refused.value.error_dict


def test_the_page_of_the_dataset_shows_the_sheet(
    app: Any, bron: Producer, metropole: Producer
) -> None:
    create(part(bron, metropole))
    page = app.get("/donnees-parcs-jardins/parcs-jardins-bron", status=200).body
    for word in ("Fréquence de mise à jour", "Annuelle", "Environnement", "mairie@bron.example"):
        assert word in page
    assert "coordinates" not in page


@pytest.mark.usefixtures("with_request_context")
def test_every_field_has_a_form(bron: Producer, metropole: Producer) -> None:
    made = create(part(bron, metropole))
    schema = helpers.call_action(
        "scheming_dataset_schema_show", type="donnees-parcs-jardins", expanded=True
    )
    for field in schema["dataset_fields"]:
        html = tk.render_snippet(
            "scheming/snippets/form_field.html",
            {
                "field": field,
                "data": made,
                "errors": {},
                "licenses": [],
                "entity_type": "dataset",
                "object_type": made["type"],
            },
        )
        assert tk.h.scheming_language_text(field["label"]) in unescape(html), field["field_name"]


def test_what_a_form_sends_is_understood(bron: Producer, metropole: Producer) -> None:
    sheet = part(bron, metropole)
    for name in ("contact", "publisher", "creator", "spatial_coverage", "temporal_coverage"):
        for position, entry in enumerate(sheet.pop(name)):
            sheet |= {f"{name}-{position}-{key}": value for key, value in entry.items()}
    sheet["theme"] = sheet["theme"][0]
    shown = create(sheet)
    assert shown["contact"] == [
        {"name": "Bron", "email": "mairie@bron.example", "url": f"{SITE}/commune/69029"}
    ]
    assert shown["spatial_coverage"][0]["text"] == "Bron"


@pytest.mark.ckan_config(
    "scheming.dataset_schemas", "ckanext.dcat.schemas:dcat_ap_recommended.yaml"
)
def test_the_operators_own_schema_goes_on_working(bron: Producer, metropole: Producer) -> None:
    types = helpers.call_action("scheming_dataset_schema_list")
    assert {"dataset", "donnees-parcs-jardins", "donnees-bureaux-vote"} <= set(types)
    own = create(
        {
            "name": "plan-local",
            "title": "Plan local",
            "notes": "Le plan.",
            "owner_org": metropole.id,
            "contact": [{"name": "Urbanisme", "email": "urbanisme@metropole.example"}],
        }
    )
    assert own["contact"][0]["name"] == "Urbanisme"
    assert create(part(bron, metropole))["name"] == "parcs-jardins-bron"


def test_a_dataset_of_no_schema_goes_on_working(metropole: Producer) -> None:
    made = create({"name": "libre", "title": "Libre", "owner_org": metropole.id})
    assert made["type"] == "dataset"


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("ckan.plugins", "scheming_datasets opendatacommunal dcat", "must stand before"),
        ("ckan.plugins", "opendatacommunal dcat", "needs scheming_datasets"),
        ("opendatacommunal.licence", "cc-by-nc", "lov2, odc-odbl"),
        ("opendatacommunal.gabarits", "parcs-jardins licornes", "licornes"),
    ],
)
def test_a_wrong_setting_is_said_at_the_start(option: str, value: str, sentence: str) -> None:
    before = tk.config[option]
    try:
        tk.config[option] = value
        with pytest.raises((CkanConfigurationException, GabaritError), match=sentence):
            p.load_all(force_update=True)
    finally:
        tk.config[option] = before
        p.load_all(force_update=True)
