"""Signing in by another service (OpenID Connect 1.0, code flow with PKCE): where to send a person, and who comes back.

Source: OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700.
"""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from isnad.show.web.credentials import are_same, make_secret
from isnad.show.web.oidc_options import OidcOptions
from isnad.show.web.problems import Refused

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it names a successor of httpx that nothing else here asks for
    from authlib.integrations.base_client.errors import OAuthError
    from authlib.integrations.httpx_client import OAuth2Client

BACK = "/sign-in/oidc/back"
_TIMEOUT_S = 10.0
_KEPT_S = 3600.0
_LARGEST = 1 << 20
# Signatures that a service alone can make. `none` and those of a shared secret are no proof.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY_S = 60


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody who is sent to the service: what their browser keeps meanwhile, and where they are sent."""

    state: str
    nonce: str
    verifier: str
    address: str


@dataclass(frozen=True, slots=True)
class Comer:
    """Who came back: the service's own lasting name of them, the name to show, and their groups."""

    subject: str
    name: str
    groups: tuple[str, ...]


class Oidc:
    """The service of a desk. What it says of itself is asked once an hour, its keys also when one is not known."""

    def __init__(self, options: OidcOptions, desk_address: str, transport: httpx.BaseTransport | None = None) -> None:
        self.options = options
        self._back = desk_address.rstrip("/") + BACK
        self._transport = transport
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, Any], KeySet] | None = None

    def begin(self) -> Going:
        """Where to send somebody. Raises: Refused when the service cannot be asked."""
        about, _ = self._about()
        nonce, verifier = make_secret(), make_secret()
        with self._client() as client:
            address, state = client.create_authorization_url(
                about["authorization_endpoint"], code_verifier=verifier, nonce=nonce
            )
        return Going(state, nonce, verifier, address)

    def finish(self, going: Mapping[str, str], state: str, code: str) -> Comer:
        """Who came back with this state and code. Raises: Refused when it is not sure who."""
        if not are_same(state, going.get("state", "")) or not code:
            raise Refused(403, "this sign-in was not begun in this browser, or too long ago; begin it again")
        about, keys = self._about()
        return self._checked(self._exchange(about, code, going["verifier"]), about, keys, going["nonce"])

    def _exchange(self, about: Mapping[str, Any], code: str, verifier: str) -> str:
        """The ID token for the code."""
        try:
            with self._client() as client:
                token = client.fetch_token(about["token_endpoint"], code=code, code_verifier=verifier)
        except (httpx.HTTPError, OAuthError, ValueError) as error:
            raise Refused(403, f"the service did not take the code ({type(error).__name__}); sign in again") from None
        found = token.get("id_token") if isinstance(token, dict) else None
        if not isinstance(found, str):
            raise Refused(403, "the service does not say who signed in: its answer has no ID token")
        return found

    def _checked(self, token: str, about: Mapping[str, Any], keys: KeySet, nonce: str) -> Comer:
        try:
            claims = self._decode(token, keys)
            must = jwt.JWTClaimsRegistry(
                leeway=_LEEWAY_S, iss={"essential": True, "value": about["issuer"]},
                aud={"essential": True, "value": self.options.client_id}, exp={"essential": True},
                sub={"essential": True}, nonce={"essential": True, "value": nonce},
            )  # fmt: skip
            must.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Refused(
                403, f"what the service says of who signed in does not hold ({type(error).__name__})"
            ) from None
        if len(_words(claims.get("aud"))) > 1 and claims.get("azp") != self.options.client_id:
            raise Refused(403, "what the service says of who signed in is meant for another")
        return self._comer(claims)

    def _decode(self, token: str, keys: KeySet) -> dict[str, Any]:
        """The claims, their signature checked; with keys asked anew where the service has changed them."""
        try:
            return dict(jwt.decode(token, keys, algorithms=_ALGORITHMS).claims)
        except (JoseError, ValueError, KeyError):
            _, fresh = self._about(anew=True)
            return dict(jwt.decode(token, fresh, algorithms=_ALGORITHMS).claims)

    def _comer(self, claims: Mapping[str, Any]) -> Comer:
        name, subject = claims.get(self.options.name_claim), claims["sub"]
        if not isinstance(name, str) or not name.strip() or not isinstance(subject, str):
            raise Refused(403, f"the service gives no name: the claim {self.options.name_claim} is missing")
        return Comer(subject, name, tuple(_words(claims.get(self.options.roles_claim))))

    def _about(self, *, anew: bool = False) -> tuple[dict[str, Any], KeySet]:
        """What the service says of itself, and its keys. Raises: Refused when it cannot be asked, or is another."""
        with self._lock:
            if self._known is None or anew or time.monotonic() - self._known[0] > _KEPT_S:
                try:
                    self._known = (time.monotonic(), *self._ask())
                except (httpx.HTTPError, ValueError, KeyError, TypeError, JoseError):
                    raise Refused(503, "the service to sign in by cannot be reached; try again") from None
            return self._known[1], self._known[2]

    def _ask(self) -> tuple[dict[str, Any], KeySet]:
        with httpx.Client(timeout=_TIMEOUT_S, transport=self._transport) as client:
            about = _json(client, self.options.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if about["issuer"] != self.options.issuer:
                raise ValueError("another issuer")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if httpx.URL(about[name]).scheme != httpx.URL(self.options.issuer).scheme:
                    raise ValueError("an endpoint that is less safe than the issuer")
            return about, KeySet.import_key_set(cast(Any, _json(client, about["jwks_uri"])))

    def _client(self) -> OAuth2Client:
        given = {"transport": self._transport} if self._transport else {}
        return OAuth2Client(
            self.options.client_id, self.options.secret, redirect_uri=self._back, timeout=_TIMEOUT_S,
            scope="openid profile", code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self.options.secret else "none", **given,
        )  # fmt: skip


def _json(client: httpx.Client, address: str) -> dict[str, Any]:
    """Raises: httpx.HTTPError, ValueError."""
    with client.stream("GET", address) as answer:
        answer.raise_for_status()
        body = b""
        for part in answer.iter_bytes():
            body += part
            if len(body) > _LARGEST:
                raise ValueError("too long an answer")
    found = httpx.Response(200, content=body).json()
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _words(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]
