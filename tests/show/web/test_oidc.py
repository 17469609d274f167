"""Signing in by another service: who comes back is sure, has the role that the service gives, and nobody else's name."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient

pytest.importorskip("authlib", reason="no authlib")
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from isnad.errors import KnowledgeError
from isnad.keep.people import Person, change_person, find_people, fold_name, write_person
from isnad.show.care.eyes import Role
from isnad.show.web.oidc import Oidc
from isnad.show.web.oidc_options import OidcOptions, load_oidc_options
from isnad.show.web.options import DeskOptions
from isnad.workspace import Workspace
from tests.show.web.client import BASE, _Opened, make_app

ISSUER = "https://id.example"
OPTIONS = OidcOptions(
    ISSUER, "isnad", secret="told to nobody", label="المنظمة",
    roles={Role.ANALYST: frozenset({"readers"}), Role.ADMIN: frozenset({"chiefs"})},
)  # fmt: skip
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Service:
    """A service that signs people in, as far as a desk sees it. `change` makes the claims of its next token what a test wants."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "one"})
        self.change: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.sign: Callable[[dict[str, Any]], str] | None = None
        self.codes: dict[str, tuple[str, str]] = {}
        self.is_down = False
        self.asked: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.is_down:
            raise httpx.ConnectTimeout("silence", request=request)
        if request.url.path == "/.well-known/openid-configuration":
            paths = {f"{name}_endpoint": f"{ISSUER}/{name}" for name in ("authorization", "token")}
            return httpx.Response(200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", **paths})
        if request.url.path == "/keys":
            return httpx.Response(200, json=KeySet([self.key]).as_dict(private=False))
        return self._token(request)

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        nonce, challenge = self.codes.pop(form["code"], ("", ""))
        hashed = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if hashed.decode().rstrip("=") != challenge:
            return httpx.Response(400, json={"error": "invalid_grant"})
        claims = {
            "iss": ISSUER, "aud": "isnad", "sub": "s-1", "nonce": nonce, "preferred_username": "أمل", "groups": ["readers"],
            "exp": int(datetime.now(UTC).timestamp()) + 300,
        }  # fmt: skip
        claims = self.change(claims)
        signed = self.sign(claims) if self.sign else jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)
        return httpx.Response(200, json={"access_token": "x", "token_type": "Bearer", "id_token": signed})

    def agree(self, address: str) -> dict[str, str]:
        """What the browser brings back after the person agreed."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["redirect_uri"] == f"{BASE}/sign-in/oidc/back"
        assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
        code = f"code-{len(self.asked)}"
        self.codes[code] = (asked["nonce"], asked["code_challenge"])
        return {"state": asked["state"], "code": code}


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def client(workspace: Workspace, service: Service) -> TestClient:
    app = make_app(_Opened(workspace), DeskOptions(oidc=OPTIONS, clock=lambda: NOW, address=BASE))
    app.state.desk.oidc = Oidc(OPTIONS, BASE, httpx.MockTransport(service.answer))
    return TestClient(app, base_url=BASE, follow_redirects=False)


def _go(client: TestClient, next: str = "") -> str:
    answer = client.get("/sign-in/oidc", params={"next": next})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def _come(client: TestClient, service: Service, next: str = "") -> httpx.Response:
    return client.get("/sign-in/oidc/back", params=service.agree(_go(client, next)))


def test_a_person_comes_in_with_the_role_of_their_groups(client: TestClient, service: Service) -> None:
    assert "/sign-in/oidc?next=" in client.get("/sign-in?lang=en").text
    answer = _come(client, service, "/runs")
    assert (answer.status_code, answer.headers["location"]) == (303, "/runs")
    me = client.get("/api/v1/me").json()
    assert (me["name"], me["role"]) == ("أمل", "analyst")
    log = (client.app.state.desk.workspace.folder / "audit.log").read_text("utf-8")  # type: ignore[attr-defined]
    assert "signed in by another service" in log
    assert OPTIONS.secret is not None
    assert OPTIONS.secret not in log + repr(OPTIONS)


def test_the_role_is_what_the_service_gives_now_and_none_is_no_entry(client: TestClient, service: Service) -> None:
    service.change = lambda claims: {**claims, "groups": ["chiefs", "readers"]}
    _come(client, service)
    assert client.get("/api/v1/me").json()["role"] == "admin"
    service.change = lambda claims: {**claims, "preferred_username": "another name"}
    _come(client, service)
    me = client.get("/api/v1/me").json()
    assert (me["name"], me["role"]) == ("أمل", "analyst")
    service.change = lambda claims: {**claims, "groups": ["guests"]}
    client.cookies.delete("isnad")
    assert _come(client, service).status_code == 403
    assert client.get("/api/v1/me").status_code == 401


def test_nobody_takes_the_name_of_somebody_who_is_there(
    client: TestClient, service: Service, workspace: Workspace
) -> None:
    with workspace.store.write() as connection:
        write_person(connection, Person(fold_name("أمل"), "أمل", Role.ADMIN, "2026-01-01", "$argon2id$none"))
    assert _come(client, service).status_code == 409
    with workspace.store.read() as connection:
        assert [one.role for one in find_people(connection)] == ["admin"]


def test_who_is_disabled_stays_out_and_has_no_password(
    client: TestClient, service: Service, workspace: Workspace
) -> None:
    _come(client, service)
    with workspace.store.write() as connection:
        change_person(connection, "أمل", disabled=True)
        mark = find_people(connection)[0].password
    client.cookies.clear()
    assert _come(client, service).status_code == 403
    for password in (mark, "", "oidc:"):
        assert client.post("/api/v1/session", json={"name": "أمل", "password": password}).status_code in (401, 422)


def _unsigned(claims: dict[str, Any]) -> str:
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "none"}, claims)
    ]
    return ".".join((*parts, ""))


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}, {"sub": None},
        {"aud": ["isnad", "another"]}, {"aud": ["isnad", "another"], "azp": "another"}, {"preferred_username": None},
        {"nonce": None}, {"exp": None},
    ],
)  # fmt: skip
def test_a_token_that_does_not_hold_lets_nobody_in(
    client: TestClient, service: Service, change: dict[str, Any]
) -> None:
    service.change = lambda claims: {name: value for name, value in {**claims, **change}.items() if value is not None}
    assert _come(client, service).status_code == 403
    assert client.get("/api/v1/me").status_code == 401


def test_only_the_services_own_signature_counts(client: TestClient, service: Service) -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "one"})
    shared = OctKey.import_key(json.dumps(service.key.as_dict(private=False)))
    for sign in (
        _unsigned,
        lambda claims: jwt.encode({"alg": "RS256", "kid": "one"}, claims, stranger),
        lambda claims: jwt.encode({"alg": "HS256", "kid": "one"}, claims, shared),
        lambda claims: "no token",
    ):
        service.sign = sign
        assert _come(client, service).status_code == 403
    service.sign = None
    service.key = ECKey.generate_key("P-256", {"kid": "two"})  # the service has changed its key
    assert _come(client, service).status_code == 303


def test_it_must_end_where_it_began_and_once(client: TestClient, service: Service) -> None:
    brought = service.agree(_go(client))
    assert client.get("/sign-in/oidc/back", params={**brought, "state": "another"}).status_code == 403
    assert client.get("/sign-in/oidc/back", params={"state": brought["state"]}).status_code == 403
    assert client.get("/sign-in/oidc/back", params=brought).status_code == 303
    assert client.get("/sign-in/oidc/back", params=brought).status_code == 403
    other = service.agree(_go(client))
    client.cookies.clear()  # another browser
    assert client.get("/sign-in/oidc/back", params=other).status_code == 403
    client.cookies.set("isnad-oidc", "no base64 é".encode().decode("latin-1").encode("ascii", "ignore").decode())
    assert client.get("/sign-in/oidc/back", params=other).status_code == 403
    assert _come(client, service, "https://evil.example/").headers["location"] == "/situation"


def test_a_service_that_is_silent_or_another_is_told(client: TestClient, service: Service) -> None:
    service.is_down = True
    answer = client.get("/sign-in/oidc", headers={"accept": "text/html"})
    assert (answer.status_code, "<h1>" in answer.text) == (503, True)
    service.is_down = False
    assert _come(client, service).status_code == 303


def test_without_a_service_there_is_no_way_there(workspace: Workspace) -> None:
    plain = TestClient(make_app(_Opened(workspace), DeskOptions()), base_url=BASE, follow_redirects=False)
    assert plain.get("/sign-in/oidc").status_code == 404
    assert "/sign-in/oidc" not in plain.get("/sign-in").text


GOOD = f"""
issuer = "{ISSUER}"
client_id = "isnad"
client_secret_file = "secret"
otherwise = "public"
[roles]
admin = ["chiefs"]
"""


def test_options_are_read_and_what_is_wrong_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ISNAD_OIDC_SECRET", raising=False)
    (tmp_path / "secret").write_text("hidden\n")
    path = tmp_path / "oidc.toml"
    path.write_text(GOOD)
    options = load_oidc_options(path)
    assert options is not None
    assert (options.secret, options.otherwise, options.find_role(["chiefs"])) == ("hidden", Role.PUBLIC, Role.ADMIN)
    assert options.find_role([]) is Role.PUBLIC
    assert load_oidc_options(None) is None
    for wrong, named in (
        (GOOD.replace("https://", "http://"), "https"),
        (GOOD.replace("isnad", ""), "client_id"),
        (GOOD.replace("admin", "owner"), "owner"),
        (GOOD.replace('["chiefs"]', '"chiefs"'), "list of groups"),
        (GOOD.replace('"secret"', '"nothing"'), "client_secret_file"),
        (GOOD.replace("[roles]\nadmin", "more"), "more"),
        ("=", "cannot be read"),
    ):
        path.write_text(wrong)
        with pytest.raises(KnowledgeError, match=named):
            load_oidc_options(path)
