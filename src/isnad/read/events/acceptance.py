"""Acceptance: whether a word that can name an event reports one here, by the weights of named features.

The same noun reports an event (`أسفر القصف عن مقتل ثلاثة`) or only speaks of its kind (`مخاوف من القصف`,
`منفذ الهجوم`); what decides is how full the telling is, how the word is built into its clause, and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.read.events.site import Site
from isnad.read.events.tellings import Telling
from isnad.read.events.triggers import has_form
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, VERB, Chunk

_PLACES_IN_REPORT = ((0, "first sentence"), (1, "second sentence"), (3, "early sentence"), (8, "middle sentence"))
_SURE = 1.0
_ENDS_OF_CONTENT = frozenset(("conjunction", "relative", "،", ",", "؛"))
_FAR = 7


def find_acceptance_features(telling: Telling) -> list[str]:
    """Named features of the telling, to be weighed by the table `event`."""
    kind, family = _kind(telling), telling.event_type.family
    filled = list(_filled(telling))
    found = [
        telling.type,
        kind,
        f"{kind} of {telling.type}",
        f"word: {telling.trigger.gloss}",
        *filled,
        *_built_in(telling),
        telling.factuality,
    ]
    found.append(next((name for limit, name in _PLACES_IN_REPORT if telling.sentence <= limit), "late sentence"))
    found.append(f"{min(len(filled), 4)} filled")
    found.append(f"{min(len(filled), 4)} filled, {kind}")
    found.append(f"{min(len(filled), 4)} filled, {family}")
    found.extend(f"{name}, {family}" for name in filled)
    found.append("retold" if telling.retold else "told once")
    if telling.trigger.weak:
        found.append("weak word")
    if telling.chunk.last - telling.chunk.first > 1:
        found.append("several words")
    if telling.trigger.needs:
        found.append("in needed company")
    return found


def _kind(telling: Telling) -> str:
    chunk = telling.chunk
    if chunk.kind == VERB:
        return "past verb" if chunk.inflection is not None and chunk.inflection.tense == "past" else "present verb"
    if chunk.kind == NOUN_PHRASE:
        return "counted phrase"
    if chunk.entry is not None and chunk.entry.kind.endswith("participle"):
        return "participle"
    return "definite noun" if chunk.definite else "bare noun"


def _filled(telling: Telling) -> Iterator[str]:
    for role in ("initiator", "target"):
        if telling.certainty.get(role, -9.0) > _SURE:
            yield f"sure {role}"
        elif getattr(telling, role):
            yield f"{role}"
    if any(not place.inherited for place in telling.places):
        yield "place"
    if any(time.edtf for time in telling.times) and not telling.time_carried:
        yield "time"
    if any(toll.low is not None for toll in telling.tolls.values()):
        yield "toll"
    elif telling.tolls:
        yield "worded toll"
    if telling.sources:
        yield "source"


def _built_in(telling: Telling) -> Iterator[str]:
    """How the word stands in its clause: its preposition, what comes right before and after, other events there."""
    chunks, index = telling.site.chunks, telling.index
    chunk = chunks[index]
    if chunk.preposition:
        yield f"after {chunk.preposition}"
    before = chunks[index - 1] if index else None
    yield f"first before it: {_name(before)}"
    if (
        before is not None
        and before.kind == NOUN_PHRASE
        and not chunk.preposition
        and not chunk.joined
        and chunk.kind == EVENT
    ):
        yield "possessor of a noun"
        yield from (f"possessor of {cls.partition(':')[0]}" for cls in sorted(before.classes))
    yield f"first after it: {_name(chunks[index + 1] if index + 1 < len(chunks) else None)}"
    low, high = find_clause(chunks, index)
    verbs = [c for c in chunks[low:index] if c.kind == VERB]
    if verbs:
        yield from (f"under a verb: {entry.kind} {entry.cls}" for entry in verbs[-1].entries)
    yield from sorted({f"{c.cls} before" for c in chunks[low:index] if c.kind == MARKER})
    if is_asked_for(telling):
        yield "asked for"
    if any(c.triggers() for c in chunks[low:index] if c.kind in (VERB, EVENT)):
        yield "event word before it in the clause"
    if any(c.triggers() for c in chunks[index + 1 : high] if c.kind in (VERB, EVENT)):
        yield "event word after it in the clause"


def is_asked_for(telling: Telling) -> bool:
    """Whether the event noun is what an appeal, order or threat is about (`دعا إلى وقف القصف`, `هدد بقصف`)."""
    chunks, index = telling.site.chunks, telling.index
    if chunks[index].kind != EVENT or telling.trigger.asks:
        return False
    for at in range(index - 1, max(0, index - _FAR) - 1, -1):
        chunk = chunks[at]
        if chunk.kind == JOINT and chunk.cls in _ENDS_OF_CONTENT:
            return False
        if chunk.kind in (VERB, EVENT) and chunk.triggers():
            site = Site(chunks, at, telling.site.discourse)
            return any(trigger.asks and has_form(trigger, site) for trigger in chunk.triggers())
        if chunk.kind == VERB:
            return False
    return False


def _name(chunk: Chunk | None) -> str:
    if chunk is None:
        return "edge"
    if chunk.kind in (JOINT, MARKER):
        return chunk.cls
    return f"{chunk.kind} {chunk.preposition}" if chunk.preposition else chunk.kind
