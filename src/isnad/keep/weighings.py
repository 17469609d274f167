"""Weighings: when all was last weighed and with which knowledge, and which articles have changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from isnad.keep.batches import delete_rows, find_rows, next_number, write_rows
from isnad.keep.tables import claims
from isnad.keep.weighed_tables import unweighed, weighings


@dataclass(frozen=True, slots=True)
class Weighing:
    """One weighing. `number` counts them; `knowledge` is what links were made with; `at` is UTC."""

    number: int
    knowledge: str
    at: str


def find_last_weighing(conn: Connection) -> Weighing | None:
    """The last weighing, None before the first."""
    row = conn.execute(select(weighings).order_by(weighings.c.number.desc()).limit(1)).first()
    return None if row is None else Weighing(row.number, row.knowledge, row.at)


def mark_unweighed(conn: Connection, article_ids: Collection[str]) -> None:
    """Note that what these articles tell has changed. A later change is noted again, even while others are weighed."""
    names = sorted(article_ids)
    number = next_number(conn, unweighed)  # before the old marks go: a later change has a higher number
    delete_rows(conn, unweighed.c.article_id, names)
    write_rows(conn, unweighed, [{"article_id": name, "number": number} for name in names])


def mark_claims_unweighed(conn: Connection, claim_ids: Collection[str]) -> None:
    """Note that what people judged of these claims has changed."""
    found = find_rows(conn, select(claims.c.article_id), claims.c.claim_id, claim_ids)
    mark_unweighed(conn, {row.article_id for row in found})


def find_marks(conn: Connection, article_ids: Collection[str] | None = None) -> dict[str, int]:
    """The articles that changed since they were weighed, all or of those named, each with the number of its last change."""
    query = select(unweighed)
    rows = conn.execute(query) if article_ids is None else find_rows(conn, query, unweighed.c.article_id, article_ids)
    return {row.article_id: row.number for row in rows}


def forget_marks(conn: Connection, marks: Mapping[str, int]) -> None:
    """Note that these articles were weighed as they stood at that change; what changed again since stays noted."""
    now = find_marks(conn, marks.keys())
    delete_rows(conn, unweighed.c.article_id, [name for name, number in marks.items() if now.get(name) == number])


def write_weighing(conn: Connection, knowledge: str, at: str) -> None:
    """Note that all was weighed."""
    write_rows(conn, weighings, [{"number": next_number(conn, weighings), "knowledge": knowledge, "at": at}])
