"""Notes: an incident in plain English sentences, made of coded values. No word of a report is in them."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.show.exports.coding import Coding, country_of
from isnad.show.shown import ActorShown, CountShown, IncidentShown, PlaceShown

_TOLLS = {"fatalities": "killed", "injured": "injured", "displaced": "displaced"}


def write_notes(shown: IncidentShown, coding: Coding) -> str:
    """What is reported, on how many independent origins. Names are those of the register and the gazetteer alone."""
    kind = coding.types.get(shown.type)
    parts = [f"{kind.label_en if kind else shown.type}{_write_days(shown)}{_write_place(shown.place)}."]
    for label, actors in (("Initiator", shown.initiators), ("Target", shown.targets)):
        if names := _write_actors(actors):
            parts.append(f"{label}: {names}.")
    parts += [f"Reported {_TOLLS[name]}: {_write_count(count)}." for name, count in _find_tolls(shown)]
    parts.append(f"Factuality: {shown.factuality}.")
    parts.append(
        f"{len(shown.claims)} claims in {shown.articles} articles of {shown.outlets} outlets,"
        f" resting on {shown.origins} independent origins."
    )
    if shown.is_contested:
        parts.append("Origins contradict each other.")
    return " ".join(parts)


def _find_tolls(shown: IncidentShown) -> Iterable[tuple[str, CountShown]]:
    return ((name, shown.tolls[name]) for name in _TOLLS if name in shown.tolls)


def _write_days(shown: IncidentShown) -> str:
    if shown.first_day and shown.last_day and shown.first_day != shown.last_day:
        return f" between {shown.first_day} and {shown.last_day}"
    day = shown.first_day or shown.last_day
    return f" on {day}" if day else ", day not known"


def _write_place(place: PlaceShown | None) -> str:
    if place is None:
        return ", place not known"
    names = dict.fromkeys(filter(None, (place.name_en, place.admin2, place.admin1, country_of(place))))
    within = " somewhere" if place.precision == "within" else ""
    return f"{within} in {', '.join(names)}" if names else ", place not in the gazetteer"


def _write_actors(actors: Iterable[ActorShown]) -> str:
    """Names of the register; how many others there are."""
    actors = tuple(actors)
    known = [actor.name_en for actor in actors if actor.actor_id and actor.name_en]
    others = len(actors) - len(known)
    return ", ".join([*known, *([f"{others} not in the register"] if others else [])])


def _write_count(count: CountShown) -> str:
    if count.low is None and count.high is None:
        return "number not given"
    if count.low == count.high:
        return str(count.low)
    if count.high is None:
        return f"at least {count.low}"
    return f"{count.low or 0} to {count.high}"
