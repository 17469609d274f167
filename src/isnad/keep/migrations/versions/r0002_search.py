"""Second revision: indices of words, and of what claims are filtered by in the order of pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from isnad.keep.indexing import rebuild

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CURRENT = "state = 'current'"
LASTING = "coalesce(first_day, '') <> page_day"
LONG = "coalesce(substr(first_day, 1, 7), '') <> substr(page_day, 1, 7)"


def upgrade() -> None:
    """Make the indices and fill them from the records that are there."""
    _pages()
    _parts("claim_places", "place_id")
    _parts("claim_actors", "actor")
    op.create_table(
        "article_rows",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.version_id"], name=op.f("fk_article_rows_version_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article_rows")),
        sa.UniqueConstraint("version_id", name=op.f("uq_article_rows_version_id")),
    )
    rebuild(op.get_bind())


def _pages() -> None:
    """Indices of claims that hold, in place of those of all; of the others; and of what lasts longer."""
    for name in ("page", "type", "admin1", "outlet"):
        op.drop_index(f"ix_claims_{name}", "claims")
    for name in ("page", "type", "admin1", "country", "outlet", "source", "factuality"):
        _page(name, *(() if name == "page" else (name,)), "page_day", "number")
    _page("past", "state", "page_day", "number", only="state <> 'current'")
    for name, only in (("lasting", LASTING), ("long", LONG)):
        _page(name, "page_day", "number", "first_day", "state", only=f"{CURRENT} AND {only}")


def _page(name: str, *columns: str, only: str = CURRENT) -> None:
    where = sa.text(only)
    op.create_index(f"ix_claims_{name}", "claims", list(columns), sqlite_where=where, postgresql_where=where)


def _parts(table: str, column: str) -> None:
    """The day by which pages are ordered beside a place or an actor, so that an index gives them in order."""
    op.add_column(table, sa.Column("page_day", KEY, nullable=False, server_default=""))
    op.execute(f"UPDATE {table} SET page_day = (SELECT c.page_day FROM claims c WHERE c.number = {table}.claim)")
    op.drop_index(f"ix_{table}_{column}_claim", table)
    op.create_index(f"ix_{table}_{column}_page_day_claim", table, [column, "page_day", "claim"])
