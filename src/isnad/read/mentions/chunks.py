"""Chunks: a sentence as a row of noun phrases, verbs, event nouns, times and joints.

A chunk is a stretch of words; everything later (who, to whom, where, by whose word) is found by
walking this row rather than the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from isnad.arabic.inflect import Inflection
from isnad.arabic.words import Word
from isnad.knowledge.actors import ActorRow
from isnad.knowledge.events import Trigger
from isnad.read.mentions.quantity import Number
from isnad.read.mentions.times import Time
from isnad.read.vocabulary import Entry, Reading, Vocabulary

NOUN_PHRASE, VERB, EVENT, TIME, JOINT, MARKER, SOURCE_CUE = "np", "verb", "event", "time", "joint", "marker", "cue"


@dataclass(slots=True)
class Chunk:
    """A stretch of words [first, last) with what is known of it.

    `kind` is np, verb, event, time, joint (comma, conjunction, complementiser, relative, quotation
    mark), marker (negation, hedge, purpose, distance, result, cause, agentive) or cue (by, according to).
    `preposition` is the folded preposition that governs it, written apart or together.
    `cut` counts the letters of the first word that are proclitics and no part of the phrase.
    """

    kind: str
    first: int
    last: int
    cls: str = ""
    preposition: str = ""
    joined: bool = False
    classes: frozenset[str] = frozenset()
    definite: bool = False
    actor: ActorRow | None = None
    places: tuple[PlaceMention, ...] = ()
    quantity: Number | None = None
    time: Time | None = None
    entries: tuple[Entry, ...] = ()
    inflection: Inflection | None = None
    nationality: str = ""
    title: bool = False
    name: bool = False
    head: int = -1
    rows: tuple[str, ...] = ()
    tested: tuple[str, ...] | None = None
    cut: int = 0

    @property
    def entry(self) -> Entry | None:
        """The leading entry, if any."""
        return self.entries[0] if self.entries else None

    def has(self, *classes: str) -> bool:
        """Whether the chunk carries one of these classes."""
        return any(cls in self.classes for cls in classes)

    def triggers(self) -> tuple[Trigger, ...]:
        """Triggers that this chunk may be."""
        return tuple(entry.payload for entry in self.entries if isinstance(entry.payload, Trigger))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name at words [first, last) with the rows it may mean and the kind word before it, if any.

    `cut` counts the letters of its first word that are proclitics and no part of the name.
    """

    first: int
    last: int
    candidates: tuple[Entry, ...]
    kind_word: str = ""
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What the chunker sees: the words of the text, the vocabulary, and numbers and times by first word.

    The phrases found at a word are remembered, since chunks, names and triggers all ask for them.
    """

    words: Sequence[Word]
    vocabulary: Vocabulary
    numbers: dict[int, Number]
    times: dict[int, Time]
    _phrases: dict[int, list[Reading]] = field(default_factory=dict, compare=False, repr=False)

    def find_phrases(self, index: int, limit: int) -> list[Reading]:
        """Readings of several words that begin at `index` and end before `limit`, longest first for each clitic."""
        known = self._phrases.get(index)
        if known is None:
            known = self._phrases[index] = self.vocabulary.find_phrases(self.words, index, len(self.words))
        return [reading for reading in known if index + reading.length <= limit] if known else known


def longest(readings: Sequence[Reading]) -> Reading | None:
    """The reading that covers most words, the first among equals."""
    return max(readings, key=lambda r: r.length) if readings else None
