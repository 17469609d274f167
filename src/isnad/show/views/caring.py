"""Care as the views apply it: each record is protected before it is returned, and counts never tell more than records.

A stand-in until `show.care` has its policy: it is stricter than a policy needs to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from isnad.keep.situation_filters import NOTHING_HIDDEN, Hidden
from isnad.show.care.eyes import Eyes
from isnad.show.views.filters import SituationFilter
from isnad.show.views.shown import FlowShown, HoldShown, IncidentShown, PlaceShown

# What tells where people are who fled, cannot leave or are on the road: counts leave it out.
_FAMILIES, _TYPES, _TOLLS = frozenset(("population",)), frozenset(("siege", "aid")), frozenset(("displaced",))
# Any report may name a convoy, which no count can know; so all are counted late.
_DELAY = timedelta(hours=72)
# Fewer incidents than this in one cell of a table or a map are a case, not a figure.
_FEWEST = 3
_UNSEEN = frozenset(("displacement", "return", *_TYPES))
# Squares of the map this coarse, about 40 km wide, tell no more than a district does.
COARSE_ZOOM = 10


def protect_incidents(found: Iterable[IncidentShown], eyes: Eyes) -> Iterator[IncidentShown]:
    """The incidents as these eyes may see them; those that they may not see are left out."""
    for shown in found:
        if eyes.sees_all:
            yield shown
        elif shown.type not in _UNSEEN and "displaced" not in shown.tolls:
            tolls = {name: replace(count, words=None) for name, count in shown.tolls.items()}
            place = _coarse(shown.place) if shown.place else None
            yield replace(
                shown, words=None, evidence=(), tolls=tolls, place=place, initiators=(), targets=(), sources=()
            )


def protect_flows(found: Iterable[FlowShown], eyes: Eyes) -> Iterator[FlowShown]:
    """The flows as these eyes may see them."""
    return iter(found) if eyes.sees_all else iter(())


def protect_holds(found: Iterable[HoldShown], eyes: Eyes) -> Iterator[HoldShown]:
    """The holds as these eyes may see them."""
    return iter(found) if eyes.sees_all else (replace(one, sources=(), holder=None) for one in found)


def _coarse(place: PlaceShown) -> PlaceShown:
    name = place.admin1 or place.country or ""
    return replace(place, name=name, name_en=None, place_id=None, lat=None, lon=None, precision="within")


def find_hidden(eyes: Eyes) -> Hidden:
    """What counts leave out for these eyes."""
    if eyes.sees_all:
        return NOTHING_HIDDEN
    return Hidden(_FAMILIES, _TYPES, _TOLLS, _before(eyes.now))


def _before(now: str) -> str:
    moment = datetime.fromisoformat(now) - _DELAY
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def find_hidden_in_list(eyes: Eyes, asked: SituationFilter) -> Hidden:
    """What a list leaves out: who asks for a place, a person or words learns by what is found where it was."""
    is_fine = (asked.place_id, asked.actor, asked.source, asked.text) != (None, None, None, None)
    return find_hidden(eyes) if is_fine else NOTHING_HIDDEN


def is_figure(incidents: int, eyes: Eyes) -> bool:
    """Whether so many incidents in one cell may be shown to these eyes."""
    return eyes.sees_all or incidents >= _FEWEST
