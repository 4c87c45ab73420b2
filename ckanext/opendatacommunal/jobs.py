"""What the job worker does: large files, and what a process that died has left undone.

Before anything that must not be lost is begun, `watch` schedules `resume` for later; once it is
done, `forget` cancels it. CKAN's workers look for overdue jobs when they start, so that a worker
that comes back does what its predecessor left. The function is the same as the command
`ckan opendatacommunal resume`.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import config, publish
from ckanext.opendatacommunal.depots import close, geocoding, lookup
from ckanext.opendatacommunal.depots.check import check
from ckanext.opendatacommunal.model import Depot, Publication, State
from ckanext.opendatacommunal.publish import locks
from ckanext.opendatacommunal.publish.prepare import IdentifierTaken

log = logging.getLogger(__name__)

GRACE = 60
"""Seconds a job gets beyond the longest check."""
PATIENCE: int | None = None
"""Seconds after which what was begun is looked at again; None: when the longest job has ended."""


def check_depot(depot_id: str) -> None:
    """Check a dépôt that waits for it; nothing to do if another process does."""
    waiting = sa.select(Depot).where(Depot.id == depot_id, Depot.state == State.RECU)
    depot = model.Session.scalars(waiting.with_for_update(skip_locked=True)).first()
    if depot is not None:
        check(depot)
        model.Session.commit()
        forget("depot", depot_id)


def check_again(depot_id: str) -> None:
    """Check a dépôt whose points the geocoder did not give, unless it was settled meanwhile."""
    waiting = sa.select(Depot).where(Depot.id == depot_id, Depot.state.in_(geocoding.UNPUBLISHED))
    depot = model.Session.scalars(waiting.with_for_update(skip_locked=True)).first()
    if depot is not None and geocoding.lacks_points(depot):
        check(depot)
        model.Session.commit()


def publish_depot(publication_id: str) -> None:
    """Go on with a publication, from wherever it is."""
    publication = model.Session.get(Publication, publication_id)
    if publication is None or publication.finished is not None:
        return
    depot_id = publication.depot_id
    try:
        with locks.held(publication.gabarit, publication.organisation_id):
            model.Session.refresh(publication)
            if publication.finished is None:
                publish.run(publication)
    except IdentifierTaken:
        # As on the page: look at the file again, with the identifiers that are left.
        lookup.depot(depot_id, lock=True).state = State.RECU
        model.Session.commit()
        check_depot(depot_id)
    forget("publication", publication_id)


def resume() -> dict[str, int]:
    """End what was interrupted: publications, checks, purges; how many of each."""
    checked = 0
    for depot_id in _unchecked():
        try:
            check_depot(depot_id)
            checked += 1
        except Exception:
            # One that cannot be checked keeps no other thing from ending.
            model.Session.rollback()
            log.exception("Dépôt %s could not be checked", depot_id)
    try:
        if unclaimed := close.remove_unclaimed():
            log.info("%d files of dépôts that were never recorded: deleted", unclaimed)
    except Exception:
        log.exception("The storage could not be searched for files that no dépôt names")
    return {
        "publications": len(publish.resume()),
        "checks": checked,
        "purges": close.finish_purges(),
    }


def enqueue_check(depot: Depot) -> None:
    watch("depot", depot.id)
    tk.enqueue_job(
        check_depot,
        args=[depot.id],
        title=f"opendatacommunal: check {depot.id}",
        rq_kwargs={"timeout": config.pipeline_seconds() + GRACE},
    )


def enqueue_publication(publication: Publication) -> None:
    watch("publication", publication.id)
    tk.enqueue_job(
        publish_depot,
        args=[publication.id],
        title=f"opendatacommunal: publish {publication.id}",
        rq_kwargs={"timeout": config.pipeline_seconds() + GRACE},
    )


def watch(kind: str, identifier: str) -> None:
    """Have `resume` run later, unless `forget` is called first."""
    forget(kind, identifier)
    seconds = PATIENCE if PATIENCE is not None else config.pipeline_seconds() + GRACE
    tk.get_job_queue().enqueue_in(
        timedelta(seconds=seconds),
        resume,
        job_id=_name(kind, identifier),
    )


def forget(kind: str, identifier: str) -> None:
    with suppress(KeyError):
        tk.job_from_id(_name(kind, identifier)).delete()


def _unchecked() -> list[str]:
    """Received, never looked at; one whose gabarit or owner is asked of a person is not."""
    query = (
        sa.select(Depot.id)
        .where(
            Depot.state == State.RECU,
            sa.or_(
                Depot.proposal.is_(None),
                sa.and_(Depot.gabarit.is_not(None), Depot.organisation_id.is_not(None)),
            ),
        )
        .order_by(Depot.created)
    )
    return list(model.Session.scalars(query))


def _name(kind: str, identifier: str) -> str:
    return f"opendatacommunal_{kind}_{identifier}"
