"""Strong ETags: an answer that the asker has already is not sent again."""

from __future__ import annotations

import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TAG = re.compile(r'(?:W/)?"[^"]*"')


class ETags:
    """Gives each whole answer to a GET a tag of its bytes. One that is streamed, or has a tag already, is left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 304 where the asker has the same."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match", "")
        await self._app(scope, receive, _Tagging(send, asked))


class _Tagging:
    def __init__(self, send: Send, asked: str) -> None:
        self._send, self._asked = send, asked
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            if not message.get("more_body") and "etag" not in Headers(raw=start["headers"]):
                start, message = _tagged(start, message, self._asked)
            await self._send(start)
        await self._send(message)


def _tagged(start: Message, body: Message, asked: str) -> tuple[Message, Message]:
    tag = f'"{hashlib.sha256(body.get("body", b"")).hexdigest()[:32]}"'
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["etag"] = tag
    headers.setdefault("cache-control", "private, no-cache")
    headers.add_vary_header("Cookie, Authorization")
    if not is_had(tag, asked):
        return {**start, "headers": headers.raw}, body
    for name in ("content-length", "content-type"):
        del headers[name]
    return {**start, "status": 304, "headers": headers.raw}, {**body, "body": b""}


def is_had(tag: str, asked: str) -> bool:
    """Whether an If-None-Match header names the tag; weak ones compare by their words.

    >>> is_had('"a"', 'W/"a", "b"'), is_had('"a"', "*"), is_had('"a"', "")
    (True, True, False)
    """
    return asked.strip() == "*" or tag in (found.removeprefix("W/") for found in _TAG.findall(asked))
