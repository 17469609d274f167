"""Routes of runs: all of them, and how far one is, as a part of a page that is asked for again while it runs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from isnad.show.views.runs import find_runs_view, load_run
from isnad.show.web.pages.deps import Reader, WorkspaceHere
from isnad.show.web.pages.rendering import answer

router = APIRouter()


@router.get("/runs")
def show_runs(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Reader,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: Annotated[str | None, Query(max_length=5000)] = None,
) -> Response:
    """Runs with how far they came, and what was skipped and why."""
    return answer(request, eyes, "runs.html", find_runs_view(workspace, eyes, limit=limit, after=after))


@router.get("/runs/{run_id}")
def show_run(request: Request, workspace: WorkspaceHere, eyes: Reader, run_id: str) -> Response:
    """One run as it stands now: a part of the page of runs, or JSON."""
    return answer(request, eyes, "run_part.html", load_run(workspace, eyes, run_id))
