"""Names: places, actors and sources as they are shown, by what the gazetteer and the register know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from isnad.knowledge.actors import ActorRow
from isnad.knowledge.gazetteer import PlaceRow
from isnad.pipeline.scales import Scales, packaged_scales
from isnad.show.views.shown import ActorShown, PlaceShown
from isnad.weigh.accounts import Spot
from isnad.weigh.outlines import WITHIN, find_precision

_DISTRICT = "district"
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A place as it is kept: its name as told, and what it resolved to."""

    name: str
    place_id: str | None
    precision: str
    lat: float | None
    lon: float | None
    admin1: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Rows of the gazetteer and the register by id."""

    scales: Scales
    places: Mapping[str, PlaceRow]
    actors: Mapping[str, ActorRow]

    def show_actor(self, name: str, told: Mapping[str, str] = NOTHING) -> ActorShown:
        """The actor or source of this id or these folded words; `told` gives the words as they were written."""
        row = self.actors.get(name)
        if row is None:
            return ActorShown(told.get(name, name))
        return ActorShown(row.name_ar, row.name_en, row.actor_id, row.kind)

    def show_place(self, told: Told) -> PlaceShown:
        """The place. One that the gazetteer knows bears its usual name, what lies somewhere within it its own."""
        row = self.places.get(told.place_id or "")
        is_named = row is not None and told.precision != WITHIN
        return PlaceShown(
            name=row.names[0] if row and is_named else told.name,
            name_en=row.name_en if row and is_named and row.names_en else None,
            place_id=told.place_id,
            admin1=(row.admin1 or None) if row else told.admin1,
            admin2=self._find_district(row),
            country=(row.country or None) if row else told.country,
            lat=told.lat,
            lon=told.lon,
            precision=told.precision,
        )

    def show_spot(self, spot: Spot) -> PlaceShown:
        """The place of an account."""
        precision = find_precision(spot, self.scales.ground)
        return self.show_place(Told(spot.name, spot.place_id, precision, spot.lat, spot.lon, spot.admin1, spot.country))

    def show_place_id(self, place_id: str) -> PlaceShown:
        """The place of the gazetteer; of one that it does not know the id alone."""
        row = self.places.get(place_id)
        if row is None:
            return self.show_place(Told(place_id, place_id, "area", None, None))
        spot = Spot("where", row.names[0], place_id, row.lat, row.lon, row.admin1, row.country, is_within=False)
        return self.show_spot(spot)

    def _find_district(self, row: PlaceRow | None) -> str | None:
        seen: set[str] = set()
        while row is not None and row.place_id not in seen:
            if row.kind == _DISTRICT:
                return row.name_en
            seen.add(row.place_id)
            row = self.places.get(row.parent)
        return None


@cache
def packaged_names() -> Names:
    """The names of the packaged knowledge."""
    scales = packaged_scales()
    places = {row.place_id: row for row in scales.knowledge.places}
    return Names(scales, places, {row.actor_id: row for row in scales.knowledge.actors})
