"""What every answer has: safe headers, one shape of errors, tags by which it is not sent twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import Depends

from isnad.errors import ArchiveError, IsnadError, KnowledgeError, NotFound, SourceError, StoreError
from isnad.show.care.eyes import Role
from isnad.show.web.access import is_open
from isnad.show.web.tiles import Tiles
from tests.show.web.conftest import Tried, members_of
from tests.show.web.hostile import HOSTILE, find_live
from tests.show.web.matrix import ALLOWED, path_of

_SECRET = "postgresql://user:password@host/name /home/somebody"


def _check_headers(answer: Any) -> None:
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["permissions-policy"]
    assert len(answer.headers["x-request-id"]) == 16
    assert answer.headers["cache-control"] in ("no-store", "private, no-cache", "no-cache")


@pytest.mark.parametrize("role", [None, Role.ADMIN], ids=str)
def test_every_answer_has_safe_headers_and_every_error_the_one_shape(tried: Tried, role: Role | None) -> None:
    visit = tried.visit(role)
    for method, path in [*ALLOWED, ("GET", "/nowhere"), ("PUT", "/api/v1/claims"), ("OPTIONS", "/")]:
        answer = visit.send(method, path_of(path))
        _check_headers(answer)
        is_form = path in ("/sign-in", "/join") and answer.status_code == 422
        if answer.status_code >= 400 and not (is_form and "html" in answer.headers["content-type"]):
            members_of(answer)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("no incident x"), 404),
        (SourceError("--after", "no cursor"), 422),
        (StoreError(_SECRET), 503),
        (ArchiveError(_SECRET), 503),
        (KnowledgeError(_SECRET), 500),
        (IsnadError(_SECRET), 500),
        (ValueError(_SECRET), 500),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_failure_is_answered_in_the_one_shape_and_says_nothing_of_this_machine(
    tried: Tried, error: Exception, status: int
) -> None:
    def fail() -> None:
        raise error

    tried.app.add_api_route("/fail", fail, dependencies=[Depends(is_open)])
    answer = tried.visit().client.get("/fail")
    assert members_of(answer)["status"] == status
    assert "password" not in answer.text
    assert "Traceback" not in answer.text
    _check_headers(answer)


def test_each_status_of_the_web_has_the_one_shape(tried: Tried) -> None:
    visit = tried.visit(Role.EDITOR)
    assert members_of(visit.send("GET", "/nowhere"))["status"] == 404
    wrong = visit.send("PUT", "/api/v1/findings")
    assert members_of(wrong)["status"] == 405
    assert "GET" in wrong.headers["allow"]
    said = visit.send("POST", "/api/v1/findings", {"one": "secret-word", "other": 3, "verdict": "maybe"})
    members = members_of(said)
    assert members["status"] == 422
    assert {fault["field"] for fault in members["errors"]} == {"body.other", "body.verdict"}
    assert "secret-word" not in said.text
    broken = visit.client.post("/api/v1/findings", content=b"{", headers={"x-csrf-token": visit.csrf})
    assert members_of(broken)["status"] == 422


def test_only_names_of_this_desk_are_answered(tried: Tried) -> None:
    visit = tried.visit()
    for host in ("evil.example", "127.0.0.1.evil.example", "", "evil.example:8765", "127.0.0.1@evil.example", "[::2]"):
        answer = visit.client.get("/api/v1/health", headers={"host": host})
        assert members_of(answer)["status"] == 421, host
        _check_headers(answer)
    for host in ("127.0.0.1", "LOCALHOST:1", "[::1]:8765"):
        assert visit.client.get("/api/v1/health", headers={"host": host}).status_code == 200


def test_a_site_of_tiles_is_the_only_other_that_a_page_may_ask(made: Any) -> None:
    policy = (
        made(tiles=Tiles("https://tiles.example/a.pmtiles", "https://tiles.example"))
        .visit()
        .send("GET", "/sign-in")
        .headers["content-security-policy"]
    )
    assert policy.count("https://tiles.example") == 2


def test_a_body_is_bounded_whatever_its_headers_say(made: Any) -> None:
    visit = made(largest_body=1000).visit()
    assert members_of(visit.client.post("/api/v1/session", content=b"x" * 1001))["status"] == 413

    def parts() -> Any:
        for _ in range(20):
            yield b"x" * 100

    assert members_of(visit.client.post("/api/v1/session", content=parts()))["status"] == 413
    wrong = {"content-length": "-5"}
    assert members_of(visit.client.post("/api/v1/session", content=b"", headers=wrong))["status"] == 400


def test_the_same_answer_is_not_sent_twice(tried: Tried) -> None:
    visit = tried.visit(Role.ANALYST)
    first = visit.send("GET", "/api/v1/claims")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for asked in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = visit.client.get("/api/v1/claims", headers={"if-none-match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        _check_headers(again)
    assert visit.client.get("/api/v1/claims?limit=1", headers={"if-none-match": tag}).status_code == 200
    assert "etag" not in visit.send("GET", "/nowhere").headers


def test_an_answer_that_is_streamed_is_not_held_back(tried: Tried) -> None:
    from starlette.responses import StreamingResponse

    async def parts() -> Any:
        for _ in range(3):
            yield b"x"
            await asyncio.sleep(0)

    tried.app.add_api_route("/parts", lambda: StreamingResponse(parts()), dependencies=[Depends(is_open)])
    answer = tried.visit().client.get("/parts")
    assert (answer.content, "etag" in answer.headers) == (b"xxx", False)


def test_pages_follow_each_other_by_links(tried: Tried) -> None:
    visit = tried.visit(Role.ANALYST)
    for path, name in (("claims", "id"), ("incidents", "incident_id"), ("runs", "run_id")):
        whole = [row[name] for row in visit.send("GET", f"/api/v1/{path}").json()["items"]]
        walked, link = [], f"/api/v1/{path}?limit=1"
        while link:
            answer = visit.send("GET", link)
            walked += [row[name] for row in answer.json()["items"]]
            link = answer.json()["next"]
            assert (f'<{link}>; rel="next"' == answer.headers.get("link")) == (link is not None)
        assert len(whole) > 1
        assert walked == whole
    assert members_of(visit.send("GET", "/api/v1/claims?after=x"))["field"] == "after"


def test_records_are_those_of_the_workspace(tried: Tried) -> None:
    visit = tried.visit(Role.ANALYST)
    claim = visit.send("GET", "/api/v1/claims?type=shelling&text=تلبيسة").json()["items"][0]
    assert visit.send("GET", f"/api/v1/claims/{claim['id']}").json() == claim
    article = visit.send("GET", f"/api/v1/articles/{claim['article']}").json()
    assert [one["version"] for one in article["versions"]] == [claim["version"]]
    assert "text" not in article["versions"][0]
    assert tried.acts()[-2:] == [
        ("viewed", "amal", f"claim {claim['id']}"), ("viewed", "amal", f"article {claim['article']}"),
    ]  # fmt: skip
    incidents = visit.send("GET", "/api/v1/incidents?type=shelling&origins=2").json()["items"]
    assert [claim["id"] in one["claims"] for one in incidents] == [True]
    one = visit.send("GET", f"/api/v1/incidents/{incidents[0]['incident_id']}").json()
    assert one["claims"] == incidents[0]["claims"]
    assert members_of(visit.send("GET", "/api/v1/incidents?colour=red"))["field"] == "colour"
    assert visit.send("GET", "/api/v1/incidents?until=2020-01-01").json() == {"items": [], "next": None}


def test_a_judgement_is_kept_under_the_name_of_who_said_it_and_noted(tried: Tried) -> None:
    visit = tried.visit(Role.EDITOR)
    one, other, *_ = tried.claims()
    for verdict in ("same", "taken back"):
        body = {"one": other, "other": one, "verdict": verdict}
        assert visit.send("POST", "/api/v1/findings", body).status_code == 201
    found = visit.send("GET", f"/api/v1/findings?subject={one} {other}").json()["items"]
    assert [(row["verdict"], row["by"]) for row in found] == [("same", "nour"), ("taken back", "nour")]
    assert tried.acts()[-1] == ("judged", "nour", f"pair {one} {other}")
    none = {"one": one, "other": "0" * 16, "verdict": "same"}
    assert members_of(visit.send("POST", "/api/v1/findings", none))["status"] == 404
    same = {"one": one, "other": one, "verdict": "same"}
    assert members_of(visit.send("POST", "/api/v1/findings", same))["field"] == "other"


def test_hostile_words_never_become_a_page(tried: Tried) -> None:
    visit = tried.visit(Role.ADMIN)
    for text in HOSTILE:
        body = {"name": text, "scopes": ["read"], "role": "analyst"}
        made = visit.send("POST", "/api/v1/tokens", body)
        assert made.headers["content-type"] == "application/json"
        assert made.json()["name"] == text.replace("\0", "\ufffd") or made.json()["name"] == text
    page = visit.client.get("/account")
    assert page.headers["content-type"].startswith("text/html")
    assert find_live(page.text) == []
    assert page.text.count("<script") == page.text.count('<script type="module" src="/static/')
    assert page.text.count("&lt;script&gt;") > 5
    for path in ("/sign-in?next=", "/nowhere/", "/api/v1/incidents/"):
        for text in HOSTILE:
            answer = visit.client.get(path + text.replace("\0", ""))
            if answer.headers["content-type"].startswith("text/html"):
                assert find_live(answer.text) == []
            else:
                assert answer.headers["content-type"] in ("application/problem+json", "application/json")


def test_the_public_gets_the_situation_as_care_lets_it_and_an_analyst_is_noted(tried: Tried, made: Any) -> None:
    analyst = tried.visit(Role.ANALYST)
    exact = analyst.send("GET", "/api/v1/incidents").json()["items"]
    sensitive = [row["incident_id"] for row in exact if row["type"] == "displacement"]
    assert sensitive
    noted = [subject for act, _, subject in tried.acts() if act == "viewed"]
    assert all(any(name in subject for subject in noted) for name in sensitive)
    stranger = made(is_public=True, clock=lambda: datetime(2999, 3, 1, tzinfo=UTC)).visit()
    for path in ("incidents", "timeline", "facets", "map"):
        answer = stranger.send("GET", f"/api/v1/{path}")
        assert answer.status_code == 200, path
        for words in (row["words"] for row in exact):
            assert words not in answer.text
        assert "evidence" not in answer.text
    seen = stranger.send("GET", "/api/v1/incidents").json()["items"]
    assert {row["words"] for row in seen} == {None}
    assert members_of(stranger.send("GET", "/api/v1/map?zoom=99"))["status"] == 422
