"""Datasets with a real sheet, for the tests of what reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ckan.tests import factories, helpers

from ckanext.opendatacommunal import communes, config, gabarits
from ckanext.opendatacommunal.sheet.filling import (
    Facts,
    Place,
    Producer,
    dataset_dict,
    resource_dicts,
)

EPCI = "200046977"
FACTS = Facts(date(2026, 3, 2), date(2026, 11, 22), rows=12, set_aside=3, corrections=41, located=9)


def parcs() -> gabarits.Gabarit:
    found = gabarits.find("parcs-jardins")
    assert found
    return found


def make_producer(name: str, title: str, siren: str, email: str | None = None) -> Producer:
    made = factories.Organization(name=name, title=title)
    return Producer(made["id"], name, title, siren=siren, email=email)


def make_metropole() -> Producer:
    return make_producer("metropole-de-lyon", "Métropole de Lyon", EPCI)


def make_bron() -> Producer:
    return make_producer("bron", "Bron", "216900290", "mairie@bron.example")


def place(insee: str) -> Place:
    commune = communes.get(insee)
    assert commune
    return Place(insee, commune.name, communes.outline(insee))


def part(owner: Producer, metropole: Producer, insee: str | None = "69029", **more: Any) -> Any:
    """The sheet of an organisation's dataset, with its files."""
    facts = more.pop("facts", FACTS)
    files = resource_dicts(
        parcs(), facts, licence="lov2", site_url=config.site_url(), organisation=owner.name
    )
    sheet = dataset_dict(
        parcs(),
        owner,
        metropole,
        [place(insee or "69029")],
        facts,
        licence="lov2",
        site_url=config.site_url(),
        insee=insee,
        **more,
    )
    return {**sheet, "resources": files}


def whole(metropole: Producer, *insee: str, licence: str = "lov2") -> Any:
    """The sheet of the métropole-wide dataset, with its files."""
    sheet = dataset_dict(
        parcs(),
        metropole,
        metropole,
        [place(code) for code in insee],
        replace(FACTS, producers=len(insee)),
        licence=licence,
        site_url=config.site_url(),
        part=False,
    )
    files = resource_dicts(parcs(), FACTS, licence=licence, site_url=config.site_url())
    return {**sheet, "resources": files}


def create(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Make the dataset as the tool does, and give it as `package_show` does."""
    user = factories.Sysadmin()
    context = {"user": user["name"], "ignore_auth": True}
    made = helpers.call_action("package_create", context, **sheet)
    return helpers.call_action("package_show", id=made["id"])
