"""Names of actors, places, countries and governorates in the language of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from isnad.knowledge.gazetteer import PlaceRow
from isnad.knowledge.tables import find_rows
from isnad.show.shown import ActorShown, PlaceShown
from isnad.show.views.names import packaged_names
from isnad.weigh.outlines import WITHIN

_COLUMNS = ("country", "admin1", "name_ar", "note")
# Of rows that bear an area's name the one of the first kind here is the area, or the town that it is called after.
_KINDS = ("governorate", "region", "district", "town")


def actor_name(actor: ActorShown, language: str) -> str:
    """The actor or source in the language where its name is known in it."""
    return actor.name_en if language == "en" and actor.name_en else actor.name


def actor_id_name(value: str, language: str) -> str:
    """The actor or source that a filter asks for by this id, or these folded words."""
    return actor_name(packaged_names().show_actor(value), language)


def place_name(place: PlaceShown, language: str) -> str:
    """The place in the language. What lies somewhere within a place has no English name: there the place stands for it."""
    if language != "en":
        return place.name
    if place.name_en:
        return place.name_en
    row = packaged_names().places.get(place.place_id or "")
    return row.name_en if row is not None and place.precision == WITHIN else place.name


def place_id_name(place_id: str, language: str) -> str:
    """The place of this id; the id where the gazetteer has no such place."""
    row = packaged_names().places.get(place_id)
    return place_id if row is None else row.name_en if language == "en" else row.names[0]


def country_name(code: str, language: str) -> str:
    """The country of the code; the code where the gazetteer has no such country."""
    row = packaged_names().places.get(code.lower())
    return code if row is None else row.name_en if language == "en" else row.names[0]


def area_name(admin1: str, language: str, country: str | None = None) -> str:
    """The governorate that the gazetteer calls so, which are English names.

    Without a country it has the names that it bears in all countries that have one of this name.
    """
    if language == "en":
        return admin1
    named = load_areas().get(admin1, {})
    return named.get(country or "") or " / ".join(dict.fromkeys(named.values())) or admin1


@cache
def load_areas() -> Mapping[str, Mapping[str, str]]:
    """Arabic names of governorates by the gazetteer's admin1 and country. Raises: KnowledgeError when the table is wrong."""
    places, found = tuple(packaged_names().places.values()), defaultdict[str, dict[str, str]](dict)
    by_name = _find_by_name(places)
    for row in places:
        if row.admin1 and (named := by_name.get((row.country, row.admin1))):
            found[row.admin1][row.country] = named.names[0]
    for country, admin1, name, _ in find_rows(files("isnad") / "data" / "area_names.tsv", _COLUMNS):
        found[admin1].setdefault(country, name)
    for row in places:  # a governorate whose English name is not quite that of its admin1
        if row.kind == _KINDS[0] and row.admin1:
            found[row.admin1].setdefault(row.country, row.names[0])
    return found


def _find_by_name(places: Iterable[PlaceRow]) -> dict[tuple[str, str], PlaceRow]:
    """Rows that may be a governorate, by country and English name."""
    found: dict[tuple[str, str], PlaceRow] = {}
    known = (row for row in places if row.kind in _KINDS)
    for row in sorted(known, key=lambda row: _KINDS.index(row.kind)):
        for name in row.names_en:
            found.setdefault((row.country, name), row)
    return found
