"""PLOVER: incidents as JSON Lines with the field names of the Political Language Ontology for Verifiable Event Records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isnad.settings import VERSION
from isnad.show.exports.coding import Coding, Country, country_of, day_of, is_held, name_of
from isnad.show.exports.lines import write_lines
from isnad.show.exports.notes import write_notes
from isnad.show.shown import ActorShown, CountShown, IncidentShown, PlaceShown

_TOLLS = (("dead", "fatalities"), ("injured", "injured"))
# How a file of events says that PLOVER has no type for it.
_NONE = ("", "–")


def write_plover(incidents: Iterable[IncidentShown], coding: Coding) -> Iterator[bytes]:
    """A line for each incident told as happened that PLOVER has a type for; in chunks."""
    return write_lines(_row(one, coding) for one in incidents if is_held(one) and find_type(one, coding))


def find_type(shown: IncidentShown, coding: Coding) -> str | None:
    """PLOVER's type, by the event's file; None where it has none."""
    kind = coding.types.get(shown.type)
    return kind.plover if kind and kind.plover not in _NONE else None


def _row(shown: IncidentShown, coding: Coding) -> dict[str, Any]:
    return {
        "id": shown.incident_id,
        "date": day_of(shown),
        "dateEnd": shown.last_day,
        "source": [_write_actor(actor, coding) for actor in shown.initiators],
        "target": [_write_actor(actor, coding) for actor in shown.targets],
        "event": find_type(shown, coding),
        "mode": "",
        "context": "",
        **{field: _write_count(shown.tolls[name]) for field, name in _TOLLS if name in shown.tolls},
        "location": _write_place(shown.place) if shown.place else None,
        "comment": write_notes(shown, coding),
        "coder": f"isnad {VERSION}",
        "dateCoded": shown.first_known[:10],
        "isnad": {
            "type": shown.type,
            "factuality": shown.factuality,
            "contested": shown.is_contested,
            "origins": shown.origins,
            "claims": list(shown.claims),
        },
    }


def _write_actor(actor: ActorShown, coding: Coding) -> dict[str, str]:
    row = coding.actors.get(actor.actor_id or "")
    code = coding.countries.get(row.country, Country()).alpha3 if row else ""
    found = {"actorText": name_of(actor), "code": code, "sector": coding.sectors.get(actor.kind or "", "")}
    return {key: value for key, value in found.items() if value}


def _write_count(count: CountShown) -> dict[str, int | None]:
    return {"low": count.low, "high": count.high}


def _write_place(place: PlaceShown) -> dict[str, Any]:
    return {
        "name": name_of(place),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": country_of(place),
        "latitude": place.lat,
        "longitude": place.lon,
        "precision": place.precision,
    }
