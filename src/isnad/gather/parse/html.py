"""HTML pages parsed to articles: the body by trafilatura, facts and captions by their tags, never a guessed day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from isnad.arabic.words import find_words
from isnad.errors import Reason, SourceError
from isnad.gather.parse.articles import Told, article_id_of, parse_article
from isnad.gather.parse.date_lines import is_date_line
from isnad.gather.parse.furniture import load_furniture
from isnad.gather.parse.lines import Line, find_lines
from isnad.gather.parse.options import ParseOptions
from isnad.gather.parse.page_facts import find_facts
from isnad.model import Article, SectionKind

Marked = tuple[str, SectionKind | None]

_UNREAD = ["script", "style", "noscript", "template", "svg", "iframe"]
_BLOCKS = frozenset(("p", "head", "list", "item", "quote", "table", "row", "cell", "div", "lb", "code", "details"))
_FAILURES = (ValueError, RecursionError, AttributeError, TypeError, LookupError, AssertionError)
_LONGEST_CAPTION = 400
_MOST_CAPTIONS = 12
_DATE_REACH = 12
_CAPTIONS = ("article figcaption", "main figcaption", "figcaption")
# The HTML parser takes 0.15 s for 10,000 open tags and 10 s for 100,000; pages in use have hundreds.
_MOST_OPEN_TAGS = 20_000
_TAG = re.compile(r"<(/?)(?:div|span|section|table|ul|ol|dl|b|i|font|center|a|em|strong|blockquote)\b", re.I)


def parse_html(page: str, where: str, options: ParseOptions) -> Article:
    """The article of an HTML page. Its text is title, visible date, captions and body, a line each.

    Raises: SourceError when the page has no Arabic text, or nests deeper than any real page.
    """
    _check_depth(page, where)
    tree = LexborHTMLParser(page)
    facts = find_facts(tree)
    tree.strip_tags(_UNREAD)
    body = _find_body(page, facts.title)
    if not any(text for text, _ in body):
        return _parse_visible(tree, where, facts, options)
    marked = [line for line in (*_find_head(tree, facts, body), *body) if find_lines(line[0])]
    text = "\n\n".join(line for line, _ in marked)
    told = replace(facts, kinds=tuple(kind for _, kind in marked))
    return parse_article(article_id_of(where), where, text, told, options)


def _check_depth(page: str, where: str) -> None:
    count = deepest = 0
    for match in _TAG.finditer(page):
        count += -1 if match[1] else 1
        deepest = max(deepest, count)
    if deepest > _MOST_OPEN_TAGS:
        raise SourceError(
            where, Reason("page.nested", "nests {count} tags, as no real page does; give its text alone", count=deepest)
        )


def _find_body(page: str, title: str | None) -> list[Marked]:
    """Lines of the page's body, its headings marked; empty where no body is found."""
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=False)
    except _FAILURES:
        # Pages that break the extractor still have their visible text.
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    lines = _lines_of(found.body)
    first = lines[0] if lines else None
    return lines[1:] if first and title and _bare(first[0]) == _bare(title) else lines


def _lines_of(body: Any) -> list[Marked]:
    """Text of the extracted tree, a line for each block and each line break."""
    lines: list[Marked] = []
    held: list[str] = []
    kind: SectionKind | None = None

    def close() -> None:
        text = " ".join("".join(held).split())
        held.clear()
        if text:
            lines.append((text, kind))

    waiting = [(body, True)]
    while waiting:
        node, opens = waiting.pop()
        block = node.tag in _BLOCKS
        if block:
            close()
            kind = SectionKind.HEADING if opens and node.tag == "head" else None
        held.append((node.text if opens else node.tail) or "")
        if opens:
            waiting.append((node, False))
            waiting.extend((child, True) for child in reversed(node))
    close()
    return lines


def _find_head(tree: LexborHTMLParser, facts: Told, body: list[Marked]) -> Iterator[Marked]:
    """Title, visible date line and captions: what stands over the body or beside it on the page."""
    if facts.title:
        yield facts.title, SectionKind.TITLE
    known = {_bare(text) for text, _ in body}
    day = _find_visible_date(tree, facts.title)
    if day and _bare(day) not in known:
        yield day, SectionKind.DATE_LINE
    for caption in _find_captions(tree):
        if _bare(caption) not in known:
            known.add(_bare(caption))
            yield caption, SectionKind.CAPTION


def _find_captions(tree: LexborHTMLParser) -> list[str]:
    """Captions of the figures of the article, or of the page where no tag marks the article."""
    figures = next((found for s in _CAPTIONS if (found := tree.css(s))), [])
    texts = [" ".join(figure.text(separator=" ").split()) for figure in figures[:_MOST_CAPTIONS]]
    return [text for text in texts if text and len(text) <= _LONGEST_CAPTION]


def _find_visible_date(tree: LexborHTMLParser, title: str | None) -> str | None:
    """The date line within a few lines after the title; a date in the page's banner is that of the visit."""
    lines = _visible_lines(tree)
    know = load_furniture()
    at = [i for i, line in enumerate(lines) if title and _bare(line.text) == _bare(title)]
    near = [line for i in at for line in lines[i + 1 : i + 1 + _DATE_REACH]]
    return next((line.text for line in near if is_date_line(line, know)), None)


def _visible_lines(tree: LexborHTMLParser) -> tuple[Line, ...]:
    return find_lines(tree.body.text(separator="\n") if tree.body else "")


def _parse_visible(tree: LexborHTMLParser, where: str, facts: Told, options: ParseOptions) -> Article:
    """The article of a page without a recognised body: its visible text as if it were copied from it."""
    node = next((found for s in ("article", "main", "body") if (found := tree.css_first(s))), None)
    lines = find_lines(node.text(separator="\n") if node else "")
    text = "\n\n".join(line.text for line in lines)
    return parse_article(article_id_of(where), where, text, facts, options)


def _bare(text: str) -> str:
    return " ".join(word.form for word in find_words(text) if word.kind != "mark")
