"""Merging: tellings of one event within one article become one, its evidence taken from the first full telling."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.knowledge.weights import Weights
from isnad.read.events.tellings import Telling
from isnad.read.mentions.chunks import Context
from isnad.read.resolve.sameness import Sameness

_LIKELY = 0.8
_NEVER = float("-inf")


def merge(tellings: Iterable[Telling], context: Context, weights: Weights) -> list[Telling]:
    """One telling for each event, joined where they most likely tell the same, in the order of the first that told it.

    Order: `tellings` come in reading order.
    A heading repeats what the body tells: its tellings stand only for types that the body does not tell.
    """
    sameness = Sameness(context)
    groups = _find_groups(tellings, sameness, weights)
    told = {t.type for group in groups for t in group if not t.in_heading}
    groups = [group for group in groups if not all(t.in_heading and t.type in told for t in group)]
    return _join_undivided([_join(group) for group in groups], sameness)


def _find_groups(tellings: Iterable[Telling], sameness: Sameness, weights: Weights) -> list[list[Telling]]:
    """Each telling with the earlier ones that it most likely repeats, or by itself."""
    groups: list[list[Telling]] = []
    for telling in tellings:
        best, most = None, _LIKELY
        for group in groups:
            score = max(_score(sameness.features(earlier, telling), weights) for earlier in group)
            if score > most:
                best, most = group, score
        if best is None:
            groups.append([telling])
        else:
            best.append(telling)
    return groups


def _score(features: list[str], weights: Weights) -> float:
    return weights.score(features) if features else _NEVER


def _join_undivided(tellings: list[Telling], sameness: Sameness) -> list[Telling]:
    """Joined once more where nothing that the events now hold tells them apart."""
    found: list[Telling] = []
    for telling in tellings:
        at = next((i for i, one in enumerate(found) if sameness.nothing_parts(one, telling)), None)
        if at is None:
            found.append(telling)
        else:
            found[at] = _join([found[at], telling])
    return found


def _join(group: list[Telling]) -> Telling:
    """The group as one telling: led by the fullest of the exactest type, open values filled from the others in order."""
    lead = max(group, key=lambda t: (t.event_type.exactness, _fullness(t), -t.sentence))
    lead.retold = len(group) - 1 + sum(telling.retold for telling in group)
    for other in group:
        if other is not lead:
            _fill(lead, other)
    return lead


def _fullness(telling: Telling) -> int:
    return sum(map(bool, (telling.initiator, telling.target, telling.tolls, telling.times, telling.places)))


def _fill(lead: Telling, other: Telling) -> None:
    """Fill what the lead leaves open; the words of its own sentence stand."""
    lead.initiator = lead.initiator or other.initiator
    lead.target = lead.target or other.target
    if other.times and (not lead.times or (lead.time_carried and not other.time_carried)):
        lead.times, lead.time_carried = other.times, other.time_carried
    if not lead.sources and not other.recall:
        lead.sources, lead.cue, lead.content = other.sources, other.cue, other.content
    if not any(not place.inherited for place in lead.places):
        lead.places = other.places or lead.places
    for name, toll in other.tolls.items():
        known = lead.tolls.get(name)
        if known is None or known.low is None:
            lead.tolls[name] = toll
    lead.reasons.append(f"told again in sentence {other.sentence + 1}")
