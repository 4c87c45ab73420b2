"""What the geocoder said

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opendatacommunal_geocodage",
        sa.Column("base", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("candidates", JSONB, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("complete", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("opendatacommunal_geocodage")
