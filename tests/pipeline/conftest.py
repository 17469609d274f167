"""The server that misbehaves, for the whole way from an address to claims."""

from __future__ import annotations

from tests.gather.fetch.conftest import _loopback, server

__all__ = ["_loopback", "server"]
