"""Filters that people keep under a name: rows of their own alone, made, found, renamed and deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from isnad.errors import NotFound, Reason, SourceError
from isnad.keep.handing_tables import hook_states, hook_tries, hooks, saved_filters
from isnad.keep.people import fold_name

LONGEST_NAME = 100
MOST_FILTERS = 100


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """What somebody asks of the situation, as a query. `person` is the folded name of its owner."""

    filter_id: str
    person: str
    name: str
    query: str
    created: str


def write_filter(conn: Connection, saved: SavedFilter) -> None:
    """Add the filter to those of its owner. Raises: SourceError when the name is none or taken, or they have too many."""
    _check_name(conn, saved.person, saved.name)
    mine = select(func.count()).select_from(saved_filters).where(saved_filters.c.person == saved.person)
    if conn.execute(mine).scalar_one() >= MOST_FILTERS:
        raise SourceError(
            "name",
            Reason(
                "filters.many", "cannot be kept: there are {most} filters already; delete one first", most=MOST_FILTERS
            ),
        )
    row = {"filter": saved.filter_id, "person": saved.person, "created": saved.created}
    conn.execute(saved_filters.insert(), {**row, "name": saved.name, "query": saved.query})


def find_filters(conn: Connection, owner: str) -> tuple[SavedFilter, ...]:
    """The filters of a person. Order: of making."""
    mine = select(saved_filters).where(saved_filters.c.person == fold_name(owner))
    return tuple(map(_saved, conn.execute(mine.order_by(saved_filters.c.created, saved_filters.c.filter))))


def load_filter(conn: Connection, owner: str, filter_id: str) -> SavedFilter:
    """The filter of this id, of this person. Raises: NotFound."""
    mine = (saved_filters.c.person == fold_name(owner), saved_filters.c.filter == filter_id)
    row = conn.execute(select(saved_filters).where(*mine)).first()
    if row is None:
        raise NotFound(Reason("none.filter", "no filter of this id"))
    return _saved(row)


def rename_filter(conn: Connection, owner: str, filter_id: str, name: str) -> SavedFilter:
    """The filter under its new name. Raises: NotFound, SourceError."""
    found = load_filter(conn, owner, filter_id)
    if name != found.name:
        _check_name(conn, found.person, name)
        conn.execute(update(saved_filters).where(saved_filters.c.filter == filter_id).values(name=name))
    return load_filter(conn, owner, filter_id)


def drop_filter(conn: Connection, owner: str, filter_id: str) -> None:
    """Delete the filter, and the hooks on it. Raises: NotFound."""
    load_filter(conn, owner, filter_id)
    on_it = select(hooks.c.hook).where(hooks.c.filter == filter_id)
    for table in (hook_states, hook_tries, hooks):
        conn.execute(delete(table).where(table.c.hook.in_(on_it)))
    conn.execute(delete(saved_filters).where(saved_filters.c.filter == filter_id))


def _check_name(conn: Connection, person: str, name: str) -> None:
    if not (0 < len(name) <= LONGEST_NAME and name.isprintable() and name == name.strip()):
        raise SourceError("name", Reason("filters.name", "needs 1 to {most} letters on one line", most=LONGEST_NAME))
    taken = (saved_filters.c.person == person, saved_filters.c.name == name)
    if conn.execute(select(saved_filters.c.filter).where(*taken)).first():
        raise SourceError("name", Reason("filters.taken", "is taken by another of your filters; choose another"))


def _saved(row: Row[Any]) -> SavedFilter:
    return SavedFilter(row.filter, row.person, row.name, row.query, row.created)
