"""The route of the article: a reading page. Its text is never rendered as HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from isnad.show.digest.article import load_article_digest
from isnad.show.digest.telling import tell_article
from isnad.show.views.article import load_article_view
from isnad.show.web.pages.deps import Reader, WorkspaceHere
from isnad.show.web.pages.rendering import language_of, plain, render, wants_json

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
    # That they see the article is noted by now.
    digest = load_article_digest(workspace, replace(eyes, witness=None), view.version_id)
    if wants_json(request):
        return JSONResponse({**plain(view), "digest": plain(digest)})
    types = {card.claim_id: card.type for card in view.cards}
    paper = tell_article(digest, language_of(request))
    return render(request, eyes, "article.html", view=view, size=size, sizes=SIZES, types=types, paper=paper)
