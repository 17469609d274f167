"""What people keep at the desk: filters and hooks by the API and by the forms of the pages, each for its owner alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

import feedparser
import pytest

from isnad.keep.handing_tables import saved_filters
from isnad.keep.hooks import Try, change_hook, load_hook, write_try
from isnad.keep.weighings import write_weighing
from isnad.show.care.audit import AuditLog
from isnad.show.care.eyes import Role
from isnad.show.feeds import due
from isnad.show.feeds.webhooks import CHANGED, NEW, TEST
from isnad.show.web.delivering import Deliverer
from tests.gather.fetch.conftest import _loopback  # noqa: F401  # a fixture
from tests.show.feeds.receiver import HERE, Receiver, receiving
from tests.show.views.desk import take_record
from tests.show.web.conftest import NAMES, Tried, Visit, members_of

QUERY = "type=shelling&country=SY"


@pytest.fixture
def receiver(_loopback: None) -> Iterator[Receiver]:  # noqa: F811
    yield from receiving()


def _keep(visit: Visit, name: str = "قصف في سوريا", query: str = QUERY) -> Any:
    answer = visit.send("POST", "/api/v1/filters", {"name": name, "query": query})
    assert answer.status_code == 201, answer.text
    return answer.json()


def _hook(visit: Visit, filter_id: str, address: str = "https://hooks.example/in", *, exact: bool = False) -> Any:
    answer = visit.send("POST", "/api/v1/hooks", {"filter": filter_id, "address": address, "exact": exact})
    assert answer.status_code == 201, answer.text
    return answer.json()


def _page(visit: Visit, path: str, language: str = "en") -> str:
    answer = visit.client.get(f"{path}{'&' if '?' in path else '?'}lang={language}", headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def _send_form(visit: Visit, path: str, **fields: str) -> Any:
    return visit.client.post(path, data={"csrf": visit.csrf, **fields})


def test_a_filter_is_kept_as_the_desk_writes_it_and_found_again(tried: Tried) -> None:
    analyst = tried.visit(Role.ANALYST)
    made = _keep(analyst, query="?country=SY&origins=1&type=shelling&text=")
    assert dict(parse_qsl(made["query"])) == {"type": "shelling", "country": "SY"}
    [row] = analyst.send("GET", "/api/v1/filters").json()["items"]
    assert (row["name"], row["fault"], row["page"]) == ("قصف في سوريا", None, f"/situation?{made['query']}")
    renamed = analyst.send("PATCH", f"/api/v1/filters/{row['id']}", {"name": "حمص"})
    assert renamed.json()["name"] == "حمص"
    assert analyst.send("DELETE", f"/api/v1/filters/{row['id']}").status_code == 204
    assert analyst.send("GET", "/api/v1/filters").json()["items"] == []


@pytest.mark.parametrize(("name", "query", "field"), [
    ("x", "type=nothing", "type"), ("x", "nothing=1", "nothing"), ("x", "type=shelling&type=clash", "type"),
    ("x", "from=2024-13-01", "from"), ("  ", QUERY, "name"),
])  # fmt: skip
def test_what_cannot_be_asked_is_not_kept(tried: Tried, name: str, query: str, field: str) -> None:
    answer = tried.visit(Role.ANALYST).send("POST", "/api/v1/filters", {"name": name, "query": query})
    assert (answer.status_code, members_of(answer)["field"]) == (422, field)


def test_nobody_finds_what_another_keeps(tried: Tried) -> None:
    editor, admin = tried.visit(Role.EDITOR), tried.visit(Role.ADMIN)
    kept = _keep(editor)
    hook = _hook(editor, kept["id"])
    assert admin.send("GET", "/api/v1/filters").json()["items"] == []
    assert admin.send("GET", "/api/v1/hooks").json()["items"] == []
    for method, path, body in (
        ("PATCH", f"/api/v1/filters/{kept['id']}", {"name": "mine"}), ("DELETE", f"/api/v1/filters/{kept['id']}", None),
        ("GET", f"/api/v1/feeds/{kept['id']}.atom", None), ("DELETE", f"/api/v1/hooks/{hook['id']}", None),
        ("POST", f"/api/v1/hooks/{hook['id']}/test", None),
        ("POST", "/api/v1/hooks", {"filter": kept["id"], "address": "https://hooks.example/"}),
    ):  # fmt: skip
        assert admin.send(method, path, body).status_code == 404, path
    assert len(editor.send("GET", "/api/v1/hooks").json()["items"]) == 1


def test_the_feed_of_a_filter_is_read_with_a_token_and_names_it(tried: Tried) -> None:
    analyst = tried.visit(Role.ANALYST)
    kept = _keep(analyst)
    token = analyst.send("POST", "/api/v1/tokens", {"name": "reader", "scopes": ["read"], "role": "analyst"}).json()[
        "token"
    ]
    reader = tried.visit()
    assert reader.send("GET", kept["feed"]).status_code == 401
    answer = reader.send("GET", kept["feed"], authorization=f"Bearer {token}")
    feed = feedparser.parse(answer.content)
    assert (answer.status_code, len(feed.entries)) == (200, 1)
    assert "قصف في سوريا" in feed.feed.title
    assert (
        reader.send("POST", "/api/v1/filters", {"name": "x", "query": ""}, authorization=f"Bearer {token}").status_code
        == 403
    )


def test_a_filter_that_cannot_be_asked_any_more_is_said_plainly(tried: Tried) -> None:
    analyst = tried.visit(Role.ANALYST)
    kept = _keep(analyst)
    with tried.app.state.desk.workspace.store.write() as conn:
        conn.execute(saved_filters.update().values(query="type=of_another_time"))
    assert "of_another_time" in analyst.send("GET", "/api/v1/filters").json()["items"][0]["fault"]
    assert members_of(analyst.send("GET", kept["feed"]))["field"] == "type"
    assert "cannot be asked any more" in _page(analyst, "/account")
    editor = tried.visit(Role.EDITOR)
    mine = _keep(editor)
    with tried.app.state.desk.workspace.store.write() as conn:
        conn.execute(saved_filters.update().values(query="type=of_another_time"))
    answer = editor.send("POST", "/api/v1/hooks", {"filter": mine["id"], "address": "https://hooks.example/"})
    assert members_of(answer)["field"] == "filter"


def test_a_secret_is_told_once_and_stands_in_no_log(tried: Tried, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    editor = tried.visit(Role.EDITOR)
    hook = _hook(editor, _keep(editor)["id"], "https://hooks.example/in/own-word", exact=True)
    assert hook["secret"].startswith("whsec_")
    assert hook["secret"] not in editor.send("GET", "/api/v1/hooks").text + _page(editor, "/account")
    log = (tried.folder / "audit.log").read_text("utf-8")
    assert hook["secret"] not in log + caplog.text
    assert "own-word" not in log + caplog.text
    [made] = [one.act for one in AuditLog(tried.folder).read() if one.act.act == "hook made"]
    assert (made.by, made.role, made.detail) == (NAMES[Role.EDITOR], "editor", "exact hooks.example")


@pytest.mark.parametrize(
    "address", ["http://hooks.example/", "https://u:p@hooks.example/", "no address", "ftp://x.example"]
)
def test_an_address_that_will_not_do_is_one_clear_line(tried: Tried, address: str) -> None:
    editor = tried.visit(Role.EDITOR)
    answer = editor.send("POST", "/api/v1/hooks", {"filter": _keep(editor)["id"], "address": address})
    assert (answer.status_code, members_of(answer)["field"]) == (422, "address")


def test_a_test_is_sent_and_its_outcome_shown(made: Any, receiver: Receiver) -> None:
    tried: Tried = made(hooks_to=HERE)
    editor = tried.visit(Role.EDITOR)
    hook = _hook(editor, _keep(editor)["id"], receiver.url("/in"))
    answer = editor.send("POST", f"/api/v1/hooks/{hook['id']}/test").json()
    assert (answer["outcome"], answer["status"]) == ("delivered", 204)
    [got] = receiver.take()
    assert got.kind == "hook.test"
    [row] = editor.send("GET", "/api/v1/hooks").json()["items"]
    assert [(one["kind"], one["outcome"]) for one in row["tries"]] == [("hook.test", "delivered")]
    assert "arrived" in _page(editor, "/account")


def test_without_the_operators_word_a_test_does_not_reach_this_machine(tried: Tried, receiver: Receiver) -> None:
    editor = tried.visit(Role.EDITOR)
    hook = _hook(editor, _keep(editor)["id"], receiver.url("/in"))
    assert editor.send("POST", f"/api/v1/hooks/{hook['id']}/test").json()["outcome"] == "forbidden"
    assert receiver.take() == []


def test_the_forms_of_the_pages_do_it_all(made: Any, receiver: Receiver) -> None:
    tried: Tried = made(hooks_to=HERE)
    editor = tried.visit(Role.EDITOR)
    assert 'name="query" value="type=shelling"' in _page(editor, "/situation?type=shelling")
    assert _send_form(editor, "/account/filters", name="قصف", query="type=shelling").status_code == 303
    [kept] = editor.send("GET", "/api/v1/filters").json()["items"]
    assert f"/situation?{kept['query']}" in _page(editor, "/account")
    assert _send_form(editor, f"/account/filters/{kept['id']}/rename", name="قصف آخر").status_code == 303
    told = _send_form(editor, f"/account/filters/{kept['id']}/hooks", address=receiver.url("/in"), exact="yes")
    assert (told.status_code, told.text.count("whsec_"), told.headers["cache-control"]) == (200, 1, "no-store")
    [hook] = editor.send("GET", "/api/v1/hooks").json()["items"]
    assert hook["exact"] is True
    assert _send_form(editor, f"/account/hooks/{hook['id']}/test").status_code == 303
    assert len(receiver.take()) == 1
    assert _send_form(editor, f"/account/hooks/{hook['id']}/delete").status_code == 303
    assert _send_form(editor, f"/account/filters/{kept['id']}/delete").status_code == 303
    assert editor.send("GET", "/api/v1/filters").json()["items"] == []


@pytest.mark.parametrize(("path", "fields"), [
    ("/account/filters", {"name": "x", "query": "type=nothing"}), ("/account/filters", {"name": " ", "query": ""}),
    ("/account/filters/{id}/rename", {"name": " "}), ("/account/filters/{id}/hooks", {"address": "http://hooks.example/"}),
])  # fmt: skip
def test_a_form_that_was_filled_wrongly_is_shown_again_with_why(
    tried: Tried, path: str, fields: dict[str, str]
) -> None:
    editor = tried.visit(Role.EDITOR)
    answer = _send_form(editor, path.format(id=_keep(editor)["id"]), **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_form_without_the_csrf_word_changes_nothing(tried: Tried) -> None:
    editor = tried.visit(Role.EDITOR)
    assert editor.client.post("/account/filters", data={"name": "x", "query": ""}).status_code == 403
    assert editor.send("GET", "/api/v1/filters").json()["items"] == []


class _Controls(HTMLParser):
    """Names of the forms' actions."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.actions: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            self.actions.append(dict(attrs).get("action") or "")


def test_a_page_offers_what_its_reader_may_do_and_no_more(tried: Tried) -> None:
    for role, offered in (
        (Role.PUBLIC, set()),
        (Role.ANALYST, {"rename", "delete"}),
        (Role.EDITOR, {"rename", "delete", "hooks"}),
    ):
        visit = tried.visit(role)
        if role is not Role.PUBLIC:
            _keep(visit)
        actions = _Controls(_page(visit, "/account")).actions
        assert {one.rpartition("/")[2] for one in actions if one.startswith("/account/filters/")} == offered
        assert ("/account/filters" in _Controls(_page(visit, "/situation")).actions) == (role is not Role.PUBLIC)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_word_of_the_account_is_missing_whatever_became_of_a_hook(tried: Tried, language: str) -> None:
    editor = tried.visit(Role.EDITOR)
    hook = _hook(editor, _keep(editor, name="<b>&\"'")["id"])
    words = (due.DELIVERED, due.GONE, due.REDIRECTED, due.REFUSED, due.BUSY, due.FORBIDDEN, due.SLOW, due.UNREACHABLE)
    for off in (None, due.OFF_GONE, due.OFF_FAILING, due.OFF_FILTER):
        with tried.app.state.desk.workspace.store.write() as conn:
            for outcome in (*words, due.GIVEN_UP):
                for kind in (NEW, CHANGED, TEST):
                    write_try(conn, Try(hook["id"], "2024-12-07T09:00:00.000000Z", "m", kind, None, None, outcome, 1))
            change_hook(conn, hook["id"], off=off, failures=1)
        page = _page(editor, "/account", language)
        assert "hook.state" not in page
        assert "hook.outcome" not in page
        assert "hook.kind" not in page
        assert "<b>&" not in page


def test_a_desk_delivers_by_itself_and_stops_when_it_is_told_to(made: Any, receiver: Receiver, tmp_path: Any) -> None:
    tried: Tried = made(hooks_to=HERE, delivers=False)
    desk, editor = tried.app.state.desk, tried.visit(Role.EDITOR)
    hook = _hook(editor, _keep(editor, query="")["id"], receiver.url("/in"), exact=True)
    deliverer = Deliverer(desk, every_s=0.05)
    deliverer.start()
    _wait_for(lambda: _is_started(desk, hook["id"]))
    words = "قُتل أربعة مدنيين في قصف مدفعي لقوات الدعم السريع على مدينة أم درمان يوم 20 تشرين الثاني 2024."
    named = {"doc_id": "21", "outlet": "صحيفة الشراع", "published": "2024-11-21", "title": "قصف"}
    take_record(desk.workspace, tmp_path / "one.jsonl", text=words, **named)
    _wait_for(lambda: bool(receiver.got))
    deliverer.stop()
    assert "isnad-hooks" not in [one.name for one in threading.enumerate()]
    assert receiver.take()[0].kind == "incident.new"
    with desk.workspace.store.write() as conn:
        write_weighing(conn, "k", "2030-01-01T00:00:00.000000Z")
    assert receiver.take() == []


def _is_started(desk: Any, hook_id: str) -> bool:
    with desk.workspace.store.read() as conn:
        return load_hook(conn, hook_id).started


def _wait_for(is_so: Any) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
