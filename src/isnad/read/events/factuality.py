"""Factuality: how sure the text is that the event of a trigger happened."""

from __future__ import annotations

from datetime import date

from isnad.model import Factuality
from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import JOINT, MARKER, VERB, Chunk

_BACKGROUND_DAYS = 62
_NEGATION_REACH = 3
_HEDGE_REACH = 6


def find_factuality(chunks: list[Chunk], telling: Telling, published: date | None, *, speech: bool) -> Factuality:
    """The factuality of the telling, from what stands before its trigger, its source's cue, and its date."""
    if telling.trigger.factuality:
        return Factuality(telling.trigger.factuality)
    if not speech:
        if _is_negated(chunks, telling.index) or telling.distance == "deny":
            return Factuality.DENIED
        if _is_hedged(chunks, telling.index):
            return Factuality.POSSIBLE
    if is_background(telling, published):
        return Factuality.BACKGROUND
    if telling.distance == "claim" or _is_distanced(chunks, telling.index):
        return Factuality.CLAIMED
    return Factuality.ASSERTED


def _is_negated(chunks: list[Chunk], index: int) -> bool:
    """Whether a negation governs the trigger: right before it, or before the verb that carries it."""
    for chunk in reversed(chunks[max(0, index - _NEGATION_REACH) : index]):
        if chunk.kind == MARKER and chunk.cls == "negation":
            return True
        if chunk.kind == JOINT or (chunk.kind == VERB and chunks[index].kind == VERB):
            return False
    return False


def _is_hedged(chunks: list[Chunk], index: int) -> bool:
    """Whether a hedge, a purpose word, a fear or a future opens the clause before the trigger."""
    trigger = chunks[index]
    if trigger.kind == VERB and _is_future(trigger):
        return True
    low, _ = find_clause(chunks, index)
    for chunk in reversed(chunks[max(low, index - _HEDGE_REACH) : index]):
        if chunk.kind == MARKER and chunk.cls in ("hedge", "purpose"):
            return True
        if chunk.kind == VERB:
            return _is_future(chunk)
        if chunk.kind == JOINT and chunk.cls in ("complementiser", "conjunction"):
            return False
    return False


def _is_future(verb: Chunk) -> bool:
    return verb.cls == "future"


def _is_distanced(chunks: list[Chunk], index: int) -> bool:
    low, high = find_clause(chunks, index)
    return any(chunk.kind == MARKER and chunk.cls == "distance" for chunk in chunks[low:high])


def is_background(telling: Telling, published: date | None) -> bool:
    """Whether the telling's time ended well before the report: an earlier year, or more than two months ago."""
    if published is None:
        return False
    return any(_ended_days_before(time.edtf, published) > _BACKGROUND_DAYS for time in telling.times if time.edtf)


def _ended_days_before(edtf: str, published: date) -> int:
    """Days from the last day that the EDTF value covers to `published`; 0 where it is open."""
    last = edtf.rsplit("/", 1)[-1]
    parts = [int(part) for part in last.split("-") if part.isdigit()]
    if not parts:
        return 0
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else 28
    try:
        return (published - date(year, month, min(day, 28) if len(parts) < 3 else day)).days
    except ValueError:
        return 0


