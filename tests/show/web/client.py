"""A browser at a desk over any workspace, signed in as whoever the test says."""

from __future__ import annotations

from datetime import datetime

from fastapi.testclient import TestClient

from isnad.keep.people import Person, fold_name, write_person
from isnad.show.care.eyes import Eyes
from isnad.show.web import credentials
from isnad.show.web.app import make_app
from isnad.show.web.options import DeskOptions
from isnad.workspace import Workspace

BASE = "http://127.0.0.1:8765"
PASSWORD = "a long word of the tests"


class _Opened:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def open(self) -> Workspace:
        return self._workspace


def open_pages(workspace: Workspace, eyes: Eyes, *, is_meant: bool = True) -> TestClient:
    """The browser of these eyes; with `is_meant` it sends the CSRF word as a page of the desk does."""
    now = datetime.fromisoformat(eyes.now)
    app = make_app(_Opened(workspace), DeskOptions(is_public=True, clock=lambda: now))
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    if eyes.name is not None:
        hashed = credentials.hash_password(PASSWORD)
        with workspace.store.write() as connection:
            write_person(connection, Person(fold_name(eyes.name), eyes.name, eyes.role, eyes.now, hashed))
        answer = client.post("/api/v1/session", json={"name": eyes.name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        if is_meant:
            client.headers["x-csrf-token"] = answer.json()["csrf"]
    return client
