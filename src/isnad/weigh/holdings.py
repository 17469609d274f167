"""Holdings: what each claim says of who holds a place, with its time, its origin and how much of the place it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from isnad.arabic.clitics import find_stems
from isnad.model import Factuality
from isnad.weigh.accounts import Account, Spot
from isnad.weigh.asof import find_bounds
from isnad.weigh.ground import Ground
from isnad.weigh.said import OriginOf, name_origins
from isnad.weigh.values import bare_spot, find_held_spots, find_losers

# Key of what is told without a place.
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One claim's word on one place.

    `sign`: `gained` (its `names` hold it from then on; empty where nobody is named), `left` (they hold it no more),
    `fought` (there is fighting), `denied` (that they hold it, or hold it no more, is denied), `expected` (possible, not
    yet so). `losers` are those from whom it was taken. It happened not before `first` (None: unknown) and by `last`;
    `is_dated` where the claim says when. `is_part` where the words mean a part of the place or what is beside it.
    `is_background` where it is told of the past.
    """

    place: str
    spot: Spot | None
    sign: str
    names: tuple[str, ...]
    losers: tuple[str, ...]
    first: date | None
    last: date
    is_dated: bool
    is_part: bool
    is_background: bool
    origin: str
    claim_id: str
    told: date


def find_holdings(
    accounts: Iterable[Account], origin_of: OriginOf | Mapping[str, str], ground: Ground
) -> tuple[Holding, ...]:
    """What the accounts say of who holds which place, those that name no place too.

    Order: by place, then as it happened, then by claim.
    """
    origin = name_origins(origin_of)
    found = [holding for account in accounts for holding in _find(account, origin, ground)]
    return tuple(sorted(found, key=holding_key))


def holding_key(holding: Holding) -> tuple[str, date, date, str, str]:
    """What orders holdings."""
    return holding.place, holding.last, holding.first or date.min, holding.claim_id, holding.sign


def _find(account: Account, origin_of: OriginOf, ground: Ground) -> Iterator[Holding]:
    kind = ground.control.get(account.type)
    if kind is None or (kind == "denied" and not account.words & ground.holding):
        return
    sign = _find_sign(account, kind)
    names = account.initiators if kind in ("gained", "left") else (*account.initiators, *account.targets)
    first, last, told = _find_time(account)
    for spot in _find_spots(account, kind):
        yield Holding(
            place=find_place_key(spot),
            spot=bare_spot(spot) if spot else None,
            sign=sign,
            names=() if kind == "denied" else tuple(sorted(set(names))),
            losers=find_losers(account, kind, ground),
            first=first,
            last=last,
            is_dated=account.first_day is not None or account.last_day is not None,
            is_part=spot is not None and _is_part(spot, ground),
            is_background=account.factuality == Factuality.BACKGROUND,
            origin=origin_of(account),
            claim_id=account.claim_id,
            told=told,
        )


def _find_sign(account: Account, kind: str) -> str:
    if account.factuality == Factuality.POSSIBLE:
        return "expected"
    return "denied" if account.factuality == Factuality.DENIED else kind


def _find_spots(account: Account, kind: str) -> tuple[Spot, ...] | tuple[None]:
    """The places that it is about; one None where none is named."""
    spots = account.spots if kind == "denied" else find_held_spots(account, kind)
    return tuple(dict.fromkeys(spots)) or (None,)


def _find_time(account: Account) -> tuple[date | None, date, date]:
    """First day or None, last day, and the day it was told."""
    told = account.published or date.fromisoformat(account.received[:10])
    first, last = find_bounds(account)
    return first, last or max(told, first or told), told


def _is_part(spot: Spot, ground: Ground) -> bool:
    """Whether words before the place take a part of it: "most of", "the outskirts of", "positions in"."""
    return any(stem in ground.parts for word in spot.lead.split() for stem in (word, *(s for _, s in find_stems(word))))


def find_place_key(spot: Spot | None) -> str:
    """What tells places apart: the gazetteer's id, else the name with what contains it, so that no village stands for
    the governorate that it lies in.
    """
    if spot is None:
        return NOWHERE
    if spot.place_id is not None and not spot.is_within:
        return spot.place_id
    return f"{spot.name} ({spot.place_id or spot.admin1 or spot.country or '?'})"
