"""Hooks: where what a kept filter finds is sent to, how far each was compared, and how its deliveries went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, func, or_, select, update

from isnad.errors import NotFound, Reason, SourceError
from isnad.keep.batches import next_number
from isnad.keep.desk_tables import people
from isnad.keep.handing_tables import hook_states, hook_tries, hooks, saved_filters
from isnad.keep.people import fold_name

MOST_HOOKS = 20
# So many tries of a hook are kept to look at.
KEPT_TRIES = 50


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook with its filter and its owner as they are now. `off` says why it was switched off, None that it is on.

    `walked` is the state of the store at which all that the filter finds was last compared, since `walked_at`; `walking`
    and `cursor` say how far it came with a later one. After `failures` in a row nothing is sent until `not_before`.
    """

    hook_id: str
    filter_id: str
    filter_name: str
    query: str
    owner: str
    owner_role: str
    is_disabled: bool
    address: str
    secret: str = field(repr=False)
    exact: bool
    created: str
    off: str | None
    started: bool
    walked: str | None
    walked_at: str | None
    walking: str | None
    cursor: str | None
    failures: int
    failing_since: str | None
    not_before: str | None


@dataclass(frozen=True, slots=True)
class Try:
    """One try to deliver: the message, of what kind and incident, the answer's status (None: none came), what came of it."""

    hook_id: str
    at: str
    message: str
    kind: str
    incident_id: str | None
    status: int | None
    outcome: str
    took_ms: int


@dataclass(frozen=True, slots=True)
class NewHook:
    """A hook to be made."""

    hook_id: str
    filter_id: str
    address: str
    secret: str = field(repr=False)
    exact: bool
    created: str


def write_hook(conn: Connection, owner: str, made: NewHook) -> None:
    """Add the hook. Raises: SourceError when its owner has too many."""
    if len(find_hooks(conn, owner)) >= MOST_HOOKS:
        raise SourceError(
            "address",
            Reason("hooks.many", "cannot be added: there are {most} hooks already; delete one first", most=MOST_HOOKS),
        )
    row = {"hook": made.hook_id, "filter": made.filter_id, "created": made.created, "exact": made.exact}
    conn.execute(hooks.insert(), {**row, "address": made.address, "secret": made.secret})


def find_hooks(conn: Connection, owner: str | None = None) -> tuple[Hook, ...]:
    """The hooks of a person, or all. Order: of making."""
    query = _hooks().order_by(hooks.c.created, hooks.c.hook)
    query = query if owner is None else query.where(people.c.person == fold_name(owner))
    return tuple(map(_hook, conn.execute(query)))


def load_hook(conn: Connection, hook_id: str, owner: str | None = None) -> Hook:
    """The hook of this id, of this person where one is named. Raises: NotFound."""
    query = _hooks().where(hooks.c.hook == hook_id)
    query = query if owner is None else query.where(people.c.person == fold_name(owner))
    row = conn.execute(query).first()
    if row is None:
        raise NotFound(Reason("none.hook", "no hook of this id"))
    return _hook(row)


def drop_hook(conn: Connection, owner: str, hook_id: str) -> None:
    """Delete the hook of this person. Raises: NotFound."""
    load_hook(conn, hook_id, owner)
    for table in (hook_states, hook_tries, hooks):
        conn.execute(delete(table).where(table.c.hook == hook_id))


def change_hook(conn: Connection, hook_id: str, **values: Any) -> None:
    """Change these columns of the hook; nothing happens where it was deleted meanwhile."""
    conn.execute(update(hooks).where(hooks.c.hook == hook_id).values(**values))


def take_lease(conn: Connection, hook_id: str, now: str, until: str) -> bool:
    """Whether this process may work on the hook until then: no other does."""
    free = or_(hooks.c.leased_until.is_(None), hooks.c.leased_until <= now)
    taken = update(hooks).where(hooks.c.hook == hook_id, hooks.c.off.is_(None), free).values(leased_until=until)
    return bool(conn.execute(taken).rowcount)


def write_try(conn: Connection, tried: Try) -> None:
    """Note how a try went; only the last ones of a hook are kept. Nothing happens where it was deleted meanwhile."""
    if conn.execute(select(hooks.c.hook).where(hooks.c.hook == tried.hook_id)).first() is None:
        return
    row = {name: getattr(tried, name) for name in tried.__slots__ if name != "hook_id"}
    conn.execute(hook_tries.insert(), {**row, "hook": tried.hook_id, "number": next_number(conn, hook_tries)})
    mine = select(hook_tries.c.number).where(hook_tries.c.hook == tried.hook_id)
    oldest = mine.order_by(hook_tries.c.number.desc()).offset(KEPT_TRIES - 1).limit(1).scalar_subquery()
    conn.execute(delete(hook_tries).where(hook_tries.c.hook == tried.hook_id, hook_tries.c.number < oldest))


def find_tries(conn: Connection, hook_id: str, limit: int = KEPT_TRIES) -> tuple[Try, ...]:
    """The last tries of the hook. Order: the newest first."""
    query = select(hook_tries).where(hook_tries.c.hook == hook_id).order_by(hook_tries.c.number.desc()).limit(limit)
    return tuple(
        Try(row.hook, row.at, row.message, row.kind, row.incident_id, row.status, row.outcome, row.took_ms)
        for row in conn.execute(query)
    )


def count_due(conn: Connection, hook_id: str) -> int:
    """How many incidents wait to be delivered."""
    waiting = (hook_states.c.hook == hook_id, hook_states.c.next_try.is_not(None))
    return int(conn.execute(select(func.count()).select_from(hook_states).where(*waiting)).scalar_one())


def _hooks() -> Any:
    beside = (saved_filters.c.name.label("filter_name"), saved_filters.c.query, people.c.name.label("owner"))
    joined = hooks.join(saved_filters).join(people)
    return select(hooks, *beside, people.c.role.label("owner_role"), people.c.disabled).select_from(joined)


def _hook(row: Row[Any]) -> Hook:
    same = ("filter_name", "query", "owner", "owner_role", "address", "secret", "created", "off", "walked", "walked_at",
            "walking", "cursor", "failures", "failing_since", "not_before")  # fmt: skip
    return Hook(
        hook_id=row.hook, filter_id=row.filter, is_disabled=bool(row.disabled), exact=bool(row.exact),
        started=bool(row.started), **{name: getattr(row, name) for name in same},
    )  # fmt: skip
