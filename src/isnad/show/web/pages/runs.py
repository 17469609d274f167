"""Routes of runs: all of them, and how far one is, as a part of a page that is asked for again while it runs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from isnad.show.care.eyes import Eyes, Role
from isnad.show.views.runs import find_runs_view, load_run
from isnad.show.web.access import needs
from isnad.show.web.desk import desk_of
from isnad.show.web.pages.deps import Reader, WorkspaceHere
from isnad.show.web.pages.rendering import answer, render

router = APIRouter()
Giver = Annotated[Eyes, Depends(needs(Role.EDITOR))]


@router.get("/runs")
def show_runs(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Reader,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: Annotated[str | None, Query(max_length=5000)] = None,
) -> Response:
    """Runs with how far they came, and what was skipped and why."""
    view = find_runs_view(workspace, eyes, limit=limit, after=after)
    may_give = eyes.role.may(Role.EDITOR)
    handed = desk_of(request).intake.find_all() if may_give else ()
    return answer(request, eyes, "runs.html", view, handed=handed, may_give=may_give, fault=None)


@router.get("/runs/handed")
def show_handed(request: Request, eyes: Giver) -> Response:
    """What was handed in and how far it is: a part of the page of runs."""
    return render(request, eyes, "handed_part.html", handed=desk_of(request).intake.find_all())


@router.get("/runs/{run_id}")
def show_run(request: Request, workspace: WorkspaceHere, eyes: Reader, run_id: str) -> Response:
    """One run as it stands now: a part of the page of runs, or JSON."""
    return answer(request, eyes, "run_part.html", load_run(workspace, eyes, run_id))
