"""Pages to sign in, join and sign out: plain forms that work without a script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from isnad.errors import SourceError
from isnad.keep.sessions import find_tokens
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web import signing
from isnad.show.web.access import is_open, needs, safe_path, visitor_of
from isnad.show.web.desk import desk_of
from isnad.show.web.kept import list_filters, list_hooks
from isnad.show.web.pages.rendering import render
from isnad.show.web.problems import Refused

router = APIRouter(include_in_schema=False)
_HOME = "/situation"
_LONGEST = 1024
Field = Annotated[str, Form(max_length=_LONGEST)]


@router.get("/sign-in", dependencies=[Depends(is_open)])
def show_sign_in(request: Request, next: str | None = None) -> Response:
    """The form to sign in."""
    return _page(request, "sign_in.html", next=safe_path(next, _HOME), fault=None, service=_service(request))


@router.post("/sign-in", dependencies=[Depends(is_open)])
def sign_in(request: Request, name: Field, password: Field, next: Field = "") -> Response:
    """Sign in, and go on to where one wanted to."""
    going = safe_path(next, _HOME)
    try:
        session_id = signing.sign_in(desk_of(request), request, name, password)
    except Refused as refusal:
        return _refused(request, "sign_in.html", refusal, next=going, service=_service(request))
    return _going(request, session_id, going)


@router.get("/join", dependencies=[Depends(is_open)])
def show_join(request: Request) -> Response:
    """The form to join; the invitation's code stands after the `#` of the link, which no browser sends and no log holds."""
    return _page(request, "join.html", fault=None)


@router.get("/join.js", dependencies=[Depends(is_open)])
def join_script() -> Response:
    """Puts the code of the link into the form."""
    return Response(_script(), media_type="text/javascript", headers={"cache-control": "no-cache"})


@router.post("/join", dependencies=[Depends(is_open)])
def join(request: Request, code: Field, name: Field, password: Field) -> Response:
    """Join by an invitation."""
    try:
        session_id = signing.join(desk_of(request), request, code, name, password)
    except Refused as refusal:
        return _refused(request, "join.html", refusal)
    except SourceError as error:
        return _page(request, "join.html", status=422, fault=error)
    return _going(request, session_id, _HOME)


@router.get("/account")
def account(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC, None))]) -> Response:
    """Who one is, one's tokens, filters and hooks, and the way out."""
    return show_account(request, eyes)


@router.post("/sign-out")
def sign_out(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC, None))]) -> Response:
    """Sign out."""
    signing.sign_out(desk_of(request), request, eyes, visitor_of(request).session or "")
    return _going(request, None, "/sign-in")


def show_account(
    request: Request, eyes: Eyes, *, status: int = 200, fault: SourceError | None = None, secret: str = ""
) -> Response:
    """The page of one's account; `secret` is that of a hook that was just made, told this once."""
    desk = desk_of(request)
    with desk.workspace.store.read() as connection:
        tokens = find_tokens(connection, eyes.name or "")
    filters, hooks = list_filters(desk, eyes), list_hooks(desk, eyes)
    shown = {"tokens": tokens, "filters": filters, "hooks": hooks}
    return _page(request, "account.html", status=status, fault=fault, secret=secret, **shown)


def _service(request: Request) -> str | None:
    """What the other service to sign in by is called; None where there is none."""
    oidc = desk_of(request).oidc
    return oidc.options.label if oidc else None


def _page(request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    return render(request, visitor_of(request).eyes, name, status=status, **values)


def _refused(request: Request, name: str, refusal: Refused, **values: Any) -> Response:
    page = _page(request, name, status=refusal.status_code, fault=refusal.detail, **values)
    page.headers.update(refusal.headers or {})
    return page


def _going(request: Request, session_id: str | None, path: str) -> Response:
    answer = RedirectResponse(path, 303)
    signing.set_cookie(desk_of(request), answer, session_id)
    return answer


@cache
def _script() -> bytes:
    return files("isnad.show.web").joinpath("routes", "join.js").read_bytes()
