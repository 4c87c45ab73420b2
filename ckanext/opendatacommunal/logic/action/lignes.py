"""The rows of an organisation, internal columns included: for itself and the métropole only."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.opendatacommunal.depots import lookup, show
from ckanext.opendatacommunal.logic import schema
from ckanext.opendatacommunal.model import Depot, Ligne

LONGEST_PAGE = 10_000


@tk.side_effect_free
@validate(schema.lignes_show)
def opendatacommunal_lignes_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Rows as last accepted, with what is never public (law 9), by identifier.

    :param gabarit: slug
    :param organisation: name or id of the owner
    :param limit: 100, at most 10,000; :param offset: 0
    :returns: `{count, lignes: [{identifier, state, commune, public, internal, lon, lat, held,
        source, period, depot_id, version, first_published, modified, retired}]}`; `held`: codes
        that keep a newer version of the row from replacing the public one; `version`: of the
        gabarit, that the row was checked with
    """
    tk.check_access("opendatacommunal_lignes_show", context, data_dict)
    gabarit = lookup.gabarit(data_dict["gabarit"])
    owner = lookup.organisation(data_dict["organisation"])
    mine = sa.and_(Ligne.gabarit == gabarit.slug, Ligne.organisation_id == owner.id)
    page = (
        sa.select(Ligne)
        .where(mine)
        .order_by(Ligne.identifier)
        .limit(min(data_dict["limit"], LONGEST_PAGE))
        .offset(data_dict["offset"])
    )
    found = list(model.Session.scalars(page))
    versions = _versions({each.depot_id for each in found})
    return {
        "count": model.Session.scalar(sa.select(sa.func.count()).where(mine)),
        "lignes": [{**_shown(each), "version": versions.get(each.depot_id)} for each in found],
    }


def _versions(depots: Collection[str | None]) -> dict[str | None, str | None]:
    """Dépôt → version of the gabarit that its rows were checked with."""
    query = sa.select(Depot.id, Depot.gabarit_version).where(Depot.id.in_(filter(None, depots)))
    return dict(row.tuple() for row in model.Session.execute(query))


def _shown(ligne: Ligne) -> dict[str, Any]:
    plain = (
        "identifier",
        "state",
        "commune",
        "public",
        "internal",
        "lon",
        "lat",
        "held",
        "source",
        "period",
        "depot_id",
    )
    moments = ("first_published", "modified", "retired")
    return {
        **{name: getattr(ligne, name) for name in plain},
        **{name: show.moment(getattr(ligne, name)) for name in moments},
    }
