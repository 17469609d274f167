"""Signing in and out: sessions that end, tries that are counted, requests of other sites, invitations that work once."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from isnad.show.care.audit import AuditLog
from isnad.show.care.eyes import Role
from isnad.show.web import credentials, signing
from tests.show.web.conftest import BASE, NAMES, PASSWORD, Tried, members_of

ANALYST = NAMES[Role.ANALYST]


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http(tried: Tried, made: Any) -> None:
    said = tried.visit().sign_in(ANALYST).headers["set-cookie"]
    assert said.startswith("isnad=")
    assert "HttpOnly" in said
    assert "SameSite=lax" in said
    assert "Secure" not in said
    https = made(is_https=True, hosts=("desk.example",)).visit(base="https://desk.example")
    said = https.sign_in(ANALYST).headers["set-cookie"]
    assert said.startswith("__Host-isnad=")
    assert "Secure" in said
    assert "Path=/" in said
    assert "Domain" not in said
    assert https.send("GET", "/api/v1/me").headers["strict-transport-security"]


def test_nothing_that_lets_in_is_kept_or_noted(
    tried: Tried, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logging.disable(logging.NOTSET)  # serving, or a tool of other tests, may have changed what is logged where
    for name in ("isnad.desk", "isnad.desk.access"):
        log = logging.getLogger(name)
        monkeypatch.setattr(log, "disabled", False)
        monkeypatch.setattr(log, "handlers", [caplog.handler])
        caplog.set_level(logging.DEBUG, logger=name)
    with caplog.at_level(logging.DEBUG):
        visit = tried.visit(Role.ADMIN)
        session_id = visit.client.cookies["isnad"]
        token = visit.send("POST", "/api/v1/tokens", {"name": "x", "scopes": ["read"], "role": "analyst"}).json()[
            "token"
        ]
        link = visit.send("POST", "/api/v1/people", {"name": "new", "role": "analyst"}).json()["link"]
        tried.visit().sign_in(PASSWORD, "in the wrong field")
        visit.client.get("/api/v1/claims", params={"text": "words-of-a-search"})
    tried.app.state.desk.workspace.store.close()
    kept = b"".join(path.read_bytes() for path in tried.folder.glob("store.sqlite*"))
    noted = (tried.folder / "audit.log").read_bytes() + caplog.text.encode()
    for secret in (session_id, visit.csrf, token, link.partition("#")[2], PASSWORD, "in the wrong field"):
        assert secret
        assert secret.encode() not in kept
        assert secret.encode() not in noted
    assert "GET /api/v1/claims 200" in caplog.text
    assert "words-of-a-search" not in "".join(
        one.getMessage() for one in caplog.records if one.name.startswith("isnad")
    )


def test_a_session_ends_when_it_is_not_used(tried: Tried) -> None:
    visit = tried.visit(Role.ANALYST)
    for _ in range(3):
        tried.clock.wait(hours=1, minutes=55)
        assert visit.send("GET", "/api/v1/me").status_code == 200
    tried.clock.wait(hours=2, seconds=1)
    assert visit.send("GET", "/api/v1/me").status_code == 401


def test_a_session_ends_at_last_however_much_it_is_used(tried: Tried) -> None:
    visit = tried.visit(Role.ANALYST)
    for _ in range(11):
        tried.clock.wait(hours=1)
        assert visit.send("GET", "/api/v1/me").status_code == 200
    tried.clock.wait(hours=1, seconds=1)
    assert visit.send("GET", "/api/v1/me").status_code == 401


def test_signing_out_ends_the_session_for_everyone_who_has_it(tried: Tried) -> None:
    visit, thief = tried.visit(Role.ANALYST), tried.visit()
    thief.client.cookies.set("isnad", visit.client.cookies["isnad"], domain="127.0.0.1")
    assert thief.send("GET", "/api/v1/me").status_code == 200
    assert visit.send("DELETE", "/api/v1/session").status_code == 204
    assert thief.send("GET", "/api/v1/me").status_code == 401
    assert "isnad" not in visit.client.cookies


def test_a_password_is_the_same_from_every_keyboard(tried: Tried) -> None:
    visit = tried.visit(Role.ANALYST)
    body = {"old": PASSWORD, "new": "long caf\u00e9 \u0622\u0644\u0639\u0634\u0631\u0629"}
    assert visit.send("POST", "/api/v1/me/password", body).status_code == 200
    assert (
        tried.visit().sign_in(ANALYST, "long cafe\u0301 \u0627\u0653\u0644\u0639\u0634\u0631\u0629").status_code == 200
    )
    assert tried.visit().sign_in(ANALYST, "long cafe \u0627\u0644\u0639\u0634\u0631\u0629").status_code == 401


def test_a_new_password_ends_the_other_sessions_and_a_disabled_person_has_none(tried: Tried) -> None:
    visit, other = tried.visit(Role.ANALYST), tried.visit(Role.ANALYST)
    wrong = visit.send("POST", "/api/v1/me/password", {"old": "wrong", "new": "another long word"})
    assert members_of(wrong)["status"] == 403
    weak = visit.send("POST", "/api/v1/me/password", {"old": PASSWORD, "new": "aaaaaaaaaaaaaaaa"})
    assert members_of(weak)["field"] == "password"
    changed = visit.send("POST", "/api/v1/me/password", {"old": PASSWORD, "new": "another long word"})
    assert changed.status_code == 200
    assert visit.send("GET", "/api/v1/me").status_code == 200
    assert other.send("GET", "/api/v1/me").status_code == 401
    assert other.sign_in(ANALYST).status_code == 401
    assert other.sign_in(ANALYST, "another long word").status_code == 200
    tried.visit(Role.ADMIN).send("PATCH", f"/api/v1/people/{ANALYST}", {"disabled": True})
    assert other.send("GET", "/api/v1/me").status_code == 401
    assert other.sign_in(ANALYST, "another long word").status_code == 401


def test_the_sixth_try_in_a_name_waits_right_or_wrong(tried: Tried) -> None:
    visit = tried.visit()
    assert {visit.sign_in(ANALYST.upper(), "wrong").status_code for _ in range(5)} == {401}
    answer = visit.sign_in(ANALYST)
    assert members_of(answer)["status"] == 429
    assert int(answer.headers["retry-after"]) > 0
    assert visit.sign_in(NAMES[Role.EDITOR]).status_code == 200


def test_one_address_cannot_try_names_without_end(tried: Tried) -> None:
    visit = tried.visit()
    states = [visit.sign_in(f"nobody {n}", "wrong").status_code for n in range(31)]
    assert (states[:30], states[30]) == ([401] * 30, 429)


def test_who_is_there_and_who_is_not_get_the_same_answer_after_the_same_work(
    tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    hasher = credentials._hasher()

    class Counting:
        def verify(self, password: str, hashed: str) -> bool:
            asked.append(password)
            return hasher.verify(password, hashed)

    monkeypatch.setattr(credentials, "_hasher", Counting)
    answers = [tried.visit().sign_in(name, "wrong") for name in (ANALYST, "nobody")]
    assert len(asked) == 2
    known, unknown = (members_of(answer) for answer in answers)
    assert {key: known[key] for key in ("status", "detail", "title")} == {
        key: unknown[key] for key in ("status", "detail", "title")
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"x-csrf-token": ""},
        {"x-csrf-token": "f" * 64},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_another_site_changes_nothing(tried: Tried, headers: dict[str, str]) -> None:
    visit = tried.visit(Role.EDITOR)
    one, other, *_ = tried.claims()
    body = {"one": one, "other": other, "verdict": "same"}
    assert members_of(visit.send("POST", "/api/v1/findings", body, **headers))["status"] == 403
    assert visit.send("GET", f"/api/v1/findings?subject={one} {other}").json()["items"] == []
    assert ("refused", NAMES[Role.EDITOR], "POST /api/v1/findings") in tried.acts()
    own = {"origin": BASE, "sec-fetch-site": "same-origin"}
    assert visit.send("POST", "/api/v1/findings", body, **own).status_code == 201


def test_the_csrf_word_of_another_session_is_none_of_this(tried: Tried) -> None:
    visit, other = tried.visit(Role.EDITOR), tried.visit(Role.EDITOR)
    assert visit.csrf != other.csrf
    visit.csrf = other.csrf
    assert visit.send("POST", "/api/v1/findings", {}).status_code == 403


def test_a_token_needs_no_csrf_word_and_goes_before_a_cookie(tried: Tried) -> None:
    visit = tried.visit(Role.ADMIN)
    token = visit.send("POST", "/api/v1/tokens", {"name": "x", "scopes": ["read"], "role": "analyst"}).json()["token"]
    one, other, *_ = tried.claims()
    body, bearer = {"one": one, "other": other, "verdict": "same"}, {"authorization": f"Bearer {token}"}
    assert visit.send("POST", "/api/v1/findings", body, **bearer).status_code == 403
    wrong = {"authorization": "Bearer isnad_none"}
    assert visit.send("GET", "/api/v1/me", **wrong).status_code == 401
    assert visit.send("GET", "/api/v1/me", authorization="Basic eDp5").status_code == 401


def test_signing_in_from_a_page_of_another_site_is_refused(tried: Tried) -> None:
    form = {"name": ANALYST, "password": PASSWORD}
    visit = tried.visit()
    there = visit.client.post("/sign-in", data=form, headers={"origin": "https://evil.example"})
    assert there.status_code == 403
    here = visit.client.post("/sign-in", data={**form, "next": "//evil.example"}, headers={"origin": BASE})
    assert (here.status_code, here.headers["location"]) == (303, "/situation")
    page = visit.client.get("/account").text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    assert visit.client.post("/sign-out", data={"csrf": "x"}).status_code == 403
    assert visit.client.post("/sign-out", data={"csrf": csrf}).status_code == 303
    assert visit.client.get("/account").status_code == 401
    wrong = visit.client.post("/sign-in", data={**form, "password": "wrong"})
    assert (wrong.status_code, "الاسم أو كلمة السر خطأ" in wrong.text) == (401, True)


def test_a_page_that_needs_a_person_leads_to_the_form_and_back(tried: Tried) -> None:
    answer = tried.visit().client.get("/account?x=1", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/account%3Fx%3D1")


def test_an_invitation_works_once(tried: Tried) -> None:
    desk = tried.app.state.desk
    code = signing.invite(desk, Role.EDITOR)
    body = {"code": code, "name": "Salma سلمى", "password": "a new long word"}
    visit = tried.visit()
    assert members_of(visit.send("POST", "/api/v1/join", {**body, "password": "short"}))["field"] == "password"
    assert members_of(visit.send("POST", "/api/v1/join", {**body, "name": "<b>"}))["field"] == "name"
    assert members_of(visit.send("POST", "/api/v1/join", {**body, "name": ANALYST}))["field"] == "name"
    assert visit.send("POST", "/api/v1/join", body).status_code == 200
    assert visit.send("GET", "/api/v1/me").json()["role"] == "editor"
    again = tried.visit().send("POST", "/api/v1/join", {**body, "name": "other"})
    assert members_of(again)["status"] == 403


def test_an_invitation_is_void_when_old_or_replaced(tried: Tried) -> None:
    desk = tried.app.state.desk
    first, second = signing.invite(desk, Role.ADMIN), signing.invite(desk, Role.ADMIN)
    body = {"name": "Salma", "password": "a new long word"}
    visit = tried.visit()
    assert visit.client.post("/join", data={**body, "code": first}).status_code == 403
    tried.clock.wait(hours=24, seconds=1)
    assert visit.client.post("/join", data={**body, "code": second}).status_code == 403


def test_an_invitation_for_somebody_is_for_them_alone_and_renews_their_password(tried: Tried) -> None:
    admin, old = tried.visit(Role.ADMIN), tried.visit(Role.ANALYST)
    link = admin.send("POST", "/api/v1/people", {"name": ANALYST, "role": "analyst"}).json()["link"]
    visit = tried.visit()
    body = {"code": link.partition("#")[2], "name": "somebody else", "password": "a new long word"}
    assert visit.client.post("/join", data=body).status_code == 303
    assert visit.send("GET", "/api/v1/me").json()["name"] == ANALYST
    assert old.send("GET", "/api/v1/me").status_code == 401
    wrong_role = admin.send("POST", "/api/v1/people", {"name": ANALYST, "role": "admin"})
    assert members_of(wrong_role)["field"] == "role"


def test_acts_are_noted_in_a_chain(tried: Tried) -> None:
    visit = tried.visit()
    visit.sign_in(ANALYST, "wrong")
    visit.sign_in("nobody", "wrong")
    visit.sign_in(ANALYST)
    visit.send("GET", "/api/v1/people")
    visit.send("DELETE", "/api/v1/session")
    assert tried.acts() == [
        ("sign-in refused", None, ANALYST),
        ("sign-in refused", None, "nobody of this name"),
        ("signed in", ANALYST, ""),
        ("refused", ANALYST, "GET /api/v1/people"),
        ("signed out", ANALYST, ""),
    ]
    assert AuditLog(tried.folder).verify().broken is None


def test_what_cannot_be_noted_is_not_done(tried: Tried) -> None:
    admin = tried.visit(Role.ADMIN)
    log = tried.folder / "audit.log"
    log.write_bytes(log.read_bytes()[:-40] + b"\n")
    changed = admin.send("PATCH", f"/api/v1/people/{ANALYST}", {"role": "admin"})
    assert members_of(changed)["status"] == 503
    roles = {one["name"]: one["role"] for one in admin.send("GET", "/api/v1/people").json()["items"]}
    assert roles[ANALYST] == "analyst"
    assert tried.visit().sign_in(NAMES[Role.EDITOR]).status_code == 503
