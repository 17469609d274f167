"""Protect: a record as these eyes may see it. Eyes that see all get the record itself.

Where a record is left out (None), `find_withheld` says why. Protecting what is protected changes nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from isnad.show.care.counts import band_count
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import Care
from isnad.show.care.names import mask_all
from isnad.show.care.reasons import coarsen_place, find_finest, find_hold_place, find_withheld, is_displacement
from isnad.show.care.times import coarsen_first, coarsen_last, coarsen_moment
from isnad.show.shown import ActorShown, CountShown, FlowShown, HoldShown, IncidentShown, PlaceShown

# What a hold may be contested by, as weighing says it; whatever else is told may hold names.
_CONTESTS = ("another holder", "another holds a part", "denied", "fighting")
_CONTESTED = "contested"


def protect_incident(shown: IncidentShown, care: Care, eyes: Eyes) -> IncidentShown | None:
    """The incident as these eyes may see it; None where it is left out for them now."""
    if eyes.sees_all:
        return shown
    if find_withheld(shown, care, eyes):
        return None
    finest = care.policy.displacement.finest_time if is_displacement(shown, care) else "day"
    return replace(
        shown,
        first_day=coarsen_first(shown.first_day, finest),
        last_day=coarsen_last(shown.last_day, finest),
        first_known=coarsen_moment(shown.first_known, finest),
        place=coarsen_place(shown.place, find_finest(shown, care), care) if shown.place else None,
        initiators=_mask(shown.initiators, care),
        targets=_mask(shown.targets, care),
        sources=_mask(shown.sources, care, as_sources=True),
        tolls={name: protect_count(count, care, eyes) for name, count in shown.tolls.items()},
        words=None,
        evidence=(),
    )


def protect_flow(shown: FlowShown, care: Care, eyes: Eyes) -> FlowShown | None:
    """The flow as these eyes may see it; None where it is left out for them now."""
    if eyes.sees_all:
        return shown
    if find_withheld(shown, care, eyes):
        return None
    finest, finest_time = find_finest(shown, care), care.policy.displacement.finest_time
    return replace(
        shown,
        count=protect_count(shown.count, care, eyes) if shown.count else None,
        origins_of_flow=_coarsen_all(shown.origins_of_flow, finest, care),
        destinations=_coarsen_all(shown.destinations, finest, care),
        first_day=coarsen_first(shown.first_day, finest_time),
        last_day=coarsen_last(shown.last_day, finest_time),
        first_known=coarsen_moment(shown.first_known, finest_time),
        trigger=shown.trigger if shown.trigger in care.types else None,
    )


def protect_hold(shown: HoldShown, care: Care, eyes: Eyes) -> HoldShown | None:
    """The hold as these eyes may see it; None where only an area around its place may be shown."""
    if eyes.sees_all:
        return shown
    place = find_hold_place(shown, care)
    if place is None:
        return None
    contested = (why if why in _CONTESTS else _CONTESTED for why in shown.contested)
    holder = _mask((shown.holder,), care)[0] if shown.holder else None
    return replace(
        shown,
        place=place,
        holder=holder,
        sources=_mask(shown.sources, care, as_sources=True),
        contested=tuple(dict.fromkeys(contested)),
    )


def protect_count(count: CountShown, care: Care, eyes: Eyes) -> CountShown:
    """The count as these eyes may see it: for the public a band, also of a sum of many incidents."""
    return count if eyes.sees_all else band_count(count, care.policy.edges)


def _mask(actors: tuple[ActorShown, ...], care: Care, *, as_sources: bool = False) -> tuple[ActorShown, ...]:
    return mask_all(actors, care.masks, as_sources=as_sources) if care.policy.mask else actors


def _coarsen_all(places: Iterable[PlaceShown], finest: str, care: Care) -> tuple[PlaceShown, ...]:
    """The areas of the places, each once; what lies in no known area is left out."""
    found = (coarsen_place(place, finest, care) for place in places)
    return tuple(dict.fromkeys(place for place in found if place is not None))
