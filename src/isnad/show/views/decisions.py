"""Decisions: what each person said of claims and of pairs of them, and how far two people agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from isnad.keep.incidents import DIFFERENT, SAME, TAKEN_BACK
from isnad.model import Finding
from isnad.show.views.kappa import find_kappa

RIGHT, WRONG, CORRECTED = "right", "wrong", "corrected"
OF_CLAIMS, OF_PAIRS = frozenset((RIGHT, WRONG, CORRECTED)), frozenset((SAME, DIFFERENT))
KINDS = ("claim", "pair")
# What is corrected was wrong as it stood.
_CATEGORY = {CORRECTED: WRONG}
Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person last said of one thing, not taken back. `kind` is `claim` or `pair`."""

    kind: str
    subject: str
    verdict: str
    by: str
    at: str
    detail: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree over the things that both judged; `kappa` None: it cannot be told."""

    kind: str
    one: str
    other: str
    items: int
    agreed: int
    kappa: float | None


def find_standing_decisions(findings: Iterable[Finding]) -> tuple[Decision, ...]:
    """What holds of what people said: the newest of each person on each thing, unless taken back.

    A correction of one role stands beside one of another. Order: as they came.
    """
    held: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        name = (finding.subject_kind, finding.subject, finding.by)
        if finding.verdict == TAKEN_BACK:
            held[name].clear()
        elif finding.verdict in OF_CLAIMS | OF_PAIRS:
            held[name] = [one for one in held[name] if _stands_beside(one, finding)] + [finding]
    found = sorted((one for batch in held.values() for one in batch), key=lambda one: one.at)
    return tuple(Decision(f.subject_kind, f.subject, f.verdict, f.by, f.at, f.detail) for f in found)


def _stands_beside(before: Finding, now: Finding) -> bool:
    """Whether both are corrections, of different roles."""
    roles = [dict(one.detail).get("role") for one in (before, now)]
    return before.verdict == now.verdict == CORRECTED and roles[0] != roles[1]


def find_agreements(decisions: Iterable[Decision]) -> tuple[Agreement, ...]:
    """The agreement of every two people who judged a thing in common, over claims and over pairs. Order: by kind, names."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for decision in decisions:
        said[decision.kind, decision.by][decision.subject] = _CATEGORY.get(decision.verdict, decision.verdict)
    found = []
    for (kind, one), (of, other) in combinations(sorted(said), 2):
        both = _both(said[kind, one], said[of, other]) if kind == of else []
        if both:
            agreed = sum(first == second for first, second in both)
            found.append(Agreement(kind, one, other, len(both), agreed, find_kappa(both)))
    return tuple(found)


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(one[subject], other[subject]) for subject in sorted(one.keys() & other.keys())]
