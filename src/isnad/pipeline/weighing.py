"""Claims weighed to incidents: what changed since the last weighing and its neighbourhood, or all of it anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from isnad.errors import StoreError
from isnad.keep.articles import find_standing, load_versions
from isnad.keep.claims import StoredClaim, load_told
from isnad.keep.incidents import IncidentRow, find_judged, write_incidents
from isnad.keep.neighbours import AccountRow, write_all_neighbours, write_neighbours
from isnad.keep.store import Store
from isnad.keep.versions import Version
from isnad.keep.weighings import Weighing, find_last_weighing, find_marks, forget_marks, write_weighing
from isnad.pipeline.neighbourhood import Change, find_all, find_change
from isnad.pipeline.outcomes import batches
from isnad.pipeline.regrouping import Regrouped, regroup
from isnad.pipeline.scales import Scales
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import Judgements
from isnad.weigh.pairs import find_block_numbers
from isnad.weigh.written import write_account

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much was weighed: articles, claims, pairs that were compared, incidents that were made or may have changed; of
    these, those that several outlets tell, and those that rest on several independent origins. `anew`: it was everything.
    """

    articles: int
    claims: int
    pairs: int
    incidents: int
    of_several_outlets: int
    of_several_origins: int
    anew: bool


def weigh(store: Store, scales: Scales, at: str, *, anew: bool = False) -> Weighed:
    """Weigh what changed since the last weighing, by what people have judged; incidents keep the names that they had.

    It comes to the same as to weigh everything anew, which is done the first time, with other knowledge, or when asked.
    Raises: StoreError when another process has weighed at the same time.
    """
    with store.read() as connection:
        last = find_last_weighing(connection)
        anew = anew or last is None or last.knowledge != scales.version
        marks = find_marks(connection)
        change = _find_change(connection, marks, scales.ground, anew=anew)
        regrouped = regroup(connection, change, Judgements(*find_judged(connection)), scales)
    with store.write() as connection:
        _write(connection, change, regrouped, marks, last, scales, at)
    return _weighed(len(marks), change, regrouped.rows)


def _find_change(connection: Connection, marks: Mapping[str, int], ground: Ground, *, anew: bool) -> Change:
    if anew:
        return find_all(find_accounts(connection, ground), ground)
    return find_change(connection, marks.keys(), find_accounts(connection, ground, articles=marks.keys()), ground)


def find_accounts(
    connection: Connection, ground: Ground, *, as_of: str | None = None, articles: Collection[str] | None = None
) -> Iterator[Account]:
    """Accounts of all that articles tell; with `as_of` (UTC) as they stood at that moment, by what was received by then,
    with `articles` of these alone.

    Order: by article.
    """
    for names in batches(find_standing(connection, as_of=as_of, articles=articles), _PAGE):
        versions = {version.version_id: version for version in load_versions(connection, names)}
        for stored in load_told(connection, names):
            yield account_of(stored, versions[stored.version_id], ground.common)


def account_of(stored: StoredClaim, version: Version, common: frozenset[str]) -> Account:
    """The account of a stored claim."""
    named = {"article_id": version.article_id, "received": version.received}
    return find_account(stored.claim, version.article, **named, common=common)


def _write(
    connection: Connection,
    change: Change,
    regrouped: Regrouped,
    marks: Mapping[str, int],
    last: Weighing | None,
    scales: Scales,
    at: str,
) -> None:
    if find_last_weighing(connection) != last:
        raise StoreError("another process has weighed this workspace meanwhile; weigh again")
    come, gone = (_account_rows(accounts, scales.ground) for accounts in (change.come, change.gone))
    if change.anew:
        write_all_neighbours(connection, come, change.compared)
    else:
        write_neighbours(connection, come, gone, change.compared)
    write_incidents(connection, regrouped.outlined, regrouped.left)
    forget_marks(connection, marks)
    write_weighing(connection, scales.version, at)


def _account_rows(accounts: Mapping[str, Account], ground: Ground) -> list[AccountRow]:
    return [
        AccountRow(one.claim_id, one.article_id, write_account(one), find_block_numbers(one, ground))
        for one in accounts.values()
    ]


def _weighed(articles: int, change: Change, rows: Collection[IncidentRow]) -> Weighed:
    return Weighed(
        articles=articles,
        claims=len(change.told),
        pairs=sum(compared is not None for compared in change.compared.values()),
        incidents=len(rows),
        of_several_outlets=sum(row.outlets > 1 for row in rows),
        of_several_origins=sum(row.origins > 1 for row in rows),
        anew=change.anew,
    )
