"""Sixth revision: what incidents are mapped, listed and filtered by, and what was known of them when.

Incidents keep their names; everything is weighed anew the next time, which fills the new columns.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MAPPED = ["first_known", "origins", "is_contested", "gravity", "lat", "lon", "precision", "family", "claims"]
_HELD = "claims > 0"


def upgrade() -> None:
    """Add the columns and the tables."""
    for column in (*_incident_columns(), *_toll_columns(), *_last_columns()):
        op.add_column("incidents", column)
    for column in _claim_columns():
        op.add_column("incident_claims", column)
    op.create_table(
        "incident_actors",
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("page_day", KEY, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "role", "position", name=op.f("pk_incident_actors")),
        sqlite_with_rowid=False,
    )
    _make_indices()
    op.execute("DELETE FROM weighings")


def _incident_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("first_known", KEY, nullable=False, server_default=""),
        sa.Column("is_contested", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("factuality", KEY, nullable=False, server_default=""),
        *(sa.Column(name, KEY) for name in ("family", "precision", "place_id")),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("cell", sa.Integer()),
        sa.Column("gravity", KEY, nullable=False, server_default=""),
    ]


def _toll_columns() -> list[sa.Column[Any]]:
    tolls = ("fatalities", "injured", "displaced")
    return [sa.Column(f"{toll}_{end}", sa.BigInteger()) for toll in tolls for end in ("low", "high")]


def _last_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("lead", KEY),
        sa.Column("place", sa.Text()),
        sa.Column("toll_words", sa.Text(), nullable=False, server_default="{}"),
    ]


def _claim_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("incident", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("claim", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("received", KEY, nullable=False, server_default=""),
        sa.Column("article_id", KEY, nullable=False, server_default=""),
        sa.Column("outlet", sa.Text()),
    ]


def _make_indices() -> None:
    _index("ix_incidents_days", ["page_day", "number", *_MAPPED, "type", "country", "admin1"])
    _index("ix_incidents_kinds", ["type", "country", "admin1", "page_day", *_MAPPED, "number"])
    _index("ix_incidents_cells", ["cell", "place_id", "page_day", *_MAPPED, "number"])
    for name in ("type", "family", "country", "admin1", "place_id"):
        _index(f"ix_incidents_{name}", [name, "page_day", "number"])
    for table, columns in (
        ("incident_claims", ["claim", "incident"]),
        ("incident_claims", ["incident", "received", "origin"]),
        ("incident_actors", ["actor", "role", "page_day", "incident"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def _index(name: str, columns: list[str]) -> None:
    where = sa.text(_HELD)
    op.create_index(name, "incidents", columns, sqlite_where=where, postgresql_where=where)
