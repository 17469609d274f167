"""The way of the client to the network: a pool of connections over the guard, and no proxy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import httpcore
import httpx

from isnad.gather.fetch.web.guard import Guard

_IDLE_S = 15.0  # a connection is kept for the next page of the host, over the pause between them


class GuardedTransport(httpx.BaseTransport):
    """Sends requests over connections that the guard makes. Errors of httpcore are let through as they are."""

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=10,
            max_keepalive_connections=5,
            keepalive_expiry=_IDLE_S,
            network_backend=guard,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The head of the answer; its body is read from the stream. Raises: FetchError, httpcore's errors."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """Ends all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body as it arrives, still compressed."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close:
            close()
