"""`isnad weigh`, `incidents`, `explain`, `judge`: what claims tell together, and why they were joined."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from typing import Any

from rich.console import Console

from isnad.errors import NotFound, SourceError
from isnad.keep.articles import load_versions
from isnad.keep.claims import StoredClaim, load_claim
from isnad.keep.cursors import Page
from isnad.keep.incidents import IncidentFilter, IncidentRow, find_incidents, has_all
from isnad.keep.versions import Version
from isnad.pipeline.answers import list_incidents
from isnad.show.cli.options import Place, moment_of
from isnad.show.cli.tables import shown
from isnad.workspace import Workspace

# So many claims are looked at for the one that says most.
_LOOKED_AT = 20


def weigh_and_report(place: Place, *, anew: bool) -> int:
    """Exit status after weighing: 0."""
    with place.open() as workspace:
        done = workspace.weigh(anew=anew)
    what = "all articles" if done.anew else f"{done.articles:,} articles that changed"
    print(
        f"weighed {what}: {done.claims:,} claims; {done.incidents:,} incidents made or looked at again, of which"
        f" {done.of_several_outlets:,} are told by several outlets and {done.of_several_origins:,} rest on several"
        " independent origins",
        file=sys.stderr,
    )
    return 0


def incidents_and_print(
    place: Place, asked: IncidentFilter, limit: int, after: str | None, as_of: str | None, *, as_json: bool
) -> int:
    """Exit status after listing incidents: 0."""
    moment = moment_of(as_of)
    if moment and after:
        raise SourceError("--after", "is no page of what is weighed anew by --as-of; ask for more with --limit")
    with place.open() as workspace:
        page = _known_at(workspace, asked, limit, moment) if moment else _page(workspace, asked, limit, after)
        _print_rows(workspace, page.items, as_json=as_json)
    more = f"; more with --after {page.next}" if page.next else ""
    print(f"{len(page.items)} incidents{more}", file=sys.stderr)
    return 0


def _page(workspace: Workspace, asked: IncidentFilter, limit: int, after: str | None) -> Page[IncidentRow]:
    with workspace.store.read() as connection:
        return find_incidents(connection, asked, limit=limit, after=after)


def _known_at(workspace: Workspace, asked: IncidentFilter, limit: int, moment: str) -> Page[IncidentRow]:
    """The incidents as they were known at the moment."""
    rows = list_incidents(workspace.store, workspace.known(moment)[0])
    return Page(tuple(islice((row for row in rows if has_all(row, asked)), limit)), None)


def _print_rows(workspace: Workspace, rows: Iterable[IncidentRow], *, as_json: bool) -> None:
    console = Console()
    with workspace.store.read() as connection:
        for row in rows:
            if as_json:
                print(json.dumps(incident_row(row), ensure_ascii=False))
                continue
            lead = max((load_claim(connection, claim) for claim in row.claims[:_LOOKED_AT]), key=_fullness)
            _print_incident(console, row, lead, load_versions(connection, [lead.version_id])[0])


def incident_row(row: IncidentRow) -> dict[str, Any]:
    """One object for the incident."""
    return {"incident": row.incident_id, **{k: v for k, v in asdict(row).items() if k != "incident_id"}}


def _print_incident(console: Console, row: IncidentRow, lead: StoredClaim, version: Version) -> None:
    print_head(console, row)
    console.print(shown(lead.claim.evidence.of(version.article.text)))


def print_head(console: Console, row: IncidentRow) -> None:
    """What happened, when and where, then the four numbers and the name."""
    days = row.last_day if row.first_day in (None, row.last_day) else f"{row.first_day} to {row.last_day}"
    where = ", ".join(filter(None, (row.admin1, row.country)))
    origins = "1 independent origin" if row.origins == 1 else f"{row.origins} independent origins"
    numbers = f"{len(row.claims)} claims · {row.articles} articles · {row.outlets} outlets · {origins}"
    console.print()
    console.print(shown(f"{row.type} · {days or 'no day'} · {where or 'no place'}", "bold cyan"))
    console.print(shown(f"{numbers} · {row.incident_id}"))


def _fullness(held: StoredClaim) -> tuple[int, str]:
    """How much a claim says; its name breaks ties."""
    claim = held.claim
    said = (claim.initiator, claim.target, claim.places, claim.quantities, claim.attribution.sources)
    return sum(map(bool, said)) + (claim.when is not None), claim.claim_id


def explain_and_print(place: Place, name: str, as_of: str | None, *, as_json: bool) -> int:
    """Exit status after saying why the incident's claims were joined: 0. Raises: NotFound."""
    moment = moment_of(as_of)
    with place.open() as workspace:
        links = workspace.explain(name, as_of=moment)
    for link in links:
        words = f"{link.one} {link.other} {link.score:+.2f}: {', '.join(link.features)}"
        print(json.dumps(asdict(link), ensure_ascii=False) if as_json else words)
    if not links and not as_json:
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
