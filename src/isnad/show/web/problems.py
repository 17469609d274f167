"""One shape for every error: RFC 9457. It never holds a stack, a path of this machine or what a database said."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from isnad.errors import ArchiveError, IsnadError, NotFound, Reason, SourceError, StoreError

PROBLEM = "application/problem+json"
_CANNOT = Reason(
    "desk.cannot", "the store or the log cannot be used now; the desk's own log says why, under the request id"
)
_BROKEN = Reason("desk.broken", "something went wrong here; the desk's own log says what, under the request id")
_log = logging.getLogger("isnad.desk")


class Refused(HTTPException):
    """A request that is answered with this status, for this reason; `field` names the part that is wrong."""

    def __init__(
        self, status: int, reason: str, *, field: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, reason, dict(headers or {}))
        self.field = field


AsPage = Callable[[Request, int, str | BaseException], Response]
"""Makes of a status and an error, or its reason, a page."""


def add_handlers(app: FastAPI, as_page: AsPage) -> None:
    """Answer every error of the app in the one shape, or to a browser that goes to a page as one."""
    app.state.as_page = as_page
    app.add_exception_handler(HTTPException, _answer_refusal)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(IsnadError, _answer_named)
    app.add_exception_handler(Exception, _answer_any)


def problem(scope: Scope, status: int, detail: str, **more: Any) -> Response:
    """The problem as an answer; members of `more` that are None are left out. `headers` are added."""
    headers = more.pop("headers", None)
    members = {"type": "about:blank", "title": title_of(status), "status": status, "detail": detail}
    members |= {"instance": scope.get("path", ""), "request_id": scope.get("state", {}).get("request_id", "")}
    members |= {name: value for name, value in more.items() if value is not None}
    body = json.dumps(members, ensure_ascii=True)
    return Response(body, status, {"cache-control": "no-store", **(headers or {})}, PROBLEM)


def title_of(status: int) -> str:
    """The name of the status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _answer_refusal(request: Request, error: Exception) -> Response:
    """The refusal; a person whose browser asks for a page and who has not signed in is led to the form."""
    refusal = cast(HTTPException, error)
    if refusal.status_code == 401 and is_page(request) and request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='/')}", 303, {"cache-control": "no-store"})
    field = getattr(refusal, "field", None)
    return _answer(request, refusal.status_code, refusal.detail, field=field, headers=refusal.headers)


def _answer(request: Request, status: int, fault: str | IsnadError, **more: Any) -> Response:
    """The problem, as a page where a browser goes to one."""
    if not is_page(request):
        detail = fault.reason if isinstance(fault, SourceError) else str(fault)
        return problem(request.scope, status, detail, **more)
    page = cast(AsPage, request.app.state.as_page)(request, status, fault)
    page.headers.update(more.get("headers") or {})
    return page


def _answer_invalid(request: Request, error: Exception) -> Response:
    """What was sent is not repeated: it may be a password."""
    faults = cast(RequestValidationError, error).errors()
    said = [{"field": ".".join(map(str, fault["loc"])), "reason": str(fault["type"])} for fault in faults[:20]]
    detail = Reason("request.form", "the request does not have the form that is asked for")
    if is_page(request):
        form = "the request does not have the form that is asked for: {fields}"
        detail = Reason("request.fields", form, fields=", ".join(one["field"] for one in said))
    return _answer(request, 422, detail, errors=said)


def _answer_named(request: Request, error: Exception) -> Response:
    match error:
        case NotFound():
            return _answer(request, 404, error)
        case SourceError():
            return _answer(request, 422, error, field=error.where.lstrip("-"))
        case StoreError() | ArchiveError():
            _log.error("request %s: %s", request_id_of(request.scope), error)
            return _answer(request, 503, _CANNOT, headers={"retry-after": "10"})
    _log.error("request %s: %s", request_id_of(request.scope), error)
    return _answer(request, 500, _BROKEN)


def _answer_any(request: Request, error: Exception) -> Response:
    """The server around this prints the stack; the answer passes by what adds headers, so that it has them from here."""
    _log.error("request %s: %s", request_id_of(request.scope), type(error).__name__)
    headers = {name.decode(): value.decode() for name, value in request.app.state.headers}
    headers["x-request-id"] = request_id_of(request.scope)
    return _answer(request, 500, _BROKEN, headers=headers)


def is_page(request: Request) -> bool:
    """Whether a browser goes to a page, and neither a program asks for records nor a page for a part of itself."""
    wants = "text/html" in request.headers.get("accept", "")
    is_part = "hx-request" in request.headers or request.query_params.get("format") == "json"
    return wants and not is_part and not request.url.path.startswith("/api/")


def request_id_of(scope: Scope) -> str:
    """The id that this request has in logs and answers."""
    return str(scope.get("state", {}).get("request_id", ""))
