"""Names are looked up once, their addresses checked, and no other address is connected to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable

import httpcore
import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.web.failures import AddressError, FetchError
from isnad.gather.fetch.web.guard import Guard, dial_address
from isnad.gather.fetch.web.hops import next_hop, parse_url
from isnad.gather.fetch.web.pages import Web
from tests.gather.fetch.conftest import PAGE, Misbehaving, respond

Make = Callable[..., Web]
PUBLIC = "93.184.216.34"


class Network:
    """Names with the answers to give one after the other, and the addresses that were connected to."""

    def __init__(self, port: int, **answers: list[tuple[str, ...]]) -> None:
        self.answers = answers
        self.port = port
        self.dialled: list[str] = []
        self.dead: tuple[str, ...] = ()

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        waiting = self.answers[host.partition(".")[0]]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def dial(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        self.dialled.append(address)
        if address in self.dead:
            raise httpcore.ConnectError("dead")
        return dial_address("127.0.0.1", self.port, timeout)

    def guard(self) -> Guard:
        return Guard(resolve=self.resolve, dial=self.dial)


def test_a_name_of_a_private_address_is_refused(make_web: Make) -> None:
    network = Network(9, news=[("192.168.1.7", "::1")])
    with pytest.raises(SourceError, match=r"leads to 192.168.1.7 \(private\), which is refused"):
        make_web(guard=network.guard()).fetch("http://news.example/")
    assert network.dialled == []


def test_a_private_address_beside_a_public_one_is_never_tried(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond()
    network = Network(server.port, news=[("127.0.0.1", PUBLIC, "::1")])
    network.dead = (PUBLIC,)
    with pytest.raises(SourceError, match="cannot be reached"):
        make_web(guard=network.guard(), retries=0).fetch("http://news.example/")
    assert network.dialled == [PUBLIC]


def test_a_name_that_changes_its_address_gains_nothing(server: Misbehaving, make_web: Make) -> None:
    """The first answer is public, every later one private: the connection goes to what was checked."""
    server.routes["/"] = respond()
    network = Network(server.port, rebind=[(PUBLIC,), ("127.0.0.1",)])
    web = make_web(guard=network.guard())
    assert web.fetch("http://rebind.example/").data == PAGE  # type: ignore[union-attr]
    with pytest.raises(SourceError, match="this machine"):
        web.fetch("http://rebind.example/")
    assert network.dialled == [PUBLIC]


def test_a_redirect_to_a_name_of_a_private_address_is_refused(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond("302 Found", "Location: http://inside.example/admin")
    network = Network(server.port, news=[(PUBLIC,)], inside=[("10.0.0.5",)])
    with pytest.raises(SourceError, match=r"10\.0\.0\.5"):
        make_web(guard=network.guard()).fetch("http://news.example/")
    assert (network.dialled, server.paths()) == ([PUBLIC], ["/"])


def test_a_site_whose_robots_lead_inside_is_refused(server: Misbehaving, make_web: Make) -> None:
    server.routes["/robots.txt"] = respond("302 Found", "Location: http://inside.example/")
    network = Network(server.port, news=[(PUBLIC,)], inside=[("10.0.0.5",)])
    with pytest.raises(SourceError, match=r"10\.0\.0\.5"):
        make_web(guard=network.guard(), obey_robots=True).fetch("http://news.example/")
    assert network.dialled == [PUBLIC]


def test_an_address_that_is_dead_gives_way_to_the_next(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond()
    network = Network(server.port, news=[("2606:4700::1", PUBLIC)])
    network.dead = ("2606:4700::1",)
    assert make_web(guard=network.guard()).fetch("http://news.example/").data == PAGE  # type: ignore[union-attr]
    assert network.dialled == ["2606:4700::1", PUBLIC]


def test_each_request_has_a_connection_of_its_own(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond().replace(b"Connection: close\r\n", b"")
    network = Network(server.port, news=[(PUBLIC,)])
    web = make_web(guard=network.guard())
    web.fetch("http://news.example/")
    web.fetch("http://news.example/")
    assert network.dialled == [PUBLIC, PUBLIC]


def test_the_public_address_of_this_machine_is_refused(make_web: Make) -> None:
    class Own(httpcore.MockStream):
        def get_extra_info(self, info: str) -> object:
            return (PUBLIC, 40_000) if info == "client_addr" else None

    guard = Guard(resolve=lambda host, port: (PUBLIC,), dial=lambda address, port, timeout: Own([respond()]))
    with pytest.raises(SourceError, match="this machine"):
        make_web(guard=guard).fetch("http://news.example/")


def test_a_name_that_is_not_found_in_time(make_web: Make) -> None:
    done = threading.Event()

    def resolve(host: str, port: int) -> tuple[str, ...]:
        done.wait(5)
        return (PUBLIC,)

    began = time.monotonic()
    with pytest.raises(SourceError, match="name is not found in its time"):
        make_web(guard=Guard(resolve=resolve), timeout_s=0.3).fetch("http://news.example/")
    done.set()
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize(
    ("error", "words", "asked"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), "no host of this name", 1),
        (UnicodeError("label too long"), "no host of this name", 1),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "cannot be looked up now", 3),
    ],
)
def test_names_that_are_not_found(make_web: Make, error: Exception, words: str, asked: int) -> None:
    seen: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        seen.append(host)
        raise error

    with pytest.raises(SourceError, match=words):
        make_web(guard=Guard(resolve=resolve), retries=2).fetch("http://خبر.example/")
    assert seen == ["xn--ngblk.example"] * asked


def test_a_server_that_never_ends_its_greeting(server: Misbehaving, make_web: Make) -> None:
    began = time.monotonic()
    with pytest.raises(SourceError, match="in its time"):
        make_web(timeout_s=0.3).fetch(server.url().replace("http:", "https:"))
    assert time.monotonic() - began < 1.0


def test_sockets_of_this_machine_are_refused() -> None:
    with pytest.raises(AddressError):
        Guard().connect_unix_socket("/run/any.sock")


def test_a_way_back_from_https_is_refused() -> None:
    url = parse_url("https://news.example/a")
    assert str(next_hop(url, "/b")) == "https://news.example/b"
    assert str(next_hop(parse_url("http://news.example/a"), "https://news.example/")) == "https://news.example/"
    assert str(next_hop(url, "http://news.example/b?c=1")) == "https://news.example/b?c=1"
    for location in ("http://news.example/a", "http://news.example:8080/b"):
        with pytest.raises(FetchError, match="from https"):
            next_hop(url, location)
    with pytest.raises(FetchError, match=r"from https to http://other\.example/b, which anyone on the way can change"):
        next_hop(url, "http://other.example/b")


@pytest.mark.parametrize("port", [80, 443, 1024, 8080, 65535])
def test_ports_of_web_servers(port: int) -> None:
    assert parse_url(f"http://news.example:{port}/").host == "news.example"


@pytest.mark.parametrize("port", [0, 1, 22, 25, 1023, 65536])
def test_ports_of_other_services(port: int) -> None:
    with pytest.raises(AddressError, match="port"):
        parse_url(f"http://news.example:{port}/")
