"""Factuality: how sure the text is that the event of a trigger happened."""

from __future__ import annotations

from datetime import date

from isnad.model import Factuality
from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import JOINT, MARKER, VERB, Chunk

_BACKGROUND_DAYS, _BACKGROUND_MONTHS, _BACKGROUND_SPAN = 62, 2, 115
_DAYS_OF_MONTH = 30
_NEGATION_REACH = 3
_HEDGE_REACH = 6
_DISTANCE_REACH = 3


def find_factuality(chunks: list[Chunk], telling: Telling, published: date | None) -> Factuality:
    """The factuality of the telling, from what stands before its trigger, its source's cue, and its date."""
    if telling.trigger.factuality:
        return Factuality(telling.trigger.factuality)
    speech = telling.event_type.speech
    if not speech and (_is_negated(chunks, telling.index) or telling.distance == "deny"):
        return Factuality.DENIED
    plannable = not speech or telling.event_type.held
    if plannable and (_is_hedged(chunks, telling.index) or _is_ahead(telling, published)):
        return Factuality.POSSIBLE
    if is_background(chunks, telling, published):
        return Factuality.BACKGROUND
    if telling.distance == "claim" or _is_distanced(chunks, telling.index):
        return Factuality.CLAIMED
    return Factuality.ASSERTED


def _is_negated(chunks: list[Chunk], index: int) -> bool:
    """Whether a negation governs the trigger: right before it, or before the verb that carries it."""
    for chunk in reversed(chunks[max(0, index - _NEGATION_REACH) : index]):
        if chunk.kind == MARKER and chunk.cls in ("negation", "without"):
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


def _is_ahead(telling: Telling, published: date | None) -> bool:
    """Whether all the telling's days lie after the report's."""
    days = [time.edtf.partition("/")[0] for time in telling.times if time.edtf]
    return published is not None and bool(days) and all(day > published.isoformat() for day in days)


def _is_future(verb: Chunk) -> bool:
    return verb.cls == "future"


def _is_distanced(chunks: list[Chunk], index: int) -> bool:
    low, _ = find_clause(chunks, index)
    near = chunks[max(low, index - _DISTANCE_REACH) : index]
    return any(chunk.kind == MARKER and chunk.cls == "distance" for chunk in near)


def is_background(chunks: list[Chunk], telling: Telling, published: date | None) -> bool:
    """Whether the telling's time lies well before the report, or a word of earlier times stands in its clause."""
    low, high = find_clause(chunks, telling.index)
    if any(chunk.kind == MARKER and chunk.cls == "background" for chunk in chunks[low:high]):
        return True
    if published is None:
        return False
    return any(_is_long_before(time.edtf, published) for time in telling.times if time.edtf)


def _is_long_before(edtf: str, published: date) -> bool:
    """Whether the EDTF value lies in an earlier year, two months back or more, or began a third of a year ago."""
    first, slash, _ = edtf.partition("/")
    parts = [int(part) for part in first.split("-") if part.isdigit()]
    if not parts:
        return False
    if len(parts) == 1:
        return parts[0] < published.year
    months = (published.year - parts[0]) * 12 + published.month - parts[1]
    if len(parts) == 2 and not slash:
        return months >= _BACKGROUND_MONTHS
    days = months * _DAYS_OF_MONTH + published.day - (parts[2] if len(parts) > 2 else 1)
    return days > (_BACKGROUND_SPAN if slash else _BACKGROUND_DAYS)
