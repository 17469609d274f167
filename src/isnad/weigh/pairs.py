"""Pairs: which accounts are compared at all. Blocks by place, time and words keep the work near-linear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import Any

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
Pair = tuple[str, str]
Order = Callable[[Account], tuple[Any, ...]]


def find_pairs(accounts: Iterable[Account], ground: Ground) -> Iterator[tuple[Account, Account]]:
    """Pairs of accounts that share a block, each once, the lesser claim first.

    Order: by their claims' ids; the order of what is given changes nothing.
    """
    known = {account.claim_id: account for account in accounts}
    for one, other in sorted(count_pairs(known.values(), ground)):
        yield known[one], known[other]


def count_pairs(accounts: Iterable[Account], ground: Ground) -> Counter[Pair]:
    """How often each pair of accounts is compared: a pair may share several blocks."""
    blocks: dict[Block, list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=_by_claim):
        for block in find_blocks(account, ground):
            blocks[block].append(account)
    found: Counter[Pair] = Counter()
    for members in blocks.values():
        found.update(_compared(members))
    found.update(set(_headline_pairs(blocks)))
    return found


def find_changes(before: Collection[Account], after: Collection[Account], changed: Set[str]) -> Counter[Pair]:
    """How many times more, or less, each pair is compared when a block has the members `after` instead of `before`.

    Pairs of a `changed` claim are counted as though they had never been compared.
    """
    if max(len(before), len(after)) <= _MOST_IN_BLOCK:
        new = [one for one in after if one.claim_id in changed]
        return Counter({_pair(one, other) for one in new for other in after if other.claim_id != one.claim_id})
    found: Counter[Pair] = Counter()
    if min(len(before), len(after)) > _MOST_IN_BLOCK:
        for order in _ORDERS:
            now, was = _find_near(before, after, changed, order)
            found.update(now)
            found.subtract(pair for pair in was if changed.isdisjoint(pair))
    else:
        found.update(_compared(list(after)))
        found.subtract(pair for pair in _compared(list(before)) if changed.isdisjoint(pair))
    return Counter({pair: times for pair, times in found.items() if times})


def _find_near(
    before: Collection[Account], after: Collection[Account], changed: Set[str], order: Order
) -> tuple[Iterator[Pair], Iterator[Pair]]:
    """The pairs of a crowded block that one order compares now and did before, of accounts near to what changed: between
    others nothing came or went.
    """
    gone = [one for one in before if one.claim_id in changed]
    ordered = sorted((*gone, *after), key=order)
    at = [place for place, one in enumerate(ordered) if one.claim_id in changed]
    reach = _REACH + len(at)
    near = {one.claim_id for place in at for one in ordered[max(0, place - reach) : place + reach + 1]}
    left = {id(one) for one in gone}
    now = [one for one in ordered if id(one) not in left]
    was = [one for one in ordered if id(one) in left or one.claim_id not in changed]
    return _neighbours(now, near), _neighbours(was, near)


def _neighbours(ordered: list[Account], asked: Set[str] | None = None) -> Iterator[Pair]:
    """Pairs that lie near each other; of those alone that are asked for."""
    for index, one in enumerate(ordered):
        if asked is None or one.claim_id in asked:
            others = ordered[index + 1 : index + 1 + _REACH]
            yield from (_pair(one, other) for other in others if asked is None or other.claim_id in asked)


def _pair(one: Account, other: Account) -> Pair:
    return min(one.claim_id, other.claim_id), max(one.claim_id, other.claim_id)


def _by_claim(account: Account) -> str:
    return account.claim_id


def _headline_pairs(blocks: Mapping[Block, list[Account]]) -> Iterator[Pair]:
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


def find_block_numbers(account: Account, ground: Ground) -> frozenset[int]:
    """The blocks of an account as numbers of 64 bits with a sign, by which a store finds their members."""
    return frozenset(_number(block) for block in find_blocks(account, ground))


def _number(block: Block) -> int:
    named = blake2b("\0".join(block).encode(), digest_size=8).digest()
    return int.from_bytes(named, "big", signed=True)


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


def _compared(members: list[Account]) -> Iterator[Pair]:
    """Pairs within a block, in a crowded one perhaps several times."""
    if len(members) <= _MOST_IN_BLOCK:
        yield from (_pair(one, other) for one, other in combinations(members, 2))
        return
    for order in _ORDERS:
        yield from _neighbours(sorted(members, key=order))


def _by_words(account: Account) -> tuple[Any, ...]:
    return account.type, sorted(account.words), account.claim_id


def _by_last_words(account: Account) -> tuple[Any, ...]:
    return sorted(account.words, reverse=True), account.claim_id


def _by_title(account: Account) -> tuple[Any, ...]:
    return sorted(account.title), account.claim_id


def _by_tolls(account: Account) -> tuple[Any, ...]:
    return (
        sorted((name, count.low or 0) for name, count in account.tolls.items()),
        account.published or _NO_DAY,
        account.claim_id,
    )


_ORDERS = (_by_words, _by_last_words, _by_title, _by_tolls)
