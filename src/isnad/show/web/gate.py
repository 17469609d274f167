"""What every request passes first: a name of this desk, a bound on its body, an id; and headers on every answer."""

from __future__ import annotations

import logging
import secrets
import time
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.errors import Reason
from isnad.show.web.headers import find_headers
from isnad.show.web.options import DeskOptions
from isnad.show.web.problems import Refused, problem, request_id_of

_UPLOADS = ("/intake", "/api/v1/intake")
_log = logging.getLogger("isnad.desk.access")


class Gate:
    """The outermost layer that is ours."""

    def __init__(self, app: ASGIApp, options: DeskOptions) -> None:
        self._app = app
        self._options = options
        self._headers = find_headers(options)
        self._hosts = frozenset(name.lower() for name in options.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = secrets.token_hex(8)
        headers = Headers(scope=scope)
        sending = _Sending(scope, send, self._headers)
        if refusal := self._find_refusal(scope, headers):
            await refusal(scope, receive, sending)
            return
        await self._app(scope, _bounded(receive, self._largest(scope)), sending)

    def _find_refusal(self, scope: Scope, headers: Headers) -> Any:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self._hosts:
            return problem(scope, 421, "this desk is not called by that name; see `isnad serve --name`")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return problem(scope, 400, "the length of the body cannot be read")
        if int(length[:20]) > self._largest(scope):
            return problem(scope, 413, f"a body has at most {self._largest(scope)} bytes")
        return None

    def _largest(self, scope: Scope) -> int:
        """Bytes of the largest body; who may hand in is asked before such a body is read."""
        return self._options.largest_upload if scope["path"] in _UPLOADS else self._options.largest_body


class _Sending:
    """Sends an answer with the headers that all have, and says in the log what it was; never the query: it may hold words
    that somebody searched for."""

    def __init__(self, scope: Scope, send: Send, headers: tuple[tuple[bytes, bytes], ...]) -> None:
        self._scope, self._send, self._headers = scope, send, headers
        self._began = time.monotonic()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._add(message)
        await self._send(message)

    def _add(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self._headers:
            headers[name.decode()] = value.decode()
        headers["x-request-id"] = request_id_of(self._scope)
        headers.setdefault("cache-control", "no-store")
        took_ms = round((time.monotonic() - self._began) * 1000)
        path = self._scope["path"].encode("unicode_escape").decode()[:200]
        _log.info(
            "%s %s %s %s ms %s", self._scope["method"], path, message["status"], took_ms, request_id_of(self._scope)
        )


def host_name(host: str) -> str:
    """The name of a Host header, without port, in small letters.

    >>> host_name("LocalHost:8765"), host_name("[::1]:8765")
    ('localhost', '[::1]')
    """
    name = host.lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def _bounded(receive: Receive, largest: int) -> Receive:
    """Receives a body of at most so many bytes, whatever its headers say."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            raise Refused(413, Reason("body.large", "a body has at most {most} bytes", most=largest))
        return message

    return bounded
