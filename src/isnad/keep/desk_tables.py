"""Tables of the desk: who may sign in, who is signed in, and what lets a program in.

Unlike the tables of records these are changed and deleted from: what was done stands in the desk's own log. No password,
session, token or code is kept, only what tells that one is right.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from isnad.keep.columns import KEY, Words
from isnad.keep.tables import metadata

people = Table(
    "people",
    metadata,
    Column("person", KEY, primary_key=True),  # the name, folded: two that look alike to a person are one
    Column("role", KEY, nullable=False),
    Column("created", KEY, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("name", Words, nullable=False),  # as written
    Column("password", Text, nullable=False),  # Argon2 hash
)

sessions = Table(
    "sessions",
    metadata,
    Column("session", KEY, primary_key=True),  # SHA-256 of the cookie's value
    Column("person", KEY, ForeignKey("people.person"), nullable=False),
    Column("created", KEY, nullable=False),
    Column("expires", KEY, nullable=False),
    Column("last_seen", KEY, nullable=False),
    Index(None, "person"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token", KEY, primary_key=True),  # SHA-256
    Column("person", KEY, ForeignKey("people.person"), nullable=False),  # never lets in to more than this person
    Column("role", KEY, nullable=False),
    Column("created", KEY, nullable=False),
    Column("expires", KEY, nullable=False),
    Column("scopes", Text, nullable=False),  # words with a space between them
    Column("name", Words, nullable=False),
    Index(None, "person"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("invitation", KEY, primary_key=True),  # SHA-256 of the code
    Column("role", KEY, nullable=False),
    Column("created", KEY, nullable=False),
    Column("expires", KEY, nullable=False),
    Column("used", KEY),  # when; null: not yet
    Column("name", Words),  # whom it is for; null: who comes chooses
)
