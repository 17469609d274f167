"""Paper: a digest in one language as headings and lines, before it takes the form of any kind of file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """Whose words a stretch of a line is."""

    REPORT = "report"
    """The report's, as they stand: quoted wherever they are shown."""
    OURS = "ours"
    """Ours: what a record says, a source that is told beside."""
    MARK = "mark"
    """A mark that must not be overlooked: denied, possible, contested."""
    ID = "id"
    """An id or a stretch of characters, for looking up."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one voice."""

    voice: Voice
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line, with lines that belong under it."""

    runs: tuple[Run, ...]
    notes: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading; None: under the title itself."""

    heading: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A digest to be written out. `head` and `foot` are lines of ours above and below."""

    language: str
    title: str
    head: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]

    @property
    def is_rtl(self) -> bool:
        """Whether its lines run from right to left."""
        return self.language == "ar"
