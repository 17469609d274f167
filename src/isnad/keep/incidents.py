"""Incidents in the store: which claims tell of one happening, from which origins, and under which name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from isnad.errors import NotFound, Reason
from isnad.keep.batches import change_rows, delete_rows, find_rows, next_number, write_rows
from isnad.keep.columns import key_of
from isnad.keep.cursors import Page, checked_limit, page_of, parse_cursor, write_cursor
from isnad.keep.findings import find_verdicts
from isnad.keep.outlines import OutlineRow, values_of, write_actors
from isnad.keep.tables import claims
from isnad.keep.weighed_tables import incident_claims, incidents

SAME, DIFFERENT, TAKEN_BACK = "same", "different", "taken back"
_ORDER = "incident"


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident as it is written and listed. Days are ISO 8601."""

    incident_id: str
    type: str
    first_day: str | None
    last_day: str | None
    country: str | None
    admin1: str | None
    claims: tuple[str, ...]
    articles: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What incidents are asked for; None asks nothing. Days are of a range that the last day lies in."""

    type: str | None = None
    country: str | None = None
    admin1: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    least_outlets: int = 1
    least_origins: int = 1


def has_all(row: IncidentRow, asked: IncidentFilter) -> bool:
    """Whether the incident has all that is asked for."""
    day = row.last_day or ""
    same = all(getattr(asked, name) in (None, getattr(row, name)) for name in ("type", "country", "admin1"))
    late = asked.first_day is None or day >= asked.first_day
    early = asked.last_day is None or "" < day <= asked.last_day
    return same and late and early and row.outlets >= asked.least_outlets and row.origins >= asked.least_origins


def find_held(conn: Connection, claim_ids: Collection[str]) -> dict[str, str]:
    """The incident that each of these claims is held in; one that was not weighed is left out."""
    rows = find_rows(conn, select(incident_claims), incident_claims.c.claim_id, claim_ids)
    return {row.claim_id: row.incident_id for row in rows}


def find_all_held(conn: Connection) -> dict[str, tuple[str, str]]:
    """Incident and origin of every claim that was weighed."""
    return {row.claim_id: (row.incident_id, row.origin) for row in conn.execute(select(incident_claims))}


def find_order(conn: Connection, names: Collection[str] | None = None) -> dict[str, int]:
    """The numbers by which incidents were named: these, of those that ever were, or all."""
    query = select(incidents.c.incident_id, incidents.c.number)
    rows = conn.execute(query) if names is None else find_rows(conn, query, incidents.c.incident_id, names)
    return {row.incident_id: row.number for row in rows}


def write_incidents(
    conn: Connection, outlined: Sequence[tuple[IncidentRow, OutlineRow]], left: Mapping[str, str | None]
) -> None:
    """Write these incidents, new or as they are now; all others stay.

    `left` are incidents that hold no claim any more, with where they lead.
    """
    order = find_order(conn, [*(row.incident_id for row, _ in outlined), *left])
    delete_rows(conn, incident_claims.c.incident_id, order)
    known = _find_claims(conn, [claim for row, _ in outlined for claim in row.claims])
    first = next_number(conn, incidents)
    new = [one for one in outlined if one[0].incident_id not in order]
    numbers = order | {row.incident_id: first + at for at, (row, _) in enumerate(new)}
    values = [_values(row, outline, known) | {"number": numbers[row.incident_id]} for row, outline in outlined]
    write_rows(conn, incidents, [row for row in values if row["incident_id"] not in order])
    change_rows(conn, incidents, [row for row in values if row["incident_id"] in order])
    change_rows(conn, incidents, [_gone(order[name], left[name]) for name in sorted(left)])
    _write_tellings(conn, outlined, numbers, known)
    written = [(numbers[row.incident_id], row.last_day or "", outline) for row, outline in outlined]
    write_actors(conn, written, [order[name] for name in left])


def _write_tellings(
    conn: Connection,
    outlined: Sequence[tuple[IncidentRow, OutlineRow]],
    numbers: Mapping[str, int],
    known: Mapping[str, Row[Any]],
) -> None:
    rows = [
        {**asdict(telling), "incident_id": row.incident_id, "incident": numbers[row.incident_id],
         "claim": known[telling.claim_id].number}
        for row, outline in outlined
        for telling in outline.tellings
    ]  # fmt: skip
    write_rows(conn, incident_claims, rows)


def _find_claims(conn: Connection, claim_ids: Collection[str]) -> dict[str, Row[Any]]:
    """Number and digest of each claim."""
    query = select(claims.c.claim_id, claims.c.number, claims.c.digest)
    return {row.claim_id: row for row in find_rows(conn, query, claims.c.claim_id, claim_ids)}


def _values(row: IncidentRow, outline: OutlineRow, known: Mapping[str, Row[Any]]) -> dict[str, Any]:
    return {
        **values_of(outline, row.type),
        "incident_id": row.incident_id,
        "merged_into": None,
        "type": row.type,
        "page_day": row.last_day or "",
        "first_day": row.first_day,
        "last_day": row.last_day,
        "country": row.country,
        "admin1": row.admin1,
        "claims": len(row.claims),
        "articles": row.articles,
        "outlets": row.outlets,
        "origins": row.origins,
        "digest": key_of(" ".join(known[claim].digest for claim in sorted(row.claims))),
    }


def _gone(number: int, into: str | None) -> dict[str, Any]:
    return {"number": number, "merged_into": into, "claims": 0, "articles": 0, "outlets": 0, "origins": 0}


def load_incident(conn: Connection, name: str) -> IncidentRow:
    """The incident of this name, or the one that its name leads to now.

    Raises: NotFound.
    """
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        row = conn.execute(select(incidents).where(incidents.c.incident_id == name)).first()
        if row is None:
            break
        if row.merged_into is None:
            return _row(row, find_members(conn, [name]).get(name, ()))
        name = row.merged_into
    raise NotFound(Reason("none.incident", "no incident {name}", name=name))


def find_incident_of(conn: Connection, claim_id: str) -> str | None:
    """The name of the incident that the claim stands in, None before it was weighed."""
    return conn.execute(select(incident_claims.c.incident_id).where(incident_claims.c.claim_id == claim_id)).scalar()


def find_incidents(
    conn: Connection, asked: IncidentFilter, *, limit: int = 50, after: str | None = None
) -> Page[IncidentRow]:
    """Incidents that have all that is asked for.

    Order: last day of the happening, newest first, those without a day last; among one day the newest named first.
    Raises: SourceError when `after` is no cursor of such a page.
    """
    query = select(incidents).where(
        incidents.c.claims > 0,
        incidents.c.outlets >= asked.least_outlets,
        incidents.c.origins >= asked.least_origins,
    )
    for name in ("type", "country", "admin1"):
        if (value := getattr(asked, name)) is not None:
            query = query.where(incidents.c[name] == value)
    if asked.first_day is not None:
        query = query.where(incidents.c.page_day >= asked.first_day)
    if asked.last_day is not None:
        query = query.where(incidents.c.page_day <= asked.last_day, incidents.c.page_day != "")
    if after is not None:
        day, number = parse_cursor(after, _ORDER)
        same_day = (incidents.c.page_day == day) & (incidents.c.number < number)
        query = query.where((incidents.c.page_day < day) | same_day)
    ordered = query.order_by(incidents.c.page_day.desc(), incidents.c.number.desc())
    rows = conn.execute(ordered.limit(checked_limit(limit) + 1)).all()
    if not rows:
        return Page((), None)
    members = find_members(conn, [row.incident_id for row in rows])
    last = rows[:limit][-1]
    found = [_row(row, members[row.incident_id]) for row in rows]
    return page_of(found, limit, write_cursor(_ORDER, last.page_day, last.number))


def find_members(conn: Connection, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The claims of each of these incidents, by id; one without claims is left out."""
    found: dict[str, list[str]] = {}
    for row in find_rows(conn, select(incident_claims), incident_claims.c.incident_id, names):
        found.setdefault(row.incident_id, []).append(row.claim_id)
    return {name: tuple(sorted(members)) for name, members in found.items()}


def _row(row: Row[Any], members: tuple[str, ...]) -> IncidentRow:
    return IncidentRow(
        incident_id=row.incident_id,
        type=row.type,
        first_day=row.first_day,
        last_day=row.last_day,
        country=row.country,
        admin1=row.admin1,
        claims=members,
        articles=row.articles,
        outlets=row.outlets,
        origins=row.origins,
    )


def find_judged(conn: Connection) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Pairs of claims that people last called the same, and those that they last called different."""
    last = find_verdicts(conn, "pair")
    pairs = {subject: verdict for subject, verdict in last.items() if subject.count(" ") == 1}
    same, different = (
        frozenset(_pair(subject) for subject, verdict in pairs.items() if verdict == wanted)
        for wanted in (SAME, DIFFERENT)
    )
    return same, different


def pair_subject(one: str, other: str) -> str:
    """The subject of a finding on two claims, whichever is named first."""
    return " ".join(sorted((one, other)))


def _pair(subject: str) -> tuple[str, str]:
    one, other = subject.split(" ")
    return one, other
