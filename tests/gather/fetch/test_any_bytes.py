"""Whatever a server sends, a fetch ends in an item, in nothing new or in one line of reason."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.gather.fetch.guard import Guard
from isnad.gather.fetch.robots import parse_rules
from isnad.gather.fetch.web import Web, WebOptions
from isnad.gather.items import Item, Unchanged
from tests.gather.fetch.conftest import PAGE

_lines = st.sampled_from(
    [
        b"HTTP/1.1 200 OK", b"HTTP/1.0 200", b"HTTP/1.1 302 Found", b"HTTP/1.1 304 x", b"HTTP/1.1 429 x", b"HTTP/9.9 1",
        b"HTTP/1.1 101 Switching Protocols", b"HTTP/1.1 100 Continue", b"Content-Type: text/html", b"Content-Type:",
        b"Content-Length: 5", b"Content-Length: x", b"Transfer-Encoding: chunked", b"Content-Encoding: gzip",
        b"Content-Encoding: deflate", b"Location: /a", b"Location: \xd8\xae\xff", b"Location: http://[", b"Location:",
        b"Retry-After: 1", b"Retry-After: Sat, 99 Foo 2024", b"Retry-After: \xff", b"Set-Cookie: a=b; expires=x",
        b"Upgrade: h2c", b" folded", b"5\r\nabcde\r\n0\r\n", b"",
    ]
)  # fmt: skip
_bodies = st.one_of(st.binary(max_size=200), st.sampled_from([PAGE, gzip.compress(PAGE), gzip.compress(PAGE)[:-9]]))
_answers = st.builds(
    lambda lines, body: b"\r\n".join((*lines, b"", b"")) + body, st.lists(_lines, min_size=1, max_size=7), _bodies
)
_directives = st.builds(
    bytes.__add__,
    st.sampled_from(
        [b"User-agent: ", b"Disallow: ", b"Allow:", b"Crawl-delay: ", b"Sitemap: ", b"Request-rate: ", b""]
    ),
    st.sampled_from(
        [b"*", b"isnad", b"/", b"/*$", b"nan", b"1e400", b"-1", b"/\xd8\xae", b"%", b"1/2s 9-10", b"#", b""]
    ),
)
_whole = st.builds(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest, _answers)


class Answers:
    """A guard whose connections give the answers of the example that is tried, one each."""

    def __init__(self) -> None:
        self.waiting: Iterator[bytes] = iter(())
        self.guard = Guard(resolve=lambda host, port: ("93.184.216.34",), dial=self.dial)

    def dial(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        return httpcore.MockStream([next(self.waiting, b"")])


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers()


@pytest.fixture(scope="module")
def web(answers: Answers) -> Iterator[Web]:
    options = WebOptions(max_bytes=1000, timeout_s=5.0, pause_s=0.0, obey_robots=False)
    with Web(options, guard=answers.guard, sleep=lambda seconds: None) as web:
        yield web


@given(st.lists(st.one_of(_whole, _answers, st.binary(max_size=300)), min_size=1, max_size=3))
def test_a_fetch_ends(answers: Answers, web: Web, sent: list[bytes]) -> None:
    answers.waiting = iter(sent * 10)
    try:
        found = web.fetch("http://news.example/a", etag='"1"')
    except SourceError as error:
        where, lines = error.where, error.reason.splitlines()
        found = Unchanged(where, where)
        assert len(lines) == 1
    assert found.where == "http://news.example/a"
    assert not isinstance(found, Item) or 0 < len(found.data) <= 1000


@given(st.one_of(st.binary(), st.text().map(str.encode), st.lists(_directives).map(b"\n".join)))
def test_rules_are_read_from_anything(body: bytes) -> None:
    rules = parse_rules(body, "isnad")
    assert rules.can_fetch("http://news.example/خبر?a=1", "isnad") in (True, False)
    assert (rules.crawl_delay("isnad") or 0.0) >= 0.0
