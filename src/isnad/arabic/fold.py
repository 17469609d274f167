"""Folding: one spelling for matching, with an exact way back to the original offsets.

Folding is for matching only, never for display or identity: it maps hamza seats, ta marbuta
and alef maqsura to one letter each and drops vowel signs, tatweel and invisible controls.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Vowel signs and Quranic marks, superscript alef, tatweel, zero-width and bidi controls.
_DROPPED = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
_DROP = re.compile(f"[{_DROPPED}]")
_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ی": "ي",
    "ک": "ك",
    "ھ": "ه",
}
_DIGITS = {digit: str(i % 10) for i, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_MAP = str.maketrans(_LETTERS | _DIGITS | {"٫": "."})


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the way back.

    `starts[i]` is the offset, in code points of the original, of folded character `i`;
    empty when nothing was dropped, so that both texts share their offsets.
    """

    text: str
    starts: tuple[int, ...]
    original_length: int

    def original_start(self, offset: int) -> int:
        """Original offset of the folded character at `offset` (the end of the text for its length)."""
        if not self.starts:
            return offset
        return self.starts[offset] if offset < len(self.starts) else self.original_length

    def original_end(self, offset: int) -> int:
        """Original end of a folded stretch that ends before `offset`, with the marks that follow its last letter."""
        if not self.starts or offset == 0:
            return offset
        return self.starts[offset] if offset < len(self.starts) else self.original_length

    def folded_offset(self, original: int) -> int:
        """Folded offset of the first kept character at or after the `original` offset."""
        if not self.starts:
            return original
        found = bisect_right(self.starts, original) - 1
        return found if found >= 0 and self.starts[found] == original else found + 1


def fold(text: str) -> Folded:
    """Text with one spelling for each letter, and its way back to `text`.

    Offsets: code points.
    Empty: an empty text folds to an empty text.

    >>> fold("قُتِلَ").text
    'قتل'
    >>> fold("قُتِلَ").original_start(1)
    2
    """
    if not _DROP.search(text):
        return Folded(text.translate(_MAP), (), len(text))
    dropped = {match.start() for match in _DROP.finditer(text)}
    starts = tuple(i for i in range(len(text)) if i not in dropped)
    return Folded(_DROP.sub("", text).translate(_MAP), starts, len(text))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Folded spelling of one short form, for keys of tables.

    >>> fold_word("إدلب") == fold_word("ادلب")
    True
    """
    return _DROP.sub("", word).translate(_MAP)


@lru_cache(maxsize=65536)
def folded(words: str) -> str:
    """The words in one spelling, parted by single spaces.

    >>> folded("  مدينة   إدلب ") == folded("مدينه ادلب")
    True
    """
    return " ".join(fold(words).text.split())
