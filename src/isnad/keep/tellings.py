"""Tellings: who told of which incident, on whose word and when, as the last weighing left it; and what is worth a look."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from isnad.keep.batches import find_rows
from isnad.keep.tables import claims
from isnad.keep.weighed_tables import incident_claims, incidents, links


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of an incident: `day` (ISO 8601) of its report, or of when that was received."""

    incident: int
    claim_id: str
    article_id: str
    outlet: str | None
    origin: str
    day: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Two claims, and the log odds that they tell of one happening."""

    one: str
    other: str
    score: float


def iter_tellings(conn: Connection) -> Iterator[Told]:
    """Every claim of every incident. Order: by incident."""
    day = func.coalesce(claims.c.published, func.substr(incident_claims.c.received, 1, 10)).label("day")
    columns = (incident_claims.c[name] for name in ("incident", "claim_id", "article_id", "outlet", "origin"))
    joined = incident_claims.join(claims, claims.c.claim_id == incident_claims.c.claim_id)
    query = select(*columns, day).select_from(joined).order_by(incident_claims.c.incident, incident_claims.c.claim_id)
    for row in conn.execute(query.execution_options(yield_per=1000)):
        yield Told(row.incident, row.claim_id, row.article_id, row.outlet, row.origin, row.day)


def find_contested(conn: Connection) -> frozenset[int]:
    """The incidents, by number, of which origins contradict each other."""
    query = select(incidents.c.number).where(incidents.c.is_contested, incidents.c.claims > 0)
    return frozenset(conn.execute(query).scalars())


def find_weighty(conn: Connection, sensitive: Collection[str], most: int) -> tuple[str, ...]:
    """Claims of incidents with most dead, most origins, of these types, or contested: `most` incidents of each sort.

    Order: by id.
    """
    asked = select(incidents.c.incident_id).where(incidents.c.claims > 0)
    newest = incidents.c.page_day.desc()
    sorts = (
        asked.order_by(incidents.c.gravity.desc(), newest),
        asked.order_by(incidents.c.origins.desc(), newest),
        asked.where(incidents.c.is_contested).order_by(newest),
        asked.where(incidents.c.type.in_(sorted(sensitive))).order_by(newest),
    )
    names = {name for query in sorts for name in conn.execute(query.limit(most)).scalars()}
    held = select(incident_claims.c.claim_id).where(incident_claims.c.incident_id.in_(sorted(names)))
    return tuple(sorted(conn.execute(held).scalars()))


def find_doubtful(conn: Connection, within: float, most: int) -> tuple[Doubtful, ...]:
    """Pairs whose log odds are within so much of zero. Order: the least sure first."""
    query = select(links.c.one, links.c.other, links.c.score).where(links.c.score.between(-within, within))
    rows = conn.execute(query.order_by(func.abs(links.c.score), links.c.one, links.c.other).limit(most))
    return tuple(Doubtful(row.one, row.other, row.score) for row in rows)


def find_incidents_of(conn: Connection, claim_ids: Collection[str]) -> dict[str, tuple[str, int, bool]]:
    """Of each of these claims that was weighed its incident, on how many origins that rests, and whether it is contested."""
    joined = incident_claims.join(incidents, incidents.c.incident_id == incident_claims.c.incident_id)
    columns = (incident_claims.c.claim_id, incidents.c.incident_id, incidents.c.origins, incidents.c.is_contested)
    rows = find_rows(conn, select(*columns).select_from(joined), incident_claims.c.claim_id, claim_ids)
    return {row.claim_id: (row.incident_id, row.origins, bool(row.is_contested)) for row in rows}
