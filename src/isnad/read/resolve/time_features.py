"""Features of a time as the time of an event: how it stands to the trigger, and what the article told of it before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, JOINT, VERB, Chunk
from isnad.read.mentions.times import Time

HERE = "here"
_NEAR, _FAR = 3, 8
_HARD = frozenset(("complementiser", "conjunction", ":", "؛", ";"))


def find_time_features(chunks: list[Chunk], telling: Telling, index: int, published: date | None) -> list[str]:
    """Names of the features that hold for the time at chunk `index` of the telling's own sentence."""
    time = chunks[index].time
    found = [HERE, *(time_kinds(time, published) if time is not None else ())]
    at = telling.index
    side = "before" if index < at else "after"
    low, high = find_clause(chunks, at)
    found.append(f"{side} in clause" if low <= index < high else f"{side} outside")
    distance = abs(index - at)
    found.append("next" if distance <= 1 else "near" if distance <= _NEAR else "far" if distance > _FAR else "middle")
    if index <= 1 and index < at:
        found.append("opens")
    between = chunks[min(index, at) + 1 : max(index, at)]
    barriers = _barriers(between)
    found.extend(f"{barrier} between {side}" for barrier in barriers)
    if not barriers:
        found.append(f"clear {side}")
    if _is_of_speech(chunks, index) and at > index:
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


def _barriers(between: Sequence[Chunk]) -> list[str]:
    found = []
    if any(chunk.kind == VERB and not chunk.triggers() for chunk in between):
        found.append("verb")
    if any(chunk.kind in (EVENT, VERB) and chunk.triggers() for chunk in between):
        found.append("event")
    if any(chunk.kind == JOINT and chunk.cls in _HARD for chunk in between):
        found.append("joint")
    if any(chunk.kind == JOINT and chunk.cls == "relative" for chunk in between):
        found.append("relative")
    return found


def _is_of_speech(chunks: list[Chunk], index: int) -> bool:
    """Whether the time says when something was said: the verb of its clause is a cue."""
    low, high = find_clause(chunks, index)
    verbs = [chunk for chunk in chunks[low:high] if chunk.kind == VERB]
    return bool(verbs) and any(entry.kind == "cue" for entry in verbs[0].entries)
