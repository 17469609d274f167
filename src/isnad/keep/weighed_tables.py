"""Tables of what was weighed: incidents, and what is kept so that one more article touches its neighbourhood alone.

`accounts`, `blocks` and `links` can be made anew from claims at any time; they are as the last weighing left them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, Table, Text

from isnad.keep.columns import KEY, Label
from isnad.keep.tables import metadata

incidents = Table(
    "incidents",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # order of naming
    Column("incident_id", KEY, nullable=False, unique=True),
    Column("merged_into", KEY),  # where its name leads now; null: it holds
    Column("type", KEY, nullable=False),
    Column("page_day", KEY, nullable=False),  # the last day, or "" where none is said
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("country", KEY),
    Column("admin1", KEY),
    Column("claims", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),  # independent ones
    Column("digest", KEY, nullable=False),  # of the digests of its claims
    Index("ix_incidents_page", "page_day", "number"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("claim_id", KEY, ForeignKey("claims.claim_id"), primary_key=True),
    Column("incident_id", KEY, ForeignKey("incidents.incident_id"), nullable=False),
    Column("origin", Label, nullable=False),  # name of the independent origin that it comes from
    Index(None, "incident_id"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("claim_id", KEY, primary_key=True),
    Column("article_id", KEY, nullable=False),
    Column("body", Text, nullable=False),  # JSON of the account, as weighed
    Index(None, "article_id"),
)

blocks = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("claim_id", KEY, primary_key=True),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("one", KEY, primary_key=True),  # the lesser claim of the two
    Column("other", KEY, primary_key=True),
    Column("times", Integer, nullable=False),  # how often the two are compared; at 0 the link is no more
    Column("score", Float, nullable=False),  # log odds that they tell of one happening
    Index(None, "other"),
    sqlite_with_rowid=False,
)

# Articles whose claims, or what people judged of them, changed since they were weighed.
unweighed = Table(
    "unweighed",
    metadata,
    Column("article_id", KEY, primary_key=True),
    Column("number", Integer, nullable=False),  # grows with every change
)

weighings = Table(
    "weighings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("knowledge", KEY, nullable=False),
    Column("at", KEY, nullable=False),
)
