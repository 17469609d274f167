"""Incidents: accounts joined where more speaks for one happening than against, whatever the order they come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from isnad.weigh.accounts import Account
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground
from isnad.weigh.pairs import find_pairs

Pair = tuple[str, str]
# Groups are joined while their links are on average above this (log odds): else chains of likenesses run on and on.
_LEAST_MEAN = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (the lesser id first), the log odds that they tell of one happening, and the features that say so."""

    one: str
    other: str
    score: float
    features: tuple[str, ...]

    @property
    def pair(self) -> Pair:
        """The two claims."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people have said of pairs of claims; `different` wins where both were said, for it harms less."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


def find_links(accounts: Iterable[Account], ground: Ground) -> tuple[Link, ...]:
    """Links of all pairs that are compared, those that speak against one happening too.

    Order: by claims.
    """
    found = []
    for one, other in find_pairs(accounts, ground):
        features = find_features(one, other, ground)
        found.append(Link(one.claim_id, other.claim_id, ground.weights.score(features), tuple(features)))
    return tuple(found)


def find_incidents(
    claims: Collection[str], links: Iterable[Link], judged: Judgements | None = None
) -> tuple[tuple[str, ...], ...]:
    """Groups of claims that tell of one happening; a claim that nothing is joined to is a group of its own.

    Order: groups by their first claim, claims by id; the order of what is given changes nothing.
    """
    judged = judged or Judgements()
    groups = _Groups(claims, judged.different)
    for pair in sorted(judged.same - judged.different):
        groups.join_told(pair)
    known = {link.pair: link.score for link in links}
    for link in sorted((link for link in links if link.score > 0), key=lambda link: (-link.score, link.pair)):
        groups.join(link.pair, known)
    return groups.found()


class _Groups:
    """Groups that grow; each knows its claims."""

    def __init__(self, claims: Collection[str], different: frozenset[Pair]) -> None:
        self._group = {claim: claim for claim in claims}
        self._members = {claim: [claim] for claim in claims}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join_told(self, pair: Pair) -> None:
        """Join what a person called the same, unless a person keeps members of the two groups apart."""
        one, other = (self._group.get(claim) for claim in pair)
        if one is not None and other is not None and one != other and not self._are_apart(one, other):
            self._merge(one, other)

    def join(self, pair: Pair, known: Mapping[Pair, float]) -> None:
        """Join the groups of the pair where on average their links speak for it."""
        one, other = (self._group.get(claim) for claim in pair)
        if one is None or other is None or one == other or self._are_apart(one, other):
            return
        if self._mean(one, other, known) > _LEAST_MEAN:
            self._merge(one, other)

    def _mean(self, one: str, other: str, known: Mapping[Pair, float]) -> float:
        """The mean of the links between two groups; pairs that were not compared say nothing."""
        scores = [
            score
            for a in self._members[one]
            for b in self._members[other]
            if (score := known.get((a, b) if a < b else (b, a))) is not None
        ]
        return sum(scores) / len(scores) if scores else 0.0

    def _are_apart(self, one: str, other: str) -> bool:
        less, more = sorted((self._members[one], self._members[other]), key=len)
        far = set(more)
        return any(claim in self._apart and not self._apart[claim].isdisjoint(far) for claim in less)

    def _merge(self, one: str, other: str) -> None:
        less, more = sorted((one, other), key=lambda group: (len(self._members[group]), group))
        for claim in self._members[less]:
            self._group[claim] = more
        self._members[more] += self._members.pop(less)

    def found(self) -> tuple[tuple[str, ...], ...]:
        """The groups."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))
