"""Candidates: the phrases of a sentence that may fill a role of an event, each with the features that speak for it.

Features are named in words (`subject`, `after على`, `force as object`), so that the tables of weights
and `--explain` can be read.
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.knowledge.events import EventType
from isnad.read.events.classes import phrase_classes
from isnad.read.events.positions import PREPOSITIONS, Site, find_positions
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, JOINT, NOUN_PHRASE, VERB, Chunk

_FARTHEST_BEFORE, _FARTHEST_AFTER = 9, 12
_MOST_RULES = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may fill a role; `features` are those that both roles share."""

    chunk: Chunk
    features: tuple[str, ...]
    positions: frozenset[str]


def find_candidates(site: Site, event_type: EventType, toll: Chunk | None, carried: tuple[Chunk, ...]) -> list[Candidate]:
    """Phrases near the trigger, those carried over from before, and the counted people of its toll."""
    positions = _positions_by_chunk(site)
    clause = find_clause(site.chunks, site.index)
    found = []
    low, high = max(0, site.index - _FARTHEST_BEFORE), min(len(site.chunks), site.index + _FARTHEST_AFTER)
    for index in range(low, high):
        chunk = site.chunks[index]
        if chunk.kind == NOUN_PHRASE and index != site.index:
            at = positions.get(id(chunk), frozenset())
            shape = _way(site, index, clause)
            found.append(_candidate(site, event_type, chunk, at, shape, chunk is toll))
    inside = {id(candidate.chunk) for candidate in found}
    for chunk in (*carried, *((toll,) if toll is not None else ()), *positions_outside(site)):
        if id(chunk) not in inside:
            inside.add(id(chunk))
            at = positions.get(id(chunk), frozenset()) | {"carried"}
            found.append(_candidate(site, event_type, chunk, at, (), chunk is toll))
    return found


def positions_outside(site: Site) -> list[Chunk]:
    """The nationality adjective of an event noun, which is no chunk of the sentence."""
    return find_positions(site)["adjective"]


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
    joints = {c.cls for c in between if c.kind == JOINT}
    features.extend(f"{side}, {joint} between" for joint in joints)
    if chunk.joined:
        features.append(f"{side}, joined")
    return tuple(features)


def _candidate(
    site: Site, event_type: EventType, chunk: Chunk, at: frozenset[str], way: tuple[str, ...], is_toll: bool
) -> Candidate:
    classes = phrase_classes(chunk)
    features = list(way)
    kind = _kind(site)
    features.extend(classes)
    features.append(f"of a {kind}")
    for name in at or ("no position",):
        features.append(name)
        features.append(f"{name} of a {kind}")
        features.extend(f"{cls} as {name}" for cls in classes)
    features.extend(f"{cls} in {event_type.name}" for cls in classes)
    if way:
        features.extend(f"{cls} {way[1]}" for cls in classes)
        features.append(f"{kind} {way[1]}")
        features.append(f"{event_type.name} {way[1]}")
    if is_toll:
        features.extend(("toll", f"toll in {event_type.name}"))
    return Candidate(chunk, tuple(features), at)


def _kind(site: Site) -> str:
    """What the trigger is: verb, noun, participle or a counted phrase, with what its inflection tells."""
    trigger = site.trigger
    if trigger.kind == VERB:
        return "verb"
    if trigger.kind == NOUN_PHRASE:
        return "counted phrase"
    entry = trigger.entry
    return "participle" if entry is not None and entry.kind.endswith("participle") else "noun"


def find_rule(candidate: Candidate, rules: tuple[str, ...]) -> str:
    """Which of the positions that the event's file lists for the role the candidate stands at: `rule 1`, … or `no rule`."""
    from isnad.read.events.classes import is_of_class

    for order, rule in enumerate(rules, start=1):
        name, _, cls = rule.partition(":")
        if _stands_at(candidate, name) and is_of_class(candidate.chunk, cls):
            return f"rule {min(order, _MOST_RULES)}"
    return "no rule"


def _stands_at(candidate: Candidate, name: str) -> bool:
    if name in candidate.positions or f"{name} joined" in candidate.positions:
        return True
    wanted = PREPOSITIONS.get(name)
    return wanted is not None and candidate.chunk.preposition in wanted and "after" in candidate.features
