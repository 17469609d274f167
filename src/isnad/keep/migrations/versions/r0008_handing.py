"""Eighth revision: filters that people keep, hooks on them, what their receivers know and how deliveries went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _make_filters()
    _make_hooks()
    _make_states()
    _make_tries()


def _make_filters() -> None:
    op.create_table(
        "saved_filters",
        sa.Column("filter", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("filter", name=op.f("pk_saved_filters")),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name=op.f("fk_saved_filters_person")),
    )
    op.create_index(op.f("ix_saved_filters_person"), "saved_filters", ["person"])


def _make_hooks() -> None:
    op.create_table(
        "hooks",
        sa.Column("hook", KEY, nullable=False),
        sa.Column("filter", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("off", KEY),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False, server_default=sa.false()),
        *(sa.Column(name, KEY) for name in ("walked", "walked_at", "walking")),
        sa.Column("cursor", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False, server_default=sa.text("0")),
        *(sa.Column(name, KEY) for name in ("failing_since", "not_before", "leased_until")),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hook", name=op.f("pk_hooks")),
        sa.ForeignKeyConstraint(["filter"], ["saved_filters.filter"], name=op.f("fk_hooks_filter")),
    )
    op.create_index(op.f("ix_hooks_filter"), "hooks", ["filter"])


def _make_states() -> None:
    op.create_table(
        "hook_states",
        sa.Column("hook", KEY, nullable=False),
        sa.Column("incident_id", KEY, nullable=False),
        *(sa.Column(name, KEY) for name in ("seen", "known", "due", "since")),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", KEY),
        sa.Column("deliveries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hook", "incident_id", name=op.f("pk_hook_states")),
        sa.ForeignKeyConstraint(["hook"], ["hooks.hook"], name=op.f("fk_hook_states_hook")),
    )
    op.create_index(op.f("ix_hook_states_hook_next_try"), "hook_states", ["hook", "next_try"])


def _make_tries() -> None:
    op.create_table(
        "hook_tries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hook", KEY, nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in ("at", "message", "kind")),
        sa.Column("incident_id", KEY),
        sa.Column("status", sa.Integer()),
        sa.Column("outcome", KEY, nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_hook_tries")),
        sa.ForeignKeyConstraint(["hook"], ["hooks.hook"], name=op.f("fk_hook_tries_hook")),
    )
    op.create_index(op.f("ix_hook_tries_hook_number"), "hook_tries", ["hook", "number"])
