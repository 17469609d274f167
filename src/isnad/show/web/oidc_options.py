"""Signing in by another service (OpenID Connect): what the operator says of it in a TOML file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from isnad.errors import KnowledgeError
from isnad.show.care.eyes import Role

_TEXTS = ("issuer", "client_id", "client_secret_file", "label", "name_claim", "roles_claim", "otherwise")
_NEEDED = ("issuer", "client_id")
_SECRET = "ISNAD_OIDC_SECRET"  # noqa: S105 - the name of the variable
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class OidcOptions:
    """The service, by its `issuer`, and who may do what by it.

    `name_claim` gives a person's name, `roles_claim` the groups that `roles` maps to roles; who is in none of them has the
    role `otherwise`, None for no entry. `label` is what the button says.
    """

    issuer: str
    client_id: str
    secret: str | None = field(default=None, repr=False)
    label: str = "OpenID Connect"
    name_claim: str = "preferred_username"
    roles_claim: str = "groups"
    roles: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    otherwise: Role | None = None

    def find_role(self, groups: Iterable[str]) -> Role | None:
        """The highest role that one of the groups gives; None: no entry."""
        held = frozenset(groups)
        found = [role for role in Role if self.roles.get(role, frozenset()) & held]
        return found[-1] if found else self.otherwise


def load_oidc_options(path: Path | None) -> OidcOptions | None:
    """The options of the file; None without one.

    Raises: KnowledgeError naming the file, the key and what is wrong with it.
    """
    if path is None:
        return None
    table = _read(path)
    if wrong := set(table) - {*_TEXTS, "roles"}:
        raise KnowledgeError(f"{path.name}: unknown keys: {', '.join(sorted(wrong))}")
    texts = {key: _text(table, key, path) for key in _TEXTS if key in table or key in _NEEDED}
    _check_issuer(texts["issuer"], path)
    secret = os.environ.get(_SECRET) or _read_secret(path, texts.pop("client_secret_file", None))
    texts.pop("client_secret_file", None)
    otherwise = texts.pop("otherwise", "none")
    return OidcOptions(
        **texts, secret=secret, roles=_roles(table.get("roles"), path),
        otherwise=None if otherwise == "none" else _role(otherwise, path),
    )  # fmt: skip


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}") from None


def _text(table: Mapping[str, Any], key: str, path: Path) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise KnowledgeError(f"{path.name}: {key} must be words")
    return value.strip()


def _check_issuer(issuer: str, path: Path) -> None:
    parts = urlsplit(issuer)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return
    raise KnowledgeError(f"{path.name}: issuer must begin with https://; http is for this machine alone")


def _read_secret(path: Path, name: str | None) -> str | None:
    """The client's secret from a file beside the options: never on a command line, never in the options themselves."""
    if name is None:
        return None
    try:
        return (path.parent / name).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        raise KnowledgeError(f"{path.name}: client_secret_file cannot be read") from None


def _roles(table: Any, path: Path) -> dict[Role, frozenset[str]]:
    if not isinstance(table, dict) or not table:
        raise KnowledgeError(f"{path.name}: [roles] must say which groups have which role")
    found = {}
    for name, groups in table.items():
        if not isinstance(groups, list) or not all(isinstance(one, str) and one for one in groups):
            raise KnowledgeError(f"{path.name}: [roles] {name} must be a list of groups")
        found[_role(name, path)] = frozenset(groups)
    return found


def _role(name: str, path: Path) -> Role:
    if name not in set(Role):
        raise KnowledgeError(f"{path.name}: {name!r} is no role; there are {', '.join(Role)}")
    return Role(name)
