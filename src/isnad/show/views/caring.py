"""Care as the views apply it: each record is protected before it is returned, and counts never tell more than records.

A stand-in until `show.care` has its policy: it is stricter than a policy needs to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from isnad.show.care.eyes import Eyes
from isnad.show.views.filters import SituationFilter
from isnad.show.views.shown import FlowShown, HoldShown, IncidentShown, PlaceShown

# Families of events that tell where people are who fled, or where they go.
_FAMILIES_OF_PEOPLE = frozenset(("population",))
# Squares of the map this coarse, about 40 km wide, tell no more than a district does.
COARSE_ZOOM = 10


def protect_incidents(found: Iterable[IncidentShown], eyes: Eyes) -> Iterator[IncidentShown]:
    """The incidents as these eyes may see them; those that they may not see are left out."""
    for shown in found:
        if eyes.sees_all:
            yield shown
        elif shown.type not in ("displacement", "return"):
            tolls = {name: replace(count, words=None) for name, count in shown.tolls.items()}
            place = _coarse(shown.place) if shown.place else None
            yield replace(shown, words=None, tolls=tolls, place=place, initiators=(), targets=(), sources=())


def protect_flows(found: Iterable[FlowShown], eyes: Eyes) -> Iterator[FlowShown]:
    """The flows as these eyes may see them."""
    return iter(found) if eyes.sees_all else iter(())


def protect_holds(found: Iterable[HoldShown], eyes: Eyes) -> Iterator[HoldShown]:
    """The holds as these eyes may see them."""
    return iter(found) if eyes.sees_all else (replace(one, sources=(), holder=None) for one in found)


def _coarse(place: PlaceShown) -> PlaceShown:
    name = place.admin1 or place.country or ""
    return replace(place, name=name, name_en=None, place_id=None, lat=None, lon=None, precision="within")


def find_hidden(eyes: Eyes) -> frozenset[str]:
    """Families of events that counts leave out for these eyes."""
    return frozenset() if eyes.sees_all else _FAMILIES_OF_PEOPLE


def find_hidden_in_list(eyes: Eyes, asked: SituationFilter) -> frozenset[str]:
    """Families that a list leaves out: who asks for a place, a person or words learns by what is found where it was."""
    is_fine = (asked.place_id, asked.actor, asked.source, asked.text) != (None, None, None, None)
    return find_hidden(eyes) if is_fine else frozenset()
