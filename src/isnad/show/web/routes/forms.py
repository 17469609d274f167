"""Pages to sign in, join and sign out: plain forms that work without a script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from isnad.errors import SourceError
from isnad.keep.sessions import find_tokens
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web import signing
from isnad.show.web.access import csrf_word, is_open, needs, safe_path, visitor_of
from isnad.show.web.desk import desk_of
from isnad.show.web.problems import Refused

router = APIRouter(include_in_schema=False)
_HOME = "/situation"
_LONGEST = 1024
Field = Annotated[str, Form(max_length=_LONGEST)]


@router.get("/sign-in", dependencies=[Depends(is_open)])
def show_sign_in(next: str | None = None) -> Response:
    """The form to sign in."""
    return _page("sign_in.html", next=safe_path(next, _HOME), fault=None)


@router.post("/sign-in", dependencies=[Depends(is_open)])
def sign_in(request: Request, name: Field, password: Field, next: Field = "") -> Response:
    """Sign in, and go on to where one wanted to."""
    going = safe_path(next, _HOME)
    try:
        session_id = signing.sign_in(desk_of(request), request, name, password)
    except Refused as refusal:
        return _page("sign_in.html", refusal.status_code, refusal.headers, next=going, fault=refusal.detail)
    return _going(request, session_id, going)


@router.get("/join", dependencies=[Depends(is_open)])
def show_join() -> Response:
    """The form to join; the invitation's code stands after the `#` of the link, which no browser sends and no log holds."""
    return _page("join.html", fault=None)


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
        return _page("join.html", refusal.status_code, refusal.headers, fault=refusal.detail)
    except SourceError as error:
        return _page("join.html", 422, fault=str(error))
    return _going(request, session_id, _HOME)


@router.get("/account")
def account(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC, None))]) -> Response:
    """Who one is, one's tokens, and the way out."""
    with desk_of(request).workspace.store.read() as connection:
        tokens = find_tokens(connection, eyes.name or "")
    return _page("account.html", eyes=eyes, tokens=tokens, csrf=csrf_word(request))


@router.post("/sign-out")
def sign_out(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC, None))]) -> Response:
    """Sign out."""
    signing.sign_out(desk_of(request), request, eyes, visitor_of(request).session or "")
    return _going(request, None, "/sign-in")


def _page(name: str, status: int = 200, headers: Any = None, **values: Any) -> Response:
    return HTMLResponse(_environment().get_template(name).render(values), status, headers)


def _going(request: Request, session_id: str | None, path: str) -> Response:
    answer = RedirectResponse(path, 303)
    signing.set_cookie(desk_of(request), answer, session_id)
    return answer


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, loader=PackageLoader("isnad.show.web", "forms"), undefined=StrictUndefined)


@cache
def _script() -> bytes:
    return files("isnad.show.web").joinpath("forms", "join.js").read_bytes()
