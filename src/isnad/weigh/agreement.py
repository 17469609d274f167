"""Agreement: how two contents of one value stand to each other. Says which is more exact, never which is right."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from isnad.globe import distance_km
from isnad.weigh.accounts import Spot
from isnad.weigh.ground import Ground
from isnad.weigh.values import Actors, Content, Days, Figure, Happened, Held, Kind, Where

# Coordinates of one town in two gazetteers lie about so far apart.
_SAME_KM = 2.5
# So near, a place is also told by the name of the other: an airport and its town, a quarter and the one beside it.
_NEAR_KM = 15.0
# To belong to one of these is too little to be the same side: states have governments and rebels, coalitions members.
_BROAD = frozenset(("state", "coalition", "militia_alliance", "igo", "generic", "tribe"))

_FIGHTERS = frozenset(("military", "police", "armed_group", "militia_alliance", "coalition", "state"))
# An alliance names whoever joined it, and the register does not say who that is at a time.
_ALLIANCES = frozenset(("militia_alliance", "coalition"))
_ALLIED = _ALLIANCES | {"armed_group"}


class Relation(StrEnum):
    """How the first content stands to the second, the closest first. `BESIDE`: both can hold, or one says too little."""

    SAME = "same"
    WITHIN = "within"
    AROUND = "around"
    OVERLAPS = "overlaps"
    BESIDE = "beside"
    DIFFERS = "differs"


_ORDER = {relation: order for order, relation in enumerate(Relation)}
AGREES = frozenset((Relation.SAME, Relation.WITHIN, Relation.AROUND, Relation.OVERLAPS))


def compare(one: Content, other: Content, ground: Ground) -> Relation:
    """How the first stands to the second; two contents of different kinds say nothing of each other."""
    if one == other:
        return Relation.SAME
    match one, other:
        case Figure(), Figure():
            return _figures(one, other, ground)
        case Days(), Days():
            return _days(one, other)
        case Where(), Where():
            closest = _closest(compare_spots(a, b, ground) for a in one.spots for b in other.spots)
            return _shared(closest, len(one.spots), len(other.spots))
        case Actors(), Actors():
            return _actors(one, other, ground)
        case Kind(), Kind():
            return _kinds(one.type, other.type, ground)
        case Happened(), Happened():
            return _happened(one.factuality, other.factuality)
        case Held(), Held():
            return _held(one, other, ground)
    return Relation.BESIDE


def _closest(found: Iterable[Relation]) -> Relation:
    return min(found, key=_ORDER.__getitem__, default=Relation.BESIDE)


def _shared(closest: Relation, one: int, other: int) -> Relation:
    """Of lists only a part is the same."""
    return Relation.OVERLAPS if closest is Relation.SAME and max(one, other) > 1 else closest


def _figures(one: Figure, other: Figure, ground: Ground) -> Relation:
    """Numbers by their bounds; words without a number ("dozens") cannot be measured against one.

    Nor can the dead of one side be measured against those of another.
    """
    if not one.is_counted or not other.is_counted or not are_of_same(one.of, other.of, ground):
        return Relation.BESIDE
    return _ranges((one.low or 0, end_of(one.high)), (other.low or 0, end_of(other.high)))


def are_of_same(one: tuple[str, ...], other: tuple[str, ...], ground: Ground) -> bool:
    """Whether the dead of these sides can be measured against each other; those of nobody named against any."""
    return not (one and other) or compare_names(one, other, ground) in AGREES


def end_of(high: int | None) -> float:
    """The upper end as a number; open is endless."""
    return math.inf if high is None else high


def _ordinals(first: date | None, last: date | None) -> tuple[float, float]:
    return first.toordinal() if first else -math.inf, last.toordinal() if last else math.inf


def _days(one: Days, other: Days) -> Relation:
    """By their bounds. A day apart is not another time: of a night both are said, and a relay keeps its "yesterday".

    Nor does a time that is only carried from an earlier sentence go against another.
    """
    mine, theirs = _ordinals(one.first, one.last), _ordinals(other.first, other.last)
    relation = _ranges(mine, theirs)
    is_weak = one.is_carried or other.is_carried or max(mine[0], theirs[0]) - min(mine[1], theirs[1]) <= 1
    return Relation.BESIDE if relation is Relation.DIFFERS and is_weak else relation


def _ranges(one: tuple[float, float], other: tuple[float, float]) -> Relation:
    if one == other:
        return Relation.SAME
    if one[0] > other[1] or other[0] > one[1]:
        return Relation.DIFFERS
    if other[0] <= one[0] and one[1] <= other[1]:
        return Relation.WITHIN
    return Relation.AROUND if one[0] <= other[0] and other[1] <= one[1] else Relation.OVERLAPS


@lru_cache(maxsize=1 << 17)
def compare_spots(one: Spot, other: Spot, ground: Ground) -> Relation:
    """How one place stands to another: a town lies within its governorate and agrees with it, if less exactly."""
    if one.name == other.name and (one.country == other.country or None in (one.country, other.country)):
        return Relation.SAME
    if one.place_id is None or other.place_id is None:
        return Relation.BESIDE
    if one.place_id == other.place_id:
        return _within(one, other)
    if other.place_id in ground.places_around(one.place_id):
        return Relation.BESIDE if other.is_within else Relation.WITHIN
    if one.place_id in ground.places_around(other.place_id):
        return Relation.BESIDE if one.is_within else Relation.AROUND
    return _side_by_side(one, other, ground)


def _within(one: Spot, other: Spot) -> Relation:
    """Two that resolved to one place: the same, one somewhere within it, or both somewhere within it."""
    if one.is_within and other.is_within:
        return Relation.BESIDE
    if one.is_within or other.is_within:
        return Relation.WITHIN if one.is_within else Relation.AROUND
    return Relation.SAME


def _side_by_side(one: Spot, other: Spot, ground: Ground) -> Relation:
    """Two that do not contain each other: one by its coordinates, near enough to be told as one, or elsewhere.

    A town that bears its governorate's name may stand for that.
    """
    if _stands_for_area_around(one, other, ground) or _stands_for_area_around(other, one, ground):
        return Relation.BESIDE
    distance = distance_km(one, other)
    if _may_lie_in(one, other, ground) or _may_lie_in(other, one, ground):
        return Relation.BESIDE
    if distance is None or {one.place_id, other.place_id} & ground.areas:
        return Relation.DIFFERS
    if distance <= _SAME_KM and not (one.is_within or other.is_within):
        return Relation.SAME
    return Relation.BESIDE if distance <= _NEAR_KM else Relation.DIFFERS


def _may_lie_in(one: Spot, area: Spot, ground: Ground) -> bool:
    """Whether the gazetteer, which knows no finer, puts a place under the same governorate as an area."""
    return area.place_id in ground.areas and one.admin1 is not None and one.admin1 == area.admin1


def _stands_for_area_around(town: Spot, other: Spot, ground: Ground) -> bool:
    area = ground.namesakes.get(town.place_id or "")
    return area is not None and area in (other.place_id, *ground.places_around(other.place_id or ""))


def _actors(one: Actors, other: Actors, ground: Ground) -> Relation:
    """By their names. Who names but one side of two may leave out the one that the other names."""
    relation = compare_names(one.names, other.names, ground)
    is_half = any(actors.are_sides and len(actors.names) == 1 for actors in (one, other))
    if relation is Relation.DIFFERS and (is_half or not _exclude_each_other(one.names, other.names, ground)):
        return Relation.BESIDE
    return relation


def _exclude_each_other(one: tuple[str, ...], other: tuple[str, ...], ground: Ground) -> bool:
    """Whether not both can be meant: all of them fight, and none is an alliance that the other may be part of.

    A ministry, a person or an agency that stands where an actor does is often who speaks, or whose house it was.
    """
    kinds = {ground.actor_kinds.get(name) for name in one}, {ground.actor_kinds.get(name) for name in other}
    if not all(kind in _FIGHTERS for side in kinds for kind in side):
        return False
    return not any(mine & _ALLIANCES and theirs & _ALLIED for mine, theirs in (kinds, kinds[::-1]))


@lru_cache(maxsize=1 << 17)
def compare_names(one: tuple[str, ...], other: tuple[str, ...], ground: Ground) -> Relation:
    """How actors stand to each other: a unit lies within its army. Whom the register does not know differs from nobody.

    Sides of several names overlap where one is in both.
    """
    if one == other:
        return Relation.SAME
    return _shared(_closest(_compare_actors(a, b, ground) for a in one for b in other), len(one), len(other))


@lru_cache(maxsize=1 << 17)
def _compare_actors(one: str, other: str, ground: Ground) -> Relation:
    if one == other:
        return Relation.SAME
    above, over = list(ground.actors_above(one)), list(ground.actors_above(other))
    if other in above:
        return Relation.WITHIN
    if one in over:
        return Relation.AROUND
    if not (ground.is_known(one) and ground.is_known(other)):
        return Relation.OVERLAPS if _share_words(one, other, ground) else Relation.BESIDE
    shared = set(above) & set(over)
    if not shared:
        return Relation.DIFFERS
    return Relation.BESIDE if all(ground.actor_kinds.get(name) in _BROAD for name in shared) else Relation.OVERLAPS


def _share_words(one: str, other: str, ground: Ground) -> bool:
    """Whether more than half of the words that tell one from others are of the other too: not "forces of".

    Of whom the register knows, any of the names.
    """
    return any(
        len(mine & theirs) * 2 > min(len(mine), len(theirs))
        for mine in ground.naming_words(one)
        for theirs in ground.naming_words(other)
    )


def _kinds(one: str, other: str, ground: Ground) -> Relation:
    """Types of one group: the more exact lies within the other; two that are as exact as any cannot both be.

    Types of different groups tell of different sides of a happening.
    """
    if one == other:
        return Relation.SAME
    if one not in ground.alike or ground.alike.get(one) != ground.alike.get(other):
        return Relation.BESIDE
    mine, theirs = ground.exactness.get(one, 0), ground.exactness.get(other, 0)
    if mine != theirs:
        return Relation.WITHIN if mine > theirs else Relation.AROUND
    return Relation.DIFFERS if mine > 1 else Relation.OVERLAPS


def _happened(one: str, other: str) -> Relation:
    """What is possible stands beside all else; to claim it and to assert it agree."""
    if "possible" in (one, other):
        return Relation.BESIDE
    if "denied" in (one, other):
        return Relation.DIFFERS
    return Relation.WITHIN if one == "asserted" else Relation.AROUND


def _held(one: Held, other: Held, ground: Ground) -> Relation:
    """Of the same place alone: that two hold it differs, that one does and another does not goes together."""
    if compare_spots(one.spot, other.spot, ground) is not Relation.SAME:
        return Relation.BESIDE
    names = compare_names(one.names, other.names, ground)
    if one.is_held == other.is_held:
        return names if one.is_held or names in AGREES else Relation.BESIDE
    return Relation.DIFFERS if names in AGREES else Relation.BESIDE
