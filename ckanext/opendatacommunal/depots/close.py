"""Refuse, withdraw, purge: the three ways a dépôt ends without, or after, being published."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal import storage
from ckanext.opendatacommunal.model import Depot, Ligne, LigneState, Profil, Publication, State
from ckanext.opendatacommunal.model.columns import now

WIPED = "—"


def note(depot: Depot, user_name: str | None, reason: str | None) -> None:
    """Who closes the dépôt, when and why."""
    depot.closed = {"by": user_name, "at": now().isoformat(), "reason": reason}


def refuse(depot: Depot, user_name: str | None, reason: str) -> None:
    note(depot, user_name, reason)
    depot.state = State.REFUSE


def purge(depot: Depot, user_name: str | None, reason: str) -> None:
    """Wipe file, reports, rows and profile values (law 1); keep sha256, who, when and why.

    To be called once its public rows are withdrawn. The files go last: a process that dies on the
    way leaves a purged dépôt with files, which `finish_purges` ends.
    """
    note(depot, user_name, reason)
    depot.state = State.PURGE
    depot.file_name = WIPED
    depot.answers, depot.counts, depot.head = {}, {}, {}
    depot.verdict = depot.message = depot.proposal = None
    depot.periods = []
    _wipe_rows(depot)
    _wipe_profile(depot)
    _wipe_words(depot)
    model.Session.commit()
    remove_files(depot)


def _wipe_words(depot: Depot) -> None:
    """What was said of the data when it was published."""
    said = sa.update(Publication).where(Publication.depot_id == depot.id)
    model.Session.execute(said.values(precisions=None))


def remove_files(depot: Depot) -> None:
    for location in depot.files.values():
        storage.remove(location)
    depot.files = {}
    model.Session.commit()


def finish_purges() -> int:
    """Delete the files that an interrupted purge has left."""
    query = sa.select(Depot).where(Depot.state == State.PURGE, Depot.files != {})
    left = list(model.Session.scalars(query))
    for depot in left:
        remove_files(depot)
    return len(left)


def remove_unclaimed() -> int:
    """Delete the raw files, older than a day, of dépôts that were never recorded.

    A process that dies while it receives a file leaves one that no purge would find (law 1).
    """
    old = dict(storage.raw_files(now().date() - timedelta(days=1)))
    known = set(model.Session.scalars(sa.select(Depot.id).where(Depot.id.in_(list(old)))))
    unclaimed = [location for identifier, location in old.items() if identifier not in known]
    for location in unclaimed:
        storage.remove(location)
    return len(unclaimed)


def _wipe_rows(depot: Depot) -> None:
    """Rows whose last version came from it; their identifiers stay taken (law 5)."""
    wiped = sa.update(Ligne).where(Ligne.depot_id == depot.id, Ligne.state != LigneState.PUBLIEE)
    model.Session.execute(
        wiped.values(
            public={},
            internal={},
            key=None,
            lon=None,
            lat=None,
            state=LigneState.RETIREE,
            held=None,
            modified=now(),
            retired=sa.func.coalesce(Ligne.retired, now()),
        )
    )


def _wipe_profile(depot: Depot) -> None:
    """The values it learnt may come from the file; which column is which field does not."""
    if depot.organisation_id and depot.gabarit:
        profil = model.Session.get(Profil, (depot.organisation_id, depot.gabarit))
        if profil is not None:
            profil.values, profil.modified = {}, now()
