"""What the receiver of a hook knows of each incident, and what it is to get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from isnad.keep.batches import find_rows, write_rows
from isnad.keep.columns import key_of
from isnad.keep.handing_tables import hook_states
from isnad.keep.weighed_tables import incident_actors, incidents

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class State:
    """Of an incident at a hook. `known` and `due` are digests of what is shown of it: what the receiver has, and what it
    is to get since a moment, tried next at another (None: given up, or nothing is due). `seen` is the fingerprint of the rows
    that it was last shown from.
    """

    hook_id: str
    incident_id: str
    known: str | None = None
    due: str | None = None
    since: str | None = None
    tries: int = 0
    next_try: str | None = None
    deliveries: int = 0
    seen: str | None = None


def find_states(conn: Connection, hook_id: str, incident_ids: Collection[str]) -> dict[str, State]:
    """The states of these incidents at the hook, by incident."""
    query = select(hook_states).where(hook_states.c.hook == hook_id)
    return {row.incident_id: _state(row) for row in find_rows(conn, query, hook_states.c.incident_id, incident_ids)}


def write_states(conn: Connection, states: Iterable[State]) -> None:
    """Add the states, each in the place of the one before."""
    found = list(states)
    for hook_id in sorted({one.hook_id for one in found}):
        names = [one.incident_id for one in found if one.hook_id == hook_id]
        for start in range(0, len(names), _AT_ONCE):
            mine = (hook_states.c.hook == hook_id, hook_states.c.incident_id.in_(names[start : start + _AT_ONCE]))
            conn.execute(delete(hook_states).where(*mine))
    same = ("incident_id", "known", "due", "since", "tries", "next_try", "deliveries", "seen")
    write_rows(
        conn, hook_states, [{"hook": one.hook_id, **{name: getattr(one, name) for name in same}} for one in found]
    )


def find_due(conn: Connection, hook_id: str, now: str, limit: int) -> tuple[State, ...]:
    """The states whose next try has come. Order: the longest due first."""
    query = select(hook_states).where(hook_states.c.hook == hook_id, hook_states.c.next_try <= now)
    rows = conn.execute(query.order_by(hook_states.c.next_try, hook_states.c.incident_id).limit(limit))
    return tuple(map(_state, rows))


def find_fingerprints(conn: Connection, numbers: Collection[int], seed: str) -> dict[str, tuple[int, str]]:
    """Of each incident, by its id, its number and a fingerprint of all rows that it is shown from.

    The digest in its row stands for its claims. `seed` is whatever else a record is made with: another gives others.
    """
    roles: dict[int, list[str]] = defaultdict(list)
    for row in find_rows(conn, select(incident_actors), incident_actors.c.incident, numbers):
        roles[row.incident].append(f"{row.role} {row.position} {row.actor}")
    found = find_rows(conn, select(incidents), incidents.c.number, numbers)
    return {
        row.incident_id: (row.number, key_of(f"{seed} {tuple(row)} {sorted(roles[row.number])}"))
        for row in sorted(found, key=lambda row: -row.number)
    }


def find_number(conn: Connection, incident_id: str) -> int | None:
    """The number of the incident; None where it holds no claims any more."""
    named = (incidents.c.incident_id == incident_id, incidents.c.claims > 0)
    return conn.execute(select(incidents.c.number).where(*named)).scalar()


def _state(row: Row[Any]) -> State:
    return State(
        row.hook, row.incident_id, row.known, row.due, row.since, row.tries, row.next_try, row.deliveries, row.seen
    )  # fmt: skip
