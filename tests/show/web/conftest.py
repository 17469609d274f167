"""A desk over a workspace where one happening is told by three outlets, and people of each role at it. No sockets."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="fastapi is part of the extra `desk`")

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from isnad.keep.people import Person, fold_name, write_person
from isnad.show.care.audit import AuditLog
from isnad.show.care.eyes import Role
from isnad.show.cli.options import Place
from isnad.show.web import credentials
from isnad.show.web.app import make_app
from isnad.show.web.options import DeskOptions
from isnad.workspace import Workspace
from tests.told import write_reports
from tests.workspaces import take_in

BASE = "http://127.0.0.1:8765"
PASSWORD = "a long word of the tests"
NAMES = {Role.PUBLIC: "زائر", Role.ANALYST: "amal", Role.EDITOR: "nour", Role.ADMIN: "rami"}


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.time = datetime(2024, 12, 7, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def wait(self, **time: float) -> None:
        self.time += timedelta(**time)


@dataclass
class Visit:
    """A browser at the desk, with the session's CSRF word once signed in."""

    client: TestClient
    csrf: str = ""

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        answer = self.client.post("/api/v1/session", json={"name": name, "password": password})
        self.csrf = answer.json().get("csrf", "")
        return answer

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        return self.client.request(method, path, json=body, headers={"x-csrf-token": self.csrf, **headers})


@dataclass
class Tried:
    """The desk under test."""

    app: FastAPI
    folder: Path
    clock: Clock
    clients: list[TestClient] = field(default_factory=list)

    def visit(self, role: Role | None = None, *, base: str = BASE) -> Visit:
        client = TestClient(self.app, base_url=base, raise_server_exceptions=False, follow_redirects=False)
        self.clients.append(client)
        visit = Visit(client)
        if role:
            assert visit.sign_in(NAMES[role]).status_code == 200
        return visit

    def acts(self) -> list[tuple[str, str | None, str]]:
        return [(one.act.act, one.act.by, one.act.subject) for one in AuditLog(self.folder).read()]

    def claims(self) -> list[str]:
        with self.app.state.desk.workspace.store.read() as connection:
            return sorted(connection.exec_driver_sql("SELECT claim_id FROM claims").scalars())


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Argon2 with little work: the tests are not about how slow it is."""
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "_hasher", lambda: quick)
        credentials._hash_of_nobody.cache_clear()
        yield


@pytest.fixture(scope="session")
def _peopled(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Path:
    """A workspace of the reports, weighed, and people of each role."""
    folder = tmp_path_factory.mktemp("peopled") / "workspace"
    folder.mkdir(mode=0o700)
    shutil.copy(_sqlite_template, folder / "store.sqlite")
    with Workspace.open(folder) as workspace:
        take_in(workspace, write_reports(folder.parent / "told.jsonl"))
        workspace.weigh()
        with workspace.store.write() as connection:
            for role, name in NAMES.items():
                hashed = credentials.hash_password(PASSWORD)
                write_person(connection, Person(fold_name(name), name, role, "2024-12-01T00:00:00.000000Z", hashed))
    return folder


@pytest.fixture
def tried(_peopled: Path, tmp_path: Path) -> Iterator[Tried]:
    """A desk that only those who signed in may look at."""
    with _Trying(_peopled, tmp_path) as found:
        yield found


class _Trying:
    def __init__(self, peopled: Path, tmp_path: Path, **options: Any) -> None:
        self._folder, self._options = tmp_path / "desk", options
        shutil.copytree(peopled, self._folder)

    def __enter__(self) -> Tried:
        clock = Clock()
        app = make_app(Place(self._folder), DeskOptions(**{"clock": clock, **self._options}))
        self._found = Tried(app, self._folder, clock)
        return self._found

    def __exit__(self, *_: object) -> None:
        for client in self._found.clients:
            client.close()
        self._found.app.state.desk.workspace.store.close()


@pytest.fixture
def made(_peopled: Path, tmp_path: Path) -> Iterator[Any]:
    """Makes a desk with other options."""
    opened: list[_Trying] = []

    def make(**options: Any) -> Tried:
        opened.append(_Trying(_peopled, tmp_path / str(len(opened)), **options))
        return opened[-1].__enter__()

    yield make
    for one in opened:
        one.__exit__()


def members_of(answer: Response) -> dict[str, Any]:
    """The members of a problem, which must have the one shape."""
    assert answer.headers["content-type"] == "application/problem+json"
    members: dict[str, Any] = json.loads(answer.content)
    assert {"type", "title", "status", "detail", "instance", "request_id"} <= members.keys()
    assert members["status"] == answer.status_code
    assert members["request_id"] == answer.headers["x-request-id"]
    return members
