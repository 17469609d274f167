"""The web application: the desk, its layers and its routes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from isnad.settings import VERSION
from isnad.show.views.filters import SituationFilter
from isnad.show.views.flows import are_worked_out
from isnad.show.web.access import Access
from isnad.show.web.assets import static_folder
from isnad.show.web.delivering import Deliverer
from isnad.show.web.describing import describe
from isnad.show.web.desk import Desk
from isnad.show.web.etags import ETags
from isnad.show.web.gate import Gate
from isnad.show.web.headers import find_headers
from isnad.show.web.options import DeskOptions, Place
from isnad.show.web.pages import intake
from isnad.show.web.pages.faults import answer_as_page
from isnad.show.web.pages.routers import PAGES
from isnad.show.web.problems import add_handlers
from isnad.show.web.routes import (
    about,
    filters,
    findings,
    forms,
    handing,
    hooks,
    keeping,
    people,
    records,
    session,
    situation,
)

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    people.router,
    situation.router,
    records.router,
    findings.router,
    handing.router,
    filters.router,
    hooks.router,
    keeping.router,
    about.router,
    forms.router,
    intake.api,
    *PAGES,
)
STATIC = "/static"
"""Where files lie that anyone may have; nothing else may be mounted."""


def make_app(place: Place, options: DeskOptions | None = None) -> FastAPI:
    """The desk over the workspace, which is opened here and closed when the server stops: make one in each process.

    Raises: NotFound, ArchiveError, StoreError when the workspace cannot be used.
    """
    options = options or DeskOptions()
    app = FastAPI(
        title="Isnad", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_closing,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.desk = Desk(place.open(), options)
    app.state.headers = find_headers(options)
    add_handlers(app, answer_as_page)
    app.add_middleware(ETags)
    app.add_middleware(Gate, options=options)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=router not in PAGES)
    app.mount(STATIC, StaticFiles(directory=str(static_folder()), check_dir=False))
    check_guarded(app)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    return app


def find_access(app: FastAPI) -> dict[tuple[str, str], Access | None]:
    """What each route asks, by method and path; None where it says nothing."""
    found: dict[tuple[str, str], Access | None] = {}
    for route in iter_route_contexts(app.routes):
        if _is_static(route.original_route):
            continue
        access = _access_of(route)
        for method in sorted(route.methods or {"*"}):
            found[method, route.path or ""] = access
    return found


def check_guarded(app: FastAPI) -> None:
    """Raises: RuntimeError when a route does not say who may call it; the desk does not start with one."""
    bare = [f"{method} {path}" for (method, path), access in find_access(app).items() if access is None]
    if bare:
        raise RuntimeError(f"routes without `needs` or `is_open`: {', '.join(bare)}")


def _access_of(route: object) -> Access | None:
    dependant = getattr(route, "dependant", None)
    calls = [dependency.call for dependency in dependant.dependencies] if dependant else []
    return next((call.access for call in calls if hasattr(call, "access")), None)


def _is_static(route: BaseRoute) -> bool:
    return isinstance(route, Mount) and route.path == STATIC


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    deliverer = Deliverer(desk)
    desk.intake.start()
    are_worked_out(desk.workspace, SituationFilter(), wait_s=0)  # begins it, so that the first who comes waits less
    if desk.options.delivers:
        deliverer.start()
    yield
    await run_in_threadpool(desk.intake.close)
    if desk.options.delivers:
        await run_in_threadpool(deliverer.stop)
    desk.workspace.store.close()
