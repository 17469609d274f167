"""Tables of the store, the same on both databases.

Nothing is deleted and no record is overwritten without a trace: versions, receipts, readings and findings are only
added to; a claim is brought up to date by a better reading, and what each reading said stays in `readings`.
Columns named `number` count arrivals and break ties between pages. Days are ISO 8601 dates, times UTC, as text.
Long or varying texts stand last in a row, so that SQLite need not walk over them to what is asked for more often.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from isnad.keep.columns import KEY, Label, Words

REVISION = "0009"  # the newest revision in migrations/versions

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Pages are of claims that hold, but for those who ask for others; written as the indices have it, or none is used.
CURRENT = "state = 'current'"
# What does not happen on one day, and what not within one month: few, so that the others are found by their last day.
LASTING = "coalesce(first_day, '') <> page_day"
LONG = "coalesce(substr(first_day, 1, 7), '') <> substr(page_day, 1, 7)"

_BOUNDS = ("page_day", "number", "first_day", "state")


def only_where(condition: str) -> dict[str, Any]:
    """Options of an index of the rows alone that meet the condition."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def _page_indices(*names: str) -> tuple[Index, ...]:
    """An index for each column that pages are filtered by, in the order of pages."""
    columns = {name: () if name == "page" else (name,) for name in names}
    return tuple(
        Index(f"ix_claims_{name}", *first, "page_day", "number", **only_where(CURRENT))
        for name, first in columns.items()
    )


captures = Table(
    "captures",
    metadata,
    Column("sha256", KEY, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("version_id", KEY),  # the version that it gave, itself or by having the same content; null: none yet
    Column("parser", KEY),  # the parser that gave it
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # as the archive's log counts them
    Column("capture", KEY, ForeignKey("captures.sha256"), nullable=False),
    Column("kind", KEY, nullable=False),
    Column("received", KEY, nullable=False),
    Column("tool", Words, nullable=False),
    Column("run", Words, nullable=False),
    Column("status", Integer),
    Column("previous", KEY, nullable=False),
    Column("hash", KEY, nullable=False),
    Column("found_key", KEY, nullable=False),  # key_of(found_at)
    Column("url_key", KEY),  # key_of(url)
    Column("found_at", Words, nullable=False),
    Column("url", Words),
    Column("final_url", Words),
    Column("told", Text, nullable=False),  # JSON list of pairs
    Column("headers", Text, nullable=False),  # JSON list of pairs
    Index(None, "capture"),
    Index(None, "url_key", "number"),
    Index(None, "found_key"),
)

articles = Table(
    "articles",
    metadata,
    Column("article_id", KEY, primary_key=True),  # key_of(key)
    Column("current", KEY),  # the version that holds now: the one received last
    Column("versions", Integer, nullable=False),  # how many there are
    Column("key", Words, nullable=False),  # `url:...`, `id:...`, `file:...` or `bytes:...`
)

versions = Table(
    "versions",
    metadata,
    Column("version_id", KEY, primary_key=True),
    Column("article_id", KEY, ForeignKey("articles.article_id"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ... of the article, in order of arrival
    Column("capture", KEY, ForeignKey("captures.sha256"), nullable=False),
    Column("receipt", Integer, ForeignKey("receipts.number"), nullable=False),
    Column("received", KEY, nullable=False),  # by us, or by whoever crawled it
    Column("parser", KEY, nullable=False),
    Column("content", KEY, nullable=False),  # key of what a reader reads: a version of the same content is not made
    Column("read_with", KEY),  # the knowledge that read it last; null: not read yet
    Column("unreadable", Boolean, nullable=False, default=False),  # reading it failed; a finding says why
    Column("published", KEY),
    Column("name", Words, nullable=False),  # the name that the parser gave
    Column("found_at", Words, nullable=False),
    Column("outlet", Words),
    Column("url", Words),
    Column("title", Words),
    Column("byline", Words),
    Column("notes", Text, nullable=False),  # JSON list of strings
    Column("sections", Text, nullable=False),  # JSON list of [kind, start, end]
    Column("text", Words, nullable=False),
    UniqueConstraint("article_id", "number"),
    Index(None, "capture"),
    Index(None, "receipt"),
    Index("ix_versions_reading", "version_id", "read_with"),
    Index(
        "ix_versions_unread",
        "version_id",
        sqlite_where=text("read_with IS NULL"),
        postgresql_where=text("read_with IS NULL"),
    ),
)

# Rows of the index of articles' words, in order of arrival; the indices themselves are in `indexing`.
article_rows = Table(
    "article_rows",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version_id", KEY, ForeignKey("versions.version_id"), nullable=False, unique=True),
)

readings = Table(
    "readings",
    metadata,
    Column("version_id", KEY, ForeignKey("versions.version_id"), primary_key=True),
    Column("knowledge", KEY, primary_key=True),
    Column("claims", Integer, nullable=False),  # how many it found
    Column("body", Text, nullable=False),  # JSON list of the claims as read, under their kept ids
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # order of arrival; given by write_readings
    Column("claim_id", KEY, nullable=False, unique=True),
    Column("version_id", KEY, ForeignKey("versions.version_id"), nullable=False),
    Column("article_id", KEY, ForeignKey("articles.article_id"), nullable=False),
    Column("state", KEY, nullable=False),  # current | withdrawn | superseded
    Column("type", KEY, nullable=False),
    Column("factuality", KEY, nullable=False),
    # The order of pages: `last_day`, or "" where there is none. Never null, so that both databases put it last.
    Column("page_day", KEY, nullable=False),
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("edtf", KEY),
    Column("published", KEY),
    Column("outlet", Label),
    Column("country", KEY),
    Column("admin1", KEY),
    Column("fatalities_low", BigInteger),
    Column("fatalities_high", BigInteger),
    Column("source", Label),  # register id of the first source, else its folded words; null: the outlet's own voice
    Column("digest", KEY, nullable=False),  # of the values; findings that saw another are stale
    Column("knowledge", KEY, nullable=False),  # that read it last
    Column("words", Words, nullable=False),  # evidence as worded
    Column("body", Text, nullable=False),  # JSON of the whole record
    *_page_indices("page", "type", "admin1", "country", "outlet", "source", "factuality"),
    Index("ix_claims_past", "state", "page_day", "number", **only_where("state <> 'current'")),
    Index("ix_claims_lasting", *_BOUNDS, **only_where(f"{CURRENT} AND {LASTING}")),
    Index("ix_claims_long", *_BOUNDS, **only_where(f"{CURRENT} AND {LONG}")),
    Index(None, "version_id"),
    Index(None, "article_id"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", Integer, ForeignKey("claims.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),  # 0, 1, ... as in the claim
    Column("role", KEY, nullable=False),
    Column("place_id", KEY),
    Column("country", KEY),
    Column("admin1", KEY),
    Column("lat", Float),
    Column("lon", Float),
    Column("page_day", KEY, nullable=False, server_default=""),  # that of the claim
    Column("words", Words, nullable=False),
    Index(None, "place_id", "page_day", "claim"),
)

claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim", Integer, ForeignKey("claims.number"), primary_key=True, autoincrement=False),
    Column("role", KEY, primary_key=True),  # initiator | target | source
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("actor", KEY),  # register id; null: not known
    Column("page_day", KEY, nullable=False, server_default=""),  # that of the claim
    Column("words", Words, nullable=False),
    Index(None, "actor", "page_day", "claim"),
)

findings = Table(
    "findings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # given by write_findings
    Column("finding_id", KEY, nullable=False, unique=True),  # key of all its values
    Column("subject_kind", KEY, nullable=False),
    Column("subject_key", KEY, nullable=False),  # key_of(subject)
    Column("verdict", KEY, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", KEY, nullable=False),
    Column("seen", KEY),
    Column("subject", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("detail", Text, nullable=False),  # JSON list of pairs
    Index("ix_findings_subject", "subject_key", "subject_kind", "number"),
    Index("ix_findings_verdict", "verdict", "number"),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", KEY, primary_key=True),
    Column("command", KEY, nullable=False),
    Column("state", KEY, nullable=False),  # running | done | failed
    Column("started", KEY, nullable=False),
    Column("ended", KEY),
    Column("owner", Words, nullable=False),  # the process that runs it
    Column("counts", Text, nullable=False),  # JSON object
    Column("reason", Words, nullable=False),  # why it failed
    Column("sources", Text, nullable=False),  # JSON list of strings
    Index(None, "state"),
)
