"""What sites let robots fetch."""

from __future__ import annotations

import socket
import time
import tracemalloc
from collections.abc import Callable

import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.web.pages import Web
from isnad.gather.fetch.web.robots import MOST_BYTES, parse_rules
from tests.gather.fetch.conftest import PAGE, Clock, Misbehaving, respond

Make = Callable[..., Web]


def robots(text: str) -> bytes:
    return respond(headers="Content-Type: text/plain", body=text.encode())


@pytest.fixture
def web(server: Misbehaving, make_web: Make) -> Web:
    server.routes["*"] = respond()
    return make_web(obey_robots=True)


def data(web: Web, url: str) -> bytes:
    return web.fetch(url).data  # type: ignore[union-attr]


def test_a_path_that_is_closed_is_not_asked_for(server: Misbehaving, web: Web) -> None:
    server.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /أخبار/\nAllow: /أخبار/حمص\n")
    with pytest.raises(SourceError, match="closed to robots by the site"):
        web.fetch(server.url("/أخبار/حماة"))
    assert data(web, server.url("/أخبار/حمص")) == PAGE
    assert len([path for path in server.paths() if path == "/robots.txt"]) == 1
    assert len(server.paths()) == 2


def test_a_group_for_this_robot_goes_before_that_for_all(server: Misbehaving, web: Web) -> None:
    server.routes["/robots.txt"] = robots("User-agent: Isnad-Test\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n")
    assert data(web, server.url("/b")) == PAGE
    with pytest.raises(SourceError):
        web.fetch(server.url("/a"))


def test_a_redirect_into_what_is_closed_is_not_followed(server: Misbehaving, web: Web) -> None:
    server.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /closed\n")
    server.routes["/open"] = respond("302 Found", "Location: /closed")
    with pytest.raises(SourceError, match="closed to robots"):
        web.fetch(server.url("/open"))
    assert server.paths() == ["/robots.txt", "/open"]


def test_robots_are_found_behind_a_redirect(server: Misbehaving, web: Web) -> None:
    server.routes["/robots.txt"] = respond("301 Moved Permanently", "Location: /elsewhere.txt")
    server.routes["/elsewhere.txt"] = robots("User-agent: *\nDisallow: /\n")
    with pytest.raises(SourceError, match="closed to robots"):
        web.fetch(server.url("/a"))


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_no_robots_is_open(server: Misbehaving, web: Web, status: str) -> None:
    server.routes["/robots.txt"] = respond(status)
    assert data(web, server.url("/a")) == PAGE


@pytest.mark.parametrize("status", ["500 Error", "503 Service Unavailable", "429 Too Many Requests"])
def test_robots_that_fail_are_closed_for_the_run(server: Misbehaving, web: Web, status: str) -> None:
    server.routes["/robots.txt"] = respond(status)
    for path in ("/a", "/b"):
        with pytest.raises(SourceError, match="for the site's robots"):
            web.fetch(server.url(path))
    assert set(server.paths()) == {"/robots.txt"}
    assert len(server.paths()) <= 4


def test_robots_that_drip_are_closed_in_time(server: Misbehaving, make_web: Make) -> None:
    def drip(connection: socket.socket, request: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.stopped.wait(0.1):
            connection.sendall(b"#")

    server.routes["/robots.txt"] = drip
    began = time.monotonic()
    with pytest.raises(SourceError, match=r"for the site's robots\.txt .* in its time"):
        make_web(obey_robots=True, timeout_s=0.4).fetch(server.url("/a"))
    assert time.monotonic() - began < 1.5


def test_robots_of_a_hundred_megabytes_are_read_to_the_bound(server: Misbehaving, web: Web) -> None:
    def flood(connection: socket.socket, request: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\nUser-agent: *\nDisallow: /closed\n")
        for _ in range(10_000):
            connection.sendall(b"# nothing" * 1000 + b"\n")

    server.routes["/robots.txt"] = flood
    tracemalloc.start()
    with pytest.raises(SourceError, match="closed to robots"):
        web.fetch(server.url("/closed"))
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_the_site_says_how_long_to_wait(server: Misbehaving, web: Web, clock: Clock) -> None:
    server.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 7\n")
    web.fetch(server.url("/a"))
    web.fetch(server.url("/b"))
    assert clock.slept == [7.0, 7.0]


def test_no_site_makes_a_run_wait_for_ever(server: Misbehaving, web: Web, clock: Clock) -> None:
    server.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 86400\n")
    web.fetch(server.url("/a"))
    assert clock.slept == [60.0]


def test_many_names_do_not_multiply_the_rules() -> None:
    """Names first and rules after: each rule would be kept once for each name."""
    names = "".join(f"User-agent: r{n}\n" for n in range(4_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(4_000))
    body = (names + rules).encode()
    assert len(body) <= MOST_BYTES
    tracemalloc.start()
    began = time.monotonic()
    assert parse_rules(body, "isnad").can_fetch("http://news.example/1", "isnad")
    assert tracemalloc.get_traced_memory()[1] < 12_000_000
    tracemalloc.stop()
    assert time.monotonic() - began < 5.0


@pytest.mark.parametrize(
    "line",
    [
        "User-agent: *",
        "user agent *",
        "USERAGENT:*",
        "User-agent : isnad",
        "User-Agent:\tIsnad # us",
        "User-agent: isn*",
    ],
)
def test_spellings_of_who_is_meant(line: str) -> None:
    parsed = parse_rules(f"{line}\nDisallow: /\n".encode(), "isnad/1.0 (+mailto:desk@outlet.example)")
    assert not parsed.can_fetch("http://news.example/a", "isnad/1.0 (+mailto:desk@outlet.example)")


def test_bytes_that_are_no_text_are_open() -> None:
    assert parse_rules(bytes(range(256)) * 100, "isnad").can_fetch("http://news.example/a", "isnad")
