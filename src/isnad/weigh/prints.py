"""Prints: the wording of a report as marks of runs of words, so that the same wording is found wherever it stands.

A mark is a number made from four folded words that follow each other. What stands in quotation marks, or what a named
source is said to say, is marked apart: two reporters who quote one speech have not copied each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from isnad.arabic.fold import fold
from isnad.model import Article, SectionKind, Span

RUN_WORDS = 4
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
# A name in quotation marks is no speech.
_SHORTEST_SPEECH = 25
_SKIPPED = frozenset(
    (SectionKind.CONTROL, SectionKind.RELATED, SectionKind.CONTRIBUTORS, SectionKind.DATE_LINE, SectionKind.CAPTION)
)


@dataclass(frozen=True, slots=True)
class Print:
    """Marks of the report's own words with the offsets at which their runs begin, and marks of what others say in it.

    Order: by offset.
    """

    starts: tuple[int, ...]
    marks: tuple[int, ...]
    spoken: frozenset[int]

    def own(self) -> frozenset[int]:
        """Marks of the report's own words."""
        return frozenset(self.marks)

    def own_around(self, span: Span, reach: int) -> frozenset[int]:
        """Own marks that begin within the span or at most `reach` characters before or after it."""
        first = bisect_left(self.starts, span.start - reach)
        last = bisect_left(self.starts, span.end + reach)
        return frozenset(self.marks[first:last])


def find_print(article: Article, spoken: Iterable[Span] = ()) -> Print:
    """The print of an article. Empty: a report of fewer than four words."""
    text = article.text
    folded = fold(text)
    apart = [*_skipped(article)]
    said = [*_find_speech(text), *spoken]
    words = [(folded.original_start(m.start()), m[0]) for m in _WORD.finditer(folded.text)]
    outside, inside = _cover(apart, words), _cover(said, words)
    starts, marks, speech = [], [], []
    for at in range(len(words) - RUN_WORDS + 1):
        run = range(at, at + RUN_WORDS)
        if any(outside[i] for i in run):
            continue
        mark = crc32(" ".join(words[i][1] for i in run).encode())
        if any(inside[i] for i in run):
            speech.append(mark)
        else:
            starts.append(words[at][0])
            marks.append(mark)
    return Print(tuple(starts), tuple(marks), frozenset(speech))


def _skipped(article: Article) -> list[Span]:
    return [section.span for section in article.sections if section.kind in _SKIPPED]


def _find_speech(text: str) -> list[Span]:
    found = (Span(*match.span()) for match in _QUOTED.finditer(text))
    return [span for span in found if span.end - span.start >= _SHORTEST_SPEECH]


def _cover(spans: list[Span], words: list[tuple[int, str]]) -> list[bool]:
    """For each word whether one of the spans covers its start."""
    offsets = [start for start, _ in words]
    covered = [False] * len(words)
    for span in spans:
        for at in range(bisect_left(offsets, span.start), bisect_left(offsets, span.end)):
            covered[at] = True
    return covered
