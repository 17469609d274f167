"""The route of the article: a reading page. Its text is never rendered as HTML."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from isnad.show.views.article import load_article_view
from isnad.show.web.pages.deps import Reader, WorkspaceHere
from isnad.show.web.pages.rendering import answer

router = APIRouter()
SIZES = ("s", "m", "l", "xl")


@router.get("/article/{name}")
def show_article(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Reader,
    name: str,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    size: Literal["s", "m", "l", "xl"] = "m",
) -> Response:
    """The article of this id, or whose version this is."""
    view = load_article_view(workspace, eyes, name, version=version)
    types = {card.claim_id: card.type for card in view.cards}
    return answer(request, eyes, "article.html", view, size=size, sizes=SIZES, types=types)
