"""Pairs: which accounts are compared at all. Blocks by place, time and words keep the work near-linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground

_DAY = timedelta(days=1)
# In a block of more accounts each is compared with the nearest of them alone, in the order of their words: wire copy
# lies together, and chains of links do the rest.
_MOST_IN_BLOCK = 60
_REACH = 30
Block = tuple[str, ...]


def find_pairs(accounts: Iterable[Account], ground: Ground) -> Iterator[tuple[Account, Account]]:
    """Pairs of accounts that share a block, each once, the lesser claim first.

    Order: by their claims' ids.
    """
    blocks: dict[Block, dict[str, Account]] = defaultdict(dict)
    for account in accounts:
        for block in find_blocks(account, ground):
            blocks[block][account.claim_id] = account
    found: dict[tuple[str, str], tuple[Account, Account]] = {}
    for members in blocks.values():
        for one, other in _compared(list(members.values())):
            first, second = sorted((one, other), key=lambda account: account.claim_id)
            found[first.claim_id, second.claim_id] = (first, second)
    for key in sorted(found):
        yield found[key]


def find_blocks(account: Account, ground: Ground) -> frozenset[Block]:
    """The blocks of an account: where and when, and what kind of happening.

    Two accounts of one happening nearly always share one: places by name and by what contains them, days by the
    happening and by the report, each day with the one after it.
    """
    kind = ground.alike.get(account.type) or ground.families.get(account.type, account.type)
    days = {day.isoformat() for at in _days(account) for day in (at, at + _DAY)} or {""}
    places = {f"place {spot.name}" for spot in account.spots}
    places |= {f"id {spot.place_id}" for spot in account.spots if spot.place_id}
    around = {f"in {spot.admin1}" for spot in account.spots if spot.admin1}
    actors = {f"by {name}" for name in (*account.initiators[:2], *account.targets[:2])}
    found = {(kind, day, place) for day in days for place in (places | around or actors)}
    return frozenset(found)


def _days(account: Account) -> Iterator[date]:
    """The days that the account may be found under: of a long span the last, and the day of the report where it has none."""
    happened = account.last_day or account.first_day
    if happened is not None:
        yield happened
    elif account.published is not None:
        yield account.published


def _compared(members: list[Account]) -> Iterator[tuple[Account, Account]]:
    if len(members) <= _MOST_IN_BLOCK:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda one: (one.type, tuple(sorted(one.words)), one.claim_id))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + _REACH]:
            yield one, other
