"""Errors: pages for people in their language, the one shape for programs and for parts of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from isnad.errors import StoreError
from isnad.show.web.pages import runs
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, fill
from tests.show.web.client import open_pages
from tests.show.web.hostile import HOSTILE, find_live

_BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def client(workspace: Workspace, tmp_path: Path) -> TestClient:
    return open_pages(fill(workspace, tmp_path), ANALYST)


@pytest.mark.parametrize(("language", "said"), [("ar", "لا شيء هنا"), ("en", "Nothing is here")])
def test_a_browser_gets_a_page_with_what_to_do_and_the_id(client: TestClient, language: str, said: str) -> None:
    answer = client.get(f"/incident/nothing?lang={language}", headers=_BROWSER)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert f"<h1>{said}</h1>" in answer.text
    assert answer.headers["x-request-id"] in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_programs_and_parts_of_pages_get_the_one_shape(client: TestClient) -> None:
    for path, more in (
        ("/incident/nothing", {}),
        ("/incident/nothing?format=json", _BROWSER),
        ("/incident/nothing", {**_BROWSER, "hx-request": "true"}),
        ("/api/v1/incidents/nothing", _BROWSER),
    ):
        answer = client.get(path, headers=more)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json", path


def test_each_refusal_is_a_page(client: TestClient) -> None:
    assert client.post("/review", headers=_BROWSER, data={}).status_code in (403, 422)
    forbidden = client.post("/intake", headers=_BROWSER)
    assert (forbidden.status_code, "<h1>" in forbidden.text) == (403, True)
    invalid = client.get("/article/x?size=huge", headers=_BROWSER)
    assert (invalid.status_code, "query.size" in invalid.text) == (422, True)
    missing = client.get("/nowhere", headers=_BROWSER)
    assert (missing.status_code, "<h1>" in missing.text) == (404, True)
    method = client.delete("/situation", headers=_BROWSER)
    assert (method.status_code, "<h1>" in method.text) == (405, True)


def test_nothing_is_asked_of_a_store_that_is_gone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("the secret place of the store")

    monkeypatch.setattr(runs, "find_runs_view", fail)
    answer = client.get("/runs", headers=_BROWSER)
    assert (answer.status_code, "<h1>" in answer.text) == (503, True)
    assert "secret" not in answer.text
    assert answer.headers["retry-after"] == "10"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_path_is_words(client: TestClient, text: str) -> None:
    answer = client.get("/incident/" + text.replace("\0", "").replace("#", "").replace("?", ""), headers=_BROWSER)
    assert answer.headers["content-type"].startswith("text/html")
    assert find_live(answer.text) == []
