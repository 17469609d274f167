"""A page under reading: its lines, what each has been recognised as, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.gather.parse.furniture import Furniture
from isnad.gather.parse.lines import Line
from isnad.model import SectionKind


@dataclass(slots=True)
class Page:
    """A page under reading: `kinds` fills up as its lines are recognised.

    `classes` gives each line's class of furniture phrase, empty for most.
    """

    lines: Sequence[Line]
    know: Furniture
    kinds: list[SectionKind | None]
    classes: Sequence[str]

    def open(self) -> list[int]:
        """Lines that are not yet recognised."""
        return [i for i, kind in enumerate(self.kinds) if kind is None]

    def first_paragraph(self) -> int:
        """The first unrecognised line that is running text, or the number of lines."""
        return next((i for i in self.open() if self.lines[i].paragraph), len(self.lines))

    def set(self, index: int, kind: SectionKind) -> None:
        """Recognise a line that is not recognised yet."""
        if self.kinds[index] is None:
            self.kinds[index] = kind
