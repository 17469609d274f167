"""Tables of what was weighed: incidents, and what is kept so that one more article touches its neighbourhood alone.

`accounts`, `blocks` and `links` can be made anew from claims at any time; they are as the last weighing left them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text, text

from isnad.keep.columns import KEY, Label
from isnad.keep.tables import metadata, only_where

# Incidents that hold claims; written as the indices have it, or none is used.
HELD = "claims > 0"
# What a map and counts over all read, so that they read nothing but the index.
MAPPED = ("first_known", "origins", "is_contested", "gravity", "lat", "lon", "precision", "family", "claims")
TOLLS = ("fatalities", "injured", "displaced")
# Columns that are filtered by, each with the order of pages behind it.
_FILTERED = ("type", "family", "country", "admin1", "place_id")

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
    Column("first_known", KEY, nullable=False, server_default=""),  # when its first claim was received
    Column("is_contested", Boolean, nullable=False, server_default=text("false")),  # origins contradict each other
    Column("factuality", KEY, nullable=False, server_default=""),
    Column("family", KEY),
    Column("precision", KEY),  # point | area | within | name; null: no place is told
    Column("place_id", KEY),
    Column("lat", Float),
    Column("lon", Float),
    Column("cell", Integer),  # of a point, see `cells`; null: no point
    Column(
        "gravity", KEY, nullable=False, server_default=""
    ),  # its dead and its type: the greatest of many is the worst
    *(Column(f"{toll}_{end}", BigInteger) for toll in TOLLS for end in ("low", "high")),
    Column("lead", KEY),  # the claim that says most
    Column("place", Label),  # folded, as told
    Column("toll_words", Text, nullable=False, server_default="{}"),  # JSON: of each toll that is told, the words
    Index("ix_incidents_page", "page_day", "number"),
    Index("ix_incidents_days", "page_day", "number", *MAPPED, "type", "country", "admin1", **only_where(HELD)),
    Index("ix_incidents_kinds", "type", "country", "admin1", "page_day", *MAPPED, "number", **only_where(HELD)),
    Index("ix_incidents_cells", "cell", "place_id", "page_day", *MAPPED, "number", **only_where(HELD)),
    *(Index(f"ix_incidents_{name}", name, "page_day", "number", **only_where(HELD)) for name in _FILTERED),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("claim_id", KEY, ForeignKey("claims.claim_id"), primary_key=True),
    Column("incident_id", KEY, ForeignKey("incidents.incident_id"), nullable=False),
    Column("origin", Label, nullable=False),  # name of the independent origin that it comes from
    Column("incident", Integer, nullable=False, server_default="0"),  # their numbers
    Column("claim", Integer, nullable=False, server_default="0"),
    Column("received", KEY, nullable=False, server_default=""),  # when the version was that it stands in
    Column("article_id", KEY, nullable=False, server_default=""),
    Column("outlet", Label),
    Index(None, "incident_id"),
    Index(None, "claim", "incident"),
    Index(None, "incident", "received", "origin"),
)

incident_actors = Table(
    "incident_actors",
    metadata,
    Column("incident", Integer, primary_key=True, autoincrement=False),  # its number
    Column("role", KEY, primary_key=True),  # initiator | target | source (an independent origin)
    Column("position", Integer, primary_key=True, autoincrement=False),  # 0 is the one that most claims name
    Column("page_day", KEY, nullable=False),  # that of the incident
    Column("actor", Label, nullable=False),  # register id, else folded words
    Index(None, "actor", "role", "page_day", "incident"),
    sqlite_with_rowid=False,
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
