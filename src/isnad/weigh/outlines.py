"""Outlines: what an incident is mapped, listed and filtered by, beside its summary. No origin is preferred to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from isnad.model import Factuality
from isnad.weigh.accounts import Account, Count, Spot
from isnad.weigh.asof import EVERYTHING, find_seen
from isnad.weigh.contradictions import find_answer
from isnad.weigh.ground import Ground
from isnad.weigh.said import find_stands
from isnad.weigh.summaries import Summary
from isnad.weigh.values import TOLLS, VALUES, Figure, find_where

# How exactly a place is known, the most exact first.
POINT, AREA, WITHIN, NAME = PRECISIONS = ("point", "area", "within", "name")
# One contradiction is enough, and most are of tolls.
_CONTESTED_FIRST = (*TOLLS, *(value for value in VALUES if value not in TOLLS))
# The surest first: between two claims that say as much the surer one leads.
_SURE = tuple(map(str, (*Factuality,)))


@dataclass(frozen=True, slots=True)
class Outline:
    """Where, who, how many and how sure, of one incident.

    `spot` is None where no place is told; `precision` is one of `PRECISIONS`. `tolls` are bounds over what origins say
    now (None: open, or only in words) with the words of one of them. Actors and sources are ids of the register, else
    folded words, those of most claims first; actors and `factuality` are of the claims of its type. `lead` is the claim
    that says most, `first_known` when the first was received. `is_contested`: origins contradict each other.
    """

    family: str | None
    spot: Spot | None
    precision: str | None
    tolls: Mapping[str, Count]
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    sources: tuple[str, ...]
    factuality: str
    is_contested: bool
    lead: str
    first_known: str


def find_outline(told: Summary, accounts: Sequence[Account], origins: Mapping[str, str], ground: Ground) -> Outline:
    """The outline of an incident's accounts, at least one. `origins` names the origin of each claim."""
    spot = _find_spot(told, accounts, ground)
    lead = _find_lead(told, accounts)
    kin = [one for one in accounts if _is_kin(one.type, told.type, ground)]
    return Outline(
        family=ground.families.get(told.type),
        spot=spot,
        precision=find_precision(spot, ground) if spot else None,
        tolls=_find_tolls(accounts, origins, ground, lead),
        initiators=_by_count(name for one in kin for name in one.initiators),
        targets=_by_count(name for one in kin for name in one.targets),
        sources=_by_count(origins[one.claim_id] for one in accounts),
        factuality=_by_count(one.factuality for one in kin)[0],
        is_contested=_is_contested(accounts, origins, ground),
        lead=lead.claim_id,
        first_known=min(one.received for one in accounts),
    )


def _is_kin(one: str, other: str, ground: Ground) -> bool:
    """Whether both types may name what was done. Of a statement on it the initiator is who speaks, not who did it."""
    return one == other or (one in ground.alike and ground.alike[one] == ground.alike.get(other))


def find_precision(spot: Spot, ground: Ground) -> str:
    """How exactly the place is known. A governorate has coordinates too, but no happening was seen to be there."""
    if spot.place_id is None:
        return NAME
    if spot.is_within:
        return WITHIN
    is_area = spot.place_id in ground.areas or spot.place_id in ground.vast
    return AREA if is_area or spot.lat is None or spot.lon is None else POINT


def _find_spot(told: Summary, accounts: Iterable[Account], ground: Ground) -> Spot | None:
    """Of the places in the area that most accounts tell, the most exact; of those, the one that most tell."""
    counts = Counter(spot for one in accounts for spot in find_where(one))
    order = {
        spot: (
            spot.country != told.country,
            spot.admin1 != told.admin1,
            PRECISIONS.index(find_precision(spot, ground)),
            -count,
            repr(spot),  # no two are alike in all, so that the order of accounts decides nothing
        )
        for spot, count in counts.items()
    }
    return min(order, key=order.__getitem__, default=None)


def _find_lead(told: Summary, accounts: Iterable[Account]) -> Account:
    """The account of the incident's type that says most; of several the surest, then the one that was received first."""

    def order(one: Account) -> tuple[bool, int, int, str, str]:
        parts = (one.initiators, one.targets, one.spots, one.tolls, one.last_day or one.first_day, one.chain)
        fullness = sum(bool(part) for part in parts) + len(one.tolls)
        return one.type != told.type, -fullness, _SURE.index(one.factuality), one.received, one.claim_id

    return min(accounts, key=order)


def _by_count(names: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _find_tolls(
    accounts: Sequence[Account], origins: Mapping[str, str], ground: Ground, lead: Account
) -> dict[str, Count]:
    """Of each toll that is told, the least and the most that origins say now, and words that give it."""
    found = {}
    for value in TOLLS:
        told = [one for one in accounts if value in one.tolls]
        stands = find_stands(told, value, origins, ground) if told else ()
        figures = [content for stand in stands for content in stand.contents if isinstance(content, Figure)]
        if figures:
            claims = {claim for stand in stands for saying in stand.current for claim in saying.claims}
            by = (
                lead
                if lead.claim_id in claims
                else min(told, key=lambda one: (one.claim_id not in claims, one.claim_id))
            )
            found[value] = _count(figures, by.tolls[value].words)
    return found


def _count(figures: Iterable[Figure], words: str) -> Count:
    counted = [one for one in figures if one.is_counted]
    lows = [one.low for one in counted if one.low is not None]
    highs = [one.high for one in counted if one.high is not None]
    is_open = len(highs) < len(counted)
    return Count(min(lows, default=None), None if is_open else max(highs, default=None), words)


def _is_contested(accounts: Sequence[Account], origins: Mapping[str, str], ground: Ground) -> bool:
    """Whether two origins contradict each other; one origin alone cannot."""
    if len({origins[one.claim_id] for one in accounts}) < 2:
        return False
    seen = find_seen(accounts, EVERYTHING).accounts
    return any(find_answer(seen, value, origins, ground).contradictions for value in _CONTESTED_FIRST)
