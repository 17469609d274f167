"""Claims weighed to incidents: all accounts are read from the store, weighed, and the incidents written back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.keep.articles import find_standing, load_versions
from isnad.keep.claims import StoredClaim, load_told
from isnad.keep.incidents import IncidentRow, LinkRow, find_held, find_judged, write_incidents
from isnad.keep.store import Store
from isnad.keep.versions import Version
from isnad.pipeline.origins import find_trees
from isnad.pipeline.outcomes import batches
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import Judgements, Link, find_incidents, find_links
from isnad.weigh.names import find_names
from isnad.weigh.sources import Register
from isnad.weigh.summaries import summarise

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much was weighed: claims, links that speak for one happening, incidents; those that several outlets tell, and
    those that rest on several independent origins.
    """

    claims: int
    links: int
    incidents: int
    of_several_outlets: int
    of_several_origins: int


def weigh(store: Store, ground: Ground, register: Register) -> Weighed:
    """Weigh all claims that hold, by what people have judged, and keep the incidents under the names that they had."""
    with store.read() as connection:
        accounts = {account.claim_id: account for account in find_accounts(connection, ground)}
        links, groups = find_groups(connection, accounts, ground)
        named = find_names(groups, *find_held(connection))
        origins = _count_origins(connection, groups, accounts, register)
    rows = tuple(_rows(named.names, groups, accounts, links, origins))
    with store.write() as connection:
        write_incidents(connection, rows, named.redirects)
    return Weighed(
        claims=len(accounts),
        links=sum(link.score > 0 for link in links),
        incidents=len(rows),
        of_several_outlets=sum(row.outlets > 1 for row in rows),
        of_several_origins=sum(row.origins > 1 for row in rows),
    )


def find_groups(
    connection: Connection, accounts: Mapping[str, Account], ground: Ground
) -> tuple[tuple[Link, ...], tuple[tuple[str, ...], ...]]:
    """Links of the accounts, and the groups of claims that tell of one happening, by what people have judged."""
    links = find_links(accounts.values(), ground)
    return links, find_incidents(accounts, links, Judgements(*find_judged(connection)))


def find_accounts(connection: Connection, ground: Ground, *, as_of: str | None = None) -> Iterator[Account]:
    """Accounts of all that articles tell; with `as_of` (UTC) as they stood at that moment, by what was received by then.

    Order: by article.
    """
    for names in batches(find_standing(connection, as_of=as_of), _PAGE):
        versions = {version.version_id: version for version in load_versions(connection, names)}
        for stored in load_told(connection, names):
            yield account_of(stored, versions[stored.version_id], ground.common)


def account_of(stored: StoredClaim, version: Version, common: frozenset[str]) -> Account:
    """The account of a stored claim."""
    named = {"article_id": version.article_id, "received": version.received}
    return find_account(stored.claim, version.article, **named, common=common)


def _count_origins(
    connection: Connection, groups: Sequence[Sequence[str]], accounts: dict[str, Account], register: Register
) -> list[int]:
    """How many independent origins each group rests on; a single claim rests on one."""
    several = [index for index, group in enumerate(groups) if len(group) > 1]
    trees = find_trees(connection, ([accounts[claim] for claim in groups[index]] for index in several), register)
    counts = [1] * len(groups)
    for index, tree in zip(several, trees, strict=True):
        counts[index] = tree.numbers.origins
    return counts


def _rows(
    names: Sequence[str],
    groups: Sequence[Sequence[str]],
    accounts: dict[str, Account],
    links: Iterable[Link],
    origins: Sequence[int],
) -> Iterator[IncidentRow]:
    group_of = {claim: index for index, group in enumerate(groups) for claim in group}
    inner: dict[int, list[Link]] = {}
    for link in links:
        if group_of[link.one] == group_of[link.other]:
            inner.setdefault(group_of[link.one], []).append(link)
    for index, (name, group) in enumerate(zip(names, groups, strict=True)):
        joined = tuple((link.one, link.other, round(link.score, 2), link.features) for link in inner.get(index, ()))
        yield row_of(name, [accounts[claim] for claim in group], origins[index], joined)


def row_of(name: str, accounts: Sequence[Account], origins: int, links: tuple[LinkRow, ...] = ()) -> IncidentRow:
    """The row of an incident, from its accounts in the order of their claims."""
    told = summarise(accounts)
    return IncidentRow(
        incident_id=name,
        type=told.type,
        first_day=told.first_day.isoformat() if told.first_day else None,
        last_day=told.last_day.isoformat() if told.last_day else None,
        country=told.country,
        admin1=told.admin1,
        claims=tuple(account.claim_id for account in accounts),
        articles=told.articles,
        outlets=told.outlets,
        origins=origins,
        links=links,
    )
