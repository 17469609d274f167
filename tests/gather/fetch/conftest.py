"""A server on this machine that misbehaves as it is told to, and a client that may reach it and nothing else."""

from __future__ import annotations

import _socket
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Network

import pytest

from isnad.gather.fetch.web.guard import Guard
from isnad.gather.fetch.web.pages import Web, WebOptions

PAGE = "<!DOCTYPE html><html><body><p>قصفت المدفعية سوق بلدة الخيال يوم الخميس.</p></body></html>".encode()
OPTIONS = WebOptions(
    max_bytes=100_000,
    timeout_s=1.0,
    pause_s=0.0,
    user_agent="isnad-test",
    allow_private=(IPv4Network("127.0.0.1/32"),),
    obey_robots=False,
)

Behaviour = Callable[[socket.socket, str], None]


def respond(status: str = "200 OK", headers: str = "Content-Type: text/html", body: bytes = PAGE) -> bytes:
    """A whole response that ends its connection."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


class Misbehaving:
    """Answers each path by its behaviour: bytes to send, several for one request after the other, or a function."""

    def __init__(self) -> None:
        self.routes: dict[str, bytes | list[bytes] | Behaviour] = {}
        self.requests: list[str] = []
        self.stopped = threading.Event()
        self._listener = socket.socket()
        self._listener.settimeout(0.05)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(16)
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]

    def stop(self) -> None:
        self.stopped.set()
        for thread in self._threads:
            thread.join(2)
        self._listener.close()

    def _listen(self) -> None:
        while not self.stopped.is_set():
            with suppress(TimeoutError):
                connection, _ = self._listener.accept()
                self._threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
                self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(2)
        with suppress(OSError), connection:
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(4096)
                if not part:
                    return
                request += part
            self.requests.append(request.decode("latin-1"))
            self._answer(connection, self.requests[-1])

    def _answer(self, connection: socket.socket, request: str) -> None:
        path = request.split(" ")[1]
        behaviour = self.routes.get(path, self.routes.get("*", respond("404 Not Found")))
        if callable(behaviour):
            behaviour(connection, request)
        else:
            if isinstance(behaviour, list):
                behaviour = behaviour[min(self.paths().count(path), len(behaviour)) - 1]
            connection.sendall(behaviour)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)  # until the client is done, so that what was sent is not thrown away


@dataclass
class Clock:
    """A clock that moves when somebody sleeps, and what was slept."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets may be bound and connected on this machine; names are still not looked up."""

    def only_here(name: str) -> Callable[..., object]:
        real = getattr(_socket.socket, name)

        def call(self: socket.socket, address: tuple[str, int]) -> object:
            assert address[0] in ("127.0.0.1", "::1"), f"a test reached for {address}"
            return real(self, address)

        return call

    def numbers_only(host: str, port: int, *args: int, **options: int) -> object:
        return _socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)

    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, only_here(name))
    monkeypatch.setattr(socket, "getaddrinfo", numbers_only)


@pytest.fixture
def server(_loopback: None) -> Iterator[Misbehaving]:
    server = Misbehaving()
    yield server
    server.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_web(clock: Clock) -> Iterator[Callable[..., Web]]:
    """A client with the options of the tests and those given, on the tests' own clock."""
    made: list[Web] = []

    def make(*, guard: Guard | None = None, **options: object) -> Web:
        changed = replace(OPTIONS, **options)  # type: ignore[arg-type]
        made.append(Web(changed, clock=clock.read, sleep=clock.sleep, guard=guard))
        return made[-1]

    yield make
    for web in made:
        web.close()
