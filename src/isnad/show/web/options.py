"""How a desk is run: frozen options with safe defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from isnad.gather.fetch.web.addresses import Network
from isnad.show.web.oidc_options import OidcOptions
from isnad.show.web.tiles import Tiles
from isnad.workspace import Workspace

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Place(Protocol):
    """What opens a workspace."""

    def open(self) -> Workspace:
        """The workspace. Raises: NotFound, ArchiveError, StoreError."""
        ...


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How the desk is run.

    `hosts`: names that a browser may call it by, without port; any other is refused, so that no page of another site can
    reach it by a name of its own that leads here. `is_https`: it stands behind a proxy that speaks https. `is_public`:
    who has not signed in sees what harms nobody. A session ends `idle_s` after its last use, at the latest `longest_s`
    after its beginning. `largest_upload` bounds what is handed in at once, `largest_body` every other body, in bytes.
    `tiles`: what lies under the map, from the only site beside this that a page may ask. `address` is where others find the
    desk, for messages to hooks; `delivers`: they are sent by this process; `hooks_to`: networks that they may go to though
    they are not public. `oidc`: another service to sign in by.
    """

    hosts: tuple[str, ...] = LOOPBACK
    is_https: bool = False
    is_public: bool = False
    idle_s: int = 2 * 3600
    longest_s: int = 12 * 3600
    invitation_s: int = 24 * 3600
    longest_token_days: int = 366
    largest_body: int = 8 << 20
    largest_upload: int = 200 << 20
    tiles: Tiles | None = None
    address: str = "http://127.0.0.1:8765"
    hooks_to: tuple[Network, ...] = ()
    delivers: bool = True
    oidc: OidcOptions | None = None
    clock: Callable[[], datetime] = _now
