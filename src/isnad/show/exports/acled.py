"""ACLED: incidents as a CSV table in the shape of the Armed Conflict Location and Event Data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from isnad.show.exports.cells import Value, write_csv
from isnad.show.exports.coding import Coding, count_days, country_of, day_of, is_held, join_claims, name_of, names_of
from isnad.show.exports.notes import write_notes
from isnad.show.shown import ActorShown, IncidentShown, PlaceShown

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
    "isnad_incident", "isnad_type", "isnad_first_day", "isnad_last_day", "isnad_fatalities_low",
    "isnad_fatalities_high", "isnad_factuality", "isnad_contested", "isnad_origins", "isnad_outlets", "isnad_claims",
)  # fmt: skip
_CIVILIANS = "7"
_WEEK = 7
# The one type that the codebook maps to two kinds by who took the place: state forces or others.
_BY_STATE = {True: "Government regains territory", False: "Non-state actor overtakes territory"}
_STATE = "1"


def write_acled(incidents: Iterable[IncidentShown], coding: Coding, *, bom: bool = False) -> Iterator[bytes]:
    """The table, a row for each incident that is told as happened and that ACLED has a kind for; in chunks."""
    rows = (_row(one, coding) for one in incidents if is_held(one) and find_sub_type(one, coding))
    return write_csv(COLUMNS, rows, bom=bom)


def find_sub_type(shown: IncidentShown, coding: Coding) -> str:
    """ACLED's kind of the incident, by the event's file; where that names two, the one that fits who did it.

    Empty: ACLED has none for it.
    """
    kind = coding.types.get(shown.type)
    named = [name.strip() for name in kind.acled.split(",")] if kind else []
    known = [name for name in named if name in coding.acled_types]
    wanted = _BY_STATE[coding.find_inter(shown.initiators) == _STATE]
    return wanted if wanted in known else known[0] if known else ""


def _row(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    country = coding.find_country(shown.place)
    return {
        "event_id_cnty": f"{country.alpha3}{shown.incident_id}",
        "iso": country.numeric,
        "region": country.region,
        "source": names_of(shown.sources),
        "notes": write_notes(shown, coding),
        "timestamp": _find_timestamp(shown.first_known),
        **_write_kind(shown, coding),
        **_write_time(shown),
        **_write_actors(shown, coding),
        **_write_place(shown.place),
        **_write_toll(shown),
        **_write_own(shown),
    }


def _write_kind(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    sub_type = find_sub_type(shown, coding)
    event, disorder = coding.acled_types[sub_type]
    return {"disorder_type": disorder, "event_type": event, "sub_event_type": sub_type}


def _write_time(shown: IncidentShown) -> dict[str, Value]:
    day, days = day_of(shown), count_days(shown)
    precision = None if day is None else 3 if days is None or days > _WEEK else 1 if days == 1 else 2
    return {"event_date": day, "year": int(day[:4]) if day else None, "time_precision": precision}


def _write_actors(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    one, other = (coding.find_inter(actors) for actors in (shown.initiators, shown.targets))
    return {
        "actor1": _first(shown.initiators),
        "assoc_actor_1": names_of(shown.initiators[1:]),
        "inter1": one,
        "actor2": _first(shown.targets),
        "assoc_actor_2": names_of(shown.targets[1:]),
        "inter2": other,
        "interaction": _find_interaction(one, other),
        "civilian_targeting": "Civilian targeting" if other == _CIVILIANS else None,
    }


def _first(actors: tuple[ActorShown, ...]) -> str | None:
    return name_of(actors[0]) if actors else None


def _find_interaction(one: str, other: str) -> str | None:
    """Both codes, the lesser first; one alone with 0; nothing where neither is known."""
    known = sorted(filter(None, (one, other)))
    return "".join(known).ljust(2, "0") if known else None


def _write_place(place: PlaceShown | None) -> dict[str, Value]:
    if place is None:
        return {}
    return {
        "country": country_of(place),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": name_of(place),
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": find_geo_precision(place),
    }


def find_geo_precision(place: PlaceShown) -> int | None:
    """1 the place itself, 2 somewhere in or around a district, 3 a larger area; None where there are no coordinates."""
    if place.lat is None or place.lon is None:
        return None
    return 1 if place.precision == "point" else 2 if place.admin2 else 3


def _write_toll(shown: IncidentShown) -> dict[str, Value]:
    """ACLED takes the lowest number that is told; a number that nobody gives is not made up."""
    toll = shown.tolls.get("fatalities")
    if toll is None:
        return {}
    return {"fatalities": toll.low, "isnad_fatalities_low": toll.low, "isnad_fatalities_high": toll.high}


def _write_own(shown: IncidentShown) -> dict[str, Value]:
    return {
        "isnad_incident": shown.incident_id,
        "isnad_type": shown.type,
        "isnad_first_day": shown.first_day,
        "isnad_last_day": shown.last_day,
        "isnad_factuality": shown.factuality,
        "isnad_contested": shown.is_contested,
        "isnad_origins": shown.origins,
        "isnad_outlets": shown.outlets,
        "isnad_claims": join_claims(shown.claims),
    }


def _find_timestamp(moment: str) -> int | None:
    """Seconds since 1970 of when the first report was received."""
    try:
        return int(datetime.fromisoformat(moment).timestamp())
    except ValueError:
        return None
