"""Roles: who does it and to whom, chosen among the candidates by the weights of their features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.knowledge.events import EventType
from isnad.knowledge.weights import Weights
from isnad.read.events.candidates import Candidate, find_candidates, find_rule
from isnad.read.events.tellings import Telling
from isnad.read.mentions.chunks import Chunk

# Log odds from which a phrase is taken: the best of a role may be a little less likely than not, since a
# role left empty is an error too; further phrases must be likelier than not. Measured on the coded reports.
_BEST, _FURTHER = -1.0, 0.3
_MOST_PHRASES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with what speaks for it in one role."""

    candidate: Candidate
    features: tuple[str, ...]
    score: float


def fill_roles(telling: Telling, event_type: EventType, weights: dict[str, Weights]) -> None:
    """Set the telling's initiator and target; a phrase taken as initiator is no target of the same event."""
    candidates = find_candidates(telling, event_type)
    chosen = {role: choose(rank(candidates, telling.rules(role), weights[role])) for role in ("initiator", "target")}
    taken = {id(choice.candidate.chunk): choice.score for choice in chosen["initiator"]}
    targets = [c for c in chosen["target"] if taken.get(id(c.candidate.chunk), c.score - 1) < c.score]
    aimed = {id(choice.candidate.chunk) for choice in targets}
    telling.initiator = _in_order(
        [c.candidate.chunk for c in chosen["initiator"] if id(c.candidate.chunk) not in aimed]
    )
    telling.target = _in_order([choice.candidate.chunk for choice in targets])
    for role, choices in chosen.items():
        telling.reasons.extend(f"{role} {c.score:+.1f}: {weights[role].name_heaviest(c.features)}" for c in choices[:1])
    telling.certainty = {role: max((c.score for c in choices), default=-9.0) for role, choices in chosen.items()}


def rank(candidates: Sequence[Candidate], rules: tuple[str, ...], weights: Weights) -> list[Choice]:
    """Candidates for a role, likeliest first."""
    found = []
    for candidate in candidates:
        features = (*candidate.features, find_rule(candidate, rules))
        found.append(Choice(candidate, features, weights.score(features)))
    return sorted(found, key=lambda choice: -choice.score)


def choose(ranked: Sequence[Choice]) -> list[Choice]:
    """The choices taken: the best where it is likely enough, and others that are likelier than not."""
    return [choice for order, choice in enumerate(ranked[:_MOST_PHRASES])
            if choice.score > (_FURTHER if order else _BEST)]  # fmt: skip


def _in_order(chunks: list[Chunk]) -> list[Chunk]:
    return sorted(chunks, key=lambda chunk: chunk.first)
