"""Routes of what is handed in through the desk: files, a pasted text, addresses. A form of the page of runs, and the API."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from isnad.errors import Reason, SourceError
from isnad.show.care.eyes import Eyes, Role
from isnad.show.views.runs import find_runs_view
from isnad.show.web.access import Scope, needs
from isnad.show.web.desk import desk_of
from isnad.show.web.intake import Handed, Told
from isnad.show.web.pages.rendering import render

router = APIRouter()
api = APIRouter(prefix="/api/v1", tags=["intake"])
Giver = Annotated[Eyes, Depends(needs(Role.EDITOR, Scope.GATHER))]
_PASTED = "pasted.jsonl"
_FIELDS = ("text", "title", "outlet", "published")


@router.post("/intake")
async def hand_in(request: Request, eyes: Giver) -> Response:
    """Take in what the form has; 303 to the page of runs, where it can be seen to be gathered."""
    try:
        await _take(request, eyes)
    except SourceError as error:
        return await run_in_threadpool(_refuse, request, eyes, error)
    return RedirectResponse("/runs#handed", 303)


def _refuse(request: Request, eyes: Eyes, error: SourceError) -> Response:
    desk = desk_of(request)
    view = find_runs_view(desk.workspace, eyes)
    return render(
        request,
        eyes,
        "runs.html",
        status=422,
        view=view,
        handed=desk.intake.find_all(),
        may_give=True,
        fault=error,
    )


@api.post("/intake", status_code=202)
async def hand_in_by_program(request: Request, eyes: Giver) -> Response:
    """Take in files, `text` with `title`, or `addresses`, as multipart form or, without files, as JSON; `outlet` and
    `published` are of all of it. 202 with what was handed in, and the path that tells how far it is."""
    handed = await _take(request, eyes)
    path = f"/api/v1/intake/{handed.intake_id}"
    return JSONResponse(asdict(handed) | {"path": path}, 202, headers={"location": path})


@api.get("/intake/{intake_id}")
def show_handed(request: Request, eyes: Giver, intake_id: str) -> dict[str, Any]:
    """How far it is: waiting, gathering, weighing, done, or failed and why."""
    return asdict(desk_of(request).intake.load(intake_id))


async def _take(request: Request, eyes: Eyes) -> Handed:
    """Raises: SourceError."""
    form = await _form_of(request)
    files = list(_files_of(form))
    said = {name: _word(form, name) for name in _FIELDS}
    if said["text"]:
        line = {name: value for name, value in said.items() if value}
        files.append((_PASTED, io.BytesIO(json.dumps(line, ensure_ascii=False).encode())))
    addresses = (_word(form, "addresses") or "").split()
    told = Told(said["outlet"], said["published"])
    desk = desk_of(request)
    handed = await run_in_threadpool(desk.intake.take, eyes.name or "", desk.options.clock(), files, addresses, told)
    await run_in_threadpool(desk.note, request, eyes, "handed in", handed.intake_id, " ".join(handed.named))
    return handed


async def _form_of(request: Request) -> FormData:
    """The form, or the JSON object as one. Raises: SourceError."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return await request.form()
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise SourceError("body", Reason("body.no_json", "is no JSON")) from None
    if not isinstance(body, dict):
        raise SourceError("body", Reason("body.no_object", "must be an object with text or addresses"))
    return FormData(
        {name: " ".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in body.items()}
    )


def _files_of(form: FormData) -> Iterator[tuple[str, BinaryIO]]:
    """Names and contents; a field of files that nobody filled is an empty one."""
    for one in form.getlist("files"):
        if isinstance(one, UploadFile) and (one.filename or one.size):
            yield one.filename or "file", one.file


def _word(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.strip() or None if isinstance(value, str) else None
