"""Features of a pair of accounts: small facts with names, each speaking for or against one happening."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from isnad.globe import distance_km
from isnad.weigh.accounts import Account, Count, Spot, stem_of
from isnad.weigh.ground import Ground
from isnad.weigh.headlines import HEADLINE

_NEAR_KM = 15.0
_SAME_KM = 2.5
# A happening is told of for about so long; what lies further apart is another one, whatever is alike.
_LONG = timedelta(days=3)


def find_features(one: Account, other: Account, ground: Ground) -> list[str]:
    """What the two accounts have in common and what not. Symmetric: the order of the two changes nothing."""
    if HEADLINE in (one.type, other.type):
        return _headline_features(one, other, ground)
    spoken = one.type == other.type and one.type in ground.spoken
    return [
        _types(one, other, ground),
        _places(one, other, ground) + (", spoken" if spoken else ""),
        _times(one, other),
        _reports(one, other),
        *(_parties(one, other, ground) if spoken else _roles(one, other, ground)),
        *_tolls(one, other),
        f"words {_share(one.words, other.words)}",
        f"title {_share(one.title, other.title)}",
        *_names(one, other, ground),
        *_origins(one, other),
    ]


def _headline_features(one: Account, other: Account, ground: Ground) -> list[str]:
    """What there is where one of them is a title alone: a place and a day in common are not enough to be one happening."""
    return [
        "two headlines" if one.type == other.type else "headline of one",
        _places(one, other, ground) + ", headline",
        _reports(one, other),
        *_tolls(one, other),
        f"titles {_share(one.title, other.title)}",
        *_names(one, other, ground),
        *_round_ups(one, other, ground),
        *_origins(one, other),
    ]


def _types(one: Account, other: Account, ground: Ground) -> str:
    if one.type == other.type:
        return "same type"
    group = ground.alike.get(one.type)
    if group is not None and group == ground.alike.get(other.type):
        return "outcome of the other" if {one.type, other.type} & ground.outcomes else "types alike"
    return "same family" if ground.families.get(one.type) == ground.families.get(other.type) else "other type"


_PLACES = (
    "same place", "place within the other", "places near", "same area", "same governorate", "same country", "other place",
)  # fmt: skip


def _places(one: Account, other: Account, ground: Ground) -> str:
    """The closest that two of their places are."""
    mine, theirs = _where(one, ground), _where(other, ground)
    if not mine or not theirs:
        return "place of one" if mine or theirs else "no place"
    return min((_relation(a, b, ground) for a in mine for b in theirs), key=_PLACES.index)


def _where(account: Account, ground: Ground) -> list[Spot]:
    """Where it happened; what only comes from or leads to a place happened on the way, and counts if nothing else does.

    A word for any place (`the town`) says nothing of which.
    """
    known = [spot for spot in account.spots if spot.place_id or not _is_general(spot.name, ground)]
    return [spot for spot in known if spot.role == "where"] or known


def _is_general(name: str, ground: Ground) -> bool:
    return all(word in ground.general or stem_of(word) in ground.general for word in name.split())


def _relation(one: Spot, other: Spot, ground: Ground) -> str:
    if _is_same(one, other):
        return _same(one, ground)
    if one.place_id and other.place_id and (_is_around(one, other, ground) or _is_around(other, one, ground)):
        return "same country" if {one.place_id, other.place_id} & ground.vast else "place within the other"
    distance = distance_km(one, other)
    if distance is not None and distance <= _NEAR_KM and not {one.place_id, other.place_id} & ground.areas:
        return "same place" if distance <= _SAME_KM else "places near"
    if one.admin1 and one.admin1 == other.admin1:
        return "same governorate"
    return "same country" if one.country and one.country == other.country else "other place"


def _is_same(one: Spot, other: Spot) -> bool:
    """Whether both are the same place, or the same name where no more is known of one."""
    if one.name == other.name and (one.country == other.country or None in (one.country, other.country)):
        return True
    return one.place_id is not None and one.place_id == other.place_id and one.is_within == other.is_within


def _same(spot: Spot, ground: Ground) -> str:
    """What it says that both name this place: the larger it is, the less."""
    if spot.place_id in ground.vast:
        return "same country"
    return "same area" if spot.place_id in ground.areas else "same place"


def _is_around(outer: Spot, inner: Spot, ground: Ground) -> bool:
    """Whether the outer contains the inner: an area, or a place of which only the containing one is known."""
    if inner.place_id is None or outer.place_id is None:
        return False
    if outer.place_id == inner.place_id:
        return inner.is_within != outer.is_within
    return outer.place_id in ground.areas and outer.place_id in ground.places_around(inner.place_id)


def _times(one: Account, other: Account) -> str:
    mine, theirs = _bounds(one), _bounds(other)
    if mine is None or theirs is None:
        return "time of one" if mine or theirs else "no time"
    if mine == theirs and mine[0] == mine[1]:
        return "same day"
    if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        return "times overlap"
    apart = max(mine[0], theirs[0]) - min(mine[1], theirs[1])
    if apart == timedelta(days=1):
        return "a day apart"
    return "days apart" if apart <= _LONG else "long apart"


def _bounds(account: Account) -> tuple[date, date] | None:
    first, last = account.first_day or account.last_day, account.last_day or account.first_day
    return None if first is None or last is None else (first, last)


def _reports(one: Account, other: Account) -> str:
    if one.published is None or other.published is None:
        return "report undated"
    apart = abs((one.published - other.published).days)
    return ("reports of one day", "reports a day apart")[apart] if apart < 2 else (
        "reports days apart" if apart <= _LONG.days else "reports long apart"
    )  # fmt: skip


def _roles(one: Account, other: Account, ground: Ground) -> Iterator[str]:
    yield from _actors("initiator", one.initiators, other.initiators, ground)
    yield from _actors("target", one.targets, other.targets, ground)


def _parties(one: Account, other: Account, ground: Ground) -> Iterator[str]:
    """Who speaks and who is spoken to: of two who meet, a report names either first."""
    mine, theirs = {*one.initiators, *one.targets}, {*other.initiators, *other.targets}
    if not mine or not theirs:
        yield "parties of one" if mine or theirs else "no parties"
        return
    shared = sum(1 for a in mine if a in theirs or any(_are_kin(a, b, ground) for b in theirs))
    yield "other parties" if not shared else "all parties shared" if shared == len(mine) > 1 else (
        "parties shared" if shared > 1 or min(len(mine), len(theirs)) == 1 else "one party shared"
    )  # fmt: skip


def _actors(role: str, mine: tuple[str, ...], theirs: tuple[str, ...], ground: Ground) -> Iterator[str]:
    if not mine or not theirs:
        yield f"{role} of one" if mine or theirs else f"no {role}"
    elif set(mine) & set(theirs):
        yield f"same {role}"
    elif any(_are_kin(a, b, ground) for a in mine for b in theirs):
        yield f"kin {role}"
    else:
        yield f"other {role}"


def _are_kin(one: str, other: str, ground: Ground) -> bool:
    """Whether one belongs to the other, or both say the same in more words."""
    if other in ground.actors_above(one) or one in ground.actors_above(other):
        return True
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) * 2 > min(len(mine), len(theirs))


def _tolls(one: Account, other: Account) -> Iterator[str]:
    for name in ("fatalities", "injured", "displaced"):
        mine, theirs = one.tolls.get(name), other.tolls.get(name)
        if mine is not None and theirs is not None:
            yield f"{_compared(mine, theirs)} {name}"
        elif mine is not None or theirs is not None:
            yield f"{name} of one"


def _compared(mine: Count, theirs: Count) -> str:
    if mine.low is None or theirs.low is None:
        return "worded"
    if (mine.low, mine.high) == (theirs.low, theirs.high):
        return "same" if mine.low < 4 else "same large"
    if mine.low <= (theirs.high or math.inf) and theirs.low <= (mine.high or math.inf):
        return "overlapping"
    low, high = sorted((mine.low, theirs.low))
    return "similar" if high <= 1.5 * low + 2 else "other"


def _share(mine: frozenset[str], theirs: frozenset[str]) -> str:
    """How much of the shorter one's words the other has too."""
    if not mine or not theirs:
        return "none"
    share = len(mine & theirs) / min(len(mine), len(theirs))
    bounds = (("nearly all", 0.8), ("most", 0.6), ("half", 0.4), ("some", 0.25), ("few", 0.1))
    return next((name for name, least in bounds if share >= least), "other")


def _names(one: Account, other: Account, ground: Ground) -> Iterator[str]:
    """Words that are likely names, which of all words say most of what is told."""
    mine, theirs = one.words - ground.general, other.words - ground.general
    if mine and theirs:
        shared = len(mine & theirs)
        yield ("other names", "a name shared", "names shared")[shared] if shared < 3 else "many names shared"


def _round_ups(one: Account, other: Account, ground: Ground) -> Iterator[str]:
    """Whether a digest of many happenings is one of the two; what its title shares with another says nothing."""
    digests = sum(1 for account in (one, other) if account.title & ground.round_ups)
    if digests:
        yield "two round-ups" if digests == 2 else "round-up of one"


def _origins(one: Account, other: Account) -> Iterator[str]:
    if one.chain and other.chain and set(one.chain) & set(other.chain):
        yield "same source"
    if one.article_id == other.article_id:
        yield "same article" if one.version_id == other.version_id else "same article edited"
    elif one.outlet and one.outlet == other.outlet:
        yield "same outlet"
