"""Feeds, sitemaps and the pages that they list, from a server that may misbehave."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.gather.fetch.listings import Entry, parse_listing
from isnad.gather.fetch.sources import Source, load_sources
from isnad.gather.fetch.visits import Remembered, Visit, find_at_address
from isnad.gather.fetch.web.pages import Web
from isnad.gather.items import Found, Item, ItemKind, Unchanged
from isnad.gather.parse.items import parse_item
from isnad.gather.parse.options import ParseOptions
from tests.gather.fetch.conftest import PAGE, Misbehaving, respond

NOW = datetime(2024, 12, 6, 12, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>صحيفة المرفأ</title><link>{base}/</link>
<item><title>قصف على السوق</title><link>{base}/1</link><pubDate>Thu, 05 Dec 2024 23:30:00 +0300</pubDate></item>
<item><title>نزوح عائلات</title><link>/2</link><pubDate>Fri, 06 Dec 2024 01:30:00 +0300</pubDate></item>
<item><title>رابط غريب</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title>خبر</title><link href="{base}/1"/><updated>2024-12-05T10:00:00Z</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{base}/1</loc><lastmod>2024-12-05</lastmod><news:news><news:title>خبر</news:title>
<news:publication_date>2024-12-05T08:00:00+03:00</news:publication_date></news:news></url>
<url><loc>{base}/2</loc></url></urlset>"""
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{base}/s.xml.gz</loc></sitemap></sitemapindex>'

Make = Callable[..., Web]


def visit(web: Web, **remembered: Remembered) -> Visit:
    return Visit(web, lambda url: remembered.get("x" + url.rpartition("/")[2]), NOW)


def find(server: Misbehaving, web: Web, path: str = "/feed", **remembered: Remembered) -> list[Found]:
    return list(find_at_address(Source(server.url(path), outlet="صحيفة المرفأ"), visit(web, **remembered)))


def serve(server: Misbehaving, template: str, path: str = "/feed") -> None:
    body = template.format(base=server.url("")).encode()
    packed = gzip.compress(body) if path.endswith(".gz") else body
    server.routes |= {
        path: respond(headers="Content-Type: application/xml", body=packed),
        "/1": respond(),
        "/2": respond(),
    }


def test_a_feed_is_kept_and_its_pages_are_fetched_newest_first(server: Misbehaving, make_web: Make) -> None:
    serve(server, RSS)
    listing, second, first = find(server, make_web())
    assert isinstance(listing, Item)
    assert listing.kind is ItemKind.LISTING
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.where, second.where) == (server.url("/1"), server.url("/2"))
    article = parse_item(first, ParseOptions())
    assert (article.outlet, str(article.published), article.title) == ("صحيفة المرفأ", "2024-12-05", "قصف على السوق")


@pytest.mark.parametrize("template", [ATOM, SITEMAP])
def test_atom_and_sitemaps_list_pages_too(server: Misbehaving, make_web: Make, template: str) -> None:
    serve(server, template)
    found = find(server, make_web())
    assert isinstance(found[1], Item)
    assert found[1].where == server.url("/1")
    assert found[1].data == PAGE


def test_a_sitemap_of_sitemaps_is_followed(server: Misbehaving, make_web: Make) -> None:
    serve(server, INDEX, "/index.xml")
    serve(server, SITEMAP, "/s.xml.gz")
    kinds = [one.kind for one in find(server, make_web(), "/index.xml") if isinstance(one, Item)]
    assert kinds == [ItemKind.LISTING, ItemKind.LISTING, ItemKind.PAGE, ItemKind.PAGE]


def test_sitemaps_that_lead_to_themselves_end(server: Misbehaving, make_web: Make) -> None:
    loop = '<sitemapindex xmlns="x"><sitemap><loc>{base}/a</loc></sitemap><sitemap><loc>{base}/a?2</loc></sitemap></sitemapindex>'
    for path in ("/a", "/a?2"):
        serve(server, loop, path)
    assert len(find(server, make_web(), "/a")) <= 7


def test_what_was_received_lately_is_not_asked_for_again(server: Misbehaving, make_web: Make) -> None:
    serve(server, RSS)
    lately = Remembered(NOW - timedelta(hours=1))
    assert len(find(server, make_web(), x1=lately, x2=lately)) == 1
    assert "/1" not in server.paths()


def test_what_was_received_long_ago_is_asked_for_by_its_mark(server: Misbehaving, make_web: Make) -> None:
    serve(server, RSS)
    server.routes["/1"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    lately, long_ago = Remembered(NOW - timedelta(hours=1)), Remembered(NOW - timedelta(days=1), etag='"v1"')
    _, page = find(server, make_web(), x1=long_ago, x2=lately)
    assert isinstance(page, Unchanged)
    assert 'if-none-match: "v1"' in server.requests[-1].lower()


def test_a_page_that_fails_costs_only_itself(server: Misbehaving, make_web: Make) -> None:
    serve(server, RSS)
    server.routes["/2"] = respond("404 Not Found")
    _, failed, page = find(server, make_web())
    assert isinstance(failed, SourceError)
    assert isinstance(page, Item)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<rss version="2.0"><channel><title>&b;</title></channel></rss>'
)


def test_entities_are_refused(server: Misbehaving, make_web: Make) -> None:
    serve(server, ENTITIES)
    [error] = find(server, make_web())
    assert isinstance(error, SourceError)
    assert "entities" in error.reason


def test_a_feed_of_a_hundred_megabytes_is_refused_in_time(server: Misbehaving, make_web: Make) -> None:
    serve(server, RSS)
    server.routes["/feed"] = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 100000000\r\n\r\n<rss>"
    )
    start = time.monotonic()
    [error] = find(server, make_web())
    assert isinstance(error, SourceError)
    assert time.monotonic() - start < 5


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_bytes_break_a_listing(data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from([RSS, ATOM, SITEMAP])).format(base="https://marfa.example")
    content = bytearray(seed.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = parse_listing(bytes(content), "https://marfa.example/feed")
    except SourceError:
        found = ()
    assert all(isinstance(entry, Entry) for entry in found)


def test_a_list_of_sources(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[source]]\nat = "https://marfa.example/feed"\noutlet = "صحيفة المرفأ"\nevery = "15m"\nrecheck = "1d"\n'
        '[[source]]\nat = "reports"\n[source.columns]\ntext = "body"\n'
    )
    feed, folder = load_sources(path)
    assert (feed.every_s, feed.recheck_s, feed.is_web) == (900, 86_400, True)
    assert (folder.at, folder.told) == (str(tmp_path / "reports"), (("column:text", "body"),))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no [[source]]"),
        ("x = 1", "holds x"),
        ("[[source]]\noutlet = 'a'", "has no `at`"),
        ("[[source]]\nat = 'a'\nevry = '1m'", "unknown key 'evry'"),
        ("[[source]]\nat = 'a'\nevery = 'often'", "no span"),
        ("[[source]]\nat = 'a'\nevery = '1s'", "at least 10 s"),
        ("[[source]]\nat = 'a'\nmost = 0", "`most`"),
        ("[[source]]\nat = 'a'\ncolumns = 1", "no map"),
        ("[[source]]\nat = 'a'\ncolumns = { body = 'text' }", "unknown field 'body'"),
        ("[[source]]\nat = 'a'\noutlet = 1", "quotation marks"),
        ("[[source]]\nat = 'a'\npublished = 'yesterday'", "is no day"),
        ("[[source", "no list of sources"),
    ],
)
def test_a_wrong_list_of_sources_says_what_is_wrong(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    with pytest.raises(SourceError) as caught:
        load_sources(path)
    assert reason in str(caught.value)
