"""Commands of the desk: where it listens, who becomes its admin, who may sign in, and that its log is checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="fastapi is part of the extra `desk`")

import uvicorn
from fastapi.testclient import TestClient

from isnad.show.cli import serving
from tests.contracts.test_cli_workspace import BAD_INPUT, BROKEN, Run, run

__all__ = ["run"]
PASSWORD = "a long word of the tests"


@pytest.fixture
def served(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the server was started with, instead of starting it."""
    started: list[dict[str, Any]] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: started.append({"app": app, **options}))
    return started


def test_a_first_start_prints_a_link_that_makes_an_admin_once(run: Run, served: list[dict[str, Any]]) -> None:
    status, said, told = run("serve")
    assert (status, "http://127.0.0.1:8765/" in told) == (0, True)
    assert (served[0]["host"], served[0]["port"], served[0]["access_log"]) == ("127.0.0.1", 8765, False)
    link, _, code = said.strip().partition("#")
    assert link == "http://127.0.0.1:8765/join"
    body = {"code": code, "name": "رامي", "password": PASSWORD}
    with TestClient(served[0]["app"], base_url="http://127.0.0.1:8765") as client:
        assert client.get("/join").status_code == 200
        assert client.post("/api/v1/join", json=body).status_code == 200
        assert client.get("/api/v1/me").json()["role"] == "admin"
        assert client.post("/api/v1/join", json={**body, "name": "x"}).status_code == 403
    assert run("serve")[1] == ""
    assert run("people", "list")[1] == "رامي · admin\n"


def test_a_link_of_a_start_before_is_void(run: Run, served: list[dict[str, Any]]) -> None:
    first, second = (run("serve")[1].strip().partition("#")[2] for _ in range(2))
    assert first != second
    with TestClient(served[1]["app"], base_url="http://127.0.0.1:8765") as client:
        answer = client.post("/api/v1/join", json={"code": first, "name": "x", "password": PASSWORD})
    assert answer.status_code == 403


def test_other_machines_reach_it_only_when_that_is_said(run: Run, served: list[dict[str, Any]]) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7", "desk.example"):
        status, _, told = run("serve", "--host", host)
        assert (status, "--beyond-this-machine" in told) == (BAD_INPUT, True)
    assert served == []
    assert run("serve", "--host", "0.0.0.0", "--beyond-this-machine", "--name", "desk.example", "--https")[0] == 0
    hosts = served[0]["app"].state.desk.options.hosts
    assert "desk.example" in hosts
    assert "0.0.0.0" not in hosts
    assert run("serve", "--host", "::1")[0] == 0


def test_without_its_packages_it_says_how_to_get_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_NEEDED", ("no_such_package",))
    status, _, told = run("serve")
    assert (status, "pip install 'isnad[desk]'" in told) == (BAD_INPUT, True)


def test_people_are_invited_listed_and_disabled(run: Run, served: list[dict[str, Any]], folder: Path) -> None:
    link = run("people", "add", "amal", "--role", "editor", "--at", "https://desk.example/")[1].strip()
    assert link.startswith("https://desk.example/join#")
    run("serve")
    body = {"code": link.partition("#")[2], "name": "", "password": PASSWORD}
    with TestClient(served[0]["app"], base_url="http://127.0.0.1:8765") as client:
        assert client.post("/api/v1/join", json=body).status_code == 200
        assert run("people", "add", "AMAL", "--role", "admin")[0] == BAD_INPUT
        assert json.loads(run("people", "list", "--json")[1])["role"] == "editor"
        assert run("people", "disable", "Amal")[0] == 0
        assert client.get("/api/v1/me").status_code == 401
    assert run("people", "list")[1] == "amal · editor · disabled\n"
    assert run("people", "disable", "nobody")[0] == BAD_INPUT
    assert run("people", "add", "<b>")[0] == BAD_INPUT
    assert "link" not in (folder / "audit.log").read_text("utf-8")


def test_verify_looks_at_the_desks_log_too(run: Run, folder: Path) -> None:
    run("people", "add", "amal")
    status, said, _ = run("verify")
    assert (status, "desk: 1 acts, head " in said) == (0, True)
    log = folder / "audit.log"
    log.write_bytes(log.read_bytes().replace(b"amal", b"emal"))
    status, _, told = run("verify")
    assert (status, "the desk's log is broken at entry 1" in told) == (BROKEN, True)
