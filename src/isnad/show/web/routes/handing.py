"""What is handed on: exports as downloads, and feeds. Both are of the situation's views, and so as care lets these eyes see."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from isnad.show.care.eyes import Eyes, Role
from isnad.show.exports.formats import Format
from isnad.show.exports.stock import find_stock
from isnad.show.exports.writing import write_export
from isnad.show.feeds.atom import Head, Tongue, write_atom
from isnad.show.views.filters import SituationFilter, write_filter
from isnad.show.views.situation import find_situation
from isnad.show.web.access import Scope, needs
from isnad.show.web.desk import desk_of, note_export
from isnad.show.web.listing import asked_of
from isnad.show.web.pages.deps import Looker
from isnad.show.web.pages.naming import place_name
from isnad.show.web.pages.rendering import language_of, load_kinds
from isnad.show.web.pages.wording import load_words

router = APIRouter(prefix="/api/v1", tags=["handing on"])
Taker = Annotated[Eyes, Depends(needs(Role.PUBLIC, Scope.EXPORT))]
_OWN = frozenset(("lang", "bom"))
_ENTRIES = 100


@router.get("/export/{format}", response_class=StreamingResponse)
def export(request: Request, format: Format, eyes: Taker, bom: bool = False) -> Response:
    """What the query asks for in the shape of the format, streamed; exact for analysts, and then noted in the log of acts."""
    asked = asked_of(request, _OWN)
    # The export is noted as a whole, by what it asks for, and not record by record.
    stock = find_stock(desk_of(request).workspace, replace(eyes, witness=None), asked)
    chunks = iter(write_export(format, stock, bom=bom))
    first = next(chunks, b"")  # what is wrong shows here, while it can still be said
    note_export(request, eyes, format, write_filter(asked))
    named = f'attachment; filename="isnad-{format}.{format.ending}"'
    headers = {"content-disposition": named, "cache-control": "no-store"}
    return StreamingResponse(chain((first,), chunks), media_type=format.media_type, headers=headers)


@router.get("/feeds/incidents.atom", response_class=Response)
def feed(request: Request, eyes: Looker) -> Response:
    """The newest incidents of what the query asks for, as Atom."""
    return answer_feed(request, eyes, asked_of(request, _OWN))


def answer_feed(request: Request, eyes: Eyes, asked: SituationFilter, name: str | None = None) -> Response:
    """The newest incidents of what is asked, as Atom; `name` is what the filter is kept under."""
    language = language_of(request)
    page = find_situation(desk_of(request).workspace, eyes, asked, limit=_ENTRIES)
    root, kinds, words = str(request.base_url).rstrip("/"), load_kinds(language), load_words(language)
    query, desk_name = write_filter(asked), words["desk.name"]
    address = f"{root}{request.url.path}{'?' if request.url.query else ''}{request.url.query}"
    title = f"{desk_name} · {name}" if name else desk_name
    head = Head(address, f"{root}/situation{'?' if query else ''}{query}", title, language)
    tongue = Tongue(lambda kind: kinds.get(kind, kind), partial(place_name, language=language), words.__getitem__)
    body = write_atom(page.items, head, tongue)
    return Response(body, media_type="application/atom+xml; charset=utf-8")
