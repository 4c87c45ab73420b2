"""The DataStore tables: one an organisation's dataset, one a consolidé. Public columns only.

They are made by `datastore_create`, so that they are like any other of CKAN's, and written by SQL
of our own on CKAN's write engine, so that several of them change in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.opendatacommunal.gabarits import CONSOLIDE_COLUMNS, Field, Gabarit

TYPES: dict[str, tuple[str, Any]] = {
    "number": ("numeric", sa.Numeric()),
    "integer": ("int8", sa.BigInteger()),
    "year": ("int4", sa.Integer()),
    "date": ("date", sa.Date()),
}
"""Type of a Table Schema → type of the column; all others are text (`oui` and `non` stay words)."""
TEXT = ("text", sa.Text())

ID = "_id"
LIGNE = "_ligne"
"""Column that names a row where the Table Schema has none for it. CKAN neither shows nor dumps a
column whose name begins so; files have the columns of the schema only."""
FULL_TEXT = "_full_text"
BATCH = 2000


@dataclass(frozen=True)
class Table:
    """A DataStore table: `columns` name → SQL type, in order, as files have them; `key` names a
    row, and may be none of them (`LIGNE`)."""

    resource_id: str
    columns: Mapping[str, Any]
    key: str

    @property
    def stored(self) -> dict[str, Any]:
        """All columns that we write: those of files, and the key."""
        return {**self.columns, self.key: self.columns.get(self.key, TEXT[1])}

    @property
    def sql(self) -> sa.TableClause:
        named = [sa.column(name, kind) for name, kind in self.stored.items()]
        return sa.table(
            self.resource_id,
            sa.column(ID, sa.Integer()),
            sa.column(FULL_TEXT, sa.Text()),
            *named,
        )


@dataclass(frozen=True)
class Changes:
    """Rows of a table that a transaction added, changed and removed; `rows` there are now."""

    rows: int
    added: int
    changed: int
    removed: int


def table(gabarit: Gabarit, resource_id: str, *, consolide: bool) -> Table:
    types = _types(gabarit)
    columns = {field.name: types.get(field.name, TEXT)[1] for field in gabarit.public_fields}
    if consolide:
        columns |= dict.fromkeys(CONSOLIDE_COLUMNS, TEXT[1])
    return Table(resource_id, columns, key_of(gabarit))


def key_of(gabarit: Gabarit) -> str:
    """The column that names a row: the public one with role `identifier`, else our own."""
    key = gabarit.role("identifier")
    return LIGNE if key is None or gabarit[key].internal else key


def ensure(gabarit: Gabarit, resource_id: str, *, consolide: bool) -> None:
    """Make the table, or its columns that a newer version of the gabarit brought."""
    wanted = table(gabarit, resource_id, consolide=consolide)
    existing = _renamed(gabarit, resource_id, _existing_columns(resource_id))
    if set(wanted.stored) <= existing:
        return
    tk.get_action("datastore_create")(
        site_context(),
        {
            "resource_id": resource_id,
            "force": True,
            "fields": _fields(gabarit, consolide),
            "primary_key": [wanted.key] if wanted.key in wanted.columns else None,
            "indexes": ["commune_insee"] if consolide else [],
            "calculate_record_count": False,
        },
    )
    if wanted.key == LIGNE:
        _add_key(resource_id)


def _renamed(gabarit: Gabarit, resource_id: str, existing: set[str]) -> set[str]:
    """Columns that have another name since an older version take it with all their rows, those of
    other organisations too, which nobody hands in again today."""
    quote = postgresql.dialect().identifier_preparer.quote
    for old, new in gabarit.migration.names.items():
        if old in existing and new not in existing:
            statement = (
                f"ALTER TABLE {quote(resource_id)} RENAME COLUMN {quote(old)} TO {quote(new)}"
            )
            with get_write_engine().begin() as connection:
                connection.execute(sa.DDL(statement.replace("%", "%%")))
            existing = {*existing, new} - {old}
    return existing


def _add_key(resource_id: str) -> None:
    """CKAN makes no column whose name begins with `_`; it leaves one that is there."""
    with get_write_engine().begin() as connection:
        connection.execute(
            sa.DDL(f'ALTER TABLE "{resource_id}" ADD COLUMN IF NOT EXISTS {LIGNE} text UNIQUE')
        )


def site_context() -> Context:
    """For CKAN's actions that nobody asked for: past all locks, as the site itself."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"ignore_auth": True, "user": site["name"]}


def load(connection: sa.Connection, wanted: Table, rows: Iterable[Mapping[str, Any]]) -> Any:
    """Put the rows, as text and in their order, in a table of the transaction; give it back."""
    made = sa.Table(
        "opendatacommunal_wanted",
        sa.MetaData(),
        sa.Column("n", sa.BigInteger),
        *(sa.Column(name, sa.Text) for name in wanted.stored),
        sa.Index(None, wanted.key),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    made.create(connection)
    batch: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        batch.append({"n": number, **{name: _text(row.get(name)) for name in wanted.stored}})
        if len(batch) == BATCH:
            connection.execute(made.insert(), batch)
            batch = []
    if batch:
        connection.execute(made.insert(), batch)
    return made


def gone(connection: sa.Connection, part: Table, wanted: Any, more: Iterable[str]) -> list[str]:
    """Keys of the rows that leave: those of `part` that are not wanted, and `more`."""
    mine, key = part.sql, part.key
    query = sa.select(mine.c[key]).where(~sa.exists().where(wanted.c[key] == mine.c[key]))
    return sorted({*connection.scalars(query), *more})


def apply(
    connection: sa.Connection, target: Table, wanted: Any, leaving: Sequence[str]
) -> tuple[int, int, int]:
    """Bring `target` to the wanted rows; touch nothing else. (added, changed, removed)"""
    mine, key = target.sql, target.key
    cast = {
        name: sa.cast(wanted.c[name], kind) if kind is not TEXT[1] else wanted.c[name]
        for name, kind in target.stored.items()
    }
    removed = connection.execute(sa.delete(mine).where(mine.c[key].in_(leaving))).rowcount
    differs = sa.or_(
        *(
            sa.cast(mine.c[name], sa.Text).is_distinct_from(wanted.c[name])
            for name in target.stored
            if name != key
        )
    )
    # The trigger of CKAN fills the full text again where it is null.
    changed = connection.execute(
        sa.update(mine)
        .values({**cast, FULL_TEXT: None})
        .where(mine.c[key] == wanted.c[key], differs)
    ).rowcount
    added = connection.execute(_insert(mine, wanted, cast, key)).rowcount
    # For whoever writes without us, a sysadmin by hand.
    last = sa.select(sa.func.coalesce(sa.func.max(mine.c[ID]), 0) + 1).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(f'"{target.resource_id}"', ID)
    connection.execute(sa.select(sa.func.setval(sequence, last, False)))
    return added, changed, removed


def _insert(mine: Any, wanted: Any, cast: Mapping[str, Any], key: str) -> sa.Insert:
    """New rows after the last one, numbered here: a sequence leaves holes when a writer dies."""
    last = sa.select(sa.func.coalesce(sa.func.max(mine.c[ID]), 0)).scalar_subquery()
    position = sa.func.row_number().over(order_by=wanted.c.n)
    new = sa.select(last + position, *cast.values()).where(
        ~sa.exists().where(mine.c[key] == wanted.c[key])
    )
    return sa.insert(mine).from_select([ID, *cast], new)


def count(connection: sa.Connection, target: Table, delta: int) -> None:
    """Keep CKAN's cached number of rows right without counting the table."""
    connection.execute(
        sa.text(
            "UPDATE _table_stats SET stats = jsonb_set(stats, '{rows}',"
            " to_jsonb((stats->>'rows')::bigint + :delta)) WHERE resource_id = :resource"
            " AND stats ? 'rows'"
        ),
        {"delta": delta, "resource": target.resource_id},
    )


def update_stats(resource_id: str) -> None:
    """Statistics of PostgreSQL, and CKAN's cached number of rows where there is none yet."""
    with get_write_engine().begin() as connection:
        connection.execute(
            sa.text("SELECT update_table_stats(:resource)"), {"resource": resource_id}
        )


def _types(gabarit: Gabarit) -> dict[str, tuple[str, Any]]:
    return {each["name"]: TYPES.get(each.get("type"), TEXT) for each in gabarit.schema["fields"]}


def _fields(gabarit: Gabarit, consolide: bool) -> list[dict[str, Any]]:
    types = _types(gabarit)
    fields = [_field(field, types.get(field.name, TEXT)[0]) for field in gabarit.public_fields]
    if consolide:
        fields += [
            {"id": name, "type": TEXT[0], "info": {"label": label, "notes": notes}}
            for name, (label, notes) in CONSOLIDE_COLUMNS.items()
        ]
    return fields


def _field(field: Field, kind: str) -> dict[str, Any]:
    info = {"label": field.title, "notes": field.description}
    return {"id": field.name, "type": kind, "info": info}


def _existing_columns(resource_id: str) -> set[str]:
    query = sa.text(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = :name"
    )
    with get_write_engine().connect() as connection:
        return set(connection.scalars(query, {"name": resource_id}))


def _text(value: Any) -> str | None:
    """An empty cell is null; PostgreSQL keeps no NUL."""
    return str(value).replace("\x00", "") if value not in (None, "") else None
