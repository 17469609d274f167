"""Servers that do harm: each ends in one line of reason, within its bound of time and of memory."""

from __future__ import annotations

import gzip
import io
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.web.pages import Web
from tests.gather.fetch.conftest import PAGE, Behaviour, Misbehaving, respond

Make = Callable[..., Web]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@contextmanager
def bounded(*, seconds: float = 2.0, megabytes: float = 4.0) -> Iterator[None]:
    """What runs inside stays within its bounds; memory of the server's threads counts too, so they stream."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        yield
        took, peak = time.monotonic() - began, tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert took < seconds
    assert peak < megabytes


def drip(server: Misbehaving, head: bytes, piece: bytes, every_s: float = 0.1) -> Behaviour:
    """Sends the head at once, then a piece now and then until the client goes."""

    def behave(connection: socket.socket, request: str) -> None:
        connection.sendall(head)
        while not server.stopped.wait(every_s):
            connection.sendall(piece)

    return behave


def flood(head: bytes, piece: bytes, times: int) -> Behaviour:
    """Sends the head and the piece many times, as fast as it is taken."""

    def behave(connection: socket.socket, request: str) -> None:
        connection.sendall(head)
        for _ in range(times):
            connection.sendall(piece)

    return behave


def reason(web: Web, url: str) -> str:
    with pytest.raises(SourceError) as raised:
        web.fetch(url)
    assert raised.value.where == url
    assert "\n" not in raised.value.reason
    return raised.value.reason


def test_redirects_in_a_circle(server: Misbehaving, make_web: Make) -> None:
    server.routes["/a"] = respond("302 Found", "Location: /b")
    server.routes["/b"] = respond("302 Found", "Location: /a")
    with bounded():
        assert "redirects more than 5 times" in reason(make_web(), server.url("/a"))
    assert server.paths() == ["/a", "/b"] * 3


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 (link-local)"),
        ("http://[::1]:8080/", "::1 (this machine)"),
        ("http://2852039166/", "169.254.169.254 (link-local)"),
        ("http://0x0a.0.0.1/", "10.0.0.1 (private)"),
        ("//[::ffff:10.0.0.1]/", "::ffff:10.0.0.1 (private)"),
        ("file:///etc/passwd", "no page of the web (file)"),
        ("ftp://files.example/", "no page of the web (ftp)"),
        ("http://sara:1234@news.example/", "user's name or password"),
        ("http://mail.example:25/", "port 25"),
        ("http://[::1", "is no address"),
        ("http://a.example:99999999/", "port 99999999"),
    ],
)
def test_redirects_to_what_is_refused(server: Misbehaving, make_web: Make, location: str, words: str) -> None:
    server.routes["/"] = respond("302 Found", f"Location: {location}")
    with bounded():
        said = reason(make_web(), server.url())
    assert words in said
    assert "1234" not in said
    assert len(server.requests) == 1


def test_a_byte_now_and_then_in_the_body(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = drip(server, HEAD + b"Content-Length: 5000\r\n\r\n", b"x")
    with bounded():
        assert "in its time" in reason(make_web(timeout_s=0.4), server.url())


def test_a_byte_now_and_then_in_the_headers(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = drip(server, HEAD + b"X-Slow: ", b"x")
    with bounded():
        assert "in its time" in reason(make_web(timeout_s=0.4), server.url())


def test_a_server_that_says_nothing(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = drip(server, b"", b"")
    with bounded():
        assert "in its time" in reason(make_web(timeout_s=0.4), server.url())


def test_preliminary_answers_without_end(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = drip(server, b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", every_s=0.01)
    with bounded():
        assert "in its time" in reason(make_web(timeout_s=0.4), server.url())


def test_all_attempts_and_redirects_share_the_time(server: Misbehaving, make_web: Make) -> None:
    def slow(connection: socket.socket, request: str) -> None:
        server.stopped.wait(0.2)
        connection.sendall(respond("302 Found", "Location: /"))

    server.routes["/"] = slow
    with bounded():
        assert "in its time" in reason(make_web(timeout_s=0.4), server.url())


@pytest.mark.parametrize("piece", [b"x" * 10_000, b"X-Header: " + b"x" * 90 + b"\r\n" * 1, b"X-Fold: 1\r\n folded\r\n"])
def test_headers_of_ten_megabytes(server: Misbehaving, make_web: Make, piece: bytes) -> None:
    server.routes["/"] = flood(HEAD + b"X-Long: x", piece, 10_000_000 // len(piece))
    with bounded():
        assert "more headers than any page needs" in reason(make_web(), server.url())
    assert len(server.requests) == 1


def test_a_body_that_says_it_is_over_the_bound_is_not_read(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = flood(HEAD + b"Content-Length: 100000000\r\n\r\n", b"x" * 10_000, 10_000)
    with bounded():
        assert "is over 0.1 MB" in reason(make_web(), server.url())


def test_a_length_of_many_digits(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx"
    with bounded():
        assert reason(make_web(retries=0), server.url())


def test_a_body_over_the_bound_without_length(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = flood(HEAD + b"\r\n", b"x" * 10_000, 10_000)
    with bounded():
        assert "is over 0.1 MB" in reason(make_web(), server.url())


def test_a_body_over_the_bound_in_chunks(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = flood(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2710\r\n" + b"x" * 10_000 + b"\r\n", 10_000
    )
    with bounded():
        assert "is over 0.1 MB" in reason(make_web(), server.url())


def test_a_body_of_exactly_the_bound_is_taken(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond(body=b"x" * 100_000)
    assert len(make_web().fetch(server.url()).data) == 100_000  # type: ignore[union-attr]


def _bomb(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        for _ in range(megabytes):
            file.write(bytes(1_000_000))
    return packed.getvalue()


def test_a_gzip_bomb(server: Misbehaving, make_web: Make) -> None:
    bomb = _bomb(90)
    assert len(bomb) < 100_000
    server.routes["/"] = respond(headers="Content-Type: text/html\r\nContent-Encoding: gzip", body=bomb)
    with bounded():
        assert "is over 0.1 MB" in reason(make_web(), server.url())


def test_gzip_that_unpacks_to_nothing_without_end(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = flood(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 100, 10_000)
    with bounded():
        assert "is over 0.1 MB" in reason(make_web(), server.url())


@pytest.mark.parametrize(
    ("packing", "body", "words"),
    [
        ("br", b"x", "'br', which was not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE)), "not asked for"),
        ("gzip", PAGE, "packed wrongly"),
        ("gzip", gzip.compress(PAGE)[:-12], "breaks off"),
        ("deflate", b"\xff" * 100, "packed wrongly"),
    ],
)
def test_packing_that_is_wrong(server: Misbehaving, make_web: Make, packing: str, body: bytes, words: str) -> None:
    server.routes["/"] = respond(headers=f"Content-Type: text/html\r\nContent-Encoding: {packing}", body=body)
    assert words in reason(make_web(), server.url())


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 5000\r\n\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n64\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nmany\r\nshort\r\n",
        HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nshort",
        HEAD + b"Content-Length: -5\r\n\r\nshort",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",
    ],
)
def test_answers_that_break_off_or_are_no_http(server: Misbehaving, make_web: Make, answer: bytes) -> None:
    server.routes["/"] = answer
    with bounded():
        assert "breaks off" in reason(make_web(), server.url())
    assert len(server.requests) == 4


def test_a_page_that_breaks_off_once_is_whole_the_second_time(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = [HEAD + b"Content-Length: 5000\r\n\r\nshort", respond()]
    assert make_web().fetch(server.url()).data == PAGE  # type: ignore[union-attr]


def test_a_length_that_is_too_small_is_what_counts(server: Misbehaving, make_web: Make) -> None:
    """HTTP has no more than the length says; the rest is not taken for the next answer."""
    server.routes["/a"] = HEAD + b"Content-Length: 5\r\n\r\nshortHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    server.routes["/b"] = respond()
    web = make_web()
    assert web.fetch(server.url("/a")).data == b"short"  # type: ignore[union-attr]
    assert web.fetch(server.url("/b")).data == PAGE  # type: ignore[union-attr]


def test_a_hundred_kilobytes_of_cookies(server: Misbehaving, make_web: Make) -> None:
    cookies = "\r\n".join(f"Set-Cookie: a{n}=" + ";" * 80 for n in range(900))
    server.routes["/"] = respond(headers=f"Content-Type: text/html\r\n{cookies}")
    with bounded(), suppress(SourceError):
        make_web().fetch(server.url())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "خبر",
        "news.example/a",
        "file:///etc/passwd",
        "gopher://x/",
        "http://",
        "http://a:b/",
        "https://x\x00y/",
        "javascript:alert(1)",
        "http://\ud800/",
        "http://[::1]]/",
        "http://" + "x" * 9000,
        "http://ⓐ..example/",
    ],
)
def test_what_is_no_address_of_a_page(make_web: Make, url: str) -> None:
    with pytest.raises(SourceError) as raised:
        make_web().fetch(url)
    assert "\n" not in str(raised.value)


def test_secrets_of_an_address_are_not_in_the_reason(server: Misbehaving, make_web: Make) -> None:
    with pytest.raises(SourceError) as raised:
        make_web().fetch("http://sara:1234@news.example/")
    assert "1234" not in str(raised.value)
    server.routes["/"] = respond("302 Found", "Location: gopher://news.example/?access_token=5678")
    assert "5678" not in reason(make_web(), server.url())
