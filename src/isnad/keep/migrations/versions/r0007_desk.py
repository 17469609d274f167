"""Seventh revision: people of the desk, their sessions, tokens and invitations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("person", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_people")),
    )
    _make_of_a_person("sessions", "session", sa.Column("last_seen", KEY, nullable=False))
    _make_of_a_person(
        "tokens",
        "token",
        sa.Column("role", KEY, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("invitation", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("expires", KEY, nullable=False),
        sa.Column("used", KEY),
        sa.Column("name", sa.Text()),
        sa.PrimaryKeyConstraint("invitation", name=op.f("pk_invitations")),
    )


def _make_of_a_person(table: str, key: str, *more: sa.Column[str]) -> None:
    op.create_table(
        table,
        sa.Column(key, KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("expires", KEY, nullable=False),
        *more,
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f(f"fk_{table}_person")),
    )
    op.create_index(op.f(f"ix_{table}_person"), table, ["person"])
