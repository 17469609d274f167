"""Words: the folded text cut into words, numbers and marks that know their original span."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from isnad.arabic.fold import Folded, fold

# A ta marbuta ends its word; letters that follow it belong to the next, whose space was lost.
_GLUED = re.compile(r"(?<=[^\W\d_]ة)(?=[^\W\d_])")
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)|(?P<mark>\S)")


class Word(NamedTuple):
    """One word, number or mark.

    Offsets: `start` and `end` are code points of the original text, end exclusive.
    `form` is folded; `kind` is one of `word`, `number`, `mark`.
    """

    start: int
    end: int
    form: str
    kind: str


def find_words(
    text: str, folded: Folded | None = None, find_cuts: Callable[[str], tuple[int, ...]] | None = None
) -> tuple[Word, ...]:
    """Words, numbers and marks of `text` in order; `find_cuts` tells where a folded form is several words run together.

    Digits and letters are told apart even where no space stands between them (`أمس3`).
    A vowel sign belongs to the letter before it. Words that lost the space between them are told apart
    where the first ends in a ta marbuta (`المدرسةفي`).

    >>> [w.form for w in find_words("قُتِلَ 3 في حِمص.")]
    ['قتل', '3', 'في', 'حمص', '.']
    """
    folded = folded or fold(text)
    breaks = frozenset(folded.folded_offset(m.start()) for m in _GLUED.finditer(text))
    found: Iterable[tuple[int, int, str]] = ((*m.span(), m.lastgroup or "mark") for m in _TOKEN.finditer(folded.text))
    if breaks:
        found = (part for token in found for part in _parts(*token, breaks))
    if find_cuts is not None:
        found = _cut_words(found, folded.text, find_cuts)
    if not folded.starts:
        return tuple(Word(first, last, folded.text[first:last], kind) for first, last, kind in found)
    return tuple(
        Word(folded.starts[first], _end(folded, last), folded.text[first:last], kind) for first, last, kind in found
    )


def _cut_words(
    tokens: Iterable[tuple[int, int, str]], text: str, find_cuts: Callable[[str], tuple[int, ...]]
) -> Iterator[tuple[int, int, str]]:
    """The tokens, words among them cut where spaces were lost within them."""
    for first, last, kind in tokens:
        cuts = find_cuts(text[first:last]) if kind == "word" else ()
        if cuts:
            yield from _parts(first, last, kind, frozenset(first + cut for cut in cuts))
        else:
            yield first, last, kind


def _parts(first: int, last: int, kind: str, breaks: frozenset[int]) -> list[tuple[int, int, str]]:
    """The token, or its parts where breaks fall within it."""
    cuts = (first, *(at for at in range(first + 1, last) if at in breaks), last)
    return [(low, high, kind) for low, high in pairwise(cuts)]


def _end(folded: Folded, end: int) -> int:
    """Original end of the token that ends before folded offset `end`: its last letter and that letter's marks."""
    last = folded.starts[end - 1] + 1
    limit = folded.starts[end] if end < len(folded.starts) else folded.original_length
    return limit if limit > last else last
