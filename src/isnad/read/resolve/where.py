"""Where: which places of a sentence belong to a telling, and in what role."""

from __future__ import annotations

from isnad.read.events.classes import is_agent, is_place, is_thing
from isnad.read.events.tellings import PlaceRole, Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import JOINT, NOUN_PHRASE, SOURCE_CUE, TIME, VERB, Chunk

_ORIGIN = frozenset(("من",))
_DESTINATION = frozenset(("الي", "نحو", "باتجاه", "صوب"))
_WHERE = frozenset(("", "في", "ب", "علي", "قرب", "داخل", "عند", "حول", "قباله", "ضمن", "لدي", "عبر", "بين", "وسط"))
_CONTAINING = frozenset(("في", "ب", ""))
_MOVING_TARGETS = frozenset(("ل",))


def find_places(chunks: list[Chunk], telling: Telling, *, motion: bool) -> list[PlaceRole]:
    """Places of the telling: those of its own clause, else those of the sentence before and after it."""
    low, high = find_clause(chunks, telling.index)
    excluded = {id(chunk) for chunk in telling.initiator}
    found = _between(chunks, low, high, telling, motion, excluded)
    if not found:
        found = _between(chunks, 0, len(chunks), telling, motion, excluded)[:2]
    return found


def _between(
    chunks: list[Chunk], low: int, high: int, telling: Telling, motion: bool, excluded: set[int]
) -> list[PlaceRole]:
    found: list[PlaceRole] = []
    previous: Chunk | None = None
    source = False
    for index in range(low, high):
        chunk = chunks[index]
        if chunk.kind == SOURCE_CUE:
            source = True
        elif chunk.kind in (VERB, JOINT) and chunk.cls not in ("quote",):
            source = False
        if chunk.kind != NOUN_PHRASE or source or id(chunk) in excluded:
            if chunk.kind not in (TIME,):
                previous = previous if chunk.kind == NOUN_PHRASE and not chunk.places else None
            continue
        role = _role(chunk, telling, motion)
        if role and _is_located(chunk) and not _is_container(chunk, previous):
            found.extend(_place_roles(chunk, role))
        previous = chunk if chunk.places or is_place(chunk) else None
    return found


def _place_roles(chunk: Chunk, role: str) -> list[PlaceRole]:
    if not chunk.places:
        return [PlaceRole(chunk, None, role)]
    return [PlaceRole(chunk, chunk.places[0], role)]


def _is_located(chunk: Chunk) -> bool:
    """Whether the phrase says a place: a place, or a thing that carries a place name; not an actor's name."""
    if is_place(chunk):
        return not (is_agent(chunk) and not chunk.preposition)
    return bool(chunk.places) and is_thing(chunk)


def _role(chunk: Chunk, telling: Telling, motion: bool) -> str:
    """Role of a place by its preposition; empty where the preposition says something else."""
    if chunk.preposition in _ORIGIN:
        return "origin" if motion else ""
    if chunk.preposition in _DESTINATION:
        return "destination" if motion else "where"
    if chunk.preposition in _WHERE:
        return "where"
    if chunk.preposition == "ل" and (chunk in telling.target or telling.trigger.type == "siege"):
        return "where"
    return ""


def _is_container(chunk: Chunk, previous: Chunk | None) -> bool:
    """Whether the place only says what the place right before lies in (`بلدة الخريطة غرب دير الزور`)."""
    return previous is not None and not chunk.joined and chunk.preposition in _CONTAINING and previous.last <= chunk.first


def find_containers(chunks: list[Chunk]) -> dict[int, Chunk]:
    """For the chunk of each place that a container follows, by its first word: the container's chunk."""
    found: dict[int, Chunk] = {}
    previous: Chunk | None = None
    for chunk in chunks:
        if chunk.kind == NOUN_PHRASE and (chunk.places or is_place(chunk)):
            if previous is not None and _is_container(chunk, previous):
                found[previous.first] = chunk
            previous = chunk
        elif chunk.kind not in (TIME,) and not (chunk.kind == JOINT and chunk.cls in (",", "،")):
            previous = None
    return found
