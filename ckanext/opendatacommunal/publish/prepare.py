"""First step: all that must exist before the commit point, none of it visible."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from ckan import model

from ckanext.opendatacommunal.model import Ligne, LigneState, Publication
from ckanext.opendatacommunal.publish import datasets, locks, tables
from ckanext.opendatacommunal.publish.plan import Record
from ckanext.opendatacommunal.publish.work import Work


class IdentifierTaken(Exception):
    """Another organisation has published a row with an identifier of this dépôt meanwhile."""


def prepare(work: Work) -> None:
    _claim(work)
    part = datasets.ensure(work, part=True)
    tables.ensure(work.gabarit, part, consolide=False)
    with locks.held(work.gabarit.slug):
        whole = datasets.ensure(work, part=False)
        tables.ensure(work.gabarit, whole, consolide=True)


def _claim(work: Work) -> None:
    """Make a row, set aside for now, for each new identifier: from here on it is taken (law 5)."""
    wanted = {**work.plan.aside, **work.plan.public}
    new = [identifier for identifier in wanted if identifier not in work.plan.known]
    if not new:
        return
    rows = [_row(work, identifier, wanted[identifier]) for identifier in new]
    model.Session.execute(insert(Ligne).on_conflict_do_nothing(), rows)
    others = sa.select(Ligne.identifier).where(
        Ligne.gabarit == work.gabarit.slug,
        Ligne.identifier.in_(new),
        sa.not_(work.scope.rows_of(Ligne)),
    )
    if model.Session.scalars(others).first() is not None:
        raise IdentifierTaken
    model.Session.commit()


def unclaim(publication: Publication) -> None:
    """Give the identifiers back: the publication did not take place. The caller commits."""
    claimed = sa.delete(Ligne).where(
        Ligne.gabarit == publication.gabarit,
        Ligne.depot_id == publication.depot_id,
        Ligne.state == LigneState.ECARTEE,
        Ligne.modified == publication.started,
    )
    model.Session.execute(claimed)


def _row(work: Work, identifier: str, record: Record) -> dict[str, object]:
    return {
        "gabarit": work.scope.gabarit,
        "organisation_id": work.scope.organisation_id,
        "source": work.scope.source,
        "period": record["period"],
        "identifier": identifier,
        "commune": record["commune"],
        "key": record["key"],
        "public": dict(record["public"]),
        "internal": dict(record["internal"]),
        "lon": record["lon"],
        "lat": record["lat"],
        "state": LigneState.ECARTEE,
        "depot_id": work.depot.id,
        "modified": work.publication.started,
    }
