"""What is shown of a person's word on a claim."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.show.shown import IncidentShown


@dataclass(frozen=True, slots=True)
class JudgedShown:
    """A person's newest word on a claim, and the incident that it stands in. `by` is None where they are not named."""

    claim_id: str
    verdict: str
    at: str
    by: str | None
    incident: IncidentShown
