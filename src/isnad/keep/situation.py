"""The situation in the store: incidents in pages, and counted by square of the map, by area, by day and by what they are.

Counts read an index alone where they can; see `weighed_tables.MAPPED`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from isnad.keep.cells import FINEST
from isnad.keep.cursors import Page, checked_limit, page_of, parse_cursor, write_cursor
from isnad.keep.situation_filters import (
    NOTHING_HIDDEN,
    Conditions,
    Frame,
    Hidden,
    SituationFilter,
    find_conditions,
    frame_conditions,
)

_ORDER = "situation"
# What is counted of several incidents, and the worst of them.
_COUNTS = "count(*) AS incidents, count(*) FILTER (WHERE is_contested) AS contested"
_WORST = "max(gravity) AS gravity"
_SUMS = (
    "sum(incidents) AS incidents, sum(contested) AS contested, max(gravity) AS gravity, min(number) AS number, "
    "min(south) AS south, max(north) AS north, min(west) AS west, max(east) AS east"
)
# Among so many incidents, the newest, actors and sources are counted; over more it would take longer than a page may.
MOST_COUNTED = 5_000


def find_numbers(
    conn: Connection,
    asked: SituationFilter,
    *,
    limit: int = 50,
    after: str | None = None,
    hidden: Hidden = NOTHING_HIDDEN,
) -> Page[int]:
    """The numbers of incidents that have all that is asked for and are not hidden.

    Order: last day of the happening, newest first, those without a day last; among one day the newest named first.
    Raises: SourceError when `after` is no cursor of such a page.
    """
    found = find_conditions(conn, asked, hidden)
    if found.is_empty:
        return Page((), None)
    values = {**found.values, "most": checked_limit(limit) + 1}
    where = found.where
    if after is not None:
        values["day"], values["before"] = parse_cursor(after, _ORDER)
        where += " AND page_day <= :day AND (page_day < :day OR number < :before)"
    query = f"SELECT page_day, number FROM incidents WHERE {where} ORDER BY page_day DESC, number DESC LIMIT :most"
    rows = conn.execute(text(query), values).all()
    if not rows:
        return Page((), None)
    last = rows[:limit][-1]
    return page_of([row.number for row in rows], limit, write_cursor(_ORDER, last.page_day, last.number))


def count_squares(
    conn: Connection, asked: SituationFilter, frame: Frame, zoom: int, hidden: Hidden = NOTHING_HIDDEN
) -> Sequence[Row[Any]]:
    """Incidents at points in the frame by square of the map at this zoom: `square`, counts, and bounds of the points.

    Order: by square.
    """
    shift = 2 * (FINEST - max(0, min(zoom, FINEST)))
    bounds = "min(lat) AS south, max(lat) AS north, min(lon) AS west, max(lon) AS east"
    by_cell = f"SELECT cell, {_COUNTS}, {_WORST}, min(number) AS number, {bounds} FROM incidents"
    # Cells stand in the index in their order, so that only they are sorted, which are as few as places.
    query = f"SELECT cell >> {shift} AS square, {_SUMS} FROM ({by_cell}"
    tail = "GROUP BY cell) AS cells GROUP BY square ORDER BY square"
    return _count(conn, query, asked, hidden, tail, frame, ("cell IS NOT NULL",))


def count_areas(
    conn: Connection, asked: SituationFilter, frame: Frame, hidden: Hidden = NOTHING_HIDDEN
) -> Sequence[Row[Any]]:
    """Incidents that are only known to be in an area whose middle the frame has, by area: `place_id` and counts.

    Order: by area.
    """
    query = f"SELECT place_id, {_COUNTS}, {_WORST} FROM incidents"
    known = ("cell IS NULL AND place_id IS NOT NULL", "lat IS NOT NULL")
    return _count(conn, query, asked, hidden, "GROUP BY place_id ORDER BY place_id", frame, known)


def count_days(conn: Connection, asked: SituationFilter, hidden: Hidden = NOTHING_HIDDEN) -> Sequence[Row[Any]]:
    """Incidents by their last day: `page_day` ("" where none is said) and counts. Order: by day."""
    return _count(
        conn,
        f"SELECT page_day, {_COUNTS}, {_WORST} FROM incidents",
        asked,
        hidden,
        "GROUP BY page_day ORDER BY page_day",
    )


def count_kinds(conn: Connection, asked: SituationFilter, hidden: Hidden = NOTHING_HIDDEN) -> Sequence[Row[Any]]:
    """Incidents by `type`, `country` and `admin1` together."""
    return _count(
        conn, f"SELECT type, country, admin1, {_COUNTS} FROM incidents", asked, hidden, "GROUP BY type, country, admin1"
    )


def count_actors(
    conn: Connection, asked: SituationFilter, *, most: int, hidden: Hidden = NOTHING_HIDDEN
) -> Sequence[Row[Any]]:
    """The names that most incidents have in each role, `most` of each: `role`, `actor`, `incidents`, `newest` of these.

    Counted among the newest `MOST_COUNTED` incidents. Order: by role, then most first.
    """
    found = find_conditions(conn, asked, hidden)
    if found.is_empty:
        return ()
    newest = (
        f"SELECT number FROM incidents WHERE {found.where} ORDER BY page_day DESC, number DESC LIMIT {MOST_COUNTED}"
    )
    counted = (
        "SELECT role, actor, count(*) AS incidents, max(incident) AS newest FROM chosen CROSS JOIN incident_actors "
        "WHERE incident = chosen.number GROUP BY role, actor"
    )
    ranked = "SELECT *, row_number() OVER (PARTITION BY role ORDER BY incidents DESC, actor) AS rank FROM counted"
    query = (
        f"WITH chosen AS MATERIALIZED ({newest}), counted AS ({counted}), ranked AS ({ranked}) "
        "SELECT role, actor, incidents, newest FROM ranked WHERE rank <= :most ORDER BY role, rank"
    )
    return conn.execute(text(query), {**found.values, "most": most}).all()


def _count(
    conn: Connection,
    query: str,
    asked: SituationFilter,
    hidden: Hidden,
    tail: str,
    frame: Frame | None = None,
    more: Iterable[str] = (),
) -> Sequence[Row[Any]]:
    found = find_conditions(conn, asked, hidden, counts=True)
    if found.is_empty:
        return ()
    within = frame_conditions(frame) if frame is not None and frame != Frame() else Conditions((), {})
    where = " AND ".join((*found.terms, *more, *within.terms))
    return conn.execute(text(f"{query} WHERE {where} {tail}"), {**found.values, **within.values}).all()
