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
from isnad.weigh.takings import find_holders, is_taking
from isnad.weigh.values import bare_spot, find_held_spots, find_losers

# Key of what is told without a place.
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One claim's word on one place.

    `sign`: `gained` (its `names` hold it from then on; empty where nobody is named), `left` (they hold it no more),
    `fought` (there is fighting), `denied` (that they hold it, or hold it no more, is denied), `expected` (possible, not
    yet so). `against` are those from whom it was taken, or who were fought, as far as the register knows them.

    It happened not before `first` (None: unknown) and by `last`; `is_dated` where the claim says when. `is_part` where
    the words mean a part of the place or what is beside it, `is_background` where it is told of the past. `is_plain`
    where nothing keeps it from being read as control (`is_taking`), and where its
    time or that of its report is known.
    """

    place: str
    spot: Spot | None
    sign: str
    names: tuple[str, ...]
    against: tuple[str, ...]
    first: date | None
    last: date
    is_dated: bool
    is_part: bool
    is_background: bool
    is_plain: bool
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
    if kind is None or (kind == "denied" and not account.words & (ground.holding | ground.entries)):
        return
    sign = _find_sign(account, kind)
    first, last, told = _find_time(account)
    for spot in _find_spots(account, kind):
        yield Holding(
            place=find_place_key(spot),
            spot=bare_spot(spot) if spot else None,
            sign=sign,
            names=() if kind == "denied" else find_holders(account, kind, ground),
            against=find_losers(account, ground) if kind in ("gained", "fought") else (),
            first=first,
            last=last,
            is_dated=account.first_day is not None or account.last_day is not None,
            is_part=spot is not None and (_is_part(spot, ground) or bool(account.words & ground.partly)),
            is_background=account.factuality == Factuality.BACKGROUND,
            is_plain=_has_day(account) and is_taking(account, spot, kind, ground),
            origin=origin_of(account),
            claim_id=account.claim_id,
            told=told,
        )


def _has_day(account: Account) -> bool:
    """Whether it or its report has a day; the day on which it was received says nothing of when it was so."""
    return any(day is not None for day in (account.published, account.first_day, account.last_day))


def _find_sign(account: Account, kind: str) -> str:
    if account.factuality == Factuality.POSSIBLE:
        return "expected"
    return "denied" if account.factuality == Factuality.DENIED else kind


def _find_spots(account: Account, kind: str) -> tuple[Spot, ...] | tuple[None]:
    """The places that it is about; one None where none is named."""
    spots = account.spots if kind == "denied" else find_held_spots(account, kind)
    return tuple(dict.fromkeys(spots)) or (None,)


def _find_time(account: Account) -> tuple[date | None, date, date]:
    """First day or None, last day, and the day it was told. Of a span that ends later what is told has happened by then."""
    told = account.published or date.fromisoformat(account.received[:10])
    first, last = find_bounds(account)
    if last is None or (last > told and account.factuality != Factuality.POSSIBLE):
        last = max(told, first or told)
    return first, last, told


def _is_part(spot: Spot, ground: Ground) -> bool:
    """Whether the words before the place take a part of it ("most of", "the outskirts of") or something in it.

    What says of what kind the place is ("the town of") is passed over.
    """
    words = spot.lead.split()
    while words and words[-1] in ground.place_kinds and words[-1] not in ground.parts:
        words.pop()
    if words and (words[-1] in ground.inside or _is_joined(words[-1], ground)):
        return True
    return any(stem in ground.parts for word in words for _, stem in find_stems(word))


def _is_joined(word: str, ground: Ground) -> bool:
    """Whether it is a word for a kind of place with "in" written together with it."""
    return any(word.startswith(inside) and word.removeprefix(inside) in ground.place_kinds for inside in ground.inside)


def find_place_key(spot: Spot | None) -> str:
    """What tells places apart: the gazetteer's id, else the name with what contains it, so that no village stands for
    the governorate that it lies in.
    """
    if spot is None:
        return NOWHERE
    if spot.place_id is not None and not spot.is_within:
        return spot.place_id
    return f"{spot.name} ({spot.place_id or spot.admin1 or spot.country or '?'})"
