"""Sentences: runs of words that a full stop, a question mark or a line end closes."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.arabic.words import Word

_CLOSERS = frozenset(".!?؟؛…")
_LETTER_ABBREVIATION = 1


def find_sentences(text: str, words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Index ranges [first, last) of the sentences among `words`, in order, covering all words.

    A full stop after a single letter (`د. محمد`) closes nothing; a line end always closes.

    >>> from isnad.arabic.words import find_words
    >>> t = "قال د. علي. وصل اليوم"
    >>> find_sentences(t, find_words(t))
    ((0, 5), (5, 7))
    """
    found = []
    first = 0
    for i, word in enumerate(words):
        last = i + 1
        closes = word.kind == "mark" and word.form in _CLOSERS and not _is_abbreviation(words, i)
        breaks = last < len(words) and "\n" in text[word.end : words[last].start]
        if (closes or breaks) and last > first:
            found.append((first, last))
            first = last
    if first < len(words):
        found.append((first, len(words)))
    return tuple(found)


def _is_abbreviation(words: Sequence[Word], stop: int) -> bool:
    """Whether the full stop at `stop` ends a one-letter abbreviation rather than a sentence."""
    if words[stop].form != "." or stop == 0:
        return False
    before = words[stop - 1]
    return before.kind == "word" and len(before.form) == _LETTER_ABBREVIATION and before.end == words[stop].start
