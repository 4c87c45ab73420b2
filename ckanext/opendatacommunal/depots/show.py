"""What the actions give back of a dépôt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal.depots import access, lookup, scope
from ckanext.opendatacommunal.model import Depot, Ligne, LigneState, Publication, State
from ckanext.opendatacommunal.sheet.schemas import in_use


def short(depot: Depot) -> dict[str, Any]:
    """One line of a list."""
    return {
        "id": depot.id,
        "gabarit": depot.gabarit,
        "gabarit_title": _title(depot.gabarit),
        "gabarit_version": depot.gabarit_version,
        "organisation": organisation(depot.organisation_id),
        "commune": depot.commune,
        "source": depot.source,
        "periods": depot.periods,
        "state": depot.state,
        "file_name": depot.file_name,
        "sha256": depot.sha256,
        "size": depot.size,
        "created": moment(depot.created),
        "created_by": _user(depot.created_by),
        "checked": moment(depot.checked),
        "published": moment(depot.published),
        "counts": depot.counts,
        "verdict": depot.verdict,
        "message": depot.message,
        "replaced_by": depot.replaced_by,
    }


def whole(depot: Depot, person: access.Person) -> dict[str, Any]:
    """Everything a person who may see the dépôt is told of it."""
    publication = unfinished(depot)
    return {
        **short(depot),
        "answers": depot.answers,
        "waived": depot.waived,
        "closed": depot.closed,
        "report": _report(depot),
        "proposal": _proposal(depot),
        "dataset": _dataset(depot),
        "files": sorted(depot.files),
        "precisions": _precisions(depot),
        "withdrawal": _withdrawal(depot),
        "task": publication.kind if publication else None,
        "can": access.possible(person, depot),
    }


def organisation(identifier: str | None) -> dict[str, Any] | None:
    found = model.Session.get(model.Group, identifier) if identifier else None
    if found is None:
        return None
    return {"id": found.id, "name": found.name, "title": found.title or found.name}


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _report(depot: Depot) -> dict[str, Any] | None:
    """Without what is kept beside it for ourselves."""
    if not depot.head:
        return None
    return {name: value for name, value in depot.head.items() if name != "asked"}


def _title(slug: str | None) -> str | None:
    try:
        return lookup.gabarit(slug).title if slug else None
    except tk.ObjectNotFound:
        # The operator no longer uses it; its dépôts stay.
        return slug


def _withdrawal(depot: Depot) -> dict[str, Any] | None:
    """What withdrawing it would take away: `{rows, periods: {period: rows}, left}`; `left`: public
    rows of the organisation for this gabarit that stay. None when it cannot be withdrawn."""
    if depot.state != State.PUBLIE:
        return None
    try:
        incremental = lookup.gabarit_ever(str(depot.gabarit)).incremental
    except tk.ObjectNotFound:
        return None
    leaving = scope.answers_for(depot, incremental=incremental)
    counted = sa.select(Ligne.period, sa.func.count()).where(leaving).group_by(Ligne.period)
    periods = dict(model.Session.execute(counted.order_by(Ligne.period)).tuples().all())
    mine = sa.and_(
        Ligne.gabarit == depot.gabarit,
        Ligne.organisation_id == depot.organisation_id,
        Ligne.state == LigneState.PUBLIEE,
    )
    public = model.Session.scalar(sa.select(sa.func.count()).where(mine)) or 0
    rows = sum(periods.values())
    return {"rows": rows, "periods": periods, "left": public - rows}


def _precisions(depot: Depot) -> str:
    """What the producer last added to the description of these data."""
    query = sa.select(Publication.precisions).where(
        Publication.gabarit == depot.gabarit,
        Publication.organisation_id == depot.organisation_id,
        Publication.precisions.is_not(None),
    )
    return model.Session.scalars(query.order_by(Publication.started.desc())).first() or ""


def _dataset(depot: Depot) -> str | None:
    """Name of the dataset the rows are in; none when the operator no longer uses the gabarit."""
    if depot.state != State.PUBLIE or depot.gabarit not in {each.slug for each in in_use()}:
        return None
    found = lookup.dataset_of(str(depot.gabarit), str(depot.organisation_id))
    return found.name if found and found.state == "active" else None


def _user(identifier: str | None) -> str | None:
    user = model.Session.get(model.User, identifier) if identifier else None
    return user.name if user else None


def _proposal(depot: Depot) -> dict[str, Any] | None:
    if depot.proposal is None:
        return None
    proposed = depot.proposal.get("commune")
    try:
        owner = lookup.commune(proposed).organisation_id if proposed else None
    except tk.ObjectNotFound:
        owner = None
    return {**depot.proposal, "organisation": organisation(owner)}


def unfinished(depot: Depot) -> Publication | None:
    """The publication of the dépôt that has begun and has not ended."""
    query = sa.select(Publication).where(
        Publication.depot_id == depot.id, Publication.finished.is_(None)
    )
    return model.Session.scalars(query).first()
