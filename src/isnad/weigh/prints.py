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
    """Marks of a report's wording with the offsets at which their runs begin, and which of them are what others say.

    Order: by offset.
    """

    starts: tuple[int, ...]
    marks: tuple[int, ...]
    is_spoken: tuple[bool, ...]

    @property
    def own(self) -> frozenset[int]:
        """Marks of the report's own words."""
        return frozenset(mark for mark, spoken in zip(self.marks, self.is_spoken, strict=True) if not spoken)

    @property
    def spoken(self) -> frozenset[int]:
        """Marks of what others say in it."""
        return frozenset(mark for mark, spoken in zip(self.marks, self.is_spoken, strict=True) if spoken)

    def own_around(self, span: Span, reach: int) -> frozenset[int]:
        """Own marks that begin within the span or at most `reach` characters before or after it."""
        first, last = bisect_left(self.starts, span.start - reach), bisect_left(self.starts, span.end + reach)
        return frozenset(self.marks[at] for at in range(first, last) if not self.is_spoken[at])

    def within(self, span: Span) -> frozenset[int]:
        """All marks that begin within the span."""
        return frozenset(self.marks[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)])


def find_print(article: Article, spoken: Iterable[Span] = ()) -> Print:
    """The print of an article. Empty: a report of fewer words than a run has."""
    folded = fold(article.text)
    words = [(folded.original_start(m.start()), m[0]) for m in _WORD.finditer(folded.text)]
    outside = _cover(_skipped(article), words)
    inside = _cover([*_find_speech(article.text), *spoken], words)
    forms = [form for _, form in words]
    runs = [slice(at, at + RUN_WORDS) for at in range(len(words) - RUN_WORDS + 1)]
    kept = [run for run in runs if not any(outside[run])]
    return Print(
        starts=tuple(words[run.start][0] for run in kept),
        marks=tuple(crc32(" ".join(forms[run]).encode()) for run in kept),
        is_spoken=tuple(any(inside[run]) for run in kept),
    )


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
