"""Values: what an account says of each question that can be asked of a happening, in a form that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isnad.arabic.fold import folded
from isnad.model import Factuality
from isnad.weigh.accounts import Account, Count, Spot
from isnad.weigh.asof import find_bounds
from isnad.weigh.ground import Ground

TOLLS = ("fatalities", "injured", "displaced")
# The questions, in the order in which they are shown.
VALUES = ("happened", "type", "time", "place", "initiator", "target", *TOLLS, "holder")


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll; `words` where no number is given, else empty. `of` are the sides whose dead, injured or displaced these are."""

    low: int | None
    high: int | None
    words: str = ""
    of: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether a number is given."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class Days:
    """When it happened; None is open. `is_carried` where only an earlier sentence says it."""

    first: date | None
    last: date | None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Where it happened, one place or several. Order: by name."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Actors:
    """Who did it, or to whom: ids of the register or folded words. Order: by name.

    `are_sides` where either side of what happened between two may be among them.
    """

    names: tuple[str, ...]
    are_sides: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of happening."""

    type: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Whether it happened: `asserted`, `claimed`, `denied` or `possible`."""

    factuality: str


@dataclass(frozen=True, slots=True)
class Held:
    """That someone holds a place, or does not (any more)."""

    spot: Spot
    names: tuple[str, ...]
    is_held: bool


Content = Figure | Days | Where | Actors | Kind | Happened | Held


def find_contents(account: Account, value: str, ground: Ground) -> tuple[Content, ...]:
    """What the account says of one of `VALUES`.

    What it denies, or holds for possible, is said of whether it happened and of nothing else; a denied gain says that
    the place is not held. Empty: nothing said.
    """
    if value == "happened":
        return (Happened(_factuality(account)),)
    if value == "holder":
        return find_held(account, ground)
    if account.factuality in (Factuality.DENIED, Factuality.POSSIBLE):
        return ()
    found = read_content(account, value, ground)
    return () if found is None else (found,)


def _factuality(account: Account) -> str:
    """Background happened too."""
    return str(Factuality.ASSERTED) if account.factuality == Factuality.BACKGROUND else account.factuality


def read_content(account: Account, value: str, ground: Ground) -> Content | None:
    if value in TOLLS:
        return _figure(account.tolls.get(value), account, ground)
    if value == "time":
        is_said = account.first_day is not None or account.last_day is not None
        return Days(*find_bounds(account), account.is_time_carried) if is_said else None
    if value == "place":
        return _where(account, ground)
    if value == "type":
        return Kind(account.type)
    return _actors(account, value, ground)


def _figure(count: Count | None, account: Account, ground: Ground) -> Figure | None:
    """The toll; what names one leaves open how many others there were."""
    if count is None:
        return None
    is_worded = count.low is None and count.high is None
    sides = tuple(sorted(name for name in account.targets if ground.is_side(name)))
    high = None if names_one(count, ground) else count.high
    return Figure(count.low, high, folded(count.words) if is_worded else "", sides)


def names_one(count: Count, ground: Ground) -> bool:
    """Whether the words stand for one without counting ("a gunman")."""
    words = folded(count.words).split()
    return count.low == count.high == 1 and bool(words) and ground.ones.isdisjoint(words)


def _where(account: Account, ground: Ground) -> Where | None:
    """The most exact places; what only comes from or leads to a place counts if nothing else does."""
    spots = find_where(account)
    around = {area for spot in spots if spot.place_id for area in ground.places_around(spot.place_id)}
    around |= {spot.place_id for spot in spots if spot.place_id and spot.is_within}
    exact = [spot for spot in spots if spot.is_within or spot.place_id not in around]
    return Where(tuple(sorted(exact or spots, key=spot_key))) if spots else None


def find_where(account: Account) -> tuple[Spot, ...]:
    """The places where it happened, without what stands before them."""
    spots = [spot for spot in account.spots if spot.role == "where"] or account.spots
    return tuple(dict.fromkeys(bare_spot(spot) for spot in spots))


def bare_spot(spot: Spot) -> Spot:
    """The place alone, whatever part it plays and however it is led in."""
    return Spot("where", spot.name, spot.place_id, spot.lat, spot.lon, spot.admin1, spot.country, spot.is_within)


def spot_key(spot: Spot) -> tuple[str, str, bool]:
    """What orders places."""
    return spot.name, spot.place_id or "", spot.is_within


def _actors(account: Account, value: str, ground: Ground) -> Actors | None:
    """Who; of what has two sides either may be named first, so both are the initiator."""
    names = account.initiators if value == "initiator" else account.targets
    is_mutual = account.type in ground.mutual
    if is_mutual:
        names = (*account.initiators, *account.targets) if value == "initiator" else ()
    return Actors(tuple(sorted(set(names))), is_mutual) if names else None


def find_held(account: Account, ground: Ground) -> tuple[Held, ...]:
    """What the account says of who holds a place: who took it, who lost it, who left it.

    Not what is only possible, nor what is background, which says nothing of now. Who lost it counts where the register
    knows him: the words that stand there else are parts of the place.
    """
    kind = ground.control.get(account.type)
    if kind not in ("gained", "left") or account.factuality in (Factuality.POSSIBLE, Factuality.BACKGROUND):
        return ()
    is_denied = account.factuality == Factuality.DENIED
    found = []
    for spot in find_held_spots(account, kind):
        if account.initiators and not (kind == "left" and is_denied):
            found.append(Held(bare_spot(spot), tuple(sorted(account.initiators)), kind == "gained" and not is_denied))
        losers = () if kind == "left" or is_denied else find_losers(account, ground)
        if losers:
            found.append(Held(bare_spot(spot), losers, is_held=False))
    return tuple(dict.fromkeys(found))


def find_losers(account: Account, ground: Ground) -> tuple[str, ...]:
    """Who lost the place that another took: of the targets those that the register knows to fight or rule.

    Order: by name.
    """
    places = {spot.place_id for spot in account.spots}
    known = (name for name in account.targets if name in ground.actor_kinds and ground.can_hold(name))
    return tuple(sorted(name for name in known if name not in places and name not in account.initiators))


def find_held_spots(account: Account, kind: str) -> tuple[Spot, ...]:
    """The places that are taken or fought over, or from where forces left."""
    role = "origin" if kind == "left" else "where"
    return tuple(spot for spot in account.spots if spot.role == role)
