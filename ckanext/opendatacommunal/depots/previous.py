"""What the pipeline is told of the rows that are already there."""

from __future__ import annotations

import csv
from pathlib import Path

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal.depots.scope import Scope
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import Ligne, LigneState

PUBLISHED = "_publiee"
"""Column of the previous rows: `oui` when the row is public, `non` when it was only set aside or
was withdrawn: it takes its identifier back when it comes again (law 5)."""

ERASED = sa.and_(Ligne.state == LigneState.RETIREE, Ligne.public == {})
"""Rows that a purge has emptied: nothing is left to know them by."""


def write_previous(scope: Scope, gabarit: Gabarit, path: Path) -> bool:
    """Rows of the scope, internal columns included; False (and no file) when there are none."""
    query = (
        sa.select(Ligne.public, Ligne.internal, Ligne.state)
        .where(scope.rows_of(Ligne), sa.not_(ERASED))
        .order_by(Ligne.identifier)
    )
    rows = model.Session.execute(query).all()
    if not rows:
        return False
    names = [field.name for field in gabarit.fields]
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow([*names, PUBLISHED])
        for public, internal, state in rows:
            known = gabarit.migration.row({**public, **internal})
            said = "oui" if state == LigneState.PUBLIEE else "non"
            writer.writerow([*(known.get(name) for name in names), said])
    return True


def write_reserved(scope: Scope, path: Path) -> bool:
    """Identifiers that no row of this scope may take: other owners' ones, erased ones (law 5)."""
    query = (
        sa.select(Ligne.identifier)
        .where(
            Ligne.gabarit == scope.gabarit,
            sa.or_(sa.not_(scope.rows_of(Ligne)), ERASED),
        )
        .order_by(Ligne.identifier)
    )
    identifiers = model.Session.scalars(query).all()
    if not identifiers:
        return False
    path.write_text("".join(f"{each}\n" for each in identifiers), encoding="utf-8")
    return True
