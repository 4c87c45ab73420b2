"""Third step: our own rows, the states of the dépôts, the profil d'import; one transaction."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal import storage
from ckanext.opendatacommunal.days import day_of
from ckanext.opendatacommunal.model import (
    Declaration,
    Depot,
    Ligne,
    LigneState,
    Profil,
    Publication,
    State,
)
from ckanext.opendatacommunal.publish.plan import DERIVE, FOLLOWED, PUBLISH, PURGE, Record, differs
from ckanext.opendatacommunal.publish.work import Work


def lignes(work: Work) -> None:
    """The caller commits, together with the note that this step is done."""
    for identifier in work.plan.retired:
        _retire(work, work.plan.known[identifier])
    for identifier, codes in work.plan.held.items():
        work.plan.known[identifier].held = codes
    for identifier, record in work.plan.aside.items():
        _set_aside(work, work.plan.known[identifier], record)
    for identifier, record in work.plan.public.items():
        _publish(work, work.plan.known[identifier], record)
    model.Session.flush()
    _settle(work)
    model.Session.flush()
    work.publication.facts = facts(work)


def facts(work: Work) -> dict[str, Any]:
    """What the metadata say of this scope; kept so that a consolidé need not count all rows."""
    public = sa.and_(work.scope.rows_of(Ligne), Ligne.state == LigneState.PUBLIEE)
    count, least, most = sa.func.count, sa.func.min, sa.func.max
    rows, located, issued, *box = model.Session.execute(
        sa.select(
            count(), count(Ligne.lon), least(Ligne.first_published),
            least(Ligne.lon), least(Ligne.lat), most(Ligne.lon), most(Ligne.lat),
        ).where(public)
    ).one()  # fmt: skip
    communes = model.Session.scalars(
        sa.select(Ligne.commune).where(public, Ligne.commune.is_not(None)).distinct()
    )
    periods = model.Session.scalars(sa.select(Ligne.period).where(public).distinct())
    return {
        "rows": rows,
        "located": located,
        "box": None if None in box else [float(each) for each in box],
        "issued": day_of(issued).isoformat() if issued else None,
        "communes": sorted(filter(None, communes)),
        "periods": sorted(filter(None, periods)),
        "versions": _versions(work, public),
        **_counted(work),
    }


def _versions(work: Work, public: sa.ColumnElement[bool]) -> list[str]:
    """Versions of the gabarit that the public rows were checked with."""
    if work.publication.kind == DERIVE:
        return [work.gabarit.version]
    of_rows = sa.select(Depot.gabarit_version).join(Ligne, Ligne.depot_id == Depot.id)
    return sorted(filter(None, model.Session.scalars(of_rows.where(public).distinct())))


def _counted(work: Work) -> dict[str, int]:
    """Rows set aside and corrections of the dépôts that are published."""
    counts = model.Session.scalars(
        sa.select(Depot.counts).where(work.scope.rows_of(Depot), Depot.state == State.PUBLIE)
    ).all()
    names = ("set_aside", "corrections")
    return {name: sum(each.get(name, 0) for each in counts) for name in names}


def _publish(work: Work, ligne: Ligne, record: Record) -> None:
    if differs(ligne, record):
        for name in FOLLOWED:
            setattr(ligne, name, record[name])
        ligne.modified = work.publication.started
    ligne.state, ligne.held, ligne.retired = LigneState.PUBLIEE, None, None
    ligne.first_published = ligne.first_published or work.publication.started
    ligne.depot_id = work.depot.id


def _set_aside(work: Work, ligne: Ligne, record: Record) -> None:
    """A row that is not public. One that was withdrawn stays so: its last version is a trace."""
    if ligne.state == LigneState.RETIREE:
        return
    for name in FOLLOWED:
        setattr(ligne, name, record[name])
    ligne.depot_id, ligne.modified = work.depot.id, work.publication.started


def _retire(work: Work, ligne: Ligne) -> None:
    ligne.state, ligne.held = LigneState.RETIREE, None
    ligne.retired = ligne.modified = work.publication.started
    if work.publication.kind == PURGE:
        # Its identifier stays, so that no other row takes it.
        ligne.public, ligne.internal, ligne.key = {}, {}, None
        ligne.lon = ligne.lat = None


def _settle(work: Work) -> None:
    if work.publication.kind == DERIVE:
        return
    if work.publication.kind != PUBLISH:
        if work.publication.kind != PURGE:
            work.depot.state = State.RETIRE
        return
    _take_over(work)
    work.depot.state, work.depot.published = State.PUBLIE, work.publication.started
    _save_profile(work)
    declared = model.Session.get(Declaration, (work.scope.organisation_id, work.scope.gabarit))
    if declared is not None:
        model.Session.delete(declared)


def _take_over(work: Work) -> None:
    """From now on this dépôt answers for its periods; one that answers for none is replaced.

    Where rows accumulate, an earlier dépôt answers for its rows as long as one is public.
    """
    work.depot.periods = sorted(work.plan.periods)
    others = sa.select(Depot).where(
        work.scope.rows_of(Depot), Depot.state == State.PUBLIE, Depot.id != work.depot.id
    )
    for depot in model.Session.scalars(others).all():
        if work.gabarit.incremental:
            left = _has_public_rows(work, depot)
        else:
            left = [each for each in depot.periods if each not in work.plan.periods]
            depot.periods = left
        if not left:
            depot.state, depot.replaced_by = State.REMPLACE, work.depot.id


def _has_public_rows(work: Work, depot: Depot) -> bool:
    of_depot = sa.and_(work.scope.rows_of(Ligne), Ligne.depot_id == depot.id)
    found = sa.select(Ligne.id).where(of_depot, Ligne.state == LigneState.PUBLIEE)
    return model.Session.scalars(found.limit(1)).first() is not None


def _save_profile(work: Work) -> None:
    location = work.depot.files.get("profil")
    if location is None:
        return
    content = storage.load_json(location)
    key = (work.scope.organisation_id, work.scope.gabarit)
    profil = model.Session.get(Profil, key)
    if profil is None:
        profil = Profil(organisation_id=key[0], gabarit=key[1])
        model.Session.add(profil)
    profil.columns, profil.values = content["columns"], content["values"]
    profil.modified = work.publication.started


def latest(gabarit: str) -> list[Publication]:
    """The last publication of each scope of the gabarit that has changed our rows."""
    query = (
        sa.select(Publication)
        .where(Publication.gabarit == gabarit, Publication.facts.is_not(None))
        .order_by(
            Publication.organisation_id,
            Publication.source,
            Publication.number.desc(),
        )
        .distinct(Publication.organisation_id, Publication.source)
    )
    return list(model.Session.scalars(query))
