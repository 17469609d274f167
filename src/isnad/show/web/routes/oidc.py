"""Signing in by another service: the way there, and the way back."""

from __future__ import annotations

import base64
import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from isnad.show.web import signing
from isnad.show.web.access import is_open, safe_path
from isnad.show.web.desk import Desk, desk_of
from isnad.show.web.problems import Refused

router = APIRouter(include_in_schema=False)
_HOME = "/situation"
_LONGEST_S = 600
_LONGEST = 4096


@router.get("/sign-in/oidc", dependencies=[Depends(is_open)])
def go(request: Request, next: str | None = None) -> Response:
    """Send a person to the service; what proves that they come back in the same browser is kept in a cookie."""
    desk = desk_of(request)
    going = _service(desk).begin()
    kept = {"state": going.state, "nonce": going.nonce, "verifier": going.verifier, "next": safe_path(next, _HOME)}
    answer = RedirectResponse(going.address, 303, {"cache-control": "no-store"})
    value = base64.urlsafe_b64encode(json.dumps(kept).encode()).decode()
    answer.set_cookie(
        _cookie(desk), value, max_age=_LONGEST_S, httponly=True, samesite="lax", secure=desk.options.is_https
    )
    return answer


@router.get("/sign-in/oidc/back", dependencies=[Depends(is_open)])
def come_back(
    request: Request,
    state: Annotated[str, Query(max_length=_LONGEST)] = "",
    code: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Response:
    """Let in who the service says came, in the role that its groups give."""
    desk = desk_of(request)
    going = _kept(request, _cookie(desk))
    comer = _service(desk).finish(going, state, code)
    session_id = signing.enter(desk, request, comer)
    answer = RedirectResponse(safe_path(going.get("next"), _HOME), 303, {"cache-control": "no-store"})
    signing.set_cookie(desk, answer, session_id)
    answer.delete_cookie(_cookie(desk), httponly=True, samesite="lax", secure=desk.options.is_https)
    return answer


def _service(desk: Desk) -> Any:
    if desk.oidc is None:
        raise Refused(404, "this desk signs nobody in by another service")
    return desk.oidc


def _cookie(desk: Desk) -> str:
    return "__Host-isnad-oidc" if desk.options.is_https else "isnad-oidc"


def _kept(request: Request, name: str) -> dict[str, str]:
    """What the cookie holds; nothing where it is none of ours."""
    try:
        found = json.loads(base64.urlsafe_b64decode(request.cookies.get(name, "")[:_LONGEST]))
    except ValueError:
        return {}
    is_ours = isinstance(found, dict) and all(isinstance(one, str) for one in found.values())
    return found if is_ours and {"state", "nonce", "verifier"} <= found.keys() else {}
