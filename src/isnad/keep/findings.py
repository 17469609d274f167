"""Findings: only ever added. What is true now is seen by looking at the newest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from isnad.errors import NotFound, Reason
from isnad.keep.batches import find_rows, next_number, write_rows
from isnad.keep.bodies import parse_pairs, write_json, write_pairs
from isnad.keep.columns import key_of
from isnad.keep.tables import claims, findings, versions
from isnad.keep.weighed_tables import incidents
from isnad.model import Finding

SKIPPED, RECOVERED = "skipped", "recovered"


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding and whether what it looked at has changed since."""

    finding: Finding
    stale: bool


def write_findings(conn: Connection, batch: Sequence[Finding]) -> None:
    """Add findings; one that is there already, the same in every value, is not added again."""
    named = {_name(finding): finding for finding in batch}
    there = {row.finding_id for row in find_rows(conn, select(findings.c.finding_id), findings.c.finding_id, named)}
    new = [(name, finding) for name, finding in named.items() if name not in there]
    first = next_number(conn, findings) if new else 0
    rows = [_row(first + index, name, finding) for index, (name, finding) in enumerate(new)]
    write_rows(conn, findings, rows)


def find_findings(conn: Connection, subject: str, *, kind: str | None = None) -> tuple[StoredFinding, ...]:
    """All findings on a record, of any kind or of the kind given.

    Order: as they came. Empty: nothing was found of it.
    """
    query = select(findings).where(findings.c.subject_key == key_of(subject))
    if kind is not None:
        query = query.where(findings.c.subject_kind == kind)
    found = [finding_of(row) for row in conn.execute(query.order_by(findings.c.number))]
    digests = _find_digests(conn, {(finding.subject_kind, finding.subject) for finding in found})
    return tuple(StoredFinding(finding, _is_stale(finding, digests)) for finding in found)


def find_skipped(conn: Connection, *, limit: int | None = None, after: str | None = None) -> tuple[Finding, ...]:
    """The newest finding on each item and version that is skipped now: skipped, and not recovered since.

    Order: by when it was found, the newest last; `after` is the `subject` of the last of the findings before, to go on.
    """
    query = skipped_now().order_by(findings.c.number).limit(limit)
    if after is not None:
        last = (
            skipped_now().with_only_columns(func.max(findings.c.number)).where(findings.c.subject_key == key_of(after))
        )
        query = query.where(findings.c.number > last.scalar_subquery())
    return tuple(finding_of(row) for row in conn.execute(query))


def find_verdicts(conn: Connection, kind: str) -> dict[str, str]:
    """The newest verdict on each record of a kind that has any, by the record's id."""
    query = select(findings.c.subject, findings.c.verdict).where(findings.c.subject_kind == kind)
    return {row.subject: row.verdict for row in conn.execute(query.order_by(findings.c.number))}


def find_decisions(conn: Connection, kinds: Collection[str]) -> tuple[Finding, ...]:
    """All findings on records of these kinds.

    Order: as they came.
    """
    query = select(findings).where(findings.c.subject_kind.in_(sorted(kinds))).order_by(findings.c.number)
    return tuple(finding_of(row) for row in conn.execute(query))


def skipped_now() -> Select[Any]:
    """The question for rows of `findings` that are the last word on what is skipped."""
    later = findings.alias("later")
    newest = (
        select(func.max(later.c.number))
        .where(
            later.c.subject_key == findings.c.subject_key,
            later.c.subject_kind == findings.c.subject_kind,
            later.c.verdict.in_((SKIPPED, RECOVERED)),
        )
        .scalar_subquery()
    )
    return select(findings).where(and_(findings.c.verdict == SKIPPED, findings.c.number == newest))


def find_digest(conn: Connection, kind: str, subject: str) -> str:
    """The digest that the record has now.

    Raises: NotFound when there is no record of that kind and name, or records of that kind have no digest.
    """
    digest = _find_digests(conn, {(kind, subject)}).get((kind, subject))
    if digest is None:
        raise NotFound(Reason("none.record", "no {kind} {name}", kind=kind, name=subject))
    return digest


def _is_stale(finding: Finding, digests: dict[tuple[str, str], str]) -> bool:
    """Whether the record has another digest than the finding saw; what has none or is not known is never stale."""
    now = digests.get((finding.subject_kind, finding.subject))
    return finding.seen is not None and now is not None and finding.seen != now


def _find_digests(conn: Connection, subjects: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What each record's digest is now."""
    sources: tuple[tuple[str, ColumnElement[Any], ColumnElement[Any]], ...] = (
        ("claim", claims.c.claim_id, claims.c.digest),
        ("incident", incidents.c.incident_id, incidents.c.digest),
        ("version", versions.c.version_id, versions.c.content),
    )
    found: dict[tuple[str, str], str] = {("capture", name): name for kind, name in subjects if kind == "capture"}
    for kind, name, digest in sources:
        asked = [subject for subject_kind, subject in subjects if subject_kind == kind]
        query = select(name.label("name"), digest.label("digest"))
        found |= {(kind, row.name): row.digest for row in find_rows(conn, query, name, asked)}
    return found


def _name(finding: Finding) -> str:
    values = [getattr(finding, name) for name in ("subject_kind", "subject", "verdict", "by", "at", "reason", "seen")]
    return key_of(write_json([*values, [list(pair) for pair in finding.detail]]))


def _row(number: int, name: str, finding: Finding) -> dict[str, Any]:
    return {
        "number": number,
        "finding_id": name,
        "subject_kind": finding.subject_kind,
        "subject_key": key_of(finding.subject),
        "verdict": finding.verdict,
        "by": finding.by,
        "at": finding.at,
        "seen": finding.seen,
        "subject": finding.subject,
        "reason": finding.reason,
        "detail": write_pairs(finding.detail),
    }


def finding_of(row: Row[Any]) -> Finding:
    """The finding of a row."""
    return Finding(
        subject_kind=row.subject_kind,
        subject=row.subject,
        verdict=row.verdict,
        by=row.by,
        at=row.at,
        reason=row.reason,
        detail=parse_pairs(row.detail),
        seen=row.seen,
    )
