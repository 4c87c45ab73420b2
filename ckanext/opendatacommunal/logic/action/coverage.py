"""The board commune × gabarit; "we have nothing to declare", "we have handed it in elsewhere"."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.opendatacommunal import config, coverage
from ckanext.opendatacommunal.depots import lookup, show
from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.logic import schema
from ckanext.opendatacommunal.model import Declaration


@tk.side_effect_free
def opendatacommunal_coverage_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Who publishes what.

    Everybody sees what is published; dépôts that are not appear to those who may see them.

    :returns: `{gabarits: [{slug, title}], communes: [{insee, name, organisation, population,
        cells: {slug: {state, date, rows, set_aside, depot_id, dataset}}}], counts}`
    """
    tk.check_access("opendatacommunal_coverage_show", context, data_dict)
    return coverage.board(config.epci(), Person(context.get("user") or None))


@validate(schema.declaration)
def opendatacommunal_nothing_to_declare(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say, or take back, that an organisation has nothing for a gabarit.

    :param gabarit: slug; :param organisation: name or id
    :param declared: false to take it back (true)
    """
    tk.check_access("opendatacommunal_nothing_to_declare", context, data_dict)
    return _declare(context, data_dict, lookup.deposited_gabarit(data_dict["gabarit"]).slug)


@validate(schema.declaration)
def opendatacommunal_deposited_elsewhere(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say, or take back, that an organisation has handed in elsewhere what a gabarit relays.

    :param gabarit: slug; :param organisation: name or id
    :param declared: false to take it back (true)
    """
    tk.check_access("opendatacommunal_deposited_elsewhere", context, data_dict)
    return _declare(context, data_dict, lookup.relayed_gabarit(data_dict["gabarit"]).slug)


def _declare(context: Context, data_dict: DataDict, slug: str) -> dict[str, Any]:
    owner = lookup.organisation(data_dict["organisation"])
    found = model.Session.get(Declaration, (owner.id, slug))
    if data_dict["declared"] and found is None:
        user = model.User.get(context.get("user") or "")
        found = Declaration(
            organisation_id=owner.id, gabarit=slug, declared_by=user.id if user else None
        )
        model.Session.add(found)
    elif found is not None and not data_dict["declared"]:
        model.Session.delete(found)
        found = None
    model.Session.commit()
    return {
        "gabarit": slug,
        "organisation": show.organisation(owner.id),
        "declared": show.moment(found.declared) if found else None,
    }
