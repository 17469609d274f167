"""A scan over words for times: what class a word or phrase has, numbers, and the parts that dates share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isnad.arabic.words import Word
from isnad.knowledge.times import TimeWords
from isnad.read.mentions.cardinals import find_cardinal, parse_digits

_FIRST_YEAR, _LAST_YEAR = 1300, 2100
_LAST_HIJRI_YEAR = 1500


@dataclass(frozen=True, slots=True)
class Found:
    """A time under way: it ends before word `last`; `edtf` is None when the text or the report gives no ground."""

    last: int
    edtf: str | None
    grain: str
    kind: str
    resolved_from: str


class Scan:
    """The words under reading with the time words and the report's date."""

    __slots__ = ("know", "published", "words")

    def __init__(self, words: Sequence[Word], know: TimeWords, published: date | None) -> None:
        self.words = words
        self.know = know
        self.published = published

    def form(self, index: int) -> str:
        """Folded form at `index`, empty past the end."""
        return self.words[index].form if 0 <= index < len(self.words) else ""

    def match(self, index: int, cls: str) -> tuple[int, int] | None:
        """Value and end of the longest word or phrase of class `cls` at `index`."""
        if not 0 <= index < len(self.words):
            return None
        form = self.words[index].form
        for found, rest, value in self.know.phrases.get(form, ()):
            if found == cls and all(self.form(index + 1 + i) == word for i, word in enumerate(rest)):
                return value, index + 1 + len(rest)
        classes = self.know.single.get(form)
        if classes is not None and cls in classes:
            return classes[cls], index + 1
        return None

    def skip(self, index: int, cls: str) -> int:
        """End of the word of class `cls` at `index`, or `index` when there is none."""
        found = self.match(index, cls)
        return found[1] if found else index

    def qualifier(self, index: int) -> tuple[str, int]:
        """`past`, `current` or `future` when such a word stands at `index`, and its end."""
        for cls in ("past", "current", "future"):
            found = self.match(index, cls)
            if found:
                return cls, found[1]
        return "", index

    def digits(self, index: int, low: int, high: int) -> int | None:
        """The whole number in digits at `index` when it lies in [low, high]."""
        if not 0 <= index < len(self.words) or self.words[index].kind != "number":
            return None
        form = self.words[index].form
        if not form.isdigit() or len(form) > 4:
            return None
        value = int(form)
        return value if low <= value <= high else None

    def year_number(self, index: int) -> int | None:
        """A year in four digits, Hijri or Gregorian."""
        value = self.digits(index, _FIRST_YEAR, _LAST_YEAR)
        return value if value is not None and len(self.words[index].form) == 4 else None

    def count(self, index: int) -> tuple[int, int] | None:
        """A whole number in digits or words, with the article or a hedge before it, and its end."""
        index = self.skip(index, "hedge")
        if self.form(index) == "ال":
            index += 1
        if index >= len(self.words):
            return None
        word = self.words[index]
        if word.kind == "number":
            value = parse_digits(word.form)
            return (int(value), index + 1) if value == int(value) else None
        cardinal = find_cardinal(self.words, index, self.know.atoms)
        return (int(cardinal.value), cardinal.last) if cardinal else None

    def touches(self, index: int) -> bool:
        """Whether the word at `index` follows the one before it without a space."""
        return 0 < index < len(self.words) and self.words[index - 1].end == self.words[index].start


def is_hijri_year(year: int) -> bool:
    """Whether a year number can only be a Hijri one.

    >>> is_hijri_year(1436), is_hijri_year(2015)
    (True, False)
    """
    return _FIRST_YEAR <= year < _LAST_HIJRI_YEAR
