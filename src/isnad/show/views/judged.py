"""What is shown of a person's word on a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.claims import load_claim
from isnad.keep.findings import find_findings, find_verdicts
from isnad.keep.incidents import IncidentFilter, find_incident_of, find_order, has_all, load_incident
from isnad.model import Finding
from isnad.show.care.eyes import Eyes
from isnad.show.shown import IncidentShown
from isnad.show.views.caring import protect_incidents
from isnad.show.views.filters import SituationFilter
from isnad.show.views.situation import show_incidents
from isnad.workspace import Workspace

_VERDICTS = ("right", "wrong")


@dataclass(frozen=True, slots=True)
class JudgedShown:
    """A person's newest word on a claim, and the incident that it stands in. `by` is None where they are not named."""

    claim_id: str
    verdict: str
    at: str
    by: str | None
    incident: IncidentShown


def iter_judged(workspace: Workspace, eyes: Eyes, asked: SituationFilter) -> Iterator[JudgedShown]:
    """Claims that a person called right or wrong, where what they saw has not changed since, as these eyes may see them.

    Order: by claim.
    """
    with workspace.store.read() as connection:
        last = find_verdicts(connection, "claim")
    for claim_id in sorted(claim for claim, verdict in last.items() if verdict in _VERDICTS):
        with workspace.store.read() as connection:
            found = _find_judged(connection, claim_id, asked)
        if found is not None:
            finding, incident = found
            for seen in protect_incidents([incident], eyes):
                yield JudgedShown(claim_id, finding.verdict, finding.at, finding.by if eyes.sees_all else None, seen)


def _find_judged(connection: Connection, claim_id: str, asked: SituationFilter) -> tuple[Finding, IncidentShown] | None:
    told = [one for one in find_findings(connection, claim_id, kind="claim") if one.finding.verdict in _VERDICTS]
    name = find_incident_of(connection, claim_id)
    if not told or told[-1].stale or name is None or load_claim(connection, claim_id).state != "current":
        return None
    row = load_incident(connection, name)
    area = IncidentFilter(
        asked.type, asked.country, asked.admin1, asked.first_day, asked.last_day, 1, asked.least_origins
    )
    if not has_all(row, area):
        return None
    [incident] = show_incidents(connection, [find_order(connection, [row.incident_id])[row.incident_id]], asked.as_of)
    return told[-1].finding, incident
