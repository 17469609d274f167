"""`isnad weigh`, `incidents`, `trace`, `explain`, `judge`: what claims tell together, and what that rests on."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from rich.console import Console

from isnad.errors import NotFound
from isnad.keep.articles import load_versions
from isnad.keep.claims import StoredClaim, load_claim
from isnad.keep.incidents import IncidentFilter, IncidentRow, find_incident_of, find_incidents, load_incident
from isnad.keep.receipts import load_receipts
from isnad.keep.versions import Version
from isnad.model import Receipt
from isnad.show.cli.options import Place
from isnad.show.cli.tables import claim_table, shown
from isnad.show.rows import claim_row
from isnad.workspace import Workspace


def weigh_and_report(place: Place) -> int:
    """Exit status after weighing: 0."""
    with place.open() as workspace:
        done = workspace.weigh()
    print(f"{done.claims:,} claims = {done.incidents:,} incidents, {done.of_several_outlets:,} of them told by several"
          f" outlets; {done.links:,} links", file=sys.stderr)  # fmt: skip
    return 0


def incidents_and_print(place: Place, asked: IncidentFilter, limit: int, after: str | None, *, as_json: bool) -> int:
    """Exit status after listing incidents: 0."""
    console = Console()
    with place.open() as workspace, workspace.store.read() as connection:
        page = find_incidents(connection, asked, limit=limit, after=after)
        for row in page.items:
            lead = load_claim(connection, row.claims[0])
            if as_json:
                print(json.dumps(_incident_row(row), ensure_ascii=False))
            else:
                _print_incident(console, row, lead, load_versions(connection, [lead.version_id])[0])
    more = f"; more with --after {page.next}" if page.next else ""
    print(f"{len(page.items)} incidents{more}", file=sys.stderr)
    return 0


def _incident_row(row: IncidentRow) -> dict[str, Any]:
    return {"incident": row.incident_id, **{k: v for k, v in asdict(row).items() if k not in ("incident_id", "links")}}


def _print_incident(console: Console, row: IncidentRow, lead: StoredClaim, version: Version) -> None:
    days = row.last_day if row.first_day in (None, row.last_day) else f"{row.first_day} to {row.last_day}"
    where = ", ".join(filter(None, (row.admin1, row.country)))
    console.print()
    console.print(shown(f"{row.type}  {days or 'no day'}  {where}", "bold cyan"))
    console.print(
        shown(f"  {len(row.claims)} claims · {row.articles} articles · {row.outlets} outlets · {row.incident_id}")
    )
    console.print(shown(f"  {lead.claim.evidence.of(version.article.text)}"))


def trace_and_print(place: Place, name: str, *, as_json: bool) -> int:
    """Exit status after showing what an incident, or the one that a claim stands in, rests on: 0. Raises: NotFound."""
    console = Console()
    with place.open() as workspace, workspace.store.read() as connection:
        row = load_incident(connection, find_incident_of(connection, name) or name)
        held = [load_claim(connection, claim) for claim in row.claims]
        versions = {v.version_id: v for v in load_versions(connection, [one.version_id for one in held])}
        receipts = {v.capture: load_receipts(connection, v.capture) for v in versions.values()}
    if as_json:
        claims = [_claim_row(one, versions[one.version_id], receipts, workspace) for one in held]
        print(json.dumps({**_incident_row(row), "claims": claims}, ensure_ascii=False))
        return 0
    console.print(
        shown(f"{row.type} · {len(row.claims)} claims · {row.articles} articles · {row.outlets} outlets", "bold cyan")
    )
    for one in held:
        version = versions[one.version_id]
        console.print()
        console.print(claim_table(one.claim, version.article, explain=False))
        for line in _chain(one, version, receipts[version.capture], workspace):
            console.print(shown(f"  {line}", "dim"))
    return 0


def _chain(one: StoredClaim, version: Version, receipts: tuple[Receipt, ...], workspace: Workspace) -> list[str]:
    """From the claim down to its bytes, a line for each step."""
    article = version.article
    said = f"{article.outlet or 'no outlet'} · {article.published or 'no day'}"
    found = [
        f"claim {one.claim.claim_id}, characters {one.claim.evidence.start} to {one.claim.evidence.end} of",
        f"version {version.version_id} ({version.number} of the article) · {said}",
        f"capture {version.capture}",
    ]
    found += [f"receipt {r.number} · {r.received} · {r.where}" for r in receipts]
    return [*found, f"kept in {workspace.archive.blobs.path_of(version.capture)}"]


def _claim_row(
    one: StoredClaim, version: Version, receipts: dict[str, tuple[Receipt, ...]], workspace: Workspace
) -> dict[str, Any]:
    article = version.article
    return {
        **claim_row(one.claim, article),
        "article": {"id": version.article_id, "version": version.version_id, "title": article.title,
                    "outlet": article.outlet, "url": article.url,
                    "published": article.published.isoformat() if article.published else None},
        "capture": version.capture,
        "receipts": [{"number": r.number, "received": r.received, "where": r.where, "hash": r.hash}
                     for r in receipts[version.capture]],
        "kept": str(workspace.archive.blobs.path_of(version.capture)),
    }  # fmt: skip


def explain_and_print(place: Place, name: str, *, as_json: bool) -> int:
    """Exit status after saying why the incident's claims were joined: 0. Raises: NotFound."""
    with place.open() as workspace, workspace.store.read() as connection:
        row = load_incident(connection, name)
    for one, other, score, features in row.links:
        link = {"one": one, "other": other, "score": score, "features": list(features)}
        print(json.dumps(link, ensure_ascii=False) if as_json else f"{one} {other} {score:+.2f}: {', '.join(features)}")
    if not row.links and not as_json:
        print("one claim, or claims that a person joined: no links", file=sys.stderr)
    return 0


def judge_and_report(place: Place, one: str, other: str, verdict: str, by: str) -> int:
    """Exit status after noting what a person says of two claims: 0. Raises: NotFound."""
    if one == other:
        raise NotFound("name two different claims")
    with place.open() as workspace:
        workspace.judge(one, other, verdict, by)
    print(f"noted: {verdict}; `isnad weigh` heeds it")
    return 0
