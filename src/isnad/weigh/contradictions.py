"""Agreement and contradiction per value, by origin. Shows who differs; chooses nothing but by a rule that it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from isnad.weigh.accounts import Account
from isnad.weigh.agreement import AGREES, Relation, compare
from isnad.weigh.asof import EVERYTHING, View, find_seen
from isnad.weigh.best import Best, find_best
from isnad.weigh.bonds import find_binding
from isnad.weigh.ground import Ground
from isnad.weigh.said import OriginOf, Saying, Stand, find_stands
from isnad.weigh.spoken import Compare, Spoken, compare_spoken
from isnad.weigh.values import VALUES, Content, Days, Figure


@dataclass(frozen=True, slots=True)
class Side:
    """Origins that say the very same of a value: what they say, who, by which claims, first told on which day."""

    contents: tuple[Content, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    first_told: date | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides of which nothing that one says agrees with what the other says, and who surely speak of one thing.

    `days_apart` counts from the one's first telling to the other's; what is told days later may be what has become
    known since. None where a report has no date.
    """

    one: Side
    other: Side
    days_apart: int | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that current sayings give; `is_open` where one says "more than" or gives no end."""

    low: int | date | None
    high: int | date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one value: by origin, in sides, where sides agree and where not, in what bounds.

    `agreements` and `contradictions` are pairs of sides; what is in neither cannot be compared, or may well be told of
    two things. `bounds` for tolls and times.
    """

    value: str
    stands: tuple[Stand, ...]
    sides: tuple[Side, ...]
    agreements: tuple[tuple[Side, Side], ...]
    contradictions: tuple[Contradiction, ...]
    bounds: Bounds | None
    best: Best

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims that say something of the value. Order: by id."""
        sayings = (saying for stand in self.stands for saying in (*stand.current, *stand.earlier))
        return tuple(sorted({claim for saying in sayings for claim in saying.claims}))


def find_answers(
    accounts: Iterable[Account],
    origin_of: OriginOf | Mapping[str, str],
    ground: Ground,
    view: View = EVERYTHING,
    values: Sequence[str] = VALUES,
) -> tuple[Answer, ...]:
    """What the accounts of one incident say of each value, as the view lets them through.

    Order: of `values`. Empty: values of which nothing is said are left out.
    """
    seen = find_seen(accounts, view).accounts
    answers = (find_answer(seen, value, origin_of, ground) for value in values)
    return tuple(answer for answer in answers if answer.stands)


def find_answer(
    accounts: Iterable[Account], value: str, origin_of: OriginOf | Mapping[str, str], ground: Ground
) -> Answer:
    """What the accounts say of the value; the order in which they come changes nothing."""
    likeness = _remembered(ground)
    told = {account.claim_id: account for account in accounts}
    stands = find_stands(told.values(), value, origin_of, ground)
    sides = _find_sides(stands)
    is_bound = find_binding(told, value, ground)
    agreements, contradictions = [], []
    spoken = {id(side): Spoken(side.contents, likeness, ground) for side in sides}
    for one, other in combinations(sides, 2):
        relation = compare_spoken(one.contents, spoken[id(other)])
        if relation in AGREES:
            agreements.append((one, other))
        elif relation is Relation.DIFFERS and _can_differ(one, other) and is_bound(one.claims, other.claims):
            contradictions.append(Contradiction(one, other, _days_apart(one, other)))
    best = find_best([(side.contents, len(side.origins), spoken[id(side)]) for side in sides], likeness)
    return Answer(
        value, stands, sides, tuple(agreements), tuple(contradictions), _find_bounds([s.contents for s in sides]), best
    )


def _remembered(ground: Ground) -> Compare:
    """The comparison of contents that are one object where they are equal, each pair worked out once."""
    known: dict[tuple[int, int], Relation] = {}

    def likeness(one: Content, other: Content) -> Relation:
        pair = id(one), id(other)
        if pair not in known:
            known[pair] = compare(one, other, ground)
        return known[pair]

    return likeness


def _find_sides(stands: Iterable[Stand]) -> tuple[Side, ...]:
    """Origins by what they say now. Order: the side of most origins first, then as first told."""
    together: dict[frozenset[Content], list[Stand]] = defaultdict(list)
    for stand in stands:
        together[stand.contents].append(stand)
    sides = [_side(members) for members in together.values()]
    return tuple(sorted(sides, key=lambda side: (-len(side.origins), str(side.first_told), side.claims)))


def _side(members: list[Stand]) -> Side:
    sayings: list[Saying] = [saying for stand in members for saying in stand.current]
    told = [saying.first.published for saying in sayings]
    return Side(
        contents=tuple(sorted({saying.content for saying in sayings}, key=repr)),
        origins=tuple(sorted(stand.origin for stand in members)),
        claims=tuple(sorted({claim for saying in sayings for claim in saying.claims})),
        first_told=min((day for day in told if day), default=None),
    )


def _can_differ(one: Side, other: Side) -> bool:
    """Whether both say one thing that does not change: who gives several tolls at one time tells of several happenings."""
    are_tolls = any(isinstance(content, Figure) for content in one.contents)
    is_several = max(len(one.contents), len(other.contents)) > 1
    return not (are_tolls and is_several) and not _may_have_grown(one, other)


def _may_have_grown(one: Side, other: Side) -> bool:
    """Whether both give a toll, and the higher one was told on a later day: more have died, or were found, since."""
    if one.first_told is None or other.first_told is None or one.first_told == other.first_told:
        return False
    before, after = sorted((one, other), key=lambda side: str(side.first_told))
    return all(
        isinstance(a, Figure) and isinstance(b, Figure) and (a.high or a.low or 0) < (b.low or b.high or 0)
        for a in before.contents
        for b in after.contents
    )


def _days_apart(one: Side, other: Side) -> int | None:
    if one.first_told is None or other.first_told is None:
        return None
    return (other.first_told - one.first_told).days


def _find_bounds(contents: Iterable[tuple[Content, ...]]) -> Bounds | None:
    found = [content for side in contents for content in side]
    figures = [one for one in found if isinstance(one, Figure) and one.is_counted]
    if figures:
        ends = [end for one in figures for end in (one.low, one.high) if end is not None]
        return Bounds(min(ends), max(ends), any(None in (one.low, one.high) for one in figures))
    days = [one for one in found if isinstance(one, Days)]
    known = [day for one in days for day in (one.first, one.last) if day is not None]
    return Bounds(min(known), max(known), any(None in (one.first, one.last) for one in days)) if known else None
