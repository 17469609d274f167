"""The neighbourhood of a change: which accounts came and went, which pairs are compared now, and which claims that reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.incidents import find_held
from isnad.keep.incidents import find_members as find_incident_members
from isnad.keep.neighbours import (
    Compared,
    Pair,
    find_compared,
    find_inner,
    find_members,
    find_near,
    load_bodies,
    load_bodies_of,
)
from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import Judgements, Link, find_link
from isnad.weigh.pairs import count_pairs, find_block_numbers, find_changes
from isnad.weigh.written import parse_account


@dataclass(frozen=True, slots=True)
class Change:
    """What changes with the articles that are weighed: `told` are all their claims that hold.

    `gone` are accounts that are no more as they were weighed, `come` those that are new or different. `compared` are the
    pairs that this changes; None stands for a pair that is compared no more. With `anew` nothing that was kept counts.
    """

    told: frozenset[str]
    gone: Mapping[str, Account]
    come: Mapping[str, Account]
    compared: Mapping[Pair, Compared | None]
    anew: bool


def find_all(accounts: Iterable[Account], ground: Ground) -> Change:
    """All accounts, as though none had been weighed."""
    come = {account.claim_id: account for account in accounts}
    counted = count_pairs(come.values(), ground)
    compared = {pair: _compare(pair, times, come, ground) for pair, times in counted.items()}
    return Change(frozenset(come), {}, come, compared, anew=True)


def find_change(conn: Connection, articles: Collection[str], accounts: Iterable[Account], ground: Ground) -> Change:
    """What the articles change that have these accounts now."""
    before = parse_accounts(load_bodies_of(conn, articles))
    after = {account.claim_id: account for account in accounts}
    changed = frozenset(claim for claim in before.keys() | after.keys() if before.get(claim) != after.get(claim))
    gone = {claim: before[claim] for claim in sorted(changed & before.keys())}
    come = {claim: after[claim] for claim in sorted(changed & after.keys())}
    compared = _find_compared(conn, gone, come, ground) if changed else {}
    return Change(frozenset(after), gone, come, compared, anew=False)


def parse_accounts(bodies: Mapping[str, str]) -> dict[str, Account]:
    """Accounts that the store keeps, by claim."""
    return {claim: parse_account(body) for claim, body in bodies.items()}


def _find_compared(
    conn: Connection, gone: Mapping[str, Account], come: Mapping[str, Account], ground: Ground
) -> dict[Pair, Compared | None]:
    """The pairs of accounts that came, and those that a crowded block compares now or no more."""
    left, entered = _by_block(gone, ground), _by_block(come, ground)
    members = find_members(conn, left.keys() | entered.keys())
    standing = {claim for claims in members.values() for claim in claims} - gone.keys()
    known = parse_accounts(load_bodies(conn, standing))
    changed = gone.keys() | come.keys()
    counted: Counter[Pair] = Counter()
    for number in left.keys() | entered.keys():
        rest = [known[claim] for claim in members.get(number, ()) if claim in known]
        counted.update(find_changes([*rest, *left.get(number, ())], [*rest, *entered.get(number, ())], changed))
    stay = {pair for pair in counted if changed.isdisjoint(pair)}
    held = {pair: was for pair, was in find_compared(conn, {one for one, _ in stay}).items() if pair in stay}
    accounts = {**known, **come}
    return {pair: _settle(pair, times, held.get(pair), accounts, ground) for pair, times in counted.items()}


def _settle(
    pair: Pair, more: int, held: Compared | None, accounts: Mapping[str, Account], ground: Ground
) -> Compared | None:
    """What becomes of a pair that is compared so much more, or less, often than it was."""
    if held is None:
        return _compare(pair, more, accounts, ground)
    return Compared(held.times + more, held.score) if held.times + more else None


def _compare(pair: Pair, times: int, accounts: Mapping[str, Account], ground: Ground) -> Compared:
    return Compared(times, find_link(accounts[pair[0]], accounts[pair[1]], ground).score)


def _by_block(accounts: Mapping[str, Account], ground: Ground) -> dict[int, list[Account]]:
    found: dict[int, list[Account]] = {}
    for account in accounts.values():
        for number in find_block_numbers(account, ground):
            found.setdefault(number, []).append(account)
    return found


class Network:
    """Links as they are once a change is made: those that the store holds, and those of the change instead."""

    def __init__(self, conn: Connection, change: Change) -> None:
        self._conn = conn
        self._change = change
        self._changed = change.gone.keys() | change.come.keys()
        self._near: dict[str, set[str]] = {}
        for (one, other), compared in change.compared.items():
            if compared is not None and compared.score > 0:
                self._near.setdefault(one, set()).add(other)
                self._near.setdefault(other, set()).add(one)

    def find_start(self) -> set[str]:
        """The claims that stand and whose incidents the change may alter at once."""
        change = self._change
        if change.anew:
            return set(change.come)
        ends = {end for pair in find_near(self._conn, change.gone.keys()) for end in pair}
        ends |= {end for pair in change.compared if self._changed.isdisjoint(pair) for end in pair}
        incidents = find_held(self._conn, change.gone.keys() | change.told).values()
        members = {claim for claims in find_incident_members(self._conn, set(incidents)).values() for claim in claims}
        return (ends | members | change.told) - (change.gone.keys() - change.come.keys())

    def find_near(self, claims: Collection[str]) -> set[str]:
        """The claims that a link with one of these speaks for."""
        found = {end for claim in claims for end in self._near.get(claim, ())}
        if not self._change.anew:
            held = find_near(self._conn, claims)
            found |= {end for pair in held if self._stays(pair) for end in pair}
        return found

    def find_links(self, claims: Set[str]) -> Iterator[Link]:
        """All links between two of the claims."""
        for (one, other), compared in self._change.compared.items():
            if compared is not None and one in claims and other in claims:
                yield Link(one, other, compared.score)
        if not self._change.anew:
            for pair, score in find_inner(self._conn, claims):
                if self._stays(pair):
                    yield Link(*pair, score)

    def _stays(self, pair: Pair) -> bool:
        """Whether a pair that the store holds is as it was."""
        return pair not in self._change.compared and self._changed.isdisjoint(pair)


def find_reach(network: Network, judged: Judgements) -> set[str]:
    """All claims that hang together with the change by links that speak for one happening, or by a person's word.

    Whatever lies outside hangs together without it: incidents there stay as they are.
    """
    partners: dict[str, set[str]] = {}
    for one, other in judged.same:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    reached: set[str] = set()
    frontier = network.find_start()
    while frontier:
        reached |= frontier
        told = {partner for claim in frontier for partner in partners.get(claim, ())}
        frontier = (network.find_near(frontier) | told) - reached
    return reached
