"""First revision: all tables of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

# Written out here, not taken from `columns`: a revision stays as it was when the tables move on.
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WORDS = sa.Text()


def upgrade() -> None:
    """Make the tables, each after those that it refers to."""
    _articles()
    _captures()
    _findings()
    _incidents()
    _runs()
    _receipts()
    _versions()
    _claims()
    _readings()
    _claim_actors()
    _claim_places()
    _incident_claims()


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("current", KEY, nullable=True),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_articles")),
    )


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("version_id", KEY, nullable=True),
        sa.Column("parser", KEY, nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_captures")),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finding_id", KEY, nullable=False),
        sa.Column("subject_kind", KEY, nullable=False),
        sa.Column("subject_key", KEY, nullable=False),
        sa.Column("verdict", KEY, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("seen", KEY, nullable=True),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_findings")),
        sa.UniqueConstraint("finding_id", name=op.f("uq_findings_finding_id")),
    )
    op.create_index("ix_findings_subject", "findings", ["subject_key", "subject_kind", "number"], unique=False)
    op.create_index("ix_findings_verdict", "findings", ["verdict", "number"], unique=False)


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("incident_id", KEY, nullable=False),
        sa.Column("merged_into", KEY, nullable=True),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["incidents.incident_id"], name=op.f("fk_incidents_merged_into")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incidents")),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("command", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("started", KEY, nullable=False),
        sa.Column("ended", KEY, nullable=True),
        sa.Column("owner", WORDS, nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_state"), "runs", ["state"], unique=False)


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("capture", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("tool", WORDS, nullable=False),
        sa.Column("run", WORDS, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("previous", KEY, nullable=False),
        sa.Column("hash", KEY, nullable=False),
        sa.Column("found_key", KEY, nullable=False),
        sa.Column("url_key", KEY, nullable=True),
        sa.Column("found_at", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("final_url", WORDS, nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["captures.sha256"], name=op.f("fk_receipts_capture")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_capture"), "receipts", ["capture"], unique=False)
    op.create_index(op.f("ix_receipts_found_key"), "receipts", ["found_key"], unique=False)
    op.create_index(op.f("ix_receipts_url_key_number"), "receipts", ["url_key", "number"], unique=False)


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture", KEY, nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("parser", KEY, nullable=False),
        sa.Column("content", KEY, nullable=False),
        sa.Column("read_with", KEY, nullable=True),
        sa.Column("unreadable", sa.Boolean(), nullable=False),
        sa.Column("published", KEY, nullable=True),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("found_at", WORDS, nullable=False),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_versions_article_id")),
        sa.ForeignKeyConstraint(["capture"], ["captures.sha256"], name=op.f("fk_versions_capture")),
        sa.ForeignKeyConstraint(["receipt"], ["receipts.number"], name=op.f("fk_versions_receipt")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_versions")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_versions_article_id_number")),
    )
    op.create_index(op.f("ix_versions_capture"), "versions", ["capture"], unique=False)
    op.create_index("ix_versions_reading", "versions", ["version_id", "read_with"], unique=False)
    op.create_index(op.f("ix_versions_receipt"), "versions", ["receipt"], unique=False)
    op.create_index(
        "ix_versions_unread",
        "versions",
        ["version_id"],
        unique=False,
        sqlite_where=sa.text("read_with IS NULL"),
        postgresql_where=sa.text("read_with IS NULL"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("factuality", KEY, nullable=False),
        sa.Column("page_day", KEY, nullable=False),
        sa.Column("first_day", KEY, nullable=True),
        sa.Column("last_day", KEY, nullable=True),
        sa.Column("edtf", KEY, nullable=True),
        sa.Column("published", KEY, nullable=True),
        sa.Column("outlet", WORDS, nullable=True),
        sa.Column("country", KEY, nullable=True),
        sa.Column("admin1", KEY, nullable=True),
        sa.Column("fatalities_low", sa.BigInteger(), nullable=True),
        sa.Column("fatalities_high", sa.BigInteger(), nullable=True),
        sa.Column("source", WORDS, nullable=True),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("knowledge", KEY, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.article_id"], name=op.f("fk_claims_article_id")),
        sa.ForeignKeyConstraint(["version_id"], ["versions.version_id"], name=op.f("fk_claims_version_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_claims_claim_id")),
    )
    op.create_index("ix_claims_admin1", "claims", ["admin1", "page_day", "number"], unique=False)
    op.create_index(op.f("ix_claims_article_id"), "claims", ["article_id"], unique=False)
    op.create_index("ix_claims_outlet", "claims", ["outlet", "page_day", "number"], unique=False)
    op.create_index("ix_claims_page", "claims", ["page_day", "number"], unique=False)
    op.create_index("ix_claims_type", "claims", ["type", "page_day", "number"], unique=False)
    op.create_index(op.f("ix_claims_version_id"), "claims", ["version_id"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("knowledge", KEY, nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.version_id"], name=op.f("fk_readings_version_id")),
        sa.PrimaryKeyConstraint("version_id", "knowledge", name=op.f("pk_readings")),
    )


def _claim_actors() -> None:
    op.create_table(
        "claim_actors",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor", KEY, nullable=True),
        sa.Column("words", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_actors_claim")),
        sa.PrimaryKeyConstraint("claim", "role", "position", name=op.f("pk_claim_actors")),
    )
    op.create_index(op.f("ix_claim_actors_actor_claim"), "claim_actors", ["actor", "claim"], unique=False)


def _claim_places() -> None:
    op.create_table(
        "claim_places",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("place_id", KEY, nullable=True),
        sa.Column("country", KEY, nullable=True),
        sa.Column("admin1", KEY, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("words", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.number"], name=op.f("fk_claim_places_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_places")),
    )
    op.create_index(op.f("ix_claim_places_place_id_claim"), "claim_places", ["place_id", "claim"], unique=False)


def _incident_claims() -> None:
    op.create_table(
        "incident_claims",
        sa.Column("incident_id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.claim_id"], name=op.f("fk_incident_claims_claim_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name=op.f("fk_incident_claims_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "claim_id", name=op.f("pk_incident_claims")),
    )
    op.create_index(op.f("ix_incident_claims_claim_id"), "incident_claims", ["claim_id"], unique=False)
