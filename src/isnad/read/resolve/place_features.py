"""Features of a place as the place of an event: how it stands to the trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.read.events.classes import is_agent, is_speaker
from isnad.read.events.positions import PREPOSITIONS
from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, SOURCE_CUE, TIME, VERB, Chunk, Context
from isnad.read.resolve.place_names import NamedPlace
from isnad.read.resolve.standing import find_standing

HERE = "here"
_IN = frozenset(("في", "ب", "داخل", "ضمن", "وسط", "عند", "قرب", "حول"))
_CUE_REACH = 3


@dataclass(frozen=True, slots=True)
class View:
    """A telling seen from its sentence: its clause, and the first words of its roles and sources."""

    context: Context
    chunks: Sequence[Chunk]
    telling: Telling
    low: int
    high: int
    speech: bool
    motion: bool
    targets: frozenset[int]
    initiators: frozenset[int]
    sources: frozenset[int]


def view_of(context: Context, chunks: list[Chunk], telling: Telling, *, speech: bool, motion: bool) -> View:
    """The view of a telling."""
    low, high = find_clause(chunks, telling.index)
    return View(
        context, chunks, telling, low, high, speech, motion,
        frozenset(c.first for c in telling.target), frozenset(c.first for c in telling.initiator),
        frozenset(c.first for c in telling.sources),
    )  # fmt: skip


def find_features(view: View, place: NamedPlace, nearest: str) -> list[str]:
    """Names of the features that hold for a place named in the telling's own sentence."""
    found = [HERE, place.kind]
    if place.container:
        found.append("container")
    if nearest:
        found.append(nearest)
    found.extend(_position(view, place))
    found.extend(_syntax(view, place))
    return found


def _position(view: View, place: NamedPlace) -> list[str]:
    index, at = place.head, view.telling.index
    found = find_standing(view.chunks, index, at, (view.low, view.high))
    bare, inside = not view.chunks[index].preposition, view.low <= index < view.high
    if index == at + 1 and bare:
        found.append("genitive" if view.chunks[at].kind == EVENT else "object")
    if index < at and inside and index == view.low:
        found.append("opens clause")
    if index < at and inside and bare:
        found.append("subject")
    return found


def _syntax(view: View, place: NamedPlace) -> list[str]:
    head = view.chunks[place.head]
    preposition = _preposition(head)
    found = [preposition]
    if view.motion and preposition in ("from", "to"):
        found.append(f"{preposition} in motion")
    whole = place.mention is None or place.mention.first - head.first <= 1
    if not whole:
        found.append("inside force" if place.of_agent else "inside agent" if is_agent(head) else "inside")
    if head.first in view.targets:
        found.append("target")
    if head.first in view.initiators:
        found.append("initiator")
    before = view.chunks[place.head - 1] if place.head else None
    if head.preposition and before is not None and before.kind == NOUN_PHRASE and is_speaker(before):
        side = "before" if place.head < view.telling.index else "after"
        found.append("of speaker" if before.first in view.sources else f"of agent {side}")
    if before is not None and before.kind == NOUN_PHRASE and _is_neighbour(view, before):
        found.append("neighbour")
    if _is_in_cue(view.chunks, place.head):
        found.append("cue")
    if view.speech:
        found.append("speech")
    return found


def _is_neighbour(view: View, before: Chunk) -> bool:
    """Whether the phrase before ends in a word like `المطل` (على), `المجاورة` (ل): what follows lies beside it."""
    vocabulary = view.context.vocabulary
    return vocabulary.form(view.context.words[before.last - 1].form).stem in vocabulary.classes["beside"]


def _preposition(head: Chunk) -> str:
    if not head.preposition:
        return "bare"
    if head.preposition in _IN:
        return "in"
    if head.preposition in PREPOSITIONS["to"]:
        return "to"
    return (
        "from"
        if head.preposition in PREPOSITIONS["from"]
        else "on"
        if head.preposition in PREPOSITIONS["on"]
        else "other"
    )


def _is_in_cue(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether the place belongs to a source that a cue opens (`بحسب مصادر في صنعاء`)."""
    for chunk in reversed(chunks[max(0, index - _CUE_REACH) : index]):
        if chunk.kind == SOURCE_CUE:
            return True
        if chunk.kind in (VERB, JOINT, MARKER, TIME):
            return False
    return False
