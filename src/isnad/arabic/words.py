"""Words: the folded text cut into words, numbers and marks that know their original span."""

from __future__ import annotations

import re
from typing import NamedTuple

from isnad.arabic.fold import Folded, fold

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


def find_words(text: str, folded: Folded | None = None) -> tuple[Word, ...]:
    """Words, numbers and marks of `text` in order.

    Digits and letters are told apart even where no space stands between them (`أمس3`).
    A vowel sign belongs to the letter before it.

    >>> [w.form for w in find_words("قُتِلَ 3 في حِمص.")]
    ['قتل', '3', 'في', 'حمص', '.']
    """
    folded = folded or fold(text)
    if not folded.starts:
        return tuple(
            Word(m.start(), m.end(), m.group(), m.lastgroup or "mark") for m in _TOKEN.finditer(folded.text)
        )
    return tuple(
        Word(folded.starts[m.start()], _end(folded, m.end()), m.group(), m.lastgroup or "mark")
        for m in _TOKEN.finditer(folded.text)
    )


def _end(folded: Folded, end: int) -> int:
    """Original end of the token that ends before folded offset `end`: its last letter and that letter's marks."""
    last = folded.starts[end - 1] + 1
    limit = folded.starts[end] if end < len(folded.starts) else folded.original_length
    return limit if limit > last else last
