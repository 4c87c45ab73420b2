"""Publish a dépôt: atomic, resumable, idempotent (law 7).

`start` writes what is to be done in the table `publication`; `run` does the steps below one after
the other and notes each one. A process killed anywhere leaves a publication that says how far it
came, and `resume` goes on from there: each step can be done again without harm. The only moment
that readers can notice is the one transaction of `commit`.

prepare    identifiers claimed, datasets and empty DataStore tables made where missing, not public
commit     one DataStore transaction: the organisation's table, the consolidé, and a mark of it
lignes     our own rows, the states of the dépôts, the profil d'import: one transaction of CKAN's
datasets   metadata, visibility and search index of both datasets
derived    the gabarits made from these rows: one publication each, of the same steps
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal.depots import scope
from ckanext.opendatacommunal.model import Depot, Publication
from ckanext.opendatacommunal.model.columns import now
from ckanext.opendatacommunal.publish import commit, datasets, derived, lignes, locks, prepare
from ckanext.opendatacommunal.publish.plan import DERIVE
from ckanext.opendatacommunal.publish.work import Work

log = logging.getLogger(__name__)


class Overtaken(Exception):
    """The scope has been published since the dépôt was checked: check it again first."""


def start(
    depot: Depot, user_id: str | None, kind: str = "publish", precisions: str | None = None
) -> Publication:
    """Write down what is to be done. To be called with the scope locked; commits."""
    of_depot = scope.Scope.of(depot)
    if kind == "publish" and scope.version(of_depot) != depot.scope_version:
        raise Overtaken
    return _begin(kind, of_depot, depot.id, user_id, precisions)


def _begin(
    kind: str,
    of: scope.Scope,
    depot_id: str,
    user_id: str | None,
    precisions: str | None = None,
) -> Publication:
    publication = Publication(
        kind=kind,
        gabarit=of.gabarit,
        organisation_id=of.organisation_id,
        source=of.source,
        depot_id=depot_id,
        user_id=user_id,
        number=scope.version(of) + 1,
        started=_moment(),
        precisions=precisions,
    )
    model.Session.add(publication)
    model.Session.commit()
    return publication


def run(publication: Publication) -> None:
    """Do the steps that are not done yet. To be called with the scope locked.

    What fails before the commit point leaves everything as it was, and the publication is
    forgotten; what fails after it will be resumed. Both raise.
    """
    identifier = publication.id
    names = [name for name, _step in STEPS]
    begin = names.index(publication.step) + 1 if publication.step else 0
    try:
        for name, step in STEPS[begin:]:
            work = Work.load(identifier)
            step(work)
            work.publication.step = name
            if name == names[-1]:
                work.publication.finished = now()
            model.Session.commit()
    except Exception:
        model.Session.rollback()
        _forget_unless_committed(identifier)
        raise


def _derived(work: Work) -> None:
    """Done from its start when it was interrupted: rows that are as they should be do not move."""
    source = work.publication
    for gabarit in derived.made_from(source):
        of = derived.scope_of(gabarit, work.scope)
        with locks.held(of.gabarit, of.organisation_id):
            begun = derived.interrupted(of)
            plan = derived.make_plan(gabarit, of, work.organisation)
            if begun or not derived.is_up_to_date(plan):
                run(begun or _begin(DERIVE, of, source.depot_id, source.user_id))


Step = Callable[[Work], None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("prepare", prepare.prepare),
    ("commit", commit.commit),
    ("lignes", lignes.lignes),
    ("datasets", datasets.datasets),
    ("derived", _derived),
)


def unfinished(gabarit: str, organisation_id: str) -> list[Publication]:
    """Publications of the organisation that were interrupted, oldest first."""
    query = (
        sa.select(Publication)
        .where(
            Publication.finished.is_(None),
            Publication.gabarit == gabarit,
            Publication.organisation_id == organisation_id,
        )
        .order_by(Publication.started)
    )
    return list(model.Session.scalars(query))


def resume() -> list[str]:
    """End every publication that was interrupted; give back their ids.

    One that is running elsewhere right now is left alone: it holds the lock of its scope.
    """
    query = sa.select(Publication.id, Publication.gabarit, Publication.organisation_id).where(
        # One that follows from another ends with it.
        Publication.finished.is_(None),
        Publication.kind != DERIVE,
    )
    done = []
    for identifier, gabarit, organisation_id in model.Session.execute(
        query.order_by(Publication.started)
    ).all():
        with locks.tried(gabarit, organisation_id) as free:
            if not free:
                continue
            model.Session.rollback()
            publication = model.Session.get(Publication, identifier, populate_existing=True)
            if publication is None or publication.finished is not None:
                continue
            try:
                run(publication)
                done.append(identifier)
            except Exception:
                log.exception("Publication %s could not be ended", identifier)
    return done


def _forget_unless_committed(identifier: str) -> None:
    publication = model.Session.get(Publication, identifier)
    if publication is not None and not commit.is_committed(identifier):
        prepare.unclaim(publication)
        model.Session.delete(publication)
        model.Session.commit()


def _moment() -> datetime:
    """Now, to the second: what a resumed publication writes is what the first run would have."""
    return now().replace(microsecond=0)


__all__ = ["STEPS", "Overtaken", "resume", "run", "start", "unfinished"]
