"""The route of the sources."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from isnad.show.views.sources import SourceShown, find_sources
from isnad.show.web.pages.deps import Looker, WorkspaceHere
from isnad.show.web.pages.rendering import answer

router = APIRouter()
COLUMNS = ("articles", "claims", "own", "relayed", "first", "later", "quoted", "quoting", "corrected", "contradicted")
_SHOWN = 200


@router.get("/sources")
def show_sources(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Looker,
    sort: Literal["articles", "claims", "own", "relayed", "first", "later", "quoted", "quoting", "corrected",
                  "contradicted"] = "claims",
) -> Response:  # fmt: skip
    """Outlets and origins with what they told, and how."""
    view = find_sources(workspace, eyes)

    def order(one: SourceShown) -> int:
        return -int(getattr(one, sort))

    outlets = sorted((one for one in view.sources if one.is_outlet), key=order)
    origins = sorted((one for one in view.sources if one.quoted), key=order)
    shown = {"outlets": outlets[:_SHOWN], "origins": origins[:_SHOWN], "sort": sort, "columns": COLUMNS}
    left = {"more_outlets": max(0, len(outlets) - _SHOWN), "more_origins": max(0, len(origins) - _SHOWN)}
    return answer(request, eyes, "sources.html", view, **shown, **left)
