"""Errors as pages, for people: what is wrong, what to do, and the id under which the desk's own log says more."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import Visitor
from isnad.show.web.pages.rendering import render
from isnad.show.web.pages.wording import load_words
from isnad.show.web.problems import request_id_of, title_of

_OTHER = "other"


def answer_as_page(request: Request, status: int, fault: str | BaseException) -> Response:
    """The error as a page. Nothing is looked up for it: the store may be what is wrong."""
    if getattr(request.state, "visitor", None) is None:
        request.state.visitor = Visitor(Eyes(None, Role.PUBLIC, ""))
    name = str(status) if f"problem.{status}" in load_words("en") else _OTHER
    if fault == title_of(status):  # says no more than the page does
        fault = ""
    values = {"name": name, "fault": fault, "request_id": request_id_of(request.scope)}
    page = render(request, request.state.visitor.eyes, "problem.html", status=status, code=status, **values)
    page.headers["cache-control"] = "no-store"
    return page
