"""The authorisation matrix: every route, every role, every scope."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from isnad.show.care.eyes import Role
from isnad.show.web.access import Scope, safe_path
from isnad.show.web.app import check_guarded, find_access
from tests.show.web.conftest import NAMES, Tried, Visit, members_of
from tests.show.web.matrix import ALLOWED, ANYONE, path_of

REFUSED = (401, 403)
# Routes that need what the walk does not give; they are walked with a session of their own, for they end it.
_ENDS = {("DELETE", "/api/v1/session"), ("POST", "/sign-out")}


def test_every_route_has_an_entry_and_every_entry_a_route(tried: Tried) -> None:
    access = find_access(tried.app)
    assert set(access) == set(ALLOWED)
    for route, (role, scope) in ALLOWED.items():
        found = access[route]
        assert found is not None
        assert (found.role, found.scope) == (role, scope), route


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_each_route_lets_in_the_roles_of_the_matrix_and_no_other(tried: Tried, role: Role | None) -> None:
    visit = tried.visit(role)
    for route in sorted(ALLOWED, key=lambda route: route in _ENDS):
        least, _ = ALLOWED[route]
        if route in _ENDS and role:
            visit = tried.visit(role)
        status = visit.send(route[0], path_of(route[1])).status_code
        if least is ANYONE or (role is not None and role.may(least)):
            assert status not in REFUSED, (route, status)
        else:
            assert status == (401 if role is None else 403), (route, status)


@pytest.mark.parametrize("scope", list(Scope))
def test_a_token_opens_the_routes_of_its_scope_alone(tried: Tried, scope: Scope) -> None:
    program = _program(tried, Role.ADMIN, [scope])
    for (method, path), (least, needed) in ALLOWED.items():
        if least is ANYONE:
            continue
        status = program.send(method, path_of(path)).status_code
        assert (status not in REFUSED) == (needed == scope), (method, path, status)


def test_a_token_is_never_more_than_its_role_or_its_owner(tried: Tried) -> None:
    editor = tried.visit(Role.EDITOR)
    body = {"name": "mine", "scopes": ["read"], "role": "admin"}
    assert members_of(editor.send("POST", "/api/v1/tokens", body))["field"] == "role"
    program = _program(tried, Role.EDITOR, ["read", "review", "admin"])
    assert program.send("GET", "/api/v1/people").status_code == 403
    assert program.send("GET", "/api/v1/me").json()["role"] == "editor"
    admin = tried.visit(Role.ADMIN)
    assert admin.send("PATCH", f"/api/v1/people/{NAMES[Role.EDITOR]}", {"role": "public"}).status_code == 200
    assert program.send("GET", "/api/v1/me").json()["role"] == "public"
    assert program.send("GET", "/api/v1/claims").status_code == 403


def test_a_token_ends_when_it_is_revoked_too_old_or_its_owner_disabled(tried: Tried) -> None:
    revoked, old, disabled = (_program(tried, Role.ANALYST, ["read"], days=2) for _ in range(3))
    owner, admin = tried.visit(Role.ANALYST), tried.visit(Role.ADMIN)
    first = owner.send("GET", "/api/v1/tokens").json()["items"][0]
    assert "isnad_" not in owner.send("GET", "/api/v1/tokens").text
    assert owner.send("DELETE", f"/api/v1/tokens/{first['id']}").status_code == 204
    states = [one.send("GET", "/api/v1/me").status_code for one in (revoked, old, disabled)]
    assert sorted(states) == [200, 200, 401]
    assert admin.send("PATCH", f"/api/v1/people/{NAMES[Role.ANALYST]}", {"disabled": True}).status_code == 200
    assert {one.send("GET", "/api/v1/me").status_code for one in (revoked, old, disabled)} == {401}
    late = _program(tried, Role.EDITOR, ["read"], days=2)
    tried.clock.wait(days=2, seconds=1)
    assert members_of(late.send("GET", "/api/v1/me"))["status"] == 401


def test_who_has_not_signed_in_sees_only_what_is_public_and_only_where_that_is_set(tried: Tried, made: Any) -> None:
    assert tried.visit().send("GET", "/api/v1/me").status_code == 401
    stranger = made(is_public=True).visit()
    assert stranger.send("GET", "/api/v1/me").json() == {
        "name": None, "role": "public", "scopes": [str(scope) for scope in Scope], "csrf": None,
    }  # fmt: skip
    assert stranger.send("GET", "/api/v1/claims").status_code == 401
    assert stranger.send("GET", "/account").status_code == 403


def test_a_desk_with_a_route_that_says_nothing_does_not_start() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_api_route("/bare", lambda: 1)
    with pytest.raises(RuntimeError, match="GET /bare"):
        check_guarded(app)


def test_pages_go_on_to_paths_of_the_desk_alone() -> None:
    for path in ("https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "x", "", None):
        assert safe_path(path, "/") == "/"
    assert safe_path("/claims?text=نزوح", "/") == "/claims?text=نزوح"


def test_nobody_changes_their_own_role(tried: Tried) -> None:
    admin = tried.visit(Role.ADMIN)
    assert members_of(admin.send("PATCH", f"/api/v1/people/{NAMES[Role.ADMIN]}", {"role": "public"}))["status"] == 409


def _program(tried: Tried, role: Role, scopes: list[Any], days: int = 90) -> Visit:
    """A program with a token of its owner's role."""
    body = {"name": "mine", "scopes": scopes, "role": role, "days": days}
    made = tried.visit(role).send("POST", "/api/v1/tokens", body)
    assert made.status_code == 201
    program = tried.visit()
    program.client.headers["authorization"] = f"Bearer {made.json()['token']}"
    return program
