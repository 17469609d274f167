"""The quantity that the text gives: its bounds, and how it words them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.arabic.words import Word


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity at words [first, last).

    `low` and `high` are the bounds as worded, None where the text leaves them open. `cls` is one of
    exact, about, at_least, at_most, range, vague, dual, one_of, percent, decimal, and label, which is the
    number of a unit, a resolution or the like. `text` is its folded words.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    text: str
    cls: str

    @property
    def exact(self) -> bool:
        """Whether the text gives one value without a qualifier."""
        return self.cls in ("exact", "dual", "one_of")

    @property
    def counts_itself(self) -> bool:
        """Whether the number and what it counts are one word, a dual (`جنديان`)."""
        return self.cls == "dual"


def write_number(words: Sequence[Word], first: int, last: int, low: int | None, high: int | None, cls: str) -> Number:
    """The quantity at words [first, last)."""
    return Number(first, last, low, high, " ".join(word.form for word in words[first:last]), cls)
