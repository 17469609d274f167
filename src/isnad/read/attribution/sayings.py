"""Sayings: a noun of saying with its speaker as possessor (`بعد إعلان الجيش مقتل`, `تصريحات الوزير بأن`)."""

from __future__ import annotations

from dataclasses import replace

from isnad.read.attribution.speakers import find_speakers_at, opens_content, tells_event
from isnad.read.events.classes import is_speaker
from isnad.read.mentions.chunks import NOUN_PHRASE, Chunk, Context

_SAYING = "source_nouns:saying"
_DEEPEST = 3


def find_saying(context: Context, chunks: list[Chunk], index: int) -> list[Chunk]:
    """The speakers whose saying the noun phrase at `index` names and whose content follows; empty if it names none."""
    at = _word_of_saying(context, chunks[index])
    if at < 0:
        return []
    row = _from_possessor(context, chunks, index, at)
    if not row or row[0].kind != NOUN_PHRASE or row[0].preposition or row[0].joined or not is_speaker(row[0]):
        return []
    speakers, end = find_speakers_at(row, 0)
    about = end < len(row) and row[end].preposition in ("عن", "ب")
    return speakers if about or tells_event(row, end) or opens_content(row, end) else []


def _word_of_saying(context: Context, chunk: Chunk) -> int:
    """Index of the bare noun of saying among the first words of the phrase, or -1."""
    for at in range(chunk.first, min(chunk.first + _DEEPEST, chunk.last)):
        form = context.vocabulary.form(context.words[at].form)
        if _SAYING in form.classes and not form.definite:
            return at
    return -1


def _from_possessor(context: Context, chunks: list[Chunk], index: int, at: int) -> list[Chunk]:
    """The chunks that follow the noun of saying at word `at`, its possessor first."""
    chunk, rest = chunks[index], chunks[index + 1 :]
    if at + 1 >= chunk.last:
        return rest
    form = context.vocabulary.form(context.words[at + 1].form)
    possessor = replace(chunk, first=at + 1, preposition="", joined=False, classes=form.classes, head=at + 1)
    return [possessor, *rest]
