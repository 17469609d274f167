"""Candidates: the phrases of a sentence that may fill a role of an event, each with the features that speak for it.

Features are named in words (`subject`, `after على`, `force as object`), so that the tables of weights
and `--explain` can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from isnad.knowledge.events import EventType
from isnad.read.events.classes import is_of_class, phrase_classes
from isnad.read.events.positions import PREPOSITIONS, find_positions
from isnad.read.events.site import Site, is_part
from isnad.read.events.tellings import Telling
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, JOINT, NOUN_PHRASE, VERB, Chunk

# Chunks from the trigger within which a phrase may fill a role; wider ones (9, 12) found no more on the coded reports.
_FARTHEST_BEFORE, _FARTHEST_AFTER = 8, 9
_MOST_RULES = 4
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may fill a role; `features` are those that both roles share."""

    chunk: Chunk
    features: tuple[str, ...]
    positions: frozenset[str]


def find_candidates(telling: Telling, event_type: EventType) -> list[Candidate]:
    """Phrases near the trigger, those carried over from before, and the counted people of its toll."""
    site, toll = telling.site, telling.victims
    positions = _positions_by_chunk(site)
    clause = find_clause(site.chunks, site.index)
    low, high = max(0, site.index - _FARTHEST_BEFORE), min(len(site.chunks), site.index + _FARTHEST_AFTER)
    near = [
        i
        for i in range(low, high)
        if site.chunks[i].kind == NOUN_PHRASE and i != site.index and not is_part(site.chunks, i)
    ]
    firsts = _firsts_of_class(site, near)
    found = []
    for index in near:
        chunk = site.chunks[index]
        head = _head_of_list(site, index)
        at = positions.get(id(chunk)) or _joined(positions.get(id(site.chunks[head]), frozenset()), head != index)
        at |= _as_speaker(telling, chunk)
        way = (*_way(site, head, clause), *firsts.get(index, ()))
        found.append(
            _candidate(site, event_type, chunk, at, (*way, "in a list") if head != index else way, chunk is toll)
        )
    inside = {id(candidate.chunk) for candidate in found}
    for chunk in (*telling.carried, *((toll,) if toll is not None else ()), *find_positions(site)["adjective"]):
        if id(chunk) not in inside:
            inside.add(id(chunk))
            at = positions.get(id(chunk), frozenset()) | _as_speaker(telling, chunk) | {"carried"}
            found.append(_candidate(site, event_type, chunk, at, (), chunk is toll))
    return found


def _as_speaker(telling: Telling, chunk: Chunk) -> frozenset[str]:
    """Whether the phrase is who says it: seldom the one who did it, unless the deed is to say it."""
    says = any(chunk.first < other.last and other.first < chunk.last for other in telling.speakers)
    return frozenset(("speaker of it",)) if says else frozenset()


def _joined(names: frozenset[str], is_joined: bool) -> frozenset[str]:
    """Positions of the head of a list, as those of a phrase joined to it."""
    return frozenset(f"{name} joined" for name in names) if is_joined else names


def _head_of_list(site: Site, index: int) -> int:
    """Index of the phrase that a joined phrase goes on from (`A وB وC`); its own where it begins a list."""
    at = index
    while at > 0 and site.chunks[at].joined and site.chunks[at].kind == NOUN_PHRASE:
        before = at - 1
        if site.chunks[before].kind != NOUN_PHRASE or before == site.index:
            break
        if site.chunks[at].preposition not in ("", site.chunks[before].preposition):
            break
        at = before
    return at


def _firsts_of_class(site: Site, near: list[int]) -> dict[int, list[str]]:
    """For each phrase that is the nearest of its class on its side: what it is the nearest of."""
    found: dict[int, list[str]] = {}
    after = [i for i in near if i > site.index]
    before = [i for i in reversed(near) if i < site.index]
    for side, indexes in (("after", after), ("before", before)):
        seen: set[str] = set()
        for index in indexes:
            for cls in phrase_classes(site.chunks[index]):
                if cls not in seen:
                    seen.add(cls)
                    found.setdefault(index, []).append(f"nearest {cls} {side}")
    return found


def _positions_by_chunk(site: Site) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for name, chunks in find_positions(site).items():
        for order, chunk in enumerate(chunks):
            found.setdefault(id(chunk), set()).add(name if order == 0 else f"{name} joined")
    return {key: frozenset(names) for key, names in found.items()}


def _way(site: Site, index: int, clause: tuple[int, int]) -> tuple[str, ...]:
    """Features of the way from the trigger to the phrase: side, preposition, what stands between."""
    chunk = site.chunks[index]
    after = index > site.index
    side = "after" if after else "before"
    between = site.chunks[site.index + 1 : index] if after else site.chunks[index + 1 : site.index]
    phrases = sum(1 for c in between if c.kind in (NOUN_PHRASE, EVENT))
    features = [side, f"{side} {chunk.preposition}", f"{side} at {min(phrases, 4)}"]
    if not clause[0] <= index < clause[1]:
        features.append(f"{side}, other clause")
    if any(c.kind == VERB for c in between):
        features.append(f"{side}, verb between")
    features.extend(f"{side}, {joint} between" for joint in sorted({c.cls for c in between if c.kind == JOINT}))
    if chunk.joined:
        features.append(f"{side}, joined")
    return tuple(features)


def _candidate(
    site: Site, event_type: EventType, chunk: Chunk, at: frozenset[str], way: tuple[str, ...], is_toll: bool
) -> Candidate:
    classes, kind = phrase_classes(chunk), _kind(site)
    features = [*way, *_of_classes(classes, kind, event_type.name)]
    for name in sorted(at) or ("no position",):
        features.extend(_of_position(name, classes, kind, event_type.family))
    if way:
        features.extend(_of_side(way[1], classes, kind, event_type.name))
    if is_toll:
        features.extend(("toll", f"toll in {event_type.name}"))
    return Candidate(chunk, tuple(features), at)


# The same few hundred combinations name most features, so that each is written once.
@lru_cache(maxsize=_REMEMBERED)
def _of_classes(classes: tuple[str, ...], kind: str, type_name: str) -> tuple[str, ...]:
    return (*classes, f"of a {kind}", *(f"{cls} in {type_name}" for cls in classes))


@lru_cache(maxsize=_REMEMBERED)
def _of_position(name: str, classes: tuple[str, ...], kind: str, family: str) -> tuple[str, ...]:
    return (name, f"{name} of a {kind}", f"{name} in {family}", *(f"{cls} as {name}" for cls in classes))


@lru_cache(maxsize=_REMEMBERED)
def _of_side(side: str, classes: tuple[str, ...], kind: str, type_name: str) -> tuple[str, ...]:
    return (*(f"{cls} {side}" for cls in classes), f"{kind} {side}", f"{type_name} {side}")


def _kind(site: Site) -> str:
    """What the trigger is: verb, noun, participle or a counted phrase."""
    trigger = site.trigger
    if trigger.kind == VERB:
        return "verb"
    if trigger.kind == NOUN_PHRASE:
        return "counted phrase"
    entry = trigger.entry
    return "participle" if entry is not None and entry.kind.endswith("participle") else "noun"


def find_rule(candidate: Candidate, rules: tuple[str, ...]) -> str:
    """Which of the positions that the event's file lists for the role the candidate stands at: `rule 1`, … or `no rule`."""
    for order, (name, cls) in enumerate(_parsed(rules), start=1):
        if _stands_at(candidate, name) and is_of_class(candidate.chunk, cls):
            return f"rule {min(order, _MOST_RULES)}"
    return "no rule"


@lru_cache(maxsize=1024)
def _parsed(rules: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each rule as the name of its position and the class that it asks for."""
    return tuple((name, cls) for name, _, cls in (rule.partition(":") for rule in rules))


def _stands_at(candidate: Candidate, name: str) -> bool:
    if name in candidate.positions or f"{name} joined" in candidate.positions:
        return True
    wanted = PREPOSITIONS.get(name)
    return wanted is not None and candidate.chunk.preposition in wanted and "after" in candidate.features
