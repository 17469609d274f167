"""Incidents: accounts joined where more speaks for one happening than against, whatever the order they come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from isnad.weigh.accounts import Account
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground
from isnad.weigh.pairs import find_pairs

Pair = tuple[str, str]
# Groups are joined while their links are on average above this (log odds): else chains of likenesses run on and on.
_LEAST_MEAN = 0.0
# Sums are of hundredths, which are whole: they do not depend on the order that they are made in.
_HUNDREDTHS = 100
_UNSEEN = -50


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (the lesser id first) and the log odds that they tell of one happening; `find_features` says why."""

    one: str
    other: str
    score: float

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
    return tuple(find_link(one, other, ground) for one, other in find_pairs(accounts, ground))


def find_link(one: Account, other: Account, ground: Ground) -> Link:
    """The link of two accounts, the lesser claim first."""
    return Link(one.claim_id, other.claim_id, score_of(find_features(one, other, ground), ground))


def score_of(features: Iterable[str], ground: Ground) -> float:
    """The log odds that these features speak for one happening with, in whole hundredths."""
    return round(ground.weights.score(features), 2)


def find_incidents(
    claims: Collection[str], links: Iterable[Link], judged: Judgements | None = None
) -> tuple[tuple[str, ...], ...]:
    """Groups of claims that tell of one happening; a claim that nothing is joined to is a group of its own.

    Order: groups by their first claim, claims by id; the order of what is given changes nothing.
    """
    judged = judged or Judgements()
    links = list(links)
    groups = _Groups(claims, links, judged.different)
    for pair in sorted(judged.same - judged.different):
        groups.join_told(pair)
    for link in sorted((link for link in links if link.score > 0), key=lambda link: (-link.score, link.pair)):
        groups.join(link.pair)
    return groups.found()


class _Groups:
    """Groups that grow. Each knows its claims, the sum and count of its links to every other, and whom it is kept from.

    What lies between two groups is kept up as they grow, so that a join costs as much as the smaller has neighbours,
    however large an incident becomes.
    """

    def __init__(self, claims: Collection[str], links: Iterable[Link], different: frozenset[Pair]) -> None:
        self._group = {claim: claim for claim in claims}
        self._members = {claim: [claim] for claim in self._group}
        self._between: dict[str, dict[str, tuple[int, int]]] = {claim: {} for claim in self._group}
        self._apart: dict[str, set[str]] = {claim: set() for claim in self._group}
        for link in links:
            if link.one in self._group and link.other in self._group:
                score = round(link.score * _HUNDREDTHS)
                self._between[link.one][link.other] = self._between[link.other][link.one] = (score, 1)
        for one, other in different:
            if one in self._group and other in self._group:
                self._apart[one].add(other)
                self._apart[other].add(one)

    def join_told(self, pair: Pair) -> None:
        """Join what a person called the same, unless a person keeps members of the two groups apart."""
        one, other = (self._group.get(claim) for claim in pair)
        if one is not None and other is not None and one != other and other not in self._apart[one]:
            self._merge(one, other)

    def join(self, pair: Pair) -> None:
        """Join the groups of the pair where on average what lies between them speaks for it."""
        one, other = (self._group.get(claim) for claim in pair)
        if one is None or other is None or one == other or other in self._apart[one]:
            return
        if self._mean(one, other) > _LEAST_MEAN:
            self._merge(one, other)

    def _mean(self, one: str, other: str) -> float:
        """The mean of the pairs between two groups, in hundredths.

        Pairs that were not compared lie in other places or days, or far apart in a crowded block: they speak a little
        against, yet never weigh more than those that were.
        """
        total, known = self._between[one].get(other, (0, 0))
        unseen = min(known, len(self._members[one]) * len(self._members[other]) - known)
        return (total + _UNSEEN * unseen) / (known + unseen) if known else 0.0

    def _merge(self, one: str, other: str) -> None:
        less, more = sorted(
            (one, other), key=lambda group: (len(self._between[group]) + len(self._members[group]), group)
        )
        for claim in self._members[less]:
            self._group[claim] = more
        self._members[more] += self._members.pop(less)
        self._hand_over(less, more)
        for group in self._apart.pop(less):
            self._apart[group].remove(less)
            self._apart[group].add(more)
            self._apart[more].add(group)

    def _hand_over(self, less: str, more: str) -> None:
        """What lay between one group and the others lies between them and the group that it became part of."""
        taken, kept = self._between.pop(less), self._between[more]
        for group, (total, count) in taken.items():
            del self._between[group][less]
            if group != more:
                before, known = kept.get(group, (0, 0))
                kept[group] = self._between[group][more] = (before + total, known + count)

    def found(self) -> tuple[tuple[str, ...], ...]:
        """The groups."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))
