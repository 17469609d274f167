"""Origins: on how many independent voices an incident rests, and through whom each claim has come.

A voice is independent only where that shows: who carries another's words, credits an agency, or tells in its own voice
what it elsewhere has from a source, adds no origin. Nothing is hidden by this; every claim stays a leaf of the tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from isnad.weigh.accounts import Account
from isnad.weigh.papers import Paper
from isnad.weigh.roots import find_roots
from isnad.weigh.sources import Register
from isnad.weigh.voices import How, Root, Rooted, Sort


class Kind(StrEnum):
    """What an origin is: a named source, people who saw, a news agency, or an outlet in its own voice."""

    SOURCE = "source"
    WITNESS = "witness"
    AGENCY = "agency"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent voice and the claims that come from it.

    `name` is the register's id, the words, or for what has no name the one who speaks or quotes it. `names` are all
    names by which claims call it. `is_named` is false for sources without a name and for agencies that nobody names.
    """

    name: str
    kind: Kind
    is_named: bool
    names: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """How one claim has come from its origin: the media that passed it on (nearest to the origin first), then its article.

    `how` is the reason for the origin; `of` is the claim that this one copies or takes its origin from.
    """

    claim_id: str
    article_id: str
    outlet: str | None
    origin: int
    through: tuple[str, ...]
    how: How
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The four numbers, never mixed: claims, articles, outlets, independent origins."""

    reports: int
    articles: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The origins of one incident, and for each claim its way from one of them (`Relay.origin` is its place here).

    Order: origins by their first claim in time; relays by claim.
    """

    origins: tuple[Origin, ...]
    relays: tuple[Relay, ...]
    numbers: Numbers

    @property
    def origin_of(self) -> dict[str, str]:
        """The name of the origin that each claim comes from."""
        return {relay.claim_id: self.origins[relay.origin].name for relay in self.relays}


def find_origins(
    accounts: Iterable[Account], papers: Mapping[str, Paper], register: Register, *, as_of: str | None = None
) -> Tree:
    """The tree of one incident's accounts. `papers` by version; `as_of` leaves out what was received later (UTC).

    Empty: no account was known.
    """
    known = as_known(accounts, as_of)
    rooted = find_roots(known, papers, register)
    order = list(dict.fromkeys(one.root for one in rooted))
    place = {root: number for number, root in enumerate(order)}
    origins = _origins(rooted, order, register)
    relays = tuple(sorted((_relay(one, place[one.root]) for one in rooted), key=lambda relay: relay.claim_id))
    return Tree(origins, relays, _numbers(known, len(origins)))


def as_known(accounts: Iterable[Account], as_of: str | None) -> tuple[Account, ...]:
    """The accounts that had been received by the moment, each claim once; all where there is none."""
    found = {account.claim_id: account for account in accounts if as_of is None or account.received <= as_of}
    return tuple(found[claim] for claim in sorted(found))


def _origins(rooted: tuple[Rooted, ...], order: list[Root], register: Register) -> tuple[Origin, ...]:
    members: dict[Root, list[Rooted]] = defaultdict(list)
    for one in rooted:
        members[one.root].append(one)
    return tuple(_origin(root, members[root], register) for root in order)


def _origin(root: Root, members: list[Rooted], register: Register) -> Origin:
    names = sorted({name for one in members for name in one.names})
    claims = tuple(sorted(one.account.claim_id for one in members))
    return Origin(root.name, _kind(root, members, register), root.is_named, tuple(names), claims)


def _kind(root: Root, members: list[Rooted], register: Register) -> Kind:
    if root.sort in (Sort.NAMED, Sort.UNNAMED):
        said = [one.source.witness for one in members if one.source is not None and one.root.sort == Sort.UNNAMED]
        return Kind.WITNESS if said and all(said) else Kind.SOURCE
    return Kind.AGENCY if root.sort == Sort.POOL or root.name in register.agencies else Kind.OUTLET


def _relay(one: Rooted, place: int) -> Relay:
    account = one.account
    return Relay(account.claim_id, account.article_id, account.outlet, place, one.through, one.how, one.of)


def _numbers(known: tuple[Account, ...], origins: int) -> Numbers:
    articles = {account.article_id for account in known}
    outlets = {account.outlet for account in known if account.outlet}
    return Numbers(len(known), len(articles), len(outlets), origins)
