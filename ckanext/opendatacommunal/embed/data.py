"""The public rows of a commune for a gabarit, as an anonymous visitor may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.days import day_of
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import Commune, Ligne, LigneState, Publication

MOST_ROWS = 1000
"""More would make a page that no telephone likes; the rest is in the file."""

Row = dict[str, str]
"""Public field → text, empty ones left out."""

LIGNE = Ligne.__table__


@dataclass(frozen=True)
class Source:
    """One organisation with public rows there, and its dataset.

    `version`: the publications its rows there come from; another one as soon as a row changes.
    """

    organisation_id: str
    name: str
    title: str
    dataset: str
    licence: str
    modified: date
    version: str


def find_commune(code: str) -> Commune | None:
    """The commune of this site with that code; an old code or an arrondissement's will do."""
    current = communes.current(code) if code else None
    return model.Session.get(Commune, current) if current else None


def find_sources(commune: Commune, gabarit: Gabarit) -> list[Source]:
    """Those who own public rows there, by name; empty when nothing is public.

    Cheap, so that it can be asked before each answer: enough to tell whether a copy is still good.
    """
    last = _last_publications(gabarit)
    version = sa.func.string_agg(last.c.id, aggregate_order_by(sa.text("','"), last.c.id))
    found = model.Session.execute(
        sa.select(last.c.organisation_id, sa.func.max(last.c.started), version)
        .where(last.c.facts["communes"].contains([commune.insee]))
        .group_by(last.c.organisation_id)
    )
    sources = [
        _source(gabarit, organisation_id, day_of(modified), version)
        for organisation_id, modified, version in found
    ]
    return sorted((each for each in sources if each), key=lambda each: each.name)


def find_rows(commune: Commune, gabarit: Gabarit, sources: list[Source]) -> list[Row]:
    """The public rows of these owners, by identifier, `MOST_ROWS` at most."""
    found = model.Session.scalars(
        sa.select(LIGNE.c.public)
        .where(*_of(commune, gabarit, sources))
        .order_by(LIGNE.c.identifier)
        .limit(MOST_ROWS)
    )
    public = {field.name for field in gabarit.public_fields}
    return [
        {name: str(value) for name, value in row.items() if name in public and value}
        for row in found
    ]


def count_rows(commune: Commune, gabarit: Gabarit, sources: list[Source]) -> int:
    """How many public rows these owners have there."""
    counted = sa.select(sa.func.count()).where(*_of(commune, gabarit, sources))
    return model.Session.scalar(counted) or 0


def _last_publications(gabarit: Gabarit) -> sa.Subquery:
    """Of each scope. Rows change with a publication and in the same transaction as its facts."""
    table = Publication.__table__
    scope = (table.c.organisation_id, table.c.source)
    return (
        sa.select(table.c.id, table.c.organisation_id, table.c.started, table.c.facts)
        .where(table.c.gabarit == gabarit.slug, table.c.facts.is_not(None))
        .order_by(*scope, table.c.number.desc())
        .distinct(*scope)
        .subquery()
    )


def _of(
    commune: Commune, gabarit: Gabarit, sources: list[Source]
) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        LIGNE.c.gabarit == gabarit.slug,
        LIGNE.c.commune == commune.insee,
        LIGNE.c.state == LigneState.PUBLIEE,
        LIGNE.c.organisation_id.in_([source.organisation_id for source in sources]),
    )


def _source(gabarit: Gabarit, organisation_id: str, modified: date, version: str) -> Source | None:
    """None when an anonymous visitor may not see the organisation's dataset."""
    organisation = model.Group.get(organisation_id)
    if organisation is None:
        return None
    package = lookup.dataset_of(gabarit.slug, organisation_id)
    if package is None or not _visible_to_all(package):
        return None
    published = str(package.extras.get("modified") or "")[:10]
    return Source(
        organisation_id=organisation_id,
        name=organisation.name,
        title=organisation.title or organisation.name,
        dataset=package.name,
        licence=package.license_id or "",
        modified=date.fromisoformat(published) if published else modified,
        version=version,
    )


def _visible_to_all(package: model.Package) -> bool:
    """As nobody, whoever asks: a widget shows the same to all."""
    if package.state != model.State.ACTIVE or package.private:
        return False
    try:
        return tk.check_access("package_show", {"user": ""}, {"id": package.id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
