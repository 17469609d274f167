"""Pairs: which accounts are compared at all. Blocks by place, time and words keep the work near-linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, pairwise

from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground
from isnad.weigh.headlines import HEADLINE

_DAY = timedelta(days=1)
# In a block of more accounts each is compared with the nearest of them alone, in the order of their words, of their
# titles and of their tolls: wire copy lies together, so do counts of the same dead, and chains of links do the rest.
_MOST_IN_BLOCK = 60
_REACH = 20
_NO_DAY = date.min
_MOST_NAMES = 4
Block = tuple[str, ...]


def find_pairs(accounts: Iterable[Account], ground: Ground) -> Iterator[tuple[Account, Account]]:
    """Pairs of accounts that share a block, each once, the lesser claim first.

    Order: by their claims' ids; the order of what is given changes nothing.
    """
    ordered = sorted(accounts, key=lambda account: account.claim_id)
    blocks: dict[Block, list[Account]] = defaultdict(list)
    for account in ordered:
        for block in find_blocks(account, ground):
            blocks[block].append(account)
    found = {_pair(one, other) for members in blocks.values() for one, other in _compared(members)}
    found |= set(_headline_pairs(blocks))
    known = {account.claim_id: account for account in ordered}
    for one, other in sorted(found):
        yield known[one], known[other]


def _pair(one: Account, other: Account) -> tuple[str, str]:
    return min(one.claim_id, other.claim_id), max(one.claim_id, other.claim_id)


def _headline_pairs(blocks: Mapping[Block, list[Account]]) -> Iterator[tuple[str, str]]:
    """Pairs of a headline and a claim: a headline has no kind, and shares the blocks of its day and place with all."""
    spots = {block[1:]: members for block, members in blocks.items() if block[0] == HEADLINE}
    for block, members in blocks.items():
        if block[0] != HEADLINE and block[1:] in spots:
            for headline in spots[block[1:]][:_REACH]:
                yield from (_pair(headline, one) for one in _nearest(headline, members))


def _nearest(headline: Account, members: list[Account]) -> list[Account]:
    """The members that share most words with the headline, as many as are compared in a block."""
    if len(members) <= _REACH:
        return members
    return sorted(members, key=lambda one: (-len(one.words & headline.words), one.claim_id))[:_REACH]


def find_blocks(account: Account, ground: Ground) -> frozenset[Block]:
    """The blocks of an account: where and when, and what kind of happening.

    Two accounts of one happening nearly always share one: places by name and by what contains them, days by the
    happening and by the report, each day with the one after it. Without a place, actors and words that are likely names
    stand in for it; an account that has none of them is compared with nothing, and is an incident of its own.
    """
    kind = ground.alike.get(account.type) or ground.families.get(account.type, account.type)
    days = {day.isoformat() for at in _days(account) for day in (at, at + _DAY)} or {""}
    places = {f"place {spot.name}" for spot in account.spots}
    places |= {f"id {spot.place_id}" for spot in account.spots if spot.place_id}
    places |= {f"in {spot.admin1}" for spot in account.spots if spot.admin1}
    names = _longest_names(account, ground)
    where = (places or _stand_ins(account, names)) | {f"names {a} {b}" for a, b in pairwise(names)}
    return frozenset((kind, day, place) for day in days for place in where)


def _longest_names(account: Account, ground: Ground) -> list[str]:
    """The longest of the words that are likely names: two of them together are seldom shared by chance."""
    return sorted(account.words - ground.general, key=lambda word: (-len(word), word))[:_MOST_NAMES]


def _stand_ins(account: Account, names: list[str]) -> set[str]:
    """What an account without a place is found under: its actors and its names."""
    actors = (*account.initiators[:2], *account.targets[:2])
    return {f"by {name}" for name in actors} | {f"name {name}" for name in names}


def _days(account: Account) -> Iterator[date]:
    """The days that the account may be found under: of the happening the last, and the day of the report if that is near.

    A report that does not say when it happened is of the day, and is found beside those that do.
    """
    happened = account.last_day or account.first_day
    if happened is not None:
        yield happened
    if account.published is not None and (happened is None or happened > account.published - 3 * _DAY):
        yield account.published


def _compared(members: list[Account]) -> Iterator[tuple[Account, Account]]:
    if len(members) <= _MOST_IN_BLOCK:
        yield from combinations(members, 2)
        return
    for order in _ORDERS:
        ordered = sorted(members, key=order)
        for index, one in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + _REACH]:
                yield one, other


def _by_words(account: Account) -> tuple[object, ...]:
    return account.type, sorted(account.words), account.claim_id


def _by_last_words(account: Account) -> tuple[object, ...]:
    return sorted(account.words, reverse=True), account.claim_id


def _by_title(account: Account) -> tuple[object, ...]:
    return sorted(account.title), account.claim_id


def _by_tolls(account: Account) -> tuple[object, ...]:
    return (
        sorted((name, count.low or 0) for name, count in account.tolls.items()),
        account.published or _NO_DAY,
        account.claim_id,
    )


_ORDERS = (_by_words, _by_last_words, _by_title, _by_tolls)
