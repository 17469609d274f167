"""Who asks, and whether they may: every route stands behind `needs`, or says with `is_open` that anyone may."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from isnad.errors import Reason
from isnad.keep.sessions import Token, find_session, find_token, note_seen
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.credentials import are_same, csrf_of, digest_of
from isnad.show.web.desk import Desk, desk_of, eyes_of, moment_of
from isnad.show.web.problems import Refused

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NOTE_EVERY_S = 60
_SIGN_IN = {"www-authenticate": "Bearer"}


class Scope(StrEnum):
    """What a token is good for. A person who signed in has them all, as far as their role goes."""

    READ = "read"
    EXPORT = "export"
    REVIEW = "review"
    GATHER = "gather"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks of who calls it: a role and a scope. `scope` None: a person who signed in, no token;
    `role` None: nothing, it is open."""

    role: Role | None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: eyes, and what they came in with, a session's id or a token; with neither nobody has signed in."""

    eyes: Eyes
    session: str | None = None
    token: Token | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody has signed in or a token was given."""
        return self.session is not None or self.token is not None


def needs(role: Role, scope: Scope | None = Scope.READ) -> Callable[..., Eyes]:
    """A dependency that gives the eyes of who asks, if they have the role and, with a token, the scope.

    What changes something must carry the session's CSRF word, in the header or in the form, unless a token is used.
    """

    def dependency(request: Request, said: Annotated[str, Depends(_said_csrf)]) -> Eyes:
        visitor = visitor_of(request)
        _check_known(request, visitor, role)
        _check_rights(request, visitor, Access(role, scope))
        if request.method not in SAFE and visitor.token is None:
            _check_own(request, visitor, said)
        return visitor.eyes

    dependency.access = Access(role, scope)  # type: ignore[attr-defined]
    return dependency


def is_open(request: Request) -> Eyes:
    """A dependency of a route that anyone may call; what changes something must still come from a page of the desk."""
    if request.method not in SAFE and (fault := find_crossing(request)):
        raise Refused(403, fault)
    return visitor_of(request).eyes


is_open.access = Access(None)  # type: ignore[attr-defined]


def visitor_of(request: Request) -> Visitor:
    """Who asks, looked up once for each request. Raises: Refused for a token that is none."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        desk = desk_of(request)
        found = _find_by_token(desk, request) or _find_by_session(desk, request)
        found = found or Visitor(eyes_of(request, None, Role.PUBLIC))
        request.state.visitor = found
    return found


def csrf_word(request: Request) -> str:
    """The CSRF word for the forms of a page; "" where nobody has signed in."""
    session_id = visitor_of(request).session
    return csrf_of(session_id) if session_id else ""


def cookie_name(desk: Desk) -> str:
    """The name of the cookie; a browser binds `__Host-` to this host and https."""
    return "__Host-isnad" if desk.options.is_https else "isnad"


def find_crossing(request: Request) -> str | None:
    """Why the request seems to come from a page of another site; None where it does not."""
    site = request.headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return Reason("access.crossing", "the request comes from another site")
    origin = request.headers.get("origin")
    if origin is not None and origin.lower() != _own_origin(request):
        return Reason("access.crossing", "the request comes from another site")
    return None


def safe_path(asked: str | None, otherwise: str) -> str:
    """The path of this desk to go on to, `otherwise` where what is asked for is none.

    >>> safe_path("/incidents?x=1", "/"), safe_path("//evil.example", "/"), safe_path("/\\\\evil.example", "/")
    ('/incidents?x=1', '/', '/')
    """
    if not asked or not asked.startswith("/") or asked[1:2] in ("/", "\\") or not asked.isprintable():
        return otherwise
    parts = urlsplit(asked)
    return otherwise if parts.scheme or parts.netloc else asked


async def _said_csrf(request: Request) -> AsyncIterator[str]:
    """The CSRF word that the request carries, "" without one. No form of a stranger is read for it: it may be large.

    What a form holds on disk is given up when the request is answered.
    """
    is_asked = request.method not in SAFE and (await run_in_threadpool(visitor_of, request)).session is not None
    said = request.headers.get(CSRF_HEADER) if is_asked else ""
    if said is None:
        is_form = request.headers.get("content-type", "").startswith(_FORMS)
        said = str((await request.form()).get(CSRF_FIELD, "")) if is_form else ""
    try:
        yield said
    finally:
        await request.close()


def _find_by_token(desk: Desk, request: Request) -> Visitor | None:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if not kind:
        return None
    now = desk.now()
    if kind.lower() == "bearer":
        with desk.workspace.store.read() as connection:
            token = find_token(connection, digest_of(secret.strip()), now)
        if token is not None:
            role = min(Role(token.role), Role(token.owner_role), key=list(Role).index)
            return Visitor(eyes_of(request, token.owner, role), token=token)
    raise Refused(401, Reason("token.none", "the token is none, or too old"), headers=_SIGN_IN)


def _find_by_session(desk: Desk, request: Request) -> Visitor | None:
    session_id = request.cookies.get(cookie_name(desk))
    if not session_id:
        return None
    now, digest = desk.now(), digest_of(session_id)
    with desk.workspace.store.read() as connection:
        session = find_session(connection, digest, now)
    if session is None or _later(session.last_seen, desk.options.idle_s) <= now:
        return None
    if _later(session.last_seen, _NOTE_EVERY_S) <= now:
        with desk.workspace.store.write() as connection:
            note_seen(connection, digest, now)
    return Visitor(eyes_of(request, session.name, Role(session.role)), session=session_id)


def _later(moment: str, seconds: int) -> str:
    return moment_of(datetime.fromisoformat(moment) + timedelta(seconds=seconds))


def _check_known(request: Request, visitor: Visitor, role: Role) -> None:
    if visitor.is_known or (role is Role.PUBLIC and desk_of(request).options.is_public):
        return
    raise Refused(401, Reason("access.nobody", "sign in, or give a token"), headers=_SIGN_IN)


def _check_rights(request: Request, visitor: Visitor, access: Access) -> None:
    fault = None
    if not visitor.eyes.role.may(cast(Role, access.role)):
        fault = Reason("access.role", "this needs the role {role}", role=access.role)
    elif access.scope is None and visitor.session is None:
        fault = Reason("access.person", "this needs a person who has signed in, not a token")
    elif visitor.token is not None and access.scope not in visitor.token.scopes:
        fault = Reason("access.scope", "this needs a token with the scope {scope}", scope=access.scope)
    if fault:
        _refuse(request, visitor, fault)


def _check_own(request: Request, visitor: Visitor, said: str) -> None:
    """Whether a page of this desk sent what changes something, in this session."""
    fault = find_crossing(request)
    if fault is None and not (visitor.session and are_same(said, csrf_of(visitor.session))):
        fault = Reason("access.csrf", "the CSRF word is missing or is not of this session; load the page anew")
    if fault:
        _refuse(request, visitor, fault)


def _refuse(request: Request, visitor: Visitor, fault: str) -> None:
    if visitor.is_known:
        desk_of(request).note(request, visitor.eyes, "refused", f"{request.method} {request.url.path}", fault)
    raise Refused(403, fault)


def _own_origin(request: Request) -> str:
    scheme = "https" if desk_of(request).options.is_https else request.url.scheme
    return f"{scheme}://{request.headers['host']}".lower()
