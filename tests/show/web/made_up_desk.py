"""The desk over the made-up situation, to look at it: `python -m tests.show.web.made_up_desk` opens it at port 8765."""

from __future__ import annotations

import socket
import sys
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import Visitor
from isnad.show.web.assets import static_folder
from isnad.show.web.pages import deps, situation
from tests.show.web.made_up import NOW, made_up_views

# As strict as the desk's own: nothing inline, nothing from elsewhere, and the worker is a file of ours.
POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'"
)


def make_made_up_desk(eyes: Eyes | None = None) -> FastAPI:
    """The situation page over made-up records, as these eyes, with the desk's content policy."""
    app = FastAPI()
    app.include_router(situation.router)
    app.dependency_overrides[deps.get_workspace] = lambda: None
    looker = eyes or Eyes("salma", Role.EDITOR, NOW)

    async def come_in(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.visitor = Visitor(looker)
        return await call_next(request)

    app.dependency_overrides[deps.look] = lambda: looker
    app.middleware("http")(come_in)
    app.dependency_overrides[situation.get_views] = made_up_views
    folder = str(static_folder())
    app.mount("/static", StaticFiles(directory=folder, check_dir=False))
    app.middleware("http")(_with_policy)
    return app


async def _with_policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers["content-security-policy"] = POLICY
    return response


def serve(port: int) -> None:
    """Serve until it is stopped; the first line says where. Port 0 takes one that is free."""
    import uvicorn

    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        bound.listen()
        sys.stdout.write(f"http://127.0.0.1:{bound.getsockname()[1]}\n")
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(make_made_up_desk(), log_level="error")).run(sockets=[bound])


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8765)
