"""Lines of a page: where each stands, its folded words, and how it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from isnad.arabic.words import find_words
from isnad.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_EDGES = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_CLOSED = re.compile(rf"""[.!?؟…۔][\s"'»”’)\]{_EDGES}]*$""")
_BULLET = re.compile(r"[-–—•●▪◦*·■][\s\u200e\u200f]+\S")
_SHORTEST_PARAGRAPH = 5
# A line of more words than this is a paragraph even without a full stop. Of the unclosed lines of 3,621 reports
# 3,144 have at most 12 words (headlines and headings), 279 have 13 to 25 (of both sorts), 237 more (paragraphs).
_LONGEST_HEADLINE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its stretch of the text without the spaces around it, and its folded words.

    `numbers` counts the words that are numbers; `apart` says that blank lines or the text's edge part it
    from the line before.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    numbers: int
    apart: bool

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return _CLOSED.search(self.text[-12:]) is not None

    @property
    def bullet(self) -> bool:
        """Whether it is an item of a list."""
        return _BULLET.match(self.text) is not None

    @property
    def size(self) -> int:
        """Words and numbers."""
        return len(self.words) + self.numbers

    @property
    def paragraph(self) -> bool:
        """Whether it is running text: closed, or too long for a headline."""
        return self.size > _LONGEST_HEADLINE or (self.closed and self.size >= _SHORTEST_PARAGRAPH)


def find_lines(text: str) -> tuple[Line, ...]:
    """Lines of `text` that are not blank, in order.

    Offsets: spans are code points of `text`.
    Empty: a text of spaces only has no line.

    >>> [line.span for line in find_lines(" حمص \\n\\nحماة.")]
    [Span(start=1, end=4), Span(start=7, end=12)]
    """
    return tuple(_find_lines(text))


def _find_lines(text: str) -> Iterator[Line]:
    end_before = 0
    for match in _LINE.finditer(text):
        bare = match.group().strip()
        if not bare.strip(_EDGES):
            continue
        start = match.start() + match.group().index(bare)
        span = Span(start, start + len(bare))
        words = find_words(bare)
        forms = tuple(word.form for word in words if word.kind == "word")
        numbers = sum(word.kind == "number" for word in words)
        apart = end_before == 0 or text.count("\n", end_before, start) != 1
        yield Line(span, bare, forms, numbers, apart)
        end_before = span.end
