"""Fourth revision: who an article says it is by. Versions that are there keep none until they are parsed again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text()


def upgrade() -> None:
    """Add the column."""
    op.add_column("versions", sa.Column("byline", WORDS, nullable=True))
