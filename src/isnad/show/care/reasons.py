"""Reasons: why a record is sensitive, and why one is left out for these eyes now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isnad.show.care.areas import coarsen, keep_names
from isnad.show.care.eyes import Eyes
from isnad.show.care.knowing import Care
from isnad.show.care.names import is_private
from isnad.show.care.policy_keys import PLACES
from isnad.show.care.sites import find_sites
from isnad.show.care.times import find_release, parse_moment
from isnad.show.views.shown import ActorShown, FlowShown, HoldShown, IncidentShown, PlaceShown

Shown = IncidentShown | FlowShown | HoldShown


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record is sensitive: the rule of the policy, and what of the record falls under it."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a record is left out: the rule, what the policy says of it, and until when (None: as long as the rule holds)."""

    rule: str
    why: str
    until: str | None


def is_sensitive(shown: Shown, care: Care) -> bool:
    """Whether an exact view of the record is to be logged."""
    return bool(find_reasons(shown, care))


def find_reasons(shown: Shown, care: Care) -> tuple[Reason, ...]:
    """Why the record is sensitive. Order: displacement, sites, persons. Empty: it is not."""
    displaced = (Reason("displacement", _name_displacement(shown)),) if is_displacement(shown, care) else ()
    sites = tuple(Reason("sites", site) for site in sorted(find_protected_sites(shown, care)))
    persons = (Reason("persons", "a private person or a witness is named"),) if _has_private(shown, care) else ()
    return (*displaced, *sites, *persons)


def find_withheld(shown: Shown, care: Care, eyes: Eyes) -> Withheld | None:
    """Why the record is left out for these eyes at their moment; None where it is shown, coarsened or not."""
    if eyes.sees_all:
        return None
    if isinstance(shown, HoldShown):
        return None if find_hold_place(shown, care) else _withhold_hold(shown, care)
    until = _find_release(shown, care)
    if until is None or parse_moment(until) <= parse_moment(eyes.now):
        return None
    return Withheld("delay", care.policy.why["delay"], until)


def is_displacement(shown: Shown, care: Care) -> bool:
    """Whether the record tells of people who fled, returned or cannot leave."""
    if isinstance(shown, IncidentShown):
        return shown.type in care.moving or not set(care.policy.displacement.tolls).isdisjoint(shown.tolls)
    return isinstance(shown, FlowShown)


def find_finest(shown: Shown, care: Care) -> str:
    """The finest place that may be shown of the record."""
    limits = ["place"]
    if is_displacement(shown, care):
        limits.append(care.policy.displacement.finest_place)
    if find_protected_sites(shown, care):
        limits.append(care.policy.sites.finest_place)
    return min(limits, key=PLACES.index)


def coarsen_place(place: PlaceShown, finest: str, care: Care) -> PlaceShown | None:
    """The place, no finer than `finest`, by names of the gazetteer; None where no area is known."""
    return keep_names(place, care.areas) if finest == "place" else coarsen(place, finest, care.areas)


def find_hold_place(shown: HoldShown, care: Care) -> PlaceShown | None:
    """The place that is held, by a name of the gazetteer; None where only an area around it may be shown.

    Who holds a village does not hold the district: a hold is left out rather than drawn over an area.
    """
    place = coarsen_place(shown.place, find_finest(shown, care), care)
    return place if place is not None and place.place_id == shown.place.place_id else None


def find_protected_sites(shown: Shown, care: Care) -> frozenset[str]:
    """Classes of the protected sites that the record names, in its places, its actors or its words."""
    named = frozenset[str]().union(*(find_sites(text, care.sites) for text in _find_texts(shown, care)))
    ids = (place.place_id or "" for place in _find_places(shown))
    kinds = frozenset(care.areas.rows[one].kind for one in ids if one in care.areas.rows)
    return (named & frozenset(care.policy.sites.classes)) | (kinds & frozenset(care.policy.sites.kinds))


def _withhold_hold(shown: HoldShown, care: Care) -> Withheld:
    rule = "sites" if find_protected_sites(shown, care) else "words"
    return Withheld(rule, care.policy.why[rule], None)


def _find_release(shown: IncidentShown | FlowShown, care: Care) -> str | None:
    """From when the record may be shown; None where nothing delays it."""
    rule = care.policy.delay
    is_moving = is_displacement(shown, care)
    is_delayed = is_moving or (isinstance(shown, IncidentShown) and shown.type in care.delayed)
    if not is_delayed and find_protected_sites(shown, care).isdisjoint(rule.sites):
        return None
    finest = care.policy.displacement.finest_time if is_moving else "day"
    return find_release(shown.first_known, shown.last_day or shown.first_day, finest, rule.hours)


def _name_displacement(shown: Shown) -> str:
    return shown.type if isinstance(shown, IncidentShown) else "flow"


def _find_places(shown: Shown) -> tuple[PlaceShown, ...]:
    if isinstance(shown, FlowShown):
        return (*shown.origins_of_flow, *shown.destinations)
    return (shown.place,) if shown.place else ()


def _has_private(shown: Shown, care: Care) -> bool:
    """Whether the record names a private person or a witness."""
    if isinstance(shown, FlowShown):
        return False
    parties = _find_parties(shown)
    return any(is_private(actor, care.masks) for actor in parties) or any(
        is_private(actor, care.masks, as_source=True) for actor in shown.sources
    )


def _find_parties(shown: IncidentShown | HoldShown) -> tuple[ActorShown, ...]:
    if isinstance(shown, IncidentShown):
        return (*shown.initiators, *shown.targets)
    return (shown.holder,) if shown.holder else ()


def _find_texts(shown: Shown, care: Care) -> Iterable[str]:
    """Everything in the record that may name a site, with the names of the gazetteer for its places."""
    for place in _find_places(shown):
        row = care.areas.rows.get(place.place_id or "")
        yield from (place.name, *(row.names if row else ()))
    if isinstance(shown, IncidentShown):
        yield from (actor.name for actor in _find_parties(shown))
        yield shown.words or ""
        yield from shown.evidence
