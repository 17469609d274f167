"""Feeds (RSS, Atom) and sitemaps parsed to the addresses that they list. The bytes are hostile until read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from isnad.errors import Reason, SourceError

_HEAD_BYTES = 8192
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]")
_PAGE = re.compile(rb"<(?:!doctype\s+)?html\b", re.I)
_SITEMAPS = frozenset((b"urlset", b"sitemapindex"))
# A feed that is broken goes through a slow, forgiving parser: 10 MB take it half a minute. Real feeds have under one.
_MOST_FEED_BYTES = 10_000_000
# What the parser of feeds lets through where bytes are no text, or addresses none.
_FAILURES = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
_DAY_OR_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a listing names. `published` and `updated` are as listed, in UTC; `is_listing` for a sitemap's part."""

    url: str
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    is_listing: bool = False


def is_listing(data: bytes) -> bool:
    """Whether the bytes begin as a feed or a sitemap.

    >>> is_listing(b'<?xml version="1.0"?><rss version="2.0">'), is_listing(b"<html>")
    (True, False)
    """
    return _root(data) is not None


def parse_listing(data: bytes, url: str) -> tuple[Entry, ...]:
    """The entries of the feed or sitemap at `url`, each address once, in the order listed.

    Raises: SourceError when it declares entities (which can be made to grow without end), or is no listing.
    """
    if b"<!ENTITY" in data:
        raise SourceError(url, Reason("listing.entities", "declares XML entities, which no feed needs; it is not read"))
    entries = _find_in_sitemap(data, url) if _root(data) in _SITEMAPS else _find_in_feed(data, url)
    return tuple({entry.url: entry for entry in entries if entry.url.startswith(("http://", "https://"))}.values())


def _root(data: bytes) -> bytes | None:
    head = data[:_HEAD_BYTES]
    match = None if _PAGE.search(head) else _ROOT.search(head)
    return match[1] if match else None


def _find_in_feed(data: bytes, url: str) -> Iterator[Entry]:
    if len(data) > _MOST_FEED_BYTES:
        raise SourceError(
            url,
            Reason(
                "listing.large",
                "is a feed of over {most} MB; ask for a shorter one",
                most=_MOST_FEED_BYTES // 1_000_000,
            ),
        )
    import feedparser  # takes a fifteenth of a second, which other ways in need not wait for

    try:
        feed = feedparser.parse(data, response_headers={"content-location": url}, sanitize_html=False)
    except _FAILURES as error:
        raise SourceError(
            url,
            Reason(
                "listing.no_feed_error",
                "is no feed that can be read ({error}); check the address",
                error=type(error).__name__,
            ),
        ) from error
    if not feed.get("version"):
        raise SourceError(url, Reason("listing.no_feed", "is no feed that can be read; check the address"))
    for entry in feed.entries:
        if link := entry.get("link"):
            day, change = (_moment(entry, key) for key in ("published_parsed", "updated_parsed"))
            yield Entry(_joined(url, link), entry.get("title"), day, change)


def _moment(entry: Any, key: str) -> datetime | None:
    """The time that feedparser gives as a tuple in UTC; asked for only if it is there, else it gives another time."""
    parsed = entry[key] if key in entry else None  # noqa: SIM401
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _find_in_sitemap(data: bytes, url: str) -> Iterator[Entry]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(
            url,
            Reason(
                "listing.no_sitemap",
                "is no sitemap that can be read ({error})",
                error=" ".join(str(error).split())[:200],
            ),
        ) from error
    for node in root.iterfind("{*}url"):
        title, day = node.findtext("{*}news/{*}title"), node.findtext("{*}news/{*}publication_date")
        yield Entry(_address(node, url), title, _time(day), _time(node.findtext("{*}lastmod")))
    for node in root.iterfind("{*}sitemap"):
        yield Entry(_address(node, url), updated=_time(node.findtext("{*}lastmod")), is_listing=True)


def _address(node: Any, url: str) -> str:
    return _joined(url, str(node.findtext("{*}loc") or "").strip())


def _joined(url: str, link: str) -> str:
    """The link as an address of its own.

    Empty: "" for what is none.
    """
    try:
        return urljoin(url, link)
    except ValueError:
        return ""


def _time(text: str | None) -> datetime | None:
    """The W3C date or time in UTC.

    Empty: None for what is none.
    """
    if not text or not _DAY_OR_TIME.fullmatch(text.strip()):
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
