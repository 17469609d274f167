"""Filters: which states of places and which flows are asked for. None asks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isnad.arabic.fold import folded
from isnad.knowledge.actors import ActorRow
from isnad.weigh.accounts import Spot
from isnad.weigh.control import State
from isnad.weigh.flows import Flow


@dataclass(frozen=True, slots=True)
class Area:
    """A country by its code, a governorate as the claims name it."""

    country: str | None = None
    admin1: str | None = None


ANYWHERE = Area()


@dataclass(frozen=True, slots=True)
class StateFilter:
    """States of a place, by its id or words of its name, in an area, that a side is said to hold.

    `holders` are ids of actors, or folded words of the names that reports give; empty asks nothing.
    """

    area: Area = ANYWHERE
    place: str | None = None
    holders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FlowFilter:
    """Flows that left or reached the area, and whose category, or that of one of their tellings, is this one."""

    area: Area = ANYWHERE
    category: str | None = None


def has_state(state: State, asked: StateFilter) -> bool:
    """Whether the state is of a place that is asked for and told of a holder who is."""
    spot = state.spot
    if spot is None or not is_in(spot, asked.area):
        return False
    if asked.place is not None and asked.place != spot.place_id and folded(asked.place) not in spot.name:
        return False
    names = [f" {name} " for hold in state.holds for name in hold.names]
    return not asked.holders or any(f" {holder} " in name for holder in asked.holders for name in names)


def has_flow(flow: Flow, asked: FlowFilter) -> bool:
    """Whether people left or reached the area, and moved as is asked for."""
    spots = [end.spot for end in (*flow.origins, *flow.destinations)]
    there = asked.area == ANYWHERE or any(is_in(spot, asked.area) for spot in spots)
    return there and asked.category in (None, flow.category, *flow.categories)


def is_in(spot: Spot, area: Area) -> bool:
    """Whether the gazetteer places the spot in the area.

    >>> is_in(Spot("where", "حمص", "1", 34.7, 36.7, "Homs", "SY", False), Area("SY"))
    True
    """
    return area.country in (None, spot.country) and area.admin1 in (None, spot.admin1)


def find_holders(words: str, actors: Iterable[ActorRow]) -> frozenset[str]:
    """Who is meant: the actor of that id, those that the register knows by that name, and the words themselves."""
    name = folded(words)
    ids = (one.actor_id for one in actors if words == one.actor_id or name in map(folded, one.names))
    return frozenset((name, *ids))
