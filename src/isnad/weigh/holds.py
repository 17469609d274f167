"""Holds: the sides that are said to hold one place, and those that are said to have left it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from isnad.weigh.agreement import AGREES, Relation, compare_names
from isnad.weigh.ground import Ground
from isnad.weigh.holdings import Holding

# For so many days after it was told another holder, a denial or fighting contests a hold.
CONTEST_DAYS = 3
# Pairs of whom one fought the other there, or took the place from him.
Foes = frozenset[frozenset[str]]
CONTEST = timedelta(days=CONTEST_DAYS)


@dataclass(frozen=True, slots=True)
class Hold:
    """One side that is said to hold a place (or to have left it): who, by whom said, by which claims.

    `since` bounds the day on which it began: not before the first (None: unknown), by the second. `last` is the last
    day that is told of. `is_part` where all that is said means a part of the place.
    """

    names: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    since: tuple[date | None, date]
    last: date
    is_part: bool

    @property
    def side(self) -> tuple[str, ...]:
        """What tells the side from another."""
        return self.names


def find_holds(holdings: Sequence[Holding], foes: Foes, ground: Ground) -> tuple[tuple[Hold, ...], tuple[Hold, ...]]:
    """The sides that are said to hold the place, the latest first, and those that are said to have left it since.

    Of each origin the last word counts. A side that another has replaced is gone when nobody has said it within the days
    of a contest; to take a part replaces nobody but who held it in the past. Sides that nobody names ("the forces")
    count where none is named.
    """
    told = [one for one in holdings if one.sign == "gained"]
    gained = _place_before_losses([one for one in told if not _has_both(one.names, foes)], ground)
    left = [one for one in holdings if one.sign == "left"]
    groups = [group for group in _find_sides(gained, foes, ground) if not _has_left(group, left, ground)]
    last = max((newest_of(group).last for group in groups), default=None)
    current = [group for group in groups if last is not None and _is_current(group, groups, last, ground)]
    named = [group for group in current if any(ground.names_side(name) for one in group for name in one.names)]
    holds = [_hold(_since(group, gained, ground)) for group in named or current]
    gone = [_hold(group) for group in _find_sides(left, foes, ground) if not _is_back(group, gained, ground)]
    return _ordered(holds), _ordered(gone)


def find_foes(holdings: Iterable[Holding]) -> Foes:
    """Pairs of whom one is said to have taken the place from the other, or to have fought there against him."""
    return frozenset(frozenset((name, foe)) for one in holdings for name in one.names for foe in one.against)


def _has_both(names: Iterable[str], foes: Foes) -> bool:
    """Whether two foes stand among the names: then a fight was read as a side."""
    return any(frozenset(pair) in foes for pair in combinations(names, 2))


def _ordered(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    return tuple(
        sorted(holds, key=lambda hold: (hold.is_part, -hold.last.toordinal(), -len(hold.origins), hold.claims))
    )


def _place_before_losses(gained: list[Holding], ground: Ground) -> list[Holding]:
    """Without what has no time and is of a side from which another is said to have taken the place: it was before that."""
    losses = [one for one in gained if one.against]
    return [one for one in gained if one.is_dated or not any(_lost(one, loss, ground) for loss in losses)]


def _lost(one: Holding, loss: Holding, ground: Ground) -> bool:
    return bool(one.names) and compare_names(one.names, loss.against, ground) in AGREES


def _find_sides(holdings: Iterable[Holding], foes: Foes, ground: Ground) -> list[list[Holding]]:
    """Holdings whose names agree, and those that took the place from the same loser: allies that each account names
    in its own way. Foes are never one side, and names that the register does not know join one side of known ones alone.
    """
    alike: dict[tuple[str, ...], list[Holding]] = defaultdict(list)
    for holding in holdings:
        alike[holding.names].append(holding)
    keys = [_Names(names, frozenset(foe for one in told for foe in one.against)) for names, told in alike.items()]
    sides: list[list[_Names]] = []
    for key in sorted(keys, key=lambda key: (not _is_known(key, ground), key.names)):
        near = [side for side in sides if any(_are_one_side(key, other, ground) for other in side)]
        known = [side for side in near if _is_known(side[0], ground)]
        if not _is_known(key, ground) and len(known) > 1:
            near = [side for side in near if side not in known]
        sides = _join(key, near, sides, foes)
    return [[holding for key in side for holding in alike[key.names]] for side in sides]


@dataclass(frozen=True, slots=True)
class _Names:
    """Who is said to hold the place in the same words, and from whom they took it."""

    names: tuple[str, ...]
    against: frozenset[str]


def _is_known(key: _Names, ground: Ground) -> bool:
    return any(ground.is_known(name) for name in key.names)


def _join(key: _Names, near: list[list[_Names]], sides: list[list[_Names]], foes: Foes) -> list[list[_Names]]:
    """The sides with the names joined to those near them, as far as that brings no foes together. Known names first."""
    joined: list[_Names] = []
    for side in near:
        if not _has_both({name for one in (*joined, *side, key) for name in one.names}, foes):
            joined += side
            sides = [other for other in sides if other is not side]
    return [*sides, [*joined, key]]


def _are_one_side(one: _Names, other: _Names, ground: Ground) -> bool:
    if not one.names or not other.names:
        return False
    if compare_names(one.names, other.names, ground) in AGREES:
        return True
    losers = tuple(sorted(one.against)), tuple(sorted(other.against))
    return all(losers) and compare_names(*losers, ground) in AGREES


def newest_of(side: Sequence[Holding]) -> Holding:
    """The holding that tells of the last happening."""
    return max(side, key=lambda one: (one.last, one.first or date.min, one.claim_id))


def _has_left(side: list[Holding], left: Iterable[Holding], ground: Ground) -> bool:
    """Whether the side left after it was last said to take the place; leaving a part of it is not leaving it."""
    newest = newest_of(side).last
    return any(one.last > newest and not one.is_part and _is_of(one, side, ground) for one in left)


def _is_back(left: list[Holding], gained: Iterable[Holding], ground: Ground) -> bool:
    newest = newest_of(left).last
    return any(one.last > newest and _is_of(one, left, ground) for one in gained)


def _is_of(one: Holding, side: Iterable[Holding], ground: Ground) -> bool:
    """Whether the names of one are of the side."""
    return any(bool(one.names) and compare_names(one.names, other.names, ground) in AGREES for other in side)


def _is_current(side: list[Holding], sides: list[list[Holding]], last: date, ground: Ground) -> bool:
    """Whether the side is the latest, goes together with it, or was said within the days of a contest by an origin that
    says nothing else since. Whom the register does not know may be any side, and counts for those days alone.
    """
    newest = newest_of(side).last
    later = [other for other in sides if other is not side and newest_of(other).last > newest]
    is_known = any(ground.is_known(name) for one in side for name in one.names)
    if not is_known and last - newest > CONTEST:
        return False
    is_past = all(one.is_background for one in side)
    rivals = [other for other in later if _are_rivals(side, other, ground) and (is_past or not _is_part(other))]
    if not rivals:
        return True
    moved = {one.origin for rival in rivals for one in rival if one.last >= newest}
    return last - newest <= CONTEST and any(one.origin not in moved for one in side)


def _are_rivals(one: Iterable[Holding], other: Iterable[Holding], ground: Ground) -> bool:
    """Whether the two sides differ; where the register does not know a name none can say."""
    theirs = {holding.names for holding in other}
    relations = {compare_names(a, b, ground) for a in {holding.names for holding in one} for b in theirs}
    return Relation.DIFFERS in relations and not relations & AGREES


def _is_part(side: Iterable[Holding]) -> bool:
    return all(one.is_part for one in side)


def _since(side: list[Holding], gained: Iterable[Holding], ground: Ground) -> list[Holding]:
    """The holdings of the side since another was last said to hold the place before."""
    newest = newest_of(side).last
    before: dict[tuple[str, ...], date] = {}
    for one in gained:
        if one.last < newest:
            before[one.names] = max(one.last, before.get(one.names, one.last))
    own = {one.names for one in side}
    rivals = [last for names, last in before.items() if names not in own and _is_rival(names, own, ground)]
    return [one for one in side if not rivals or one.last > max(rivals)]


def _is_rival(names: tuple[str, ...], side: set[tuple[str, ...]], ground: Ground) -> bool:
    relations = {compare_names(names, other, ground) for other in side}
    return Relation.DIFFERS in relations and not relations & AGREES


def _hold(side: Sequence[Holding]) -> Hold:
    earliest = min((one.last, one.first or date.min) for one in side)
    firsts = [one.first for one in side if one.first is not None]
    return Hold(
        names=tuple(sorted({name for one in side for name in one.names})),
        origins=tuple(sorted({one.origin for one in side})),
        claims=tuple(sorted({one.claim_id for one in side})),
        since=(min(firsts, default=None), earliest[0]),
        last=newest_of(side).last,
        is_part=_is_part(side),
    )
