"""The public rows of a commune for a gabarit, as an anonymous visitor may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import Commune, Ligne, LigneState

MOST_ROWS = 1000
"""More would make a page that no telephone likes; the rest is in the file."""

Row = dict[str, str]
"""Public field → text, empty ones left out."""

LIGNE = Ligne.__table__


@dataclass(frozen=True)
class Source:
    """One organisation with public rows there, and its dataset. `digest` changes with any row."""

    organisation_id: str
    name: str
    title: str
    dataset: str
    licence: str
    modified: date
    rows: int
    digest: str


def find_commune(code: str) -> Commune | None:
    """The commune of this site with that code; an old code or an arrondissement's will do."""
    current = communes.current(code) if code else None
    return model.Session.get(Commune, current) if current else None


def find_sources(commune: Commune, gabarit: Gabarit) -> list[Source]:
    """Those who own public rows there, by name; empty when nothing is public.

    Cheap, so that it can be asked before each answer: enough to tell whether a copy is still good.
    """
    line = LIGNE.c.identifier + LIGNE.c.public.cast(sa.Text)
    found = model.Session.execute(
        sa.select(
            LIGNE.c.organisation_id,
            sa.func.count(),
            sa.func.max(LIGNE.c.modified),
            sa.func.md5(sa.func.string_agg(line, aggregate_order_by(sa.text("','"), line))),
        )
        .where(*_there(commune, gabarit))
        .group_by(LIGNE.c.organisation_id)
    )
    sources = [
        _source(gabarit, organisation_id, rows, modified.date(), digest)
        for organisation_id, rows, modified, digest in found
    ]
    return sorted((each for each in sources if each), key=lambda each: each.name)


def find_rows(commune: Commune, gabarit: Gabarit, sources: list[Source]) -> list[Row]:
    """The public rows of these owners, by identifier, `MOST_ROWS` at most."""
    found = model.Session.scalars(
        sa.select(LIGNE.c.public)
        .where(
            *_there(commune, gabarit),
            LIGNE.c.organisation_id.in_([source.organisation_id for source in sources]),
        )
        .order_by(LIGNE.c.identifier)
        .limit(MOST_ROWS)
    )
    public = {field.name for field in gabarit.public_fields}
    return [
        {name: str(value) for name, value in row.items() if name in public and value}
        for row in found
    ]


def _there(commune: Commune, gabarit: Gabarit) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        LIGNE.c.gabarit == gabarit.slug,
        LIGNE.c.commune == commune.insee,
        LIGNE.c.state == LigneState.PUBLIEE,
    )


def _source(
    gabarit: Gabarit, organisation_id: str, rows: int, modified: date, digest: str
) -> Source | None:
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
        rows=rows,
        digest=digest,
    )


def _visible_to_all(package: model.Package) -> bool:
    """As nobody, whoever asks: a widget shows the same to all."""
    if package.state != model.State.ACTIVE or package.private:
        return False
    try:
        return tk.check_access("package_show", {"user": ""}, {"id": package.id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
