"""Gabarits and communes, for everybody."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.opendatacommunal.coverage import datasets_of_commune, declarations_of
from ckanext.opendatacommunal.depots import lookup, show
from ckanext.opendatacommunal.gabarits import Field, Gabarit, Obligation
from ckanext.opendatacommunal.logic import schema
from ckanext.opendatacommunal.model import Commune
from ckanext.opendatacommunal.scheming_schemas import in_use


@tk.side_effect_free
def opendatacommunal_gabarit_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """The gabarits in use here, by slug."""
    tk.check_access("opendatacommunal_gabarit_list", context, data_dict)
    return [_gabarit(each) for each in in_use()]


@tk.side_effect_free
@validate(schema.one_gabarit)
def opendatacommunal_gabarit_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One gabarit with its fields.

    :param slug: of the gabarit
    """
    tk.check_access("opendatacommunal_gabarit_show", context, data_dict)
    found = lookup.gabarit(data_dict["slug"])
    return {**_gabarit(found), "fields": [_field(each) for each in found.fields]}


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
    """One commune, what is published about it and what it says it does not have.

    :param insee: current or old code
    """
    tk.check_access("opendatacommunal_commune_show", context, data_dict)
    found = lookup.commune(data_dict["insee"])
    return {
        **_commune(found),
        "outline": found.polygon,
        "datasets": datasets_of_commune(found, context),
        "nothing_to_declare": declarations_of(found.organisation_id),
    }


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
        "obligations": [_obligation(each) for each in gabarit.obligations],
        "columns": len(gabarit.public_fields),
    }


def _obligation(law: Obligation) -> dict[str, Any]:
    names = ("text", "url", "on_data", "population_over", "agents_at_least")
    return {**{name: getattr(law, name) for name in names}, "what": dict(law.what)}


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "kind": field.kind,
        "level": field.level,
        "filled": field.filled,
        "internal": field.internal,
        "values": list(field.values),
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
