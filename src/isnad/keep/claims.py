"""Claims and the readings that made them.

A reading with other knowledge brings the claims of its version up to date: a claim keeps its name (`identity`), one
that is no longer read is withdrawn, one that is read again holds again. What each reading said stays in `readings`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select, update

from isnad.errors import NotFound, Reason
from isnad.keep.articles import Version
from isnad.keep.batches import change_rows, delete_rows, find_rows, next_number, write_rows
from isnad.keep.bodies import claim_from_json
from isnad.keep.claim_rows import ClaimRow, find_row
from isnad.keep.identity import Known, align_claims
from isnad.keep.indexing import index_claims, load_shadows, move_shadows
from isnad.keep.tables import articles, claim_actors, claim_places, claims, readings, versions
from isnad.keep.weighings import mark_unweighed
from isnad.model import Claim, Span


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as the store holds it. `number` counts arrivals; `state` is `current`, `withdrawn` or `superseded`.

    `digest` is that of the claim's values, `knowledge` what read it last.
    """

    claim: Claim
    number: int
    version_id: str
    article_id: str
    state: str
    knowledge: str
    digest: str


def write_readings(conn: Connection, batch: Sequence[tuple[Version, Sequence[Claim]]], knowledge: str) -> None:
    """Write what was read in versions that the store has; reading the same again with the same knowledge changes nothing."""
    held = _find_held(conn, [version.version_id for version, _ in batch])
    states = _find_states(conn, [version.version_id for version, _ in batch])
    changes = _Changes(next_number(conn, claims))
    for version, read in batch:
        old = held.get(version.version_id, {})
        names = align_claims([_known(row) for row in old.values()], read)
        rows = [find_row(version, claim, name, knowledge) for claim, name in zip(read, names, strict=True)]
        changes.add(rows, old, states[version.version_id])
        changes.note(version.version_id, knowledge, [row.values["body"] for row in rows])
    changes.write(conn, knowledge)


def load_claim(conn: Connection, claim_id: str) -> StoredClaim:
    """The claim of this name.

    Raises: NotFound.
    """
    found = _load(conn, claims.c.claim_id == claim_id)
    if not found:
        raise NotFound(Reason("none.claim", "no claim {name}", name=claim_id))
    return found[0]


def load_claims(conn: Connection, version_id: str) -> tuple[StoredClaim, ...]:
    """All claims of a version, whatever their state.

    Order: of arrival. Empty: no such version, not read, or nothing found in it.
    """
    return _load(conn, claims.c.version_id == version_id)


def load_told(conn: Connection, version_ids: Collection[str]) -> tuple[StoredClaim, ...]:
    """Claims of these versions that are not withdrawn: what each told, whether or not it is the current one.

    Order: of arrival.
    """
    found = find_rows(conn, select_stored().where(claims.c.state != "withdrawn"), claims.c.version_id, version_ids)
    return tuple(sorted((stored_claim(row) for row in found), key=lambda stored: stored.number))


def find_claims_of(conn: Connection, claim_ids: Collection[str]) -> tuple[StoredClaim, ...]:
    """The claims of these names.

    Order: of arrival. Empty: names that are not known are left out.
    """
    found = find_rows(conn, select_stored(), claims.c.claim_id, claim_ids)
    return tuple(sorted((stored_claim(row) for row in found), key=lambda stored: stored.number))


def find_articles_of(conn: Connection, claim_ids: Collection[str]) -> frozenset[str]:
    """The articles that these claims stand in."""
    query = select(claims.c.article_id)
    return frozenset(row.article_id for row in find_rows(conn, query, claims.c.claim_id, claim_ids))


def find_readings(conn: Connection, version_id: str) -> dict[str, tuple[Claim, ...]]:
    """What each knowledge read in the version, under the names that the claims kept."""
    query = select(readings.c.knowledge, readings.c.body).where(readings.c.version_id == version_id)
    return {
        row.knowledge: tuple(claim_from_json(body) for body in json.loads(row.body))
        for row in conn.execute(query.order_by(readings.c.knowledge))
    }


class _Changes:
    """What a batch of readings changes, gathered to be written in few round trips."""

    def __init__(self, number: int) -> None:
        self._next = number
        self._new: list[dict[str, Any]] = []
        self._changed: list[dict[str, Any]] = []
        self._remade: list[int] = []
        self._withdrawn: list[int] = []
        self._places: list[dict[str, Any]] = []
        self._actors: list[dict[str, Any]] = []
        self._readings: dict[str, dict[str, Any]] = {}
        self._touched: set[str] = set()

    def add(self, rows: Iterable[ClaimRow], old: dict[str, Row[Any]], state: str) -> None:
        """The claims of one version, with those that the store holds of it by name."""
        left = dict(old)
        for row in rows:
            before = left.pop(row.values["claim_id"], None)
            if before is None:
                self._add_new(row, state)
            else:
                self._add_changed(row, before, state)
        gone = [row for row in left.values() if row.state != "withdrawn"]
        self._withdrawn += [row.number for row in gone]
        self._touched.update(row.article_id for row in gone)

    def note(self, version_id: str, knowledge: str, bodies: list[str]) -> None:
        """The reading as it came."""
        body = f"[{','.join(bodies)}]"
        self._readings[version_id] = {
            "version_id": version_id,
            "knowledge": knowledge,
            "claims": len(bodies),
            "body": body,
        }

    def write(self, conn: Connection, knowledge: str) -> None:
        """Write all of it."""
        before = load_shadows(conn, [row["number"] for row in self._changed])
        write_rows(conn, claims, self._new)
        change_rows(conn, claims, self._changed)
        for table in (claim_places, claim_actors):
            delete_rows(conn, table.c.claim, self._remade)
        write_rows(conn, claim_places, self._places)
        write_rows(conn, claim_actors, self._actors)
        move_shadows(conn, before)
        index_claims(conn, self._new, self._places, self._actors)
        change_rows(conn, claims, [{"number": number, "state": "withdrawn"} for number in self._withdrawn])
        mark_unweighed(conn, self._touched)
        _write_readings(conn, list(self._readings.values()), knowledge)
        read = [{"version_id": name, "read_with": knowledge, "unreadable": False} for name in self._readings]
        change_rows(conn, versions, read)

    def _add_new(self, row: ClaimRow, state: str) -> None:
        number, self._next = self._next, self._next + 1
        self._new.append({"number": number, "state": state, **row.values})
        self._touched.add(row.values["article_id"])
        self._add_parts(number, row)

    def _add_changed(self, row: ClaimRow, before: Row[Any], state: str) -> None:
        if (before.body, before.state, before.knowledge) == (row.values["body"], state, row.values["knowledge"]):
            return
        self._changed.append({"number": before.number, "state": state, **row.values})
        if (before.body, before.state) != (row.values["body"], state):
            self._touched.add(before.article_id)
        if before.body != row.values["body"]:
            self._remade.append(before.number)
            self._add_parts(before.number, row)

    def _add_parts(self, number: int, row: ClaimRow) -> None:
        part = {"claim": number, "page_day": row.values["page_day"]}
        self._places += [{**part, **place} for place in row.places]
        self._actors += [{**part, **actor} for actor in row.actors]


def _write_readings(conn: Connection, rows: list[dict[str, Any]], knowledge: str) -> None:
    """Add readings; one that is there under the same knowledge is replaced if it says something else now."""
    query = select(readings.c.version_id, readings.c.body).where(readings.c.knowledge == knowledge)
    asked = [row["version_id"] for row in rows]
    there = {row.version_id: row.body for row in find_rows(conn, query, readings.c.version_id, asked)}
    write_rows(conn, readings, [row for row in rows if row["version_id"] not in there])
    for row in rows:
        if there.get(row["version_id"], row["body"]) != row["body"]:
            this = (readings.c.version_id == row["version_id"]) & (readings.c.knowledge == knowledge)
            conn.execute(update(readings).where(this).values(row))


def _find_held(conn: Connection, version_ids: Sequence[str]) -> dict[str, dict[str, Row[Any]]]:
    """Claims that the store holds, by version and name."""
    held: dict[str, dict[str, Row[Any]]] = {}
    columns = ("number", "claim_id", "version_id", "article_id", "type", "state", "knowledge", "body")
    for row in find_rows(conn, select(*(claims.c[name] for name in columns)), claims.c.version_id, version_ids):
        held.setdefault(row.version_id, {})[row.claim_id] = row
    return held


def _find_states(conn: Connection, version_ids: Sequence[str]) -> dict[str, str]:
    """The state of a claim that each version makes."""
    query = select(versions.c.version_id, articles.c.current).join(articles)
    rows = find_rows(conn, query, versions.c.version_id, version_ids)
    return {row.version_id: "current" if row.current == row.version_id else "superseded" for row in rows}


def _known(row: Row[Any]) -> Known:
    return Known(row.claim_id, row.type, Span(*json.loads(row.body)["trigger"]), row.state == "withdrawn")


def _load(conn: Connection, chosen: ColumnElement[bool]) -> tuple[StoredClaim, ...]:
    return tuple(stored_claim(row) for row in conn.execute(select_stored().where(chosen).order_by(claims.c.number)))


def select_stored() -> Select[Any]:
    """The question for rows of `claims` that `stored_claim` takes."""
    columns = ("number", "version_id", "article_id", "state", "knowledge", "digest", "body")
    return select(*(claims.c[name] for name in columns))


def stored_claim(row: Row[Any]) -> StoredClaim:
    """The claim of a row of `claims`."""
    claim = claim_from_json(json.loads(row.body))
    return StoredClaim(claim, row.number, row.version_id, row.article_id, row.state, row.knowledge, row.digest)
