"""UCDP: deadly incidents as a CSV table in the shape of the Georeferenced Event Dataset of Uppsala's programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isnad.show.exports.cells import Value, write_csv
from isnad.show.exports.coding import (
    Coding,
    count_days,
    country_of,
    day_of,
    is_held,
    join_claims,
    name_of,
    names_of,
)
from isnad.show.exports.notes import write_notes
from isnad.show.shown import CountShown, IncidentShown, PlaceShown

COLUMNS = (
    "id", "year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b", "number_of_sources",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude",
    "longitude", "geom_wkt", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "isnad_type", "isnad_factuality", "isnad_contested", "isnad_origins", "isnad_claims",
)  # fmt: skip
_TOLL = "fatalities"
# Most days of each precision of dates, 1 to 4; what is wider is 5.
_DATE_PRECISIONS = ((1, 1), (6, 2), (7, 3), (31, 4))
_WIDEST = 5


def write_ucdp(incidents: Iterable[IncidentShown], coding: Coding, *, bom: bool = False) -> Iterator[bytes]:
    """The table, a row for each incident told as happened in which people were, or may have been, killed; in chunks."""
    return write_csv(COLUMNS, (_row(one, coding) for one in incidents if is_held(one) and _is_deadly(one)), bom=bom)


def _is_deadly(shown: IncidentShown) -> bool:
    toll = shown.tolls.get(_TOLL)
    return toll is not None and toll.high != 0


def _row(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    days = count_days(shown)
    is_clear = days == 1 and shown.place is not None and shown.place.precision == "point"
    return {
        "id": shown.incident_id,
        "number_of_sources": shown.articles,
        "source_original": names_of(shown.sources),
        "event_clarity": 1 if is_clear else 2,
        "isnad_type": shown.type,
        "isnad_factuality": shown.factuality,
        "isnad_contested": shown.is_contested,
        "isnad_origins": shown.origins,
        "isnad_claims": join_claims(shown.claims),
        **_write_sides(shown, coding),
        **_write_time(shown, days),
        **(_write_place(shown.place, coding) if shown.place else {}),
        "where_description": write_notes(shown, coding),
        **write_deaths(shown.tolls[_TOLL]),
    }


def _write_sides(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    sides = coding.find_side(shown.initiators), coding.find_side(shown.targets)
    one, other = names_of(shown.initiators), names_of(shown.targets)
    return {
        "type_of_violence": coding.violence.get(sides),
        "dyad_name": f"{one} - {other}" if one and other else None,
        "side_a": one,
        "side_b": other,
    }


def _write_time(shown: IncidentShown, days: int | None) -> dict[str, Value]:
    day = day_of(shown)
    return {
        "year": int(day[:4]) if day else None,
        "date_start": shown.first_day,
        "date_end": shown.last_day,
        "date_prec": find_date_precision(days) if day else None,
    }


def find_date_precision(days: int | None) -> int:
    """1 the day, 2 up to six days, 3 a week, 4 a month, 5 more or open."""
    return next((kind for most, kind in _DATE_PRECISIONS if days is not None and days <= most), _WIDEST)


def _write_place(place: PlaceShown, coding: Coding) -> dict[str, Value]:
    country = coding.find_country(place)
    is_known = place.lat is not None and place.lon is not None
    return {
        "where_prec": find_where_precision(place),
        "where_coordinates": name_of(place),
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon!r} {place.lat!r})" if is_known else None,
        "country": country_of(place),
        "country_id": country.gwno,
        "region": country.region,
    }


def find_where_precision(place: PlaceShown) -> int | None:
    """1 the place itself, 3 its district, 4 its governorate, 6 its country; None where nothing is known of where it lies."""
    if place.precision == "point":
        return 1
    return 3 if place.admin2 else 4 if place.admin1 else 6 if place.country else None


def write_deaths(toll: CountShown) -> dict[str, Value]:
    """The bounds over all origins. `best` only where they are one number: then all origins that give one agree on it.

    What sides the dead were of is not known of an incident as it is shown, so that `best` is of unknown side.
    """
    best = toll.low if toll.low == toll.high else None
    return {"deaths_unknown": best, "best": best, "high": toll.high, "low": toll.low}
