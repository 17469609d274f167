"""Credits: whom an article says it has its text from, in its byline, its dateline or at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from isnad.arabic.fold import folded
from isnad.model import Article, SectionKind, Span
from isnad.weigh.sources import Register

BYLINE, DATELINE, END = "byline", "dateline", "end"
AGENCY, OUTLET, POOL, LABEL = "agency", "outlet", "pool", "label"
_LONGEST_OUTLET = 4
# A dateline is a short line, or what stands before the dashes, colons and brackets that open the report.
_LONGEST_LINE = 90
_LONGEST_HEAD = 45
_LONGEST_TAIL = 60
_TAIL_LINES = 3
_PARTS = re.compile(r"[^\s()\[\]«»\"“”:،,؛|/*ـ–—\-+]+(?:[ \u00a0]+[^\s()\[\]«»\"“”:،,؛|/*ـ–—\-+]+)*")
_HEAD = re.compile(rf"[^\n]{{0,{_LONGEST_HEAD}}}(?:[:：]|[-–—ـ]{{1,2}}(?=\s)|\)\s*[-–—ـ:]{{1,2}})")
# At the end of a report a credit stands in brackets, after a dash, or after the last full stop; or is a line of its own.
_NAME = rf"([^()\[\]«»\"\n.]{{1,{_LONGEST_TAIL}}}(?:\.[^()\[\]«»\"\n.]{{1,4}}){{0,2}})"
_TAIL = re.compile(rf"(?:[(\[/]\s*|(?:[.!؟…]|\s[-–—*])\s*[«\"“]?){_NAME}$")
_LINE = re.compile(rf"[\s(\[«\"/*\-–—]*([^\n]{{1,{_LONGEST_TAIL}}})")
_CLOSERS = ' \t\u00a0.\n)]»”"/*-–—'
_MARKUP = re.compile(r"&\w+;")
_SKIPPED = frozenset((SectionKind.CAPTION, SectionKind.RELATED, SectionKind.CONTROL, SectionKind.DATE_LINE))
_NAMING = (SectionKind.CONTRIBUTORS, SectionKind.DATE_LINE)
_STOPS = "؟!?"


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit. `agency` is the register's id, the name of an outlet, or for `وكالات` empty.

    `span` is None in a byline, which stands outside the text.
    """

    agency: str
    sort: str
    where: str
    words: str
    span: Span | None = None


def find_credits(article: Article, register: Register) -> tuple[Credit, ...]:
    """Whom the article credits. Empty: it names no one.

    Order: byline, dateline, end; each agency once.
    """
    found = [*_of_byline(article, register), *_of_head(article, register), *_of_end(article, register)]
    seen: dict[tuple[str, str], Credit] = {}
    for credit in found:
        seen.setdefault((credit.agency, credit.sort), credit)
    return tuple(seen.values())


def _of_byline(article: Article, register: Register) -> Iterator[Credit]:
    byline = _MARKUP.sub(" ", article.byline or "")
    for part in _PARTS.finditer(byline):
        yield from _named(part[0], BYLINE, None, register)


def _of_head(article: Article, register: Register) -> Iterator[Credit]:
    """Credits in the first lines: a line of names alone, or the place and agency that open the report."""
    for span in _first_lines(article):
        line = span.of(article.text)
        head = line if _is_dateline(line) else (match[0] if (match := _HEAD.match(line)) else "")
        for part in _PARTS.finditer(head):
            at = span.start + part.start()
            yield from _named(part[0], DATELINE, Span(at, at + len(part[0])), register)


def _is_dateline(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and not line.rstrip().endswith((".", *_STOPS))


def _first_lines(article: Article) -> list[Span]:
    """The lines of names that open the page and the first line of the report."""
    found: list[Span] = []
    for section in article.sections or (None,):
        kind = section.kind if section else SectionKind.BODY
        span = section.span if section else Span(0, len(article.text))
        if kind == SectionKind.BODY:
            return [*found, _lines(article.text, span)[0]] if _lines(article.text, span) else found
        if kind in _NAMING:
            found += _lines(article.text, span)
    return found


def _lines(text: str, span: Span) -> list[Span]:
    found, at = [], span.start
    for line in span.of(text).split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def _of_end(article: Article, register: Register) -> Iterator[Credit]:
    """Credits that close the report: `(رويترز)`, `- واس`, `المصدر: وكالات`."""
    spans = [s.span for s in article.sections if s.kind not in _SKIPPED] or [Span(0, len(article.text))]
    lines = [line for span in spans for line in _lines(article.text, span)][-_TAIL_LINES:]
    for line in lines:
        words = line.of(article.text).rstrip(_CLOSERS)
        match = _LINE.fullmatch(words) or (_TAIL.search(words) if line is lines[-1] else None)
        if match is not None:
            yield from _in_tail(match, line.start, register)


def _in_tail(match: re.Match[str], start: int, register: Register) -> Iterator[Credit]:
    for part in _PARTS.finditer(match[1]):
        at = start + match.start(1) + part.start()
        yield from _named(part[0], END, Span(at, at + len(part[0])), register)


def _named(part: str, where: str, span: Span | None, register: Register) -> Iterator[Credit]:
    """The credit that a stretch between marks names: as a whole, after a label, or at the end of a dateline."""
    words = folded(part).strip(" .").split()
    label = _label(words, register)
    for first in (0, *((label,) if label else ()), *_last(words, where)):
        agency, sort = register.credits.get(" ".join(words[first:]), ("", ""))
        if sort and sort != LABEL:
            yield Credit(agency, sort, where, part, span)
            return
    name = " ".join(words[label:])
    if label > 1 and name and len(words) - label <= _LONGEST_OUTLET:
        yield Credit(register.actors.get(name, name), OUTLET, where, part, span)


def _label(words: list[str], register: Register) -> int:
    """How many words at the start only say that a credit follows (`نقلا عن`)."""
    return next((n for n in (2, 1) if register.credits.get(" ".join(words[:n]), ("", ""))[1] == LABEL), 0)


def _last(words: list[str], where: str) -> Iterator[int]:
    """Where a name may begin in a dateline that has no marks: its last words after a date (`جدة 25 شوال هـ واس`).

    An agency of three letters (`القاهرة د ب أ`) needs no date before it.
    """
    if where != END:
        sizes = (3, 2, 1) if any(word.isdigit() for word in words) else (3,)
        yield from (len(words) - size for size in sizes if len(words) > size)
