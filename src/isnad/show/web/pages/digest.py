"""Routes of the digest of what is filtered: a page with its JSON twin, and files to take along."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from isnad.errors import SourceError
from isnad.show.care.eyes import Eyes
from isnad.show.digest.forms import Form, write_paper
from isnad.show.digest.situation import load_situation_digest
from isnad.show.digest.telling_incidents import tell_situation
from isnad.show.views.filters import SituationFilter, write_filter
from isnad.show.web.desk import note_export
from isnad.show.web.listing import asked_of
from isnad.show.web.pages.choices import CHOICES
from isnad.show.web.pages.deps import Looker, WorkspaceHere
from isnad.show.web.pages.rendering import language_of, plain, render, wants_json
from isnad.show.web.routes.handing import Taker
from isnad.workspace import Workspace

router = APIRouter()
_OWN = frozenset((*CHOICES, "format"))


@router.get("/digest")
def show_digest(request: Request, workspace: WorkspaceHere, eyes: Looker) -> Response:
    """The digest of what the address asks for; what cannot be asked is said on the page.

    Raises: SourceError for the JSON twin when something cannot be asked.
    """
    fault: SourceError | None = None
    asked = SituationFilter()
    try:
        asked = asked_of(request, _OWN)
    except SourceError as error:
        if wants_json(request):
            raise
        fault = error
    digest = load_situation_digest(workspace, eyes, asked)
    if wants_json(request):
        return JSONResponse(plain(digest))
    paper = tell_situation(digest, language_of(request))
    status = 422 if fault else 200
    return render(request, eyes, "digest.html", status=status, digest=digest, paper=paper, fault=fault)


@router.get("/digest.md", response_class=Response)
def send_markdown(request: Request, workspace: WorkspaceHere, eyes: Taker) -> Response:
    """The digest as Markdown."""
    return _send(request, workspace, eyes, Form.MARKDOWN)


@router.get("/digest.html", response_class=Response)
def send_html(request: Request, workspace: WorkspaceHere, eyes: Taker) -> Response:
    """The digest as a page that needs nothing else."""
    return _send(request, workspace, eyes, Form.HTML)


@router.get("/digest.docx", response_class=Response)
def send_docx(request: Request, workspace: WorkspaceHere, eyes: Taker) -> Response:
    """The digest as a document for a word processor."""
    return _send(request, workspace, eyes, Form.DOCX)


def _send(request: Request, workspace: Workspace, eyes: Eyes, form: Form) -> Response:
    """The file, noted as a whole by what it asks for, like an export."""
    asked = asked_of(request, _OWN)
    digest = load_situation_digest(workspace, replace(eyes, witness=None), asked)
    body = write_paper(tell_situation(digest, language_of(request)), form)
    note_export(request, eyes, f"digest {form}", write_filter(asked))
    headers = {"content-disposition": f'attachment; filename="isnad-digest.{form}"', "cache-control": "no-store"}
    return Response(body, media_type=form.media_type, headers=headers)
