"""A statement: who says what, by which cue, over which words; and the sentence under reading."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.read.attribution.voices import Voices
from isnad.read.mentions.chunks import Chunk, Context
from isnad.read.vocabulary import Entry

_DISTANCES = ("claim", "deny")


@dataclass(slots=True)
class Statement:
    """One attribution: speakers, the media that relay them, the cue, and the words [first, last) that it covers.

    `distance` is `claim` or `deny` where the cue verb takes distance, else empty.
    """

    speakers: list[Chunk]
    relays: list[Chunk]
    cue: Chunk
    first: int
    last: int
    distance: str = ""
    rows: tuple[str, ...] = ()

    @property
    def sources(self) -> list[Chunk]:
        """Who says so, nearest first."""
        return self.speakers + self.relays


class Scan:
    """One sentence's chunks under reading, with the words and the voices so far."""

    __slots__ = ("chunks", "context", "found", "voices")

    def __init__(self, context: Context, chunks: list[Chunk], voices: Voices) -> None:
        self.context = context
        self.chunks = chunks
        self.voices = voices
        self.found: list[Statement] = []

    def in_full(self, phrases: list[Chunk]) -> list[Chunk]:
        return [self.voices.in_full(self.context, phrase) for phrase in phrases]

    @property
    def end(self) -> int:
        return self.chunks[-1].last


def cue_entry(chunk: Chunk, kind: str) -> Entry | None:
    """The chunk's entry of the kind, if any."""
    return next((entry for entry in chunk.entries if entry.kind == kind), None)


def distance_of(entry: Entry) -> str:
    """`claim` or `deny` where the cue takes distance, else empty."""
    return entry.cls if entry.cls in _DISTANCES else ""
