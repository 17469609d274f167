"""Forms of what people keep, for pages that work without a script: filters, and hooks on them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from isnad.errors import SourceError
from isnad.show.care.eyes import Eyes
from isnad.show.web import kept
from isnad.show.web.desk import desk_of
from isnad.show.web.routes.filters import OwnEyes
from isnad.show.web.routes.forms import show_account
from isnad.show.web.routes.hooks import HookEyes

router = APIRouter(include_in_schema=False)
_HERE = "/account#filters"
Name = Annotated[str, Form(max_length=200)]


@router.post("/account/filters")
def keep_filter(
    request: Request, eyes: OwnEyes, name: Name, query: Annotated[str, Form(max_length=5000)] = ""
) -> Response:
    """Keep what the situation page asks for under a name."""
    try:
        kept.keep_filter(desk_of(request), eyes, name, query)
    except SourceError as error:
        return _faulty(request, eyes, error)
    return RedirectResponse(_HERE, 303)


@router.post("/account/filters/{filter_id}/rename")
def rename_filter(request: Request, eyes: OwnEyes, filter_id: str, name: Name) -> Response:
    """Call a filter by another name."""
    try:
        kept.rename(desk_of(request), eyes, filter_id, name)
    except SourceError as error:
        return _faulty(request, eyes, error)
    return RedirectResponse(_HERE, 303)


@router.post("/account/filters/{filter_id}/delete")
def delete_filter(request: Request, eyes: OwnEyes, filter_id: str) -> Response:
    """Delete a filter, and the hooks on it."""
    kept.forget_filter(request, eyes, filter_id)
    return RedirectResponse(_HERE, 303)


@router.post("/account/filters/{filter_id}/hooks")
def make_hook(
    request: Request,
    eyes: HookEyes,
    filter_id: str,
    address: Annotated[str, Form(max_length=2000)],
    exact: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Make a hook; the page that comes back tells its secret, and no later one does."""
    try:
        _, secret = kept.make_hook(request, eyes, filter_id, address, exact=exact == "yes")
    except SourceError as error:
        return _faulty(request, eyes, error)
    return show_account(request, eyes, secret=secret)


@router.post("/account/hooks/{hook_id}/test")
def try_hook(request: Request, eyes: HookEyes, hook_id: str) -> Response:
    """Send a test message; what came of it stands among the hook's tries."""
    kept.try_hook(request, eyes, hook_id)
    return RedirectResponse(f"/account#hook-{hook_id}", 303)


@router.post("/account/hooks/{hook_id}/delete")
def end_hook(request: Request, eyes: OwnEyes, hook_id: str) -> Response:
    """End a hook."""
    kept.end_hook(request, eyes, hook_id)
    return RedirectResponse(_HERE, 303)


def _faulty(request: Request, eyes: Eyes, error: SourceError) -> Response:
    return show_account(request, eyes, status=422, fault=error)
