"""What a run brought in: versions of articles that first came with it, and the incidents that they tell of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from isnad.keep.batches import find_rows
from isnad.keep.tables import claims, receipts, versions
from isnad.keep.weighed_tables import incident_claims, incidents


@dataclass(frozen=True, slots=True)
class Brought:
    """A version that came with a run, and incidents of its claims, each with its type."""

    version_id: str
    title: str | None
    outlet: str | None
    incidents: tuple[tuple[str, str], ...]


def count_brought(conn: Connection, run_id: str) -> int:
    """How many versions came with the run."""
    query = select(func.count()).select_from(versions.join(receipts, receipts.c.number == versions.c.receipt))
    return int(conn.execute(query.where(receipts.c.run == run_id)).scalar_one())


def find_brought(conn: Connection, run_id: str, *, limit: int) -> tuple[Brought, ...]:
    """The first versions that came with the run. Order: of arrival."""
    joined = versions.join(receipts, receipts.c.number == versions.c.receipt)
    query = select(versions.c.version_id, versions.c.title, versions.c.outlet).select_from(joined)
    rows = conn.execute(query.where(receipts.c.run == run_id).order_by(versions.c.receipt).limit(limit)).all()
    told = _find_incidents(conn, [row.version_id for row in rows])
    return tuple(
        Brought(row.version_id, row.title, row.outlet, tuple(told.get(row.version_id, {}).items())) for row in rows
    )


def _find_incidents(conn: Connection, version_ids: list[str]) -> dict[str, dict[str, str]]:
    """Incidents of the claims of each version, by id with their types."""
    joined = claims.join(incident_claims, incident_claims.c.claim_id == claims.c.claim_id).join(
        incidents, incidents.c.incident_id == incident_claims.c.incident_id
    )
    query = select(claims.c.version_id, incidents.c.incident_id, incidents.c.type).select_from(joined)
    found: dict[str, dict[str, str]] = {}
    for row in sorted(find_rows(conn, query, claims.c.version_id, version_ids), key=lambda row: row.incident_id):
        found.setdefault(row.version_id, {})[row.incident_id] = row.type
    return found
