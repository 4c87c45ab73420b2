"""First tables

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EMPTY_OBJECT = sa.text("'{}'")
EMPTY_LIST = sa.text("'[]'")


def upgrade() -> None:
    op.create_table(
        "opendatacommunal_commune",
        sa.Column("insee", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("siren", sa.Text),
        sa.Column("epci", sa.Text),
        sa.Column("population", sa.BigInteger),
        sa.Column("agents", sa.BigInteger),
        sa.Column("postcodes", JSONB, nullable=False, server_default=EMPTY_LIST),
        sa.Column("old_codes", JSONB, nullable=False, server_default=EMPTY_LIST),
        sa.Column("organisation_id", sa.Text, unique=True),
        sa.Column("polygon", JSONB),
    )
    op.create_index("ix_opendatacommunal_commune_epci", "opendatacommunal_commune", ["epci"])
    op.create_table(
        "opendatacommunal_referent",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("organisation_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("deputy_id", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
    )
    op.create_index(
        "ix_opendatacommunal_referent_organisation_id",
        "opendatacommunal_referent",
        ["organisation_id"],
    )
    _depot()
    _ligne()
    _publication()
    op.create_table(
        "opendatacommunal_profil",
        sa.Column("organisation_id", sa.Text, primary_key=True),
        sa.Column("gabarit", sa.Text, primary_key=True),
        sa.Column("columns", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("values", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "opendatacommunal_declaration",
        sa.Column("organisation_id", sa.Text, primary_key=True),
        sa.Column("gabarit", sa.Text, primary_key=True),
        sa.Column("declared_by", sa.Text),
        sa.Column("declared", sa.DateTime(timezone=True), nullable=False),
    )


def _scope() -> list[sa.Column[Any]]:
    return [
        sa.Column("source", sa.Text, nullable=False, server_default="principal"),
        sa.Column("period", sa.Text, nullable=False, server_default=""),
    ]


def _depot() -> None:
    op.create_table(
        "opendatacommunal_depot",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("gabarit", sa.Text),
        sa.Column("gabarit_version", sa.Text),
        sa.Column("organisation_id", sa.Text),
        sa.Column("commune", sa.Text),
        *_scope(),
        sa.Column("state", sa.Text, nullable=False, server_default="recu"),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("created_by", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked", sa.DateTime(timezone=True)),
        sa.Column("published", sa.DateTime(timezone=True)),
        sa.Column("answers", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("waived", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("counts", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("head", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("verdict", sa.Text),
        sa.Column("message", sa.Text),
        sa.Column("scope_version", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("files", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("proposal", JSONB),
        sa.Column("replaced_by", sa.Text),
        sa.Column("closed", JSONB),
    )
    op.create_index(
        "idx_opendatacommunal_depot_owner",
        "opendatacommunal_depot",
        ["organisation_id", "gabarit", "state"],
    )
    op.create_index("idx_opendatacommunal_depot_created", "opendatacommunal_depot", ["created"])


def _ligne() -> None:
    op.create_table(
        "opendatacommunal_ligne",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("gabarit", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Text, nullable=False),
        *_scope(),
        sa.Column("commune", sa.Text),
        sa.Column("identifier", sa.Text, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("public", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("internal", JSONB, nullable=False, server_default=EMPTY_OBJECT),
        sa.Column("lon", sa.Float(53)),
        sa.Column("lat", sa.Float(53)),
        sa.Column("state", sa.Text, nullable=False, server_default="publiee"),
        sa.Column("held", JSONB),
        sa.Column("depot_id", sa.Text),
        sa.Column("first_published", sa.DateTime(timezone=True)),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired", sa.DateTime(timezone=True)),
        sa.UniqueConstraint(
            "gabarit", "identifier", name="uq_opendatacommunal_ligne_gabarit_identifier"
        ),
    )
    op.create_index(
        "idx_opendatacommunal_ligne_scope",
        "opendatacommunal_ligne",
        ["gabarit", "organisation_id", "source", "period"],
    )
    op.create_index(
        "idx_opendatacommunal_ligne_commune", "opendatacommunal_ligne", ["commune", "gabarit"]
    )


def _publication() -> None:
    op.create_table(
        "opendatacommunal_publication",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False, server_default="publish"),
        sa.Column("gabarit", sa.Text, nullable=False),
        sa.Column("organisation_id", sa.Text, nullable=False),
        *_scope(),
        sa.Column("depot_id", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("number", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("step", sa.Text, nullable=False, server_default=""),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("rows", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("added", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("changed", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("removed", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("facts", JSONB),
        sa.Column("precisions", sa.Text),
        sa.UniqueConstraint(
            "gabarit",
            "organisation_id",
            "source",
            "period",
            "number",
            name="uq_opendatacommunal_publication_scope_number",
        ),
    )
    op.create_index(
        "idx_opendatacommunal_publication_unfinished",
        "opendatacommunal_publication",
        ["finished"],
    )


def downgrade() -> None:
    for table in (
        "declaration",
        "profil",
        "publication",
        "ligne",
        "depot",
        "referent",
        "commune",
    ):
        op.drop_table(f"opendatacommunal_{table}")
