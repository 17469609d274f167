"""Properties: an incident as one flat row, the same in GeoJSON, GeoPackage and Parquet."""

from __future__ import annotations

from isnad.show.exports.cells import Value, clean
from isnad.show.exports.coding import Coding, country_of, join_claims, names_of
from isnad.show.shown import CountShown, IncidentShown, PlaceShown

_TEXT, _WHOLE, _NUMBER, _TRUTH = "text", "whole", "number", "truth"
_TOLLS = ("fatalities", "injured", "displaced")
_NOTHING = CountShown(None, None, None)
_NOWHERE = PlaceShown("", None, None, None, None, None, None, None, "")
# Columns and what they hold. `geometry_is` is `point` where the coordinates are those of the place itself, `area` where they
# are the middle of an area that it is, or lies somewhere in, and `none`.
FIELDS: dict[str, str] = {
    "incident": _TEXT, "type": _TEXT, "label": _TEXT, "first_day": _TEXT, "last_day": _TEXT, "place": _TEXT,
    "place_en": _TEXT, "place_id": _TEXT, "precision": _TEXT, "geometry_is": _TEXT, "admin1": _TEXT, "admin1_code": _TEXT,
    "admin2": _TEXT, "country": _TEXT, "country_name": _TEXT, "lat": _NUMBER, "lon": _NUMBER, "initiators": _TEXT,
    "targets": _TEXT, "sources": _TEXT, "fatalities_low": _WHOLE, "fatalities_high": _WHOLE, "injured_low": _WHOLE,
    "injured_high": _WHOLE, "displaced_low": _WHOLE, "displaced_high": _WHOLE, "factuality": _TEXT, "contested": _TRUTH,
    "articles": _WHOLE, "outlets": _WHOLE, "origins": _WHOLE, "first_known": _TEXT, "claims": _TEXT,
}  # fmt: skip


def find_properties(shown: IncidentShown, coding: Coding) -> dict[str, Value]:
    """The row; every field is there, texts are cleaned."""
    kind = coding.types.get(shown.type)
    found: dict[str, Value] = {
        "incident": shown.incident_id,
        "type": shown.type,
        "label": kind.label_en if kind else None,
        "first_day": shown.first_day,
        "last_day": shown.last_day,
        **_find_place(shown.place or _NOWHERE, coding),
        "initiators": names_of(shown.initiators) or None,
        "targets": names_of(shown.targets) or None,
        "sources": names_of(shown.sources) or None,
        **_find_tolls(shown),
        "factuality": shown.factuality,
        "contested": shown.is_contested,
        "articles": shown.articles,
        "outlets": shown.outlets,
        "origins": shown.origins,
        "first_known": shown.first_known,
        "claims": join_claims(shown.claims),
    }
    return {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}


def _find_place(place: PlaceShown, coding: Coding) -> dict[str, Value]:
    return {
        "place": place.name or None,
        "place_en": place.name_en,
        "place_id": place.place_id,
        "precision": place.precision or None,
        "geometry_is": find_geometry_kind(place),
        "admin1": place.admin1,
        "admin1_code": coding.find_admin1_code(place) or None,
        "admin2": place.admin2,
        "country": place.country,
        "country_name": country_of(place) or None,
        "lat": place.lat,
        "lon": place.lon,
    }


def find_geometry_kind(place: PlaceShown) -> str:
    """`point`, `area` or `none`."""
    if place.lat is None or place.lon is None:
        return "none"
    return "point" if place.precision == "point" else "area"


def _find_tolls(shown: IncidentShown) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name in _TOLLS:
        count = shown.tolls.get(name, _NOTHING)
        found |= {f"{name}_low": count.low, f"{name}_high": count.high}
    return found
