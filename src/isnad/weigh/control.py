"""Control of places: who is said to hold each, by whom, since when, contested or not; nobody is declared the holder.

A town is not taken with its governorate nor a governorate with its towns: each place has what is said of itself, and
what is said of the areas around it is shown beside it (`find_around`). Withdrawal ends a hold and begins none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from isnad.weigh.accounts import Account, Spot
from isnad.weigh.asof import EVERYTHING, View, find_known
from isnad.weigh.contests import Contest, find_contests
from isnad.weigh.ground import Ground
from isnad.weigh.holdings import NOWHERE, Holding, find_holdings
from isnad.weigh.holds import CONTEST_DAYS, Hold, find_foes, find_holds
from isnad.weigh.said import OriginOf


@dataclass(frozen=True, slots=True)
class State:
    """What is said of a place as of a day: `holds`, the latest first, and why it is contested, if it is.

    Empty `holds`: those who held it have left, or only fighting and denials are told.
    """

    place: str
    spot: Spot | None
    day: date
    holds: tuple[Hold, ...]
    left: tuple[Hold, ...]
    contests: tuple[Contest, ...]

    @property
    def is_contested(self) -> bool:
        """Whether another is said to hold it, it is denied, or there is fighting."""
        return bool(self.contests)


@dataclass(frozen=True, slots=True)
class Spell:
    """Days through which the same is said of a place; `last` is None where nothing later is known."""

    first: date
    last: date | None
    state: State


@dataclass(frozen=True, slots=True)
class Timeline:
    """A place through time. `holdings` is all that was said, `apart` those of them that no spell can use: told of the
    past without a time, only expected, of nobody who can hold it, or of a whole country.
    """

    place: str
    spot: Spot | None
    spells: tuple[Spell, ...]
    holdings: tuple[Holding, ...]
    apart: tuple[Holding, ...]


def find_timelines(
    accounts: Iterable[Account], origin_of: OriginOf | Mapping[str, str], ground: Ground, view: View = EVERYTHING
) -> tuple[Timeline, ...]:
    """The timeline of every place that is spoken of, as known at the view's moment; its window cuts the spells.

    Order: by place; what names no place comes first, under the empty name and without spells.
    """
    holdings = find_holdings(find_known(accounts, view.known), origin_of, ground)
    found = (_find_timeline(place, of_place, ground, view) for place, of_place in find_by_place(holdings))
    return tuple(one for one in found if one.spells or not one.place or (view.first is None and view.last is None))


def find_states(
    accounts: Iterable[Account],
    origin_of: OriginOf | Mapping[str, str],
    ground: Ground,
    day: date,
    known: str | None = None,
) -> tuple[State, ...]:
    """What is said of every place as of the end of the day, as known at a moment. Order: by place.

    Empty: nothing was said of any place that had happened by then.
    """
    holdings = find_holdings(find_known(accounts, known), origin_of, ground)
    states = (find_state(of_place, day, ground) for place, of_place in find_by_place(holdings) if place != NOWHERE)
    return tuple(state for state in states if state is not None)


def find_by_place(holdings: Iterable[Holding]) -> Iterator[tuple[str, list[Holding]]]:
    """Holdings of each place; they come in the order of places."""
    for place, group in groupby(holdings, key=lambda holding: holding.place):
        yield place, list(group)


def find_state(holdings: Sequence[Holding], day: date, ground: Ground) -> State | None:
    """What is said of one place as of a day; None where nothing had happened by then."""
    by_then = [holding for holding in holdings if is_usable(holding) and holding.last <= day]
    if not by_then:
        return None
    holds, left = find_holds(by_then, find_foes(holdings), ground)
    contests = find_contests(by_then, holds, day, ground)
    if not holds and not left and not contests:
        return None
    return State(by_then[0].place, by_then[0].spot, day, holds, left, contests)


def is_usable(holding: Holding) -> bool:
    """Whether it says something of a day: what is only expected does not, nor what is of the past without a time, nor
    what names nobody who can hold a place.
    """
    return holding.is_plain and holding.sign != "expected" and (holding.is_dated or not holding.is_background)


def _find_timeline(place: str, holdings: list[Holding], ground: Ground, view: View) -> Timeline:
    spells = () if place == NOWHERE else _find_spells(holdings, ground, view)
    apart = tuple(holding for holding in holdings if place == NOWHERE or not is_usable(holding))
    return Timeline(place, holdings[0].spot, spells, tuple(holdings), apart)


def _find_spells(holdings: list[Holding], ground: Ground, view: View) -> tuple[Spell, ...]:
    """The states of the days on which something happened or a contest ran out, joined where they say the same."""
    days = sorted({day for holding in holdings if is_usable(holding) for day in _turns(holding)})
    states = [(day, find_state(holdings, day, ground)) for day in days]
    runs = [list(run) for _, run in groupby(states, key=lambda turn: _what_is_said(turn[1]))]
    begins = [run[0][0] for run in runs]
    ends = [*(day - timedelta(days=1) for day in begins[1:]), None]
    spells = [
        Spell(begin, end, state)
        for begin, end, run in zip(begins, ends[: len(begins)], runs, strict=True)
        if (state := run[-1][1]) is not None
    ]
    return tuple(spell for spell in spells if _is_within(spell, view))


def _turns(holding: Holding) -> tuple[date, date]:
    """The day from which it counts and the day on which it ceases to contest another."""
    return holding.last, holding.last + timedelta(days=CONTEST_DAYS + 1)


def _what_is_said(state: State | None) -> tuple[object, ...] | None:
    """What makes two states one spell: the sides and the kinds of contest, not how often each was told."""
    if state is None:
        return None
    return tuple(hold.side for hold in state.holds), tuple(sorted({contest.reason for contest in state.contests}))


def _is_within(spell: Spell, view: View) -> bool:
    begins = view.last is None or spell.first <= view.last
    return begins and (view.first is None or spell.last is None or spell.last >= view.first)


def find_around(states: Iterable[State], place_id: str, ground: Ground) -> tuple[State, ...]:
    """What is said of the areas that contain the place, the nearest first: less exact, and no word on the place itself."""
    by_place: dict[str, list[State]] = defaultdict(list)
    for state in states:
        by_place[state.place].append(state)
    return tuple(state for area in ground.places_around(place_id) for state in by_place[area])
