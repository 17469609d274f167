"""Features of a time as the time of an event: how it stands to the trigger, and what the article told of it before."""

from __future__ import annotations

from datetime import date

from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import VERB, Chunk
from isnad.read.mentions.times import Time
from isnad.read.resolve.standing import find_standing

HERE = "here"


def find_time_features(chunks: list[Chunk], telling: Telling, index: int, published: date | None) -> list[str]:
    """Names of the features that hold for the time at chunk `index` of the telling's own sentence."""
    time = chunks[index].time
    found = [HERE, *(time_kinds(time, published) if time is not None else ())]
    found += find_standing(chunks, index, telling.index, find_clause(chunks, telling.index))
    if _is_of_speech(chunks, index) and telling.index > index:
        found.append("of speech")
    return found


def time_kinds(time: Time, published: date | None) -> list[str]:
    """What kind of time it is: its grain, and how it lies to the report."""
    edtf = time.edtf or ""
    found = ["span" if "/" in edtf else {4: "year", 7: "month"}.get(len(edtf), "day")]
    if published is not None:
        day = published.isoformat()
        if edtf == day:
            found.append("today")
        elif edtf[: len(day)] > day[: len(edtf)]:
            found.append("future")
        elif edtf[:4] < day[:4]:
            found.append("past year")
    return found


def _is_of_speech(chunks: list[Chunk], index: int) -> bool:
    """Whether the time says when something was said: the verb of its clause is a cue."""
    low, high = find_clause(chunks, index)
    verbs = [chunk for chunk in chunks[low:high] if chunk.kind == VERB]
    return bool(verbs) and any(entry.kind == "cue" for entry in verbs[0].entries)
