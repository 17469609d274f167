"""Names of exported records: places and actors by what the gazetteer and the register know. A stand-in, as `exported` is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from isnad.knowledge.actors import ActorRow
from isnad.knowledge.gazetteer import PlaceRow
from isnad.pipeline.scales import Scales, packaged_scales
from isnad.show.shown import ActorShown, PlaceShown
from isnad.weigh.accounts import Spot

_AREAS = ("country", "region", "governorate", "district", "sea", "river", "mountain", "road")


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Rows of the gazetteer and the register by id."""

    scales: Scales
    places: Mapping[str, PlaceRow]
    actors: Mapping[str, ActorRow]

    def show_actors(self, names: Iterable[str]) -> tuple[ActorShown, ...]:
        """The actors, each once."""
        return tuple(self._show_actor(name) for name in dict.fromkeys(names))

    def _show_actor(self, name: str) -> ActorShown:
        row = self.actors.get(name)
        return ActorShown(row.name_ar, row.name_en, row.actor_id, row.kind) if row else ActorShown(name)

    def show_spot(self, spot: Spot) -> PlaceShown:
        """The place of an account."""
        row, precision = self.places.get(spot.place_id or ""), self.find_precision(spot)
        is_named = row is not None and precision != "within"
        return PlaceShown(
            name=row.names[0] if row and is_named else spot.name,
            name_en=row.name_en if row and is_named else None,
            place_id=spot.place_id,
            admin1=(row.admin1 or None) if row else spot.admin1,
            admin2=self._find_district(row),
            country=(row.country or None) if row else spot.country,
            lat=spot.lat,
            lon=spot.lon,
            precision=precision,
        )

    def find_precision(self, spot: Spot) -> str:
        """`point`, `area`, `within` or `name`."""
        row = self.places.get(spot.place_id or "")
        if row is None:
            return "name"
        return "within" if spot.is_within else "area" if row.kind in _AREAS or spot.lat is None else "point"

    def exactness(self, spot: Spot) -> int:
        """How exactly the spot is known; more is better."""
        return ("name", "area", "within", "point").index(self.find_precision(spot))

    def _find_district(self, row: PlaceRow | None) -> str | None:
        seen: set[str] = set()
        while row is not None and row.place_id not in seen:
            if row.kind == "district":
                return row.name_en
            seen.add(row.place_id)
            row = self.places.get(row.parent)
        return None


@cache
def packaged_names() -> Names:
    """The names of the packaged knowledge."""
    scales = packaged_scales()
    knowledge = scales.knowledge
    return Names(
        scales, {row.place_id: row for row in knowledge.places}, {row.actor_id: row for row in knowledge.actors}
    )
