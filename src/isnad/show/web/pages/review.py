"""Routes of review: the queue, one thing to judge, a person's word on it, and corrections as gold."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from isnad.keep.incidents import TAKEN_BACK
from isnad.knowledge.events import load_event_types
from isnad.model import Factuality
from isnad.show.views.gold import ROLES, iter_gold
from isnad.show.views.judging import Judgement, write_judgement
from isnad.show.views.review import find_review_queue
from isnad.show.web.desk import desk_of, note_export
from isnad.show.web.pages.deps import Exporter, Judge, Reader, WorkspaceHere
from isnad.show.web.pages.rendering import answer, wants_json

router = APIRouter()


@router.get("/review")
def show_review(
    request: Request, workspace: WorkspaceHere, eyes: Reader, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> Response:
    """The queue of what a person's minute is worth most on."""
    view = find_review_queue(workspace, eyes, limit=limit)
    known = {"types": [one.name for one in load_event_types()], "factualities": [str(one) for one in Factuality]}
    return answer(request, eyes, "review.html", view, roles=ROLES, taken_back=TAKEN_BACK, **known)


@router.post("/review")
def judge(
    request: Request,
    workspace: WorkspaceHere,
    eyes: Judge,
    kind: Annotated[str, Form(max_length=10)],
    subject: Annotated[str, Form(max_length=100)],
    verdict: Annotated[str, Form(max_length=20)],
    role: Annotated[str, Form(max_length=20)] = "",
    words: Annotated[str, Form(max_length=5000)] = "",
    value: Annotated[str, Form(max_length=100)] = "",
    start: Annotated[str, Form(max_length=10)] = "",
    end: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Note a person's word; 303 back to the queue, or 204 where JSON is asked for."""
    at = [int(one) if one.isascii() and one.isdigit() else None for one in (start, end)]
    write_judgement(workspace, eyes, Judgement(kind, subject, verdict, role, words, value, *at))
    desk_of(request).note(request, eyes, "judged", f"{kind} {subject}", f"{verdict} {role}".strip())
    return Response(status_code=204) if wants_json(request) else RedirectResponse("/review", 303)


@router.get("/review/gold.jsonl")
def send_gold(request: Request, workspace: WorkspaceHere, eyes: Exporter) -> Response:
    """What people decided, as events in the codebook's form, one article on a line."""
    note_export(request, eyes, "gold", "")
    lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in iter_gold(workspace, eyes))
    headers = {"content-disposition": 'attachment; filename="isnad-gold.jsonl"', "cache-control": "no-store"}
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)
