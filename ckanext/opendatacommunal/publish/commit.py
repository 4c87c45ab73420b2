"""Second step and only moment that readers notice: one transaction of the DataStore's database.

It changes the organisation's table and the consolidé, and leaves a mark in a schema of our own
(`opendatacommunal`), which the DataStore's reading role cannot see: the publication was committed,
and each of the two tables is at a new version. A run that finds the mark does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from ckan import model

from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.model import Commune, Ligne, LigneState
from ckanext.opendatacommunal.publish import datasets, locks, tables
from ckanext.opendatacommunal.publish.work import Work

SCHEMA = "opendatacommunal"
_marks = sa.MetaData(schema=SCHEMA)

PUBLICATION = sa.Table(
    "publication",
    _marks,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("gabarit", sa.Text, nullable=False),
    sa.Column("organisation_id", sa.Text, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("added", sa.BigInteger, nullable=False),
    sa.Column("changed", sa.BigInteger, nullable=False),
    sa.Column("removed", sa.BigInteger, nullable=False),
)
VERSION = sa.Table(
    "version",
    _marks,
    sa.Column("resource_id", sa.Text, primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("committed", sa.DateTime(timezone=True), nullable=False),
)


def commit(work: Work) -> None:
    part_id, whole_id = datasets.csv_of(work, part=True), datasets.csv_of(work, part=False)
    part = tables.table(work.gabarit, part_id, consolide=False)
    whole = tables.table(work.gabarit, whole_id, consolide=True)
    _make_marks()
    with get_write_engine().begin() as connection:
        # The consolidé has one writer at a time; the next one waits here, for a moment.
        number = locks.number("commit", work.gabarit.slug)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
        changes = _committed(connection, work.publication.id)
        if changes is None:
            changes = _write(connection, work, part, whole)
    for name in ("rows", "added", "changed", "removed"):
        setattr(work.publication, name, getattr(changes, name))


def is_committed(publication_id: str) -> bool:
    with get_write_engine().connect() as connection:
        if not _has_marks(connection):
            return False
        return _committed(connection, publication_id) is not None


def version(resource_id: str) -> tuple[int, Any] | None:
    """Number of the table's last version and when it was committed; None before the first one."""
    with get_write_engine().connect() as connection:
        if not _has_marks(connection):
            return None
        query = sa.select(VERSION.c.number, VERSION.c.committed)
        found = connection.execute(query.where(VERSION.c.resource_id == resource_id)).first()
    return (found.number, found.committed) if found else None


def _write(
    connection: sa.Connection, work: Work, part: tables.Table, whole: tables.Table
) -> tables.Changes:
    wanted = tables.load(connection, whole, _public_rows(work))
    leaving = tables.gone(connection, part, wanted, work.plan.retired)
    added, changed, removed = tables.apply(connection, part, wanted, leaving)
    tables.count(connection, part, added - removed)
    _bump(connection, work, part)
    more, _changed, less = tables.apply(connection, whole, wanted, leaving)
    tables.count(connection, whole, more - less)
    _bump(connection, work, whole)
    rows = connection.scalar(sa.select(sa.func.count()).select_from(part.sql)) or 0
    changes = tables.Changes(rows, added, changed, removed)
    connection.execute(
        PUBLICATION.insert().values(
            id=work.publication.id,
            gabarit=work.publication.gabarit,
            organisation_id=work.publication.organisation_id,
            rows=rows,
            added=added,
            changed=changed,
            removed=removed,
        )
    )
    return changes


def _public_rows(work: Work) -> Iterator[dict[str, Any]]:
    """All rows of the organisation as they will be public, those of its other scopes first."""
    owner = {
        "producteur": work.organisation.title or work.organisation.name,
        "producteur_siren": _siren(work),
    }
    elsewhere = sa.select(Ligne).where(
        Ligne.gabarit == work.scope.gabarit,
        Ligne.organisation_id == work.scope.organisation_id,
        Ligne.state == LigneState.PUBLIEE,
        sa.not_(work.scope.rows_of(Ligne)),
    )
    for ligne in [*model.Session.scalars(elsewhere.order_by(Ligne.identifier)), *work.plan.kept]:
        known = {tables.LIGNE: ligne.identifier, "commune_insee": ligne.commune, **owner}
        yield {**ligne.public, **known}
    for identifier, record in work.plan.public.items():
        known = {tables.LIGNE: identifier, "commune_insee": record["commune"], **owner}
        yield {**record["public"], **known}


def _siren(work: Work) -> str | None:
    commune: Commune | None = lookup.commune_of(work.organisation.id)
    return commune.siren if commune else lookup.extras_of(work.organisation).get("siren")


def _bump(connection: sa.Connection, work: Work, target: tables.Table) -> None:
    values = {"number": 1, "committed": work.publication.started}
    new = insert(VERSION).values(resource_id=target.resource_id, **values)
    connection.execute(
        new.on_conflict_do_update(
            index_elements=[VERSION.c.resource_id],
            set_={"number": VERSION.c.number + 1, "committed": new.excluded.committed},
        )
    )


def _committed(connection: sa.Connection, publication_id: str) -> tables.Changes | None:
    names = ("rows", "added", "changed", "removed")
    query = sa.select(*(PUBLICATION.c[name] for name in names))
    found = connection.execute(query.where(PUBLICATION.c.id == publication_id)).first()
    return tables.Changes(*found) if found else None


def _has_marks(connection: sa.Connection) -> bool:
    return sa.inspect(connection).has_table(VERSION.name, schema=SCHEMA)


def _make_marks() -> None:
    """Our schema in the DataStore's database, at the first publication."""
    with get_write_engine().begin() as connection:
        if _has_marks(connection):
            return
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(locks.number("marks"))))
        if not sa.inspect(connection).has_schema(SCHEMA):
            connection.execute(sa.schema.CreateSchema(SCHEMA))
        _marks.create_all(connection)
