"""Routes of the incident: its page, its evidence, and a person's word on two of its claims."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from isnad.show.views.bag import iter_bag
from isnad.show.views.incident import load_incident_view
from isnad.show.views.judging import Judgement, write_judgement
from isnad.show.web.desk import desk_of, note_export
from isnad.show.web.pages.deps import Exporter, Judge, Looker, WorkspaceHere
from isnad.show.web.pages.rendering import answer, moment_of

router = APIRouter()


@router.get("/incident/{name}")
def show_incident(
    request: Request, workspace: WorkspaceHere, eyes: Looker, name: str, as_of: str | None = None
) -> Response:
    """The incident, or the one that a claim stands in, now or as known at a moment."""
    view = load_incident_view(workspace, eyes, name, as_of=moment_of(as_of))
    places = {claim.claim_id: claim for claim in view.claims}
    return answer(request, eyes, "incident.html", view, places=places)


@router.get("/incident/{name}/evidence.zip")
def send_evidence(request: Request, workspace: WorkspaceHere, eyes: Exporter, name: str) -> Response:
    """The bag with all that proves the incident or the claim, as a ZIP archive."""
    stream = iter_bag(workspace, eyes, name)
    note_export(request, eyes, "evidence", name)
    headers = {"content-disposition": 'attachment; filename="isnad-evidence.zip"', "cache-control": "no-store"}
    return StreamingResponse(stream, media_type="application/zip", headers=headers)


@router.post("/incident/{name}/judge")
def judge_pair(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Judge,
    name: str,
    one: Annotated[str, Form()],
    other: Annotated[str, Form()],
    verdict: Annotated[str, Form()],
) -> Response:
    """Note whether two claims tell of one happening; the next weighing heeds it."""
    write_judgement(workspace, eyes, Judgement("pair", f"{one} {other}", verdict))
    desk_of(request).note(request, eyes, "judged", f"pair {one} {other}", verdict)
    view = load_incident_view(workspace, eyes, name)
    return RedirectResponse(f"/incident/{view.head.incident_id}#links", 303)
