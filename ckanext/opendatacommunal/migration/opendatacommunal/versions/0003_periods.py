"""Each row has its period; a dépôt answers for several

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DEPOT, PUBLICATION = "opendatacommunal_depot", "opendatacommunal_publication"
UNIQUE = "uq_opendatacommunal_publication_scope_number"
SCOPE = ["gabarit", "organisation_id", "source"]


def upgrade() -> None:
    op.add_column(
        DEPOT, sa.Column("periods", JSONB, nullable=False, server_default=sa.text("'[]'"))
    )
    # Until now no gabarit had a period: what is published is the one without a name.
    depot = sa.table(DEPOT, sa.column("state"), sa.column("periods", JSONB))
    op.execute(depot.update().where(depot.c.state == "publie").values(periods=[""]))
    op.drop_column(DEPOT, "period")
    op.drop_constraint(UNIQUE, PUBLICATION)
    op.drop_column(PUBLICATION, "period")
    op.create_unique_constraint(UNIQUE, PUBLICATION, [*SCOPE, "number"])


def downgrade() -> None:
    for table in (DEPOT, PUBLICATION):
        op.add_column(table, sa.Column("period", sa.Text, nullable=False, server_default=""))
    op.drop_constraint(UNIQUE, PUBLICATION)
    op.create_unique_constraint(UNIQUE, PUBLICATION, [*SCOPE, "period", "number"])
    op.drop_column(DEPOT, "periods")
