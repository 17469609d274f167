"""An address of the web: its page, or, where it is a feed or a sitemap, the pages that it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from isnad.errors import SourceError
from isnad.gather.fetch.listings import Entry, is_listing, parse_listing
from isnad.gather.fetch.sources import Source
from isnad.gather.fetch.web.pages import PAGES, Web
from isnad.gather.items import Found, Item, ItemKind
from isnad.gather.media.formats import MEDIA_TYPES
from isnad.gather.parse.sources import unpack

# Sitemaps of sitemaps are in use; sitemaps of those are not.
_DEEPEST = 2
_TAKEN = (*PAGES, "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
          "application/gzip", "application/x-gzip", *MEDIA_TYPES)  # fmt: skip
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of an address from the last time: when it was received (UTC), and what its server called that state."""

    received: datetime
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address is asked with: the web, what is remembered of addresses, and the time."""

    web: Web
    remembered: Callable[[str], Remembered | None]
    now: datetime


def find_at_address(source: Source, visit: Visit) -> Iterator[Found]:
    """The page at the source's address; of a listing the listing itself, then the pages that are new or due again.

    Order: newest first. What cannot be fetched is a SourceError.
    """
    yield from _find(source.at, source, visit, 0)


def _find(url: str, source: Source, visit: Visit, depth: int) -> Iterator[Found]:
    try:
        found = _fetch(url, visit, _TAKEN)
        listed = _entries(found) if isinstance(found, Item) else None
    except SourceError as error:
        yield error
        return
    if listed is None or not isinstance(found, Item):
        yield replace(found, told=source.told) if isinstance(found, Item) else found
        return
    yield replace(found, kind=ItemKind.LISTING)
    for entry in _due(listed, source, visit):
        if not entry.is_listing:
            yield _page(entry, source, visit)
        elif depth < _DEEPEST:
            yield from _find(entry.url, source, visit, depth + 1)


def _entries(item: Item) -> tuple[Entry, ...] | None:
    """What the item lists, None where it is a page."""
    data = unpack(item.data, item.where)  # sitemaps may lie packed on their server
    return parse_listing(data, item.final_url or item.where) if is_listing(data) else None


def _due(entries: tuple[Entry, ...], source: Source, visit: Visit) -> list[Entry]:
    """The entries to fetch: never received, changed since, or received long ago; no more than the source allows."""
    newest = sorted(entries, key=lambda entry: entry.updated or entry.published or _OLDEST, reverse=True)
    return [entry for entry in newest[: source.most] if _is_due(entry, source, visit)]


def _is_due(entry: Entry, source: Source, visit: Visit) -> bool:
    last = visit.remembered(entry.url)
    if last is None or (entry.updated and entry.updated > last.received):
        return True
    return visit.now - last.received >= timedelta(seconds=source.recheck_s)


def _page(entry: Entry, source: Source, visit: Visit) -> Found:
    try:
        found = _fetch(entry.url, visit, PAGES)
    except SourceError as error:
        return error
    if not isinstance(found, Item):
        return found
    day = entry.published.date().isoformat() if entry.published else None
    listed = {key: value for key, value in (("published", day), ("title", entry.title)) if value}
    return replace(found, told=tuple(sorted({**listed, **dict(source.told)}.items())))


def _fetch(url: str, visit: Visit, accept: tuple[str, ...]) -> Found:
    last = visit.remembered(url)
    return visit.web.fetch(
        url, etag=last.etag if last else None, modified=last.modified if last else None, accept=accept
    )
