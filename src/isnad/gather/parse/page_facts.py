"""Facts of an HTML page beside its text: title, outlet, address, byline and day, each as the page itself states it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from isnad.gather.parse.articles import Told
from isnad.gather.parse.page_dates import find_field_date

_TITLES = ("meta[property='og:title']", "meta[name='twitter:title']")
_OUTLETS = ("meta[property='og:site_name']", "meta[name='application-name']")
_BYLINES = ("meta[name='author']", "meta[property='article:author']")
_DAYS = (
    "meta[property='article:published_time']", "meta[itemprop='datePublished']", "meta[name='pubdate']",
    "meta[name='publish-date']", "meta[name='publishdate']", "meta[name='date']", "meta[name='DC.date']",
    "meta[name='DC.date.issued']", "[property='dc:date']", "[itemprop='datePublished']",
)  # fmt: skip
_TIMES = ("article time[datetime]", "main time[datetime]", "time[datetime]")
_ARTICLE_TYPES = re.compile(r"Article|Report|NewsItem|BlogPosting")
_MOST_NODES = 2000
_LONGEST_FACT = 500
_MOST_AUTHORS = 10


def find_facts(tree: LexborHTMLParser) -> Told:
    """Title, outlet, address, byline and day of the page, from its JSON-LD, its meta tags and its one time tag.

    Empty: what the page does not state is None.
    """
    linked = next(iter(_find_linked(tree)), {})
    publisher = linked.get("publisher")
    return Told(
        title=_text(linked.get("headline")) or _first(tree, _TITLES) or _heading(tree),
        outlet=_text(publisher.get("name") if isinstance(publisher, dict) else None) or _first(tree, _OUTLETS),
        published=_text(linked.get("datePublished")) or _day(tree),
        url=_attribute(tree, "link[rel='canonical']", "href") or _first(tree, ("meta[property='og:url']",)),
        byline=_byline(linked.get("author")) or _byline(_first(tree, _BYLINES)),
    )


def _byline(authors: Any) -> str | None:
    """Who the page says wrote it: names, no addresses of their pages."""
    named = authors if isinstance(authors, list) else [authors]
    texts = (_text(one.get("name") if isinstance(one, dict) else one) for one in named[:_MOST_AUTHORS])
    return ", ".join(text for text in texts if text and "://" not in text) or None


def _find_linked(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """JSON-LD objects of the page that are articles."""
    for script in tree.css("script[type='application/ld+json']"):
        try:
            value = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value):
            if _ARTICLE_TYPES.search(str(node.get("@type", ""))[:_LONGEST_FACT]):
                yield node


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Objects of the value: itself, those of a list, those of an `@graph`."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))


def _day(tree: LexborHTMLParser) -> str | None:
    """The day that a meta tag states, else that of the time tags of the article where they agree on one."""
    for selector in _DAYS:
        field = _attribute(tree, selector, "content") or _attribute(tree, selector, "datetime")
        if field and find_field_date(field):
            return field
    for selector in _TIMES:
        stated = [node.attributes.get("datetime") or "" for node in tree.css(selector)[:_MOST_NODES]]
        days = {found.day for value in stated if (found := find_field_date(value))}
        if days:
            return days.pop().isoformat() if len(days) == 1 else None
    return None


def _first(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> str | None:
    return next((found for s in selectors if (found := _attribute(tree, s, "content"))), None)


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return _text(node.attributes.get(name)) if node else None


def _heading(tree: LexborHTMLParser) -> str | None:
    """The text of the one main heading, else of the title tag."""
    headings: list[LexborNode] = tree.css("h1")
    node = headings[0] if len(headings) == 1 else tree.css_first("head title")
    return _text(node.text()) if node else None


def _text(value: object) -> str | None:
    """The value on one line where it is text; pages write entities even where they mean nothing (`&quot;`)."""
    return " ".join(unescape(value).split())[:_LONGEST_FACT] or None if isinstance(value, str) else None
