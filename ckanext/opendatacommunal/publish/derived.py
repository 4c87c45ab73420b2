"""What follows from a publication: the rows of the gabarits that are made from its rows.

Each has a publication of its own, of the same organisation and department, which ends before that
of its source does: a process killed in between leaves the source unfinished, and both are resumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal.depots import scope
from ckanext.opendatacommunal.deriving import derive
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import LigneState, Publication
from ckanext.opendatacommunal.publish import portal
from ckanext.opendatacommunal.publish.plan import DERIVE, Plan, Record, differs, public_of
from ckanext.opendatacommunal.sheet.schemas import in_use


def made_from(publication: Publication) -> list[Gabarit]:
    """The gabarits of this site that are made from what was published, the portal's own last.

    The catalogue is made once, at the end of what a person has asked for.
    """
    found = [(each, each.derived) for each in in_use() if each.derived]
    of_rows = [each for each, how in found if how.source == publication.gabarit]
    of_portal = [each for each, how in found if how.of_portal]
    return of_rows if publication.kind == DERIVE else [*of_rows, *of_portal]


def scope_of(gabarit: Gabarit, source: scope.Scope) -> scope.Scope:
    """An organisation has one catalogue, whatever departments it has."""
    if gabarit.derived and gabarit.derived.of_portal:
        return scope.Scope(gabarit.slug, source.organisation_id)
    return replace(source, gabarit=gabarit.slug)


def interrupted(of: scope.Scope) -> Publication | None:
    """The publication of the scope that an earlier run has begun."""
    query = sa.select(Publication).where(
        of.rows_of(Publication), Publication.kind == DERIVE, Publication.finished.is_(None)
    )
    return model.Session.scalars(query).first()


def is_up_to_date(plan: Plan) -> bool:
    """Whether publishing it would move nothing."""
    return not plan.retired and not any(
        identifier not in plan.known or differs(plan.known[identifier], record)
        for identifier, record in plan.public.items()
    )


def make_plan(gabarit: Gabarit, of: scope.Scope, organisation: Any) -> Plan:
    """The rows that the source has now; those it has no more leave."""
    assert gabarit.derived is not None  # noqa: S101 - the kind of the publication says so
    if gabarit.derived.of_portal:
        made = portal.records(gabarit, organisation)
    else:
        made = _records(gabarit, replace(of, gabarit=gabarit.derived.source))
    plan = Plan({ligne.identifier: ligne for ligne in scope.lignes(of)})
    plan.public = {record["identifier"]: record for record in made}
    plan.retired = public_of(plan.known.values()) - set(plan.public)
    return plan


def _records(gabarit: Gabarit, source: scope.Scope) -> Iterator[Record]:
    public = [each for each in scope.lignes(source) if each.state == LigneState.PUBLIEE]
    name = gabarit.role("identifier")
    for position, row in derive(gabarit, (ligne.public for ligne in public)):
        ligne = public[position]
        yield {
            "identifier": (name and row[name]) or ligne.identifier,
            "period": ligne.period,
            "commune": ligne.commune,
            "key": ligne.key,
            "public": row,
            "internal": {},
            "lon": ligne.lon,
            "lat": ligne.lat,
        }
