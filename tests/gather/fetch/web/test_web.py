"""Pages from a server that behaves: what comes back, redirects, conditional requests, repeated requests."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable

import pytest

from isnad.errors import SourceError
from isnad.gather.fetch.web.pages import Web
from isnad.gather.items import Item, ItemKind, Unchanged
from tests.gather.fetch.conftest import PAGE, Clock, Misbehaving, respond

Make = Callable[..., Web]


def _item(found: Item | Unchanged) -> Item:
    assert isinstance(found, Item)
    return found


def test_a_page_comes_with_its_bytes_and_what_the_server_said(server: Misbehaving, make_web: Make) -> None:
    server.routes["/%D8%AE%D8%A8%D8%B1?id=5"] = respond(headers='Content-Type: text/html\r\nETag: "a1"')
    url = server.url("/خبر?id=5")
    item = _item(make_web().fetch(url))
    assert (item.data, item.kind, item.where, item.url, item.status) == (PAGE, ItemKind.PAGE, url, url, 200)
    assert item.final_url == server.url("/%D8%AE%D8%A8%D8%B1?id=5")
    assert ("etag", '"a1"') in item.headers
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item.received or "")


def test_the_server_is_told_who_asks_and_what_can_be_read(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond()
    make_web().fetch(server.url())
    asked = server.requests[0].lower()
    assert "user-agent: isnad-test\r\n" in asked
    assert "accept-encoding: gzip, deflate\r\n" in asked
    assert "accept: text/html, application/xhtml+xml, text/plain, */*;q=0.1\r\n" in asked
    assert "if-" not in asked
    assert "cookie" not in asked


@pytest.mark.parametrize(
    ("kind", "body", "wanted"),
    [
        ("Content-Type: text/plain", PAGE, ItemKind.FILE),
        ("Content-Type: application/xhtml+xml; charset=utf-8", PAGE, ItemKind.PAGE),
        ("X-Other: 1", PAGE, ItemKind.PAGE),
        ("X-Other: 1", b"plain words", ItemKind.FILE),
    ],
)
def test_what_is_no_html_is_a_file(
    server: Misbehaving, make_web: Make, kind: str, body: bytes, wanted: ItemKind
) -> None:
    server.routes["/"] = respond(headers=kind, body=body)
    assert _item(make_web().fetch(server.url())).kind is wanted


def test_other_media_are_refused_unless_asked_for(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond(headers="Content-Type: application/rss+xml", body=b"<rss/>")
    with pytest.raises(SourceError, match="'application/rss\\+xml', not what was asked for"):
        make_web().fetch(server.url())
    assert _item(make_web().fetch(server.url(), accept=("application/rss+xml",))).kind is ItemKind.FILE
    assert _item(make_web().fetch(server.url(), accept=("*/*",))).data == b"<rss/>"


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("gzip", gzip.compress(PAGE) + b"\0\0\0"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", _raw_deflate(PAGE)),
        ("identity", PAGE),
    ],
)
def test_packed_pages_are_unpacked(server: Misbehaving, make_web: Make, packing: str, body: bytes) -> None:
    server.routes["/"] = respond(headers=f"Content-Type: text/html\r\nContent-Encoding: {packing}", body=body)
    assert _item(make_web().fetch(server.url())).data == PAGE


def test_redirects_are_followed_and_the_last_address_is_told(server: Misbehaving, make_web: Make) -> None:
    server.routes["/a"] = respond("301 Moved Permanently", "Location: /b/c")
    server.routes["/b/c"] = "HTTP/1.1 302 Found\r\nLocation: ../خبر\r\nContent-Length: 0\r\n\r\n".encode()
    server.routes["/%D8%AE%D8%A8%D8%B1"] = respond()
    item = _item(make_web().fetch(server.url("/a")))
    assert (item.url, item.final_url) == (server.url("/a"), server.url("/%D8%AE%D8%A8%D8%B1"))


def test_what_has_not_changed_is_told_so(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = b'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n'
    found = make_web().fetch(server.url(), etag='"a1"', modified="Sat, 07 Dec 2024 00:00:00 GMT")
    assert isinstance(found, Unchanged)
    assert found.where == found.url == server.url()
    assert 'if-none-match: "a1"\r\nif-modified-since: Sat, 07 Dec 2024 00:00:00 GMT' in server.requests[0].replace(
        "If-None-Match", "if-none-match"
    ).replace("If-Modified-Since", "if-modified-since")


def test_unchanged_is_no_answer_to_a_plain_request(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    with pytest.raises(SourceError, match="status 304"):
        make_web().fetch(server.url())


def test_validators_that_cannot_stand_in_a_header_are_left_out(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond()
    make_web().fetch(server.url(), etag='"a"\r\nX-Other: 1', modified="أمس")
    assert "if-" not in server.requests[0].lower()
    assert "x-other" not in server.requests[0].lower()


def test_a_server_that_was_asked_too_often_is_asked_again_when_it_says(
    server: Misbehaving, make_web: Make, clock: Clock
) -> None:
    server.routes["/"] = [respond("429 Too Many Requests", "Retry-After: 7"), respond()]
    assert _item(make_web().fetch(server.url())).data == PAGE
    assert clock.slept == [7.0]


def test_a_server_that_asks_to_wait_long_is_left(server: Misbehaving, make_web: Make, clock: Clock) -> None:
    server.routes["/"] = respond("429 Too Many Requests", "Retry-After: 3600")
    with pytest.raises(SourceError, match="asks to wait 3600 s"):
        make_web().fetch(server.url())
    assert (clock.slept, len(server.requests)) == ([], 1)


def test_a_server_that_keeps_failing_is_left_after_growing_waits(
    server: Misbehaving, make_web: Make, clock: Clock
) -> None:
    server.routes["/"] = respond("503 Service Unavailable")
    with pytest.raises(SourceError, match=r"cannot be given by its server now \(status 503\)"):
        make_web().fetch(server.url())
    assert (clock.slept, len(server.requests)) == ([1.0, 2.0, 4.0], 4)


def test_503_twice_and_then_the_page(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = [respond("503 Service Unavailable"), respond("502 Bad Gateway"), respond()]
    assert _item(make_web().fetch(server.url())).data == PAGE


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "does not exist"), (403, "refused"), (410, "taken down"), (451, "legal"), (500, "later"), (418, "no page")],
)
def test_other_errors_are_not_asked_again(server: Misbehaving, make_web: Make, status: int, words: str) -> None:
    server.routes["/"] = respond(f"{status} Status")
    with pytest.raises(SourceError, match=words) as raised:
        make_web().fetch(server.url())
    assert (raised.value.where, len(server.requests)) == (server.url(), 1)
    assert f"status {status}" in raised.value.reason


def test_an_empty_page_is_no_page(server: Misbehaving, make_web: Make) -> None:
    server.routes["/"] = respond(body=b" \n")
    with pytest.raises(SourceError, match="is empty"):
        make_web().fetch(server.url())


def test_two_pages_of_a_host_are_apart(server: Misbehaving, make_web: Make, clock: Clock) -> None:
    server.routes["*"] = respond()
    web = make_web(pause_s=3.0)
    web.fetch(server.url("/a"))
    clock.now += 1.0
    web.fetch(server.url("/b"))
    assert clock.slept == [2.0]


def test_a_server_that_is_not_there_is_said_so(server: Misbehaving, make_web: Make, clock: Clock) -> None:
    url = server.url()
    server.stop()
    with pytest.raises(SourceError, match=r"cannot be reached \(Connection refused\)"):
        make_web(retries=1).fetch(url)
    assert clock.slept == [1.0]


def test_one_cookie_lives_no_longer_than_one_fetch(server: Misbehaving, make_web: Make) -> None:
    server.routes["/a"] = respond("302 Found", "Location: /b\r\nSet-Cookie: seen=1")
    server.routes["/b"] = respond()
    web = make_web()
    web.fetch(server.url("/a"))
    web.fetch(server.url("/b"))
    assert ["seen=1" in request for request in server.requests] == [False, True, False]


def test_proxies_of_the_environment_are_not_used(
    server: Misbehaving, make_web: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.routes["/"] = respond()
    assert _item(make_web().fetch(server.url())).data == PAGE
