"""When: which times of a sentence belong to a telling."""

from __future__ import annotations

from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import TIME, VERB, Chunk
from isnad.read.mentions.times import Time


def find_when(chunks: list[Chunk], telling: Telling) -> list[Time]:
    """Times of the telling: the nearest in its clause, else one that opens the sentence; not the time of its telling."""
    low, high = find_clause(chunks, telling.index)
    inside = [i for i in range(low, high) if _dates(chunks, i)]
    if inside:
        nearest = min(inside, key=lambda i: (abs(i - telling.index), -i))
        return [t for t in (chunks[nearest].time,) if t is not None]
    opening = [i for i in range(0, low) if _dates(chunks, i)]
    for index in reversed(opening):
        if not any(chunks[i].kind == VERB and chunks[i].joined for i in range(index + 1, telling.index)):
            time = chunks[index].time
            return [time] if time is not None else []
    return []


def _dates(chunks: list[Chunk], index: int) -> bool:
    """Whether the chunk is a time that resolved to a date."""
    chunk = chunks[index]
    return chunk.kind == TIME and chunk.time is not None and chunk.time.edtf is not None
