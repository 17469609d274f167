"""Furniture: phrases that belong to a news page and not to its report, and the lines that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from isnad.arabic.words import find_words
from isnad.gather.parse.lines import Line
from isnad.knowledge.lexicons import LexiconRow, load_lexicon

# Controls carry counts and marks beside their phrase (`+ الخط -`, `شارك 12`), and no more than this.
_LONGEST_CONTROL = 8
# Classes whose labels also open running text (`المصدر: ...`), so that a paragraph is none of them.
_NO_PARAGRAPH = frozenset(("contributors_head", "related_head", "tags_head"))
_LONGEST_LABELLED = 40
_LABEL_ENDS = ":：-–—|"
_CREDIT = 4

Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases by their folded words: `whole` lines, `labels` that end at a mark, `starts` that anything follows.

    `words` gives, by class, the phrases that are looked for inside a line.
    """

    whole: Phrases
    labels: Phrases
    starts: Phrases
    words: Mapping[str, frozenset[tuple[str, ...]]]
    longest: int


@lru_cache(maxsize=1)
def load_furniture() -> Furniture:
    """The packaged phrases of news pages.

    Raises: KnowledgeError when the table is malformed.
    """
    rows = load_lexicon("page_furniture")
    weekdays = [row for row in load_lexicon("time_words") if row.cls == "weekday"]
    within = {cls: frozenset(_key(row) for row in rows if row.cls == cls) for cls in {row.cls for row in rows}}
    within["weekday"] = frozenset(_key(row) for row in weekdays)
    return Furniture(
        _phrases(rows, ("line", "label")),
        _phrases(rows, ("label",)),
        _phrases(rows, ("start",)),
        MappingProxyType(within),
        max(len(_key(row)) for row in rows),
    )


def _phrases(rows: tuple[LexiconRow, ...], modes: tuple[str, ...]) -> Phrases:
    return MappingProxyType({_key(row): row.cls for row in rows if row.note in modes})


def _key(row: LexiconRow) -> tuple[str, ...]:
    return tuple(word.form for word in find_words(row.form) if word.kind == "word")


def find_furniture(line: Line, know: Furniture) -> str:
    """Class of the furniture phrase that the line is, or that it opens with.

    Empty: the empty string where it is none.

    >>> from isnad.gather.parse.lines import find_lines
    >>> [find_furniture(line, load_furniture()) for line in find_lines("+ الخط -\\nاقرأ أيضاً: خبر آخر\\nخط النار")]
    ['control', 'related_head', '']
    """
    if line.size <= _LONGEST_CONTROL and line.words in know.whole:
        return know.whole[line.words]
    opening = _find_opening(line, know) if line.size <= _LONGEST_LABELLED else ""
    return "" if opening in _NO_PARAGRAPH and line.paragraph else opening


def _find_opening(line: Line, know: Furniture) -> str:
    for length in range(min(know.longest, len(line.words)), 0, -1):
        head = line.words[:length]
        if head in know.starts:
            return know.starts[head]
        if head in know.labels and _is_label(line, length):
            return know.labels[head]
    return ""


def _is_label(line: Line, length: int) -> bool:
    """Whether a mark such as a colon stands right after the first `length` words of the line."""
    tokens = find_words(line.text[:120])
    words = [i for i, token in enumerate(tokens) if token.kind == "word"]
    after = words[length - 1] + 1 if len(words) >= length else len(tokens)
    return after < len(tokens) and tokens[after].form in _LABEL_ENDS


def has_phrase(words: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether any of the phrases stands among the words.

    >>> has_phrase(("تصوير", "رويترز"), frozenset({("رويترز",)}))
    True
    """
    return any(
        words[first:last] in phrases
        for first in range(len(words))
        for last in range(first + 1, min(first + _CREDIT, len(words)) + 1)
    )
