"""FollowTheMoney: incidents as entities `Event`, and the bodies and public persons that are said to be involved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isnad.show.exports.coding import Coding, is_held, name_of
from isnad.show.exports.lines import write_lines
from isnad.show.exports.notes import write_notes
from isnad.show.shown import ActorShown, IncidentShown

_PREFIX = "isnad-"


def write_ftm(incidents: Iterable[IncidentShown], coding: Coding) -> Iterator[bytes]:
    """Entities, one a line, each actor once before the first event that it is in; in chunks.

    Actors are those of the register alone, so that no private person becomes an entity. Memory grows with the actors of
    the register, not with incidents.
    """
    return write_lines(_entities(incidents, coding))


def _entities(incidents: Iterable[IncidentShown], coding: Coding) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for shown in filter(is_held, incidents):
        involved = [actor for actor in (*shown.initiators, *shown.targets) if find_schema(actor, coding)]
        for actor in involved:
            name = _id_of(actor)
            if name not in seen:
                seen.add(name)
                yield _actor(actor, coding)
        yield _event(shown, [_id_of(actor) for actor in involved], coding)


def find_schema(actor: ActorShown, coding: Coding) -> str | None:
    """The schema of an actor that the register knows by its kind; None for others and for crowds (`generic`)."""
    row = coding.actors.get(actor.actor_id or "")
    return coding.schemata.get(row.kind) if row else None


def _id_of(actor: ActorShown) -> str:
    return f"{_PREFIX}actor-{actor.actor_id}"


def _actor(actor: ActorShown, coding: Coding) -> dict[str, Any]:
    row = coding.actors[actor.actor_id or ""]
    schema = find_schema(actor, coding)
    countries = {"country": [row.country.lower()]} if row.country else {}
    return _entity(_id_of(actor), schema, {"name": [row.name_en], "alias": [row.name_ar], **countries})


def _event(shown: IncidentShown, involved: list[str], coding: Coding) -> dict[str, Any]:
    place = shown.place
    kind = coding.types.get(shown.type)
    label = kind.label_en if kind else shown.type
    found: dict[str, list[Any]] = {
        "name": [f"{label}, {name_of(place)}" if place and place.name else label],
        "startDate": [shown.first_day],
        "endDate": [shown.last_day],
        "country": [place.country.lower() if place and place.country else None],
        "location": [name_of(place) if place and place.name else None],
        "involved": list(dict.fromkeys(involved)),
        "summary": [write_notes(shown, coding)],
        "keywords": [shown.type, shown.factuality],
        "recordId": list(shown.claims),
    }
    return _entity(f"{_PREFIX}incident-{shown.incident_id}", "Event", found)


def _entity(name: str, schema: str | None, properties: dict[str, list[Any]]) -> dict[str, Any]:
    told = {key: [" ".join(value.split()) for value in values if value] for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in told.items() if values}}
