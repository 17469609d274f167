"""Features of a pair of accounts: small facts with names, each speaking for or against one happening."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from isnad.weigh.accounts import Account, Count, Spot
from isnad.weigh.ground import Ground

_EARTH_KM = 6371.0
_NEAR_KM = 15.0
_SAME_KM = 2.5
# A happening is told of for about so long; what lies further apart is another one, whatever is alike.
_LONG = timedelta(days=3)


def find_features(one: Account, other: Account, ground: Ground) -> list[str]:
    """What the two accounts have in common and what not. Symmetric: the order of the two changes nothing."""
    return [
        _types(one, other, ground),
        _places(one, other, ground),
        _times(one, other),
        _reports(one, other),
        *_actors("initiator", one.initiators, other.initiators, ground),
        *_actors("target", one.targets, other.targets, ground),
        *_tolls(one, other),
        f"words {_share(one.words, other.words)}",
        f"title {_share(one.title, other.title)}",
        *_origins(one, other),
    ]


def _types(one: Account, other: Account, ground: Ground) -> str:
    if one.type == other.type:
        return "same type"
    group = ground.alike.get(one.type)
    if group is not None and group == ground.alike.get(other.type):
        return "outcome of the other" if {one.type, other.type} & ground.outcomes else "types alike"
    return "same family" if ground.families.get(one.type) == ground.families.get(other.type) else "other type"


_PLACES = ("same place", "place within the other", "places near", "same governorate", "same country", "other place")


def _places(one: Account, other: Account, ground: Ground) -> str:
    """The closest that two of their places are."""
    mine, theirs = _where(one), _where(other)
    if not mine or not theirs:
        return "place of one" if mine or theirs else "no place"
    return min((_relation(a, b, ground) for a in mine for b in theirs), key=_PLACES.index)


def _where(account: Account) -> list[Spot]:
    """Where it happened; what only comes from or leads to a place happened on the way, and counts if nothing else does."""
    return [spot for spot in account.spots if spot.role == "where"] or list(account.spots)


def _relation(one: Spot, other: Spot, ground: Ground) -> str:
    if one.name == other.name and (one.country == other.country or None in (one.country, other.country)):
        return "same place"
    known = one.place_id and other.place_id
    if known and one.place_id == other.place_id:
        return "place within the other" if one.is_within or other.is_within else "same place"
    if known and (_is_around(one, other, ground) or _is_around(other, one, ground)):
        return "place within the other"
    distance = distance_km(one, other)
    if distance is not None and distance <= _NEAR_KM and not {one.place_id, other.place_id} & ground.areas:
        return "same place" if distance <= _SAME_KM else "places near"
    if one.admin1 and one.admin1 == other.admin1:
        return "same governorate"
    return "same country" if one.country and one.country == other.country else "other place"


def _is_around(outer: Spot, inner: Spot, ground: Ground) -> bool:
    """Whether the outer is an area that contains the inner."""
    if outer.place_id not in ground.areas or inner.place_id is None:
        return False
    return outer.place_id == inner.place_id or outer.place_id in ground.places_around(inner.place_id)


def distance_km(one: Spot, other: Spot) -> float | None:
    """Great-circle distance, None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


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


def _origins(one: Account, other: Account) -> Iterator[str]:
    if one.chain and other.chain and set(one.chain) & set(other.chain):
        yield "same source"
    if one.article_id == other.article_id:
        yield "same article" if one.version_id == other.version_id else "same article edited"
    elif one.outlet and one.outlet == other.outlet:
        yield "same outlet"
