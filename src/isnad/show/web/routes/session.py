"""Who I am; signing in and out, joining, a new password, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web import signing
from isnad.show.web.access import Scope, csrf_word, is_open, needs, visitor_of
from isnad.show.web.credentials import csrf_of
from isnad.show.web.desk import desk_of

router = APIRouter(prefix="/api/v1", tags=["session"])
_LONGEST = 1024
_OPEN: dict[str, Any] = {"security": []}


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignIn(_Form):
    """Name and password."""

    name: Annotated[str, Field(max_length=_LONGEST)]
    password: Annotated[str, Field(max_length=_LONGEST)]


class Join(SignIn):
    """An invitation's code, and the name and password to sign in with from now on."""

    code: Annotated[str, Field(max_length=_LONGEST)]


class NewPassword(_Form):
    """The old password and the new one."""

    old: Annotated[str, Field(max_length=_LONGEST)]
    new: Annotated[str, Field(max_length=_LONGEST)]


@router.get("/me")
def me(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC))]) -> dict[str, Any]:
    """Who asks: name, role, scopes, and for a session the CSRF word."""
    visitor = visitor_of(request)
    scopes = visitor.token.scopes if visitor.token else tuple(Scope)
    return {"name": eyes.name, "role": eyes.role, "scopes": list(scopes), "csrf": csrf_word(request) or None}


@router.post("/session", dependencies=[Depends(is_open)], openapi_extra=_OPEN)
def sign_in(request: Request, said: SignIn) -> Response:
    """Sign in; the answer's cookie is the session, `csrf` the word to send back with what changes something."""
    return _signed_in(request, signing.sign_in(desk_of(request), request, said.name, said.password))


@router.delete("/session", status_code=204)
def sign_out(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC, None))]) -> Response:
    """Sign out."""
    signing.sign_out(desk_of(request), request, eyes, visitor_of(request).session or "")
    answer = Response(status_code=204)
    signing.set_cookie(desk_of(request), answer, None)
    return answer


@router.post("/join", dependencies=[Depends(is_open)], openapi_extra=_OPEN)
def join(request: Request, said: Join) -> Response:
    """Join by an invitation, which is used up, and sign in."""
    return _signed_in(request, signing.join(desk_of(request), request, said.code, said.name, said.password))


@router.post("/me/password")
def change_password(
    request: Request, said: NewPassword, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC, None))]
) -> Response:
    """Change one's password; all other sessions of this person end."""
    return _signed_in(request, signing.change_password(desk_of(request), request, eyes, said.old, said.new))


def _signed_in(request: Request, session_id: str) -> Response:
    answer = JSONResponse({"csrf": csrf_of(session_id)}, headers={"cache-control": "no-store"})
    signing.set_cookie(desk_of(request), answer, session_id)
    return answer
