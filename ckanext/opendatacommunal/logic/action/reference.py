"""Gabarits and communes, for everybody."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.opendatacommunal import elsewhere, expectations
from ckanext.opendatacommunal.coverage import (
    datasets_of_commune,
    declarations_of,
    expected_of,
    publishers,
)
from ckanext.opendatacommunal.depots import lookup, show
from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.example_rows import example_rows
from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.logic import schema
from ckanext.opendatacommunal.model import Commune
from ckanext.opendatacommunal.sheet.schemas import in_use


@tk.side_effect_free
def opendatacommunal_gabarit_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The gabarits in use here, by slug; `communes`: how many of them publish it."""
    tk.check_access("opendatacommunal_gabarit_list", context, data_dict)
    found = publishers()
    return [{**_gabarit(each), "communes": len(found.get(each.slug, ()))} for each in in_use()]


@tk.side_effect_free
@validate(schema.one_gabarit)
def opendatacommunal_gabarit_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One gabarit with its fields, rows that are right (`example`), what its versions changed, the
    communes that publish it; `relay`: where it is deposited, when that is elsewhere.

    :param slug: of the gabarit
    """
    tk.check_access("opendatacommunal_gabarit_show", context, data_dict)
    found = lookup.gabarit(data_dict["slug"])
    communes = publishers().get(found.slug, [])
    return {
        **_gabarit(found),
        "communes": len(communes),
        "fields": [_field(each) for each in found.fields],
        "changes": [
            {"version": each.version, "date": each.date, "what": dict(each.what)}
            for each in found.changes
        ],
        "publishers": communes,
        "example": example_rows(found),
        "relay": _relay(found),
    }


@tk.side_effect_free
@validate(schema.commune_list)
def opendatacommunal_commune_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The communes, by name.

    :param epci: SIREN of an intercommunality; all when missing
    """
    tk.check_access("opendatacommunal_commune_list", context, data_dict)
    query = sa.select(Commune).order_by(Commune.slug)
    if data_dict.get("epci"):
        query = query.where(Commune.epci == data_dict["epci"])
    return [_commune(each) for each in model.Session.scalars(query)]


@tk.side_effect_free
@validate(schema.one_commune)
def opendatacommunal_commune_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One commune, what is published about it, what is expected of it and what it does not have.

    :param insee: current or old code
    :returns: with `duty` (whether it must publish its data) and `expected`: one entry a gabarit,
        `{slug, title, theme, kind, duty, state, date, due, late, dataset, departments, periods}`;
        a duty is `{answer: yes | no | unknown, law, reasons}`; and `elsewhere`: what is handed in
        at a national portal, `{slug, title, url, commune_url, why, duty, declared}`
    """
    tk.check_access("opendatacommunal_commune_show", context, data_dict)
    found = lookup.commune(data_dict["insee"])
    return {
        **_commune(found),
        "outline": found.polygon,
        "datasets": datasets_of_commune(found, context),
        "nothing_to_declare": declarations_of(found.organisation_id),
        "duty": expectations.general_duty(found),
        "expected": expected_of(found, Person(context.get("user") or None)),
        "elsewhere": elsewhere.of_commune(found),
    }


@validate(schema.agents)
def opendatacommunal_agents_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tell how many agents the town hall employs, in full-time equivalents: the law asks.

    :param insee: of the commune
    :param agents: a whole number, empty when it is not known any more
    """
    tk.check_access("opendatacommunal_agents_update", context, data_dict)
    found = lookup.commune(data_dict["insee"])
    found.agents = data_dict.get("agents")
    model.Session.commit()
    return _commune(found)


def _gabarit(gabarit: Gabarit) -> dict[str, Any]:
    names = (
        "slug",
        "version",
        "title",
        "description",
        "kind",
        "source",
        "periodicity",
        "theme",
        "geometry",
    )
    return {
        **{name: getattr(gabarit, name) for name in names},
        "keywords": list(gabarit.keywords),
        "obligations": [expectations.law_dict(each) for each in gabarit.obligations],
        "columns": len(gabarit.public_fields),
    }


def _relay(gabarit: Gabarit) -> dict[str, Any] | None:
    return {**asdict(gabarit.relay), "why": dict(gabarit.relay.why)} if gabarit.relay else None


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "kind": field.kind,
        "level": field.level,
        "filled": field.filled,
        "internal": field.internal,
        "values": list(field.listed),
        "open": field.open,
        "example": field.example,
    }


def _commune(commune: Commune) -> dict[str, Any]:
    names = (
        "insee",
        "name",
        "slug",
        "siren",
        "epci",
        "population",
        "agents",
        "postcodes",
        "old_codes",
    )
    return {
        **{name: getattr(commune, name) for name in names},
        "organisation": show.organisation(commune.organisation_id),
    }
