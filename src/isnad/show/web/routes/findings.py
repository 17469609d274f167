"""What people said of claims: read it, and say it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from isnad.errors import SourceError
from isnad.keep.findings import StoredFinding, find_findings
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import Scope, needs
from isnad.show.web.desk import desk_of

router = APIRouter(prefix="/api/v1", tags=["findings"])
_NO_NUL = r"^[^\x00]*$"
ClaimId = Annotated[str, Field(min_length=1, max_length=200, pattern=_NO_NUL)]


class Judgement(BaseModel):
    """What a person says of two claims: that they tell of one happening, of two, or that they said it no longer."""

    model_config = ConfigDict(extra="forbid")
    one: ClaimId
    other: ClaimId
    verdict: Literal["same", "different", "taken back"]


@router.get("/findings")
def list_findings(
    request: Request,
    eyes: Annotated[Eyes, Depends(needs(Role.ANALYST))],
    subject: Annotated[str, Query(max_length=500, pattern=_NO_NUL)],
    kind: Annotated[str | None, Query(max_length=50, pattern=_NO_NUL)] = None,
) -> dict[str, Any]:
    """All findings on a record, as they came; a pair of claims is named by both ids with a space between them."""
    with desk_of(request).workspace.store.read() as connection:
        return {"items": [_row(found) for found in find_findings(connection, subject, kind=kind)], "next": None}


@router.post("/findings", status_code=201)
def judge(
    request: Request, said: Judgement, eyes: Annotated[Eyes, Depends(needs(Role.EDITOR, Scope.REVIEW))]
) -> dict[str, Any]:
    """Note what one says of two claims; the next weighing heeds it."""
    if said.one == said.other:
        raise SourceError("other", "is the same claim")
    desk = desk_of(request)
    desk.workspace.judge(said.one, said.other, said.verdict, eyes.name or "")
    subject = " ".join(sorted((said.one, said.other)))
    desk.note(request, eyes, "judged", f"pair {subject}", said.verdict)
    return {"subject": subject, "verdict": said.verdict, "by": eyes.name}


def _row(found: StoredFinding) -> dict[str, Any]:
    return {**asdict(found.finding), "detail": dict(found.finding.detail), "stale": found.stale}
