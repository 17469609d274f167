"""Bonds: whether two claims surely tell of one thing, so that what they say of a value can go against each other.

That two claims stand in one incident is a likelihood. A contradiction needs more: what is said beside the value that is
compared must hold them together. Three particulars must agree, two of them hard, and none may differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from isnad.model import Factuality
from isnad.weigh.accounts import Account, Count, content_words
from isnad.weigh.agreement import AGREES, Relation, compare, compare_spots
from isnad.weigh.ground import Ground
from isnad.weigh.values import TOLLS, Content, Days, Where, names_one, read_content

# Particulars that hardly agree by chance. The others are shared by much that happens in one place on one day.
_HARD = frozenset(("place", "time", "toll", "words"))
_LEAST, _LEAST_HARD = 3, 2
# What is often told otherwise because something else is told; there a number must hold the two together.
_SOFT = frozenset(("type", "time", "place", "initiator"))
# So many claims must say each of two such values: a misreading seldom comes twice.
_LEAST_CLAIMS = 2
_DIGITS = re.compile(r"\d+")
# A time longer than this is a period, in which much happens.
_LONGEST_DAYS = 2
# A smaller number of dead or injured is too common to tell one happening from another.
_LEAST_TOLL = 3
# So much of the words of the one that has fewer are also of the other where both tell one thing.
_SHARED_WORDS = 0.5
_FEWEST_WORDS = 6
# So many claims of a side are asked.
_MOST_CLAIMS = 6
IsBound = Callable[[tuple[str, ...], tuple[str, ...]], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Particulars:
    """What can hold a claim to another: read once for each claim. Two are the same only where they are one."""

    account: Account
    type: Content | None
    place: Content | None
    time: Content | None
    initiator: Content | None
    target: Content | None
    tolls: tuple[tuple[str, Count], ...]

    @property
    def fullness(self) -> int:
        """How much there is to hold by."""
        return sum(one is not None for one in (self.place, self.time, self.initiator, self.target)) + len(self.tolls)


def find_particulars(account: Account, ground: Ground) -> Particulars:
    """The particulars of the account; of one that denies, those of what it denies."""
    read = {name: read_content(account, name, ground) for name in ("type", "place", "time", "initiator", "target")}
    return Particulars(
        account, **read, tolls=tuple((name, account.tolls[name]) for name in TOLLS if name in account.tolls)
    )


def find_binding(told: Mapping[str, Account], value: str, ground: Ground) -> IsBound:
    """What says of two lists of claims whether a claim of the one is bound to a claim of the other.

    Of each list those that say most beside the value are asked, so that a side with many claims costs no more than others.
    """
    known: dict[str, Particulars] = {}
    fullest: dict[tuple[str, ...], list[Particulars]] = {}

    def read(claims: tuple[str, ...]) -> list[Particulars]:
        for claim in claims:
            if claim not in known:
                known[claim] = find_particulars(told[claim], ground)
        return sorted((known[claim] for claim in claims), key=_fullest_first)[:_MOST_CLAIMS]

    def is_bound(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        if value in _SOFT and min(len(one), len(other)) < _LEAST_CLAIMS:
            return False
        for claims in (one, other):
            if claims not in fullest:
                fullest[claims] = read(claims)
        return any(are_bound(a, b, value, ground) for a in fullest[one] for b in fullest[other])

    return is_bound


def _fullest_first(one: Particulars) -> tuple[int, str]:
    return -one.fullness, one.account.claim_id


def are_bound(one: Particulars, other: Particulars, value: str, ground: Ground) -> bool:
    """Whether both surely tell of one thing, by all but the value that is compared."""
    if value != "type" and _related(one.type, other.type, ground) is not True:
        return False
    if not _can_go_against(one.account, other.account, value, ground):
        return False
    found = dict(_find_agreements(one, other, value, ground))
    if not all(found.values()) or (value in _SOFT and "toll" not in found):
        return False
    return len(found) >= _LEAST and len(_HARD & found.keys()) >= _LEAST_HARD


def _can_go_against(one: Account, other: Account, value: str, ground: Ground) -> bool:
    """Whether the two could differ in the value at all."""
    match value:
        case "target":
            return False
        case "initiator":
            return not (_tells_own_deed(one) and _tells_own_deed(other))
        case "holder":
            return _are_opposed(one, other) or Factuality.DENIED in (one.factuality, other.factuality)
        case "happened":
            return not any(_is_negated(account, ground) for account in (one, other))
        case _ if value in TOLLS:
            return not (
                _is_unsure(one, value, ground)
                or _is_unsure(other, value, ground)
                or _count_others(one, other, value, ground)
            )
        case _:
            return True


def _is_unsure(account: Account, value: str, ground: Ground) -> bool:
    """Whether the toll cannot be held against another: it grows, names one without counting, or is no number of its words."""
    count, told = account.tolls[value], account.told
    is_growing = not ground.since.isdisjoint(told.split())
    is_joint = any(words in told for words in ground.jointly)
    numbers = {int(number) for number in _DIGITS.findall(count.words)}
    is_sum = bool(numbers) and numbers.isdisjoint((count.low, count.high))
    return names_one(count, ground) or is_growing or is_joint or is_sum


def _count_others(one: Account, other: Account, value: str, ground: Ground) -> bool:
    """Whether the tolls are of fighters told in words of which none is the same: eight rebels, three soldiers."""
    mine, theirs = (content_words(account.tolls[value].words) & ground.forces for account in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _are_opposed(one: Account, other: Account) -> bool:
    """Whether the one took it from the other; allies may both be said to have taken a place."""
    return bool(set(one.initiators) & set(other.targets) or set(other.initiators) & set(one.targets))


def _is_negated(account: Account, ground: Ground) -> bool:
    """Whether a particle denies it ("will not give up their fight"), which may deny another word, and not a speaker."""
    return account.factuality == Factuality.DENIED and not ground.negations.isdisjoint(account.told.split())


def _tells_own_deed(account: Account) -> bool:
    """Whether who did it is who says so: two that each tell of a deed of their own tell of two."""
    return bool(set(account.chain) & set(account.initiators))


def _find_agreements(one: Particulars, other: Particulars, value: str, ground: Ground) -> Iterator[tuple[str, bool]]:
    """The particulars in which both agree, or differ (False); those of which too little is said are left out."""
    relations: dict[str, Callable[[], bool | None]] = {
        "place": lambda: _places(one.place, other.place, ground),
        "time": lambda: _times(one, other, ground),
        "initiator": lambda: _related(one.initiator, other.initiator, ground),
        "target": lambda: _related(one.target, other.target, ground),
        "toll": lambda: _tolls(one, other, value),
        "words": lambda: _words(one.account, other.account),
    }
    for name, relate in relations.items():
        if name != value and not (value == "holder" and name in ("initiator", "target")):
            does_agree = relate()
            if does_agree is not None:
                yield name, does_agree


def _related(one: Content | None, other: Content | None, ground: Ground) -> bool | None:
    if one is None or other is None:
        return None
    relation = compare(one, other, ground)
    return None if relation is Relation.BESIDE else relation in AGREES


def _places(one: Content | None, other: Content | None, ground: Ground) -> bool | None:
    """Agree only in a place that is no area: in a governorate much happens."""
    if not (isinstance(one, Where) and isinstance(other, Where)):
        return None
    if compare(one, other, ground) is Relation.DIFFERS:
        return False
    fine = (
        [spot for spot in where.spots if is_fine(spot.place_id, ground) and not spot.is_within]
        for where in (one, other)
    )
    mine, theirs = fine
    return any(compare_spots(a, b, ground) is Relation.SAME for a in mine for b in theirs) or None


def is_fine(place_id: str | None, ground: Ground) -> bool:
    """Whether the place is known and no area."""
    return place_id is not None and place_id not in ground.areas and place_id not in ground.vast


def _times(one: Particulars, other: Particulars, ground: Ground) -> bool | None:
    """Agree by days of their own, or where one says none, by the day on which both were told."""
    if (
        isinstance(one.time, Days)
        and isinstance(other.time, Days)
        and not (one.time.is_carried or other.time.is_carried)
    ):
        return _days(one.time, other.time, ground)
    told = one.account.published
    return (told is not None and told == other.account.published) or None


def _days(one: Days, other: Days, ground: Ground) -> bool | None:
    """Neither agree nor differ where one is a period, or where a day lies between night and morning."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    if max(one.last - one.first, other.last - other.first).days >= _LONGEST_DAYS:
        return None
    apart = max(one.first, other.first) - min(one.last, other.last)
    if apart.days > 1:
        return False
    return compare(one, other, ground) in (Relation.SAME, Relation.WITHIN, Relation.AROUND) or None


def _tolls(one: Particulars, other: Particulars, value: str) -> bool | None:
    """Agree in a number that is not common. Where tolls are compared another toll may differ with the first."""
    if value in TOLLS:
        return None
    pairs = [(count, dict(other.tolls)[name]) for name, count in one.tolls if name in dict(other.tolls)]
    exact = [
        (a.low, b.low)
        for a, b in pairs
        if a.low is not None and a.low == a.high and b.low is not None and b.low == b.high
    ]
    if any(a == b and a >= _LEAST_TOLL for a, b in exact):
        return True
    return False if any(a != b for a, b in exact) else None


def _words(one: Account, other: Account) -> bool | None:
    mine, theirs = one.words, other.words
    fewer = min(len(mine), len(theirs))
    if fewer < _FEWEST_WORDS:
        return None
    return len(mine & theirs) >= _SHARED_WORDS * fewer or None
