"""Fifth revision: what is kept of a weighing, so that one more article touches its neighbourhood alone.

A link is told apart by the features of its two accounts, which are kept now; it need not repeat them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; incidents keep their names, and everything is weighed anew the next time."""
    op.drop_column("incidents", "links")
    op.add_column("incident_claims", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "accounts",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_article_id"), "accounts", ["article_id"])
    op.create_table(
        "blocks",
        sa.Column("block", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("block", "claim_id", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("one", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_other"), "links", ["other"])
    op.create_table(
        "unweighed",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_unweighed")),
    )
    op.create_table(
        "weighings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("knowledge", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_weighings")),
    )
    op.execute("INSERT INTO unweighed (article_id, number) SELECT article_id, 1 FROM articles")
