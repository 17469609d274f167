"""Consequences: deaths and injuries go to the event of the sentence that caused them."""

from __future__ import annotations

from isnad.read.events.tellings import Telling
from isnad.read.events.tolls import Toll, is_denied_toll
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, VERB, Chunk

_CAUSE_PREPOSITIONS = frozenset(("في", "ب", "agentive", "جراء", "اثر", "نتيجه", "بسبب", "خلال", "اثناء"))
_MOREOVER = frozenset(("كما", "فيما", "بينما"))
_SINCE = frozenset(("منذ", "مذ"))
_WHEN = frozenset(("عندما", "حين", "حينما", "بعدما", "بعد ان"))


def join_consequences(chunks: list[Chunk], tellings: list[Telling]) -> list[Telling]:
    """The sentence's tellings with every toll joined to its cause; tolls without a cause stay, joined to each other."""
    telling_cause = [t for t in tellings if t.event_type.cause]
    causes = [t for t in telling_cause if not t.trigger.toll] or telling_cause
    rest: list[Telling] = []
    for telling in tellings:
        damage_of = _find_cause(chunks, telling, causes) if _is_damage(telling) else None
        if damage_of is not None:
            damage_of.reasons.extend("damage " + reason for reason in telling.reasons)
            continue
        if not telling.trigger.toll or telling.trigger.toll == "displaced" or telling.trigger.alone:
            rest.append(telling)
            continue
        cause = _find_cause(chunks, telling, [c for c in causes if not _is_listed_after(chunks, telling, c)])
        own = telling.event_type.cause
        if cause is not None and not (own and _is_other_deed(chunks, telling, cause)):
            _add_toll(cause, telling)
        else:
            rest.append(telling)
    _join_denied(chunks, causes)
    return _join_tolls(rest)


def _is_damage(telling: Telling) -> bool:
    """Whether a verbal noun tells of damage, which is a consequence where the sentence names its cause."""
    return telling.event_type.damage and telling.chunk.kind == EVENT


def _join_denied(chunks: list[Chunk], causes: list[Telling]) -> None:
    """Give the cause before it the nought of a toll that the sentence denies (`دون وقوع إصابات`)."""
    for index, chunk in enumerate(chunks):
        before = [cause for cause in causes if cause.index < index]
        if before and is_denied_toll(chunks, index):
            for name in ("fatalities", "injured"):
                known = before[-1].tolls.get(name)
                if known is None or known.low is None:
                    before[-1].tolls[name] = Toll(0, 0, chunk)


def _find_cause(chunks: list[Chunk], toll: Telling, causes: list[Telling]) -> Telling | None:
    """The nearest cause, one that a cause word or preposition ties to the toll before any other."""
    causes = [c for c in causes if not _is_beginning(chunks, toll.index, c.index)]
    if not causes:
        return None
    tied = [c for c in causes if c.index > toll.index and _is_tied(chunks, toll.index, c.index)]
    if tied:
        return tied[0]
    before = [c for c in causes if c.index < toll.index
              and (not _is_parted(chunks, c.index, toll.index) or _goes_on(chunks, c, toll))]  # fmt: skip
    if before:
        return before[-1]
    after = [c for c in causes if c.index > toll.index and not _is_parted(chunks, toll.index, c.index)]
    return after[0] if after else None


def _is_other_deed(chunks: list[Chunk], toll: Telling, cause: Telling) -> bool:
    """Whether the toll, which names its own cause (`قتل برصاص`), and the cause are two deeds: of two types, and not tied."""
    if toll.type == cause.type or _is_tied(chunks, toll.index, cause.index):
        return False
    between = chunks[cause.index + 1 : toll.index]
    return not any(chunk.kind == MARKER and chunk.cls in ("result", "cause") for chunk in between)


def _is_listed_after(chunks: list[Chunk], toll: Telling, cause: Telling) -> bool:
    """Whether the cause is a noun listed after the toll's noun (`قتل مدنيين واغتيال ناشط`): another deed beside it."""
    chunk = chunks[cause.index]
    return (
        cause.index > toll.index
        and chunks[toll.index].kind == EVENT == chunk.kind
        and chunk.joined
        and not chunk.preposition
    )


def _is_beginning(chunks: list[Chunk], low: int, high: int) -> bool:
    """Whether the cause only says since when a total is counted (`بلغ عدد القتلى منذ بدء العملية`)."""
    return low < high and any(chunk.preposition in _SINCE for chunk in chunks[max(low + 1, high - 1) : high + 1])


def _is_tied(chunks: list[Chunk], low: int, high: int) -> bool:
    """Whether the cause at `high` follows as an adverbial or a temporal clause of the toll at `low`."""
    joints = [chunk for chunk in chunks[low + 1 : high] if chunk.kind == JOINT and chunk.cls == "conjunction"]
    if len(joints) == 1 and chunks[high].kind == VERB and joints[0].rows[0] in _WHEN:
        return True
    if joints:
        return False
    return chunks[high].preposition in _CAUSE_PREPOSITIONS or any(
        chunk.kind == MARKER and chunk.cls == "cause" for chunk in chunks[low + 1 : high]
    )


def _is_parted(chunks: list[Chunk], low: int, high: int) -> bool:
    """Whether a conjunction of clauses parts the two without a result word between."""
    between = chunks[low + 1 : high]
    if any(chunk.kind == MARKER and chunk.cls in ("result", "cause") for chunk in between):
        return False
    if any(
        chunk.kind == VERB and any(e.kind == "light" and e.cls == "result" for e in chunk.entries) for chunk in between
    ):
        return False
    parted = any(chunk.kind == JOINT and chunk.cls == "conjunction" for chunk in between)
    joined = [c for c in chunks[low + 1 : high + 1] if c.kind == VERB and c.joined]
    return parted or (bool(joined) and chunks[low].kind in (EVENT, VERB) and len(between) > 8)


def _goes_on(chunks: list[Chunk], cause: Telling, toll: Telling) -> bool:
    """Whether the toll goes on with another of the cause behind one `كما` or `فيما` (`قتل 21 في اشتباكات، كما جرح 14`)."""
    joints = [c for c in chunks[cause.index + 1 : toll.index] if c.kind == JOINT and c.cls == "conjunction"]
    other = bool(cause.tolls) and not set(cause.tolls) & set(toll.tolls)
    return other and len(joints) == 1 and bool(joints[0].rows) and joints[0].rows[0] in _MOREOVER


def _add_toll(cause: Telling, toll: Telling) -> None:
    """Give the cause what the toll says: its numbers, its people, its words as evidence."""
    for name, quantity in toll.tolls.items():
        known = cause.tolls.get(name)
        if known is None or known.low is None:
            cause.tolls[name] = quantity
    cause.victims = cause.victims or toll.victims
    cause.clause = (min(cause.clause[0], toll.clause[0]), max(cause.clause[1], toll.clause[1]))
    cause.reasons.extend("toll " + reason for reason in toll.reasons)


def _join_tolls(tellings: list[Telling]) -> list[Telling]:
    """Deaths and injuries of one sentence without a cause are one event."""
    joined: list[Telling] = []
    for telling in tellings:
        previous = next((t for t in joined if t.trigger.toll and t.type == telling.type), None)
        if previous is not None and telling.trigger.toll in ("fatalities", "injured") and _adds(telling, previous):
            _add_toll(previous, telling)
        else:
            joined.append(telling)
    return joined


def _adds(telling: Telling, previous: Telling) -> bool:
    """Whether the toll counts other people than those before it, or the same by the same phrase."""
    return not set(telling.tolls) & set(previous.tolls) or _is_same_phrase(telling, previous)


def _is_same_phrase(one: Telling, other: Telling) -> bool:
    """Whether both count by the same phrase (`سقط 3 قتلى`), or the other leaves the number to this phrase."""
    if one.chunk.kind == NOUN_PHRASE and all(toll.low is None for toll in other.tolls.values()):
        return True
    phrases = {id(toll.chunk) for toll in other.tolls.values()}
    return any(id(toll.chunk) in phrases for toll in one.tolls.values())
