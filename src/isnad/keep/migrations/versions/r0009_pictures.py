"""Ninth revision: perceptual hashes of pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pictures",
        sa.Column("capture", KEY, nullable=False),
        sa.Column("print", KEY),
        sa.Column("quality", sa.Integer()),
        sa.PrimaryKeyConstraint("capture", name=op.f("pk_pictures")),
        sa.ForeignKeyConstraint(["capture"], ["captures.sha256"], name=op.f("fk_pictures_capture")),
    )
