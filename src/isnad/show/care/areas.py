"""Areas: the part of a country that is shown instead of a place in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from isnad.arabic.fold import folded
from isnad.knowledge.gazetteer import PlaceRow
from isnad.show.care.policy_keys import PLACES
from isnad.show.views.shown import PlaceShown

_COUNTRY, _ADMIN1, _ADMIN2, _PLACE = range(len(PLACES))


@dataclass(frozen=True, slots=True)
class Areas:
    """The gazetteer by id, its countries by code, and its governorates by country and `admin1`."""

    rows: Mapping[str, PlaceRow]
    countries: Mapping[str, PlaceRow]
    admin1s: Mapping[tuple[str, str], PlaceRow]


def find_areas(places: Iterable[PlaceRow]) -> Areas:
    """The gazetteer as areas; of rows that share a name or an id the first stands."""
    rows: dict[str, PlaceRow] = {}
    countries: dict[str, PlaceRow] = {}
    admin1s: dict[tuple[str, str], PlaceRow] = {}
    for row in places:
        rows.setdefault(row.place_id, row)
        if row.kind == "country":
            countries.setdefault(row.country, row)
        if row.kind == "governorate":
            for name in (row.admin1, *row.names_en):
                admin1s.setdefault((row.country, name), row)
    return Areas(rows, countries, admin1s)


def coarsen(place: PlaceShown, finest: str, areas: Areas) -> PlaceShown | None:
    """The place, no finer than `finest`: an area of the gazetteer with its own name, id and point.

    Empty: None where no area is known that the place lies in. What is told is never made finer.
    """
    row = _find_area(place, PLACES.index(finest), areas)
    if row is None:
        return None
    is_told = place.precision == "area" and row.place_id == place.place_id
    return PlaceShown(
        name=row.names[0],
        name_en=row.names_en[0] if row.names_en else None,
        place_id=row.place_id,
        admin1=row.admin1 or None,
        admin2=row.name_en if _level(row, areas) == _ADMIN2 else None,
        country=place.country or row.country or None,
        lat=row.lat,
        lon=row.lon,
        precision="area" if is_told else "within",
    )


def keep_names(place: PlaceShown, areas: Areas) -> PlaceShown | None:
    """The place by a name of the gazetteer; what the gazetteer does not know, only the area that it lies in.

    A name that the gazetteer does not know is words of a report, and may be a person's house.
    """
    row = areas.rows.get(place.place_id or "")
    if row is None:
        return coarsen(place, "admin2", areas)
    is_told = folded(place.name) in {folded(name) for name in row.names}
    name_en = row.names_en[0] if row.names_en else None
    return replace(place, name=place.name if is_told else row.names[0], name_en=name_en)


def _find_area(place: PlaceShown, finest: int, areas: Areas) -> PlaceRow | None:
    """The finest area that may be shown: of the place's own parents, else by the `admin1` told, else the country."""
    chain = _find_parents(place.place_id, areas)
    fit = next((row for row in chain if _level(row, areas) <= finest), None)
    if fit is not None and (_level(fit, areas) > _COUNTRY or fit is chain[0]):
        return fit
    country = chain[0].country if chain else place.country or ""
    told = place.admin1 or (chain[0].admin1 if chain else "")
    if finest >= _ADMIN1 and (country, told) in areas.admin1s:
        return areas.admin1s[country, told]
    return fit or areas.countries.get(country)


def _find_parents(place_id: str | None, areas: Areas) -> list[PlaceRow]:
    """The row of the place, then what it lies in, from near to far."""
    found: list[PlaceRow] = []
    row = areas.rows.get(place_id or "")
    while row is not None and row not in found:
        found.append(row)
        row = areas.rows.get(row.parent)
    return found


def _level(row: PlaceRow, areas: Areas) -> int:
    """How fine a row is, as an index of `PLACES`; a district in a district is none of the second level."""
    if row.kind == "country" or (not row.country and row.kind in ("region", "sea")):
        return _COUNTRY
    if row.kind == "governorate":
        return _ADMIN1
    parent = areas.rows.get(row.parent)
    is_second = row.kind == "district" and (parent is None or parent.kind != "district")
    return _ADMIN2 if is_second else _PLACE
