"""Third revision: incidents with what they are listed by; a claim stands in one of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables anew: nothing was written to them before."""
    op.drop_table("incident_claims")
    op.drop_table("incidents")
    op.create_table(
        "incidents",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("incident_id", KEY, nullable=False),
        sa.Column("merged_into", KEY),
        sa.Column("type", KEY, nullable=False),
        sa.Column("page_day", KEY, nullable=False),
        sa.Column("first_day", KEY),
        sa.Column("last_day", KEY),
        sa.Column("country", KEY),
        sa.Column("admin1", KEY),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents")),
        sa.UniqueConstraint("incident_id", name=op.f("uq_incidents_incident_id")),
    )
    op.create_index("ix_incidents_page", "incidents", ["page_day", "number"])
    op.create_table(
        "incident_claims",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("incident_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.claim_id"], name=op.f("fk_incident_claims_claim_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_claims_incident_id")
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_incident_claims")),
    )
    op.create_index(op.f("ix_incident_claims_incident_id"), "incident_claims", ["incident_id"])
