"""Tables of what is handed on: filters that people keep, hooks on them, and what each hook's receiver knows.

Like the desk's other tables these are changed and deleted from. A hook's secret is kept as it is: to sign needs it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, false, text

from isnad.keep.columns import KEY, Words
from isnad.keep.tables import metadata

saved_filters = Table(
    "saved_filters",
    metadata,
    Column("filter", KEY, primary_key=True),
    Column("person", KEY, ForeignKey("people.person"), nullable=False),
    Column("created", KEY, nullable=False),
    Column("name", Words, nullable=False),
    Column("query", Words, nullable=False),  # as `views/filters` writes it
    Index(None, "person"),
)

hooks = Table(
    "hooks",
    metadata,
    Column("hook", KEY, primary_key=True),
    Column("filter", KEY, ForeignKey("saved_filters.filter"), nullable=False),
    Column("created", KEY, nullable=False),
    Column("off", KEY),  # why it is switched off; null: it is on
    Column("exact", Boolean, nullable=False),
    Column("started", Boolean, nullable=False, server_default=false()),  # what was there when it was made is known
    Column("walked", KEY),  # state of the store that all of the filter was last compared at
    Column("walked_at", KEY),  # when that began
    Column("walking", KEY),  # state that it is being compared at now
    Column("cursor", Text),  # how far that came
    Column("failures", Integer, nullable=False, server_default=text("0")),  # since the last success
    Column("failing_since", KEY),
    Column("not_before", KEY),  # nothing is sent until then
    Column("leased_until", KEY),  # a process works on it until then
    Column("address", Words, nullable=False),
    Column("secret", Text, nullable=False),
    Index(None, "filter"),
)

# Of each incident that a hook found: digests of what is shown of it.
hook_states = Table(
    "hook_states",
    metadata,
    Column("hook", KEY, ForeignKey("hooks.hook"), primary_key=True),
    Column("incident_id", KEY, primary_key=True),
    Column("seen", KEY),  # fingerprint of the rows that it was last shown from
    Column("known", KEY),  # what the receiver has, or what was there at the beginning; null: nothing
    Column("due", KEY),  # what it is to get; without `next_try` it was given up
    Column("since", KEY),  # since when that is due
    Column("tries", Integer, nullable=False),
    Column("next_try", KEY),
    Column("deliveries", Integer, nullable=False),
    Index(None, "hook", "next_try"),
)

hook_tries = Table(
    "hook_tries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hook", KEY, ForeignKey("hooks.hook"), nullable=False),
    Column("at", KEY, nullable=False),
    Column("message", KEY, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("incident_id", KEY),
    Column("status", Integer),
    Column("outcome", KEY, nullable=False),
    Column("took_ms", Integer, nullable=False),
    Index(None, "hook", "number"),
)
