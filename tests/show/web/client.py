"""The pages as an app of their own, for tests: signed in as whoever the test says."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from jinja2 import ChoiceLoader, DictLoader

from isnad.errors import IsnadError, NotFound, SourceError
from isnad.show.care.eyes import Eyes
from isnad.show.web.pages import deps
from isnad.show.web.pages.rendering import load_environment
from isnad.show.web.pages.routers import ROUTERS
from isnad.workspace import Workspace

_BASE = (
    '<!DOCTYPE html><html lang="{{ lang }}" dir="{{ dir }}"><head><title>{% block title %}{% endblock %}</title></head>'
    "<body><main>{% block content %}{% endblock %}</main></body></html>"
)


def open_pages(workspace: Workspace, eyes: Eyes, *, is_meant: bool = True) -> TestClient:
    """A client of the pages, as these eyes; with `is_meant` changes count as asked for by a page of the desk."""
    _add_base()
    app = FastAPI()
    app.state.workspace = workspace
    for router in ROUTERS:
        app.include_router(router)
    app.dependency_overrides[deps.get_eyes] = lambda: eyes
    if is_meant:
        app.dependency_overrides[deps.check_csrf] = lambda: None
    app.add_exception_handler(IsnadError, _refuse)
    return TestClient(app, base_url="http://127.0.0.1")


def _add_base() -> None:
    """Lay a plain frame around pages where the package has none."""
    environment = load_environment()
    if "base.html" not in environment.list_templates():
        environment.loader = ChoiceLoader([environment.loader, DictLoader({"base.html": _BASE})])  # type: ignore[list-item]


async def _refuse(request: Request, error: Exception) -> JSONResponse:
    status = 404 if isinstance(error, NotFound) else 422 if isinstance(error, SourceError) else 500
    return JSONResponse({"detail": str(error)}, status)
