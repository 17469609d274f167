"""HTML pages parsed to articles: the body by trafilatura, facts and captions by their tags, never a guessed day."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from isnad.errors import SourceError
from isnad.gather.parse.articles import Told, article_id_of, parse_article
from isnad.gather.parse.date_lines import is_date_line
from isnad.gather.parse.furniture import load_furniture
from isnad.gather.parse.lines import find_lines
from isnad.gather.parse.options import ParseOptions
from isnad.gather.parse.page_facts import find_facts
from isnad.model import Article, SectionKind

Marked = tuple[str, SectionKind | None]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_UNREAD = ["script", "style", "noscript", "template", "svg", "iframe"]
_BLOCKS = frozenset(("p", "head", "list", "item", "quote", "table", "row", "cell", "div", "lb", "code", "details"))
_FAILURES = (ValueError, RecursionError, AttributeError, TypeError, LookupError, AssertionError)
_LONGEST_CAPTION = 400
_MOST_CAPTIONS = 12
_DATE_REACH = 12
# Deeper than this no page is written by hand or by a system, and parsers grow slow.
_DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,2000}?(/?)>")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page's head declares, None where it declares none.

    >>> declared_charset(b'<meta charset="windows-1256">')
    'windows-1256'
    """
    match = _CHARSET.search(data[:_HEAD_BYTES])
    return match[1].decode("ascii") if match else None


def parse_html(page: str, where: str, options: ParseOptions) -> Article:
    """The article of an HTML page. Its text is title, visible date, captions and body, a line each.

    Raises: SourceError when the page has no Arabic text, or nests deeper than any real page.
    """
    check_depth(page, where)
    tree = LexborHTMLParser(page)
    facts = find_facts(tree)
    tree.strip_tags(_UNREAD)
    body = _find_body(page, facts.title)
    if not any(text for text, _ in body):
        return _parse_visible(tree, where, facts, options)
    marked = [*_find_head(tree, facts, body), *body]
    text = "\n\n".join(line for line, _ in marked)
    told = replace(facts, kinds=tuple(kind for _, kind in marked))
    return parse_article(article_id_of(where), where, text, told, options)
