"""Ground: what the house knows that bears on weighing, cut from its knowledge once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isnad.knowledge import Knowledge
from isnad.knowledge.weights import Weights
from isnad.weigh.accounts import folded, stem_of
from isnad.weigh.general import find_general_words
from isnad.weigh.headlines import PlaceNames, find_place_names

# Kinds of places that are areas: a town within them may be meant.
_AREAS = frozenset(("country", "region", "governorate", "district"))
# Areas so large that two happenings in one of them have nothing in common by that.
_COUNTRIES = frozenset(("country", "sea", "river"))
_SPOKEN_FAMILIES = frozenset(("settlement",))
_COMMON = ("common_words", "particles")


@dataclass(frozen=True, slots=True)
class Ground:
    """Parents of places and actors, which places are areas, what kinds of events may be one, and the weights of links.

    `alike` is the group of types of which a retelling may name another, `outcomes` the types that name a result alone,
    `spoken` those that are acts of words: for them who and about what say more than where. `countries` are areas too.
    `general` are words of the language and the trade (`find_general_words`), `round_ups` those that title a digest.
    """

    place_parents: Mapping[str, str]
    areas: frozenset[str]
    countries: frozenset[str]
    actor_parents: Mapping[str, str]
    actor_kinds: Mapping[str, str]
    alike: Mapping[str, str]
    families: Mapping[str, str]
    outcomes: frozenset[str]
    spoken: frozenset[str]
    common: frozenset[str]
    general: frozenset[str]
    round_ups: frozenset[str]
    place_names: PlaceNames
    weights: Weights

    def places_around(self, place_id: str) -> Iterator[str]:
        """What contains the place, the nearest first."""
        return _up(self.place_parents, place_id)

    def actors_above(self, actor_id: str) -> Iterator[str]:
        """What the actor belongs to, the nearest first."""
        return _up(self.actor_parents, actor_id)


def _up(parents: Mapping[str, str], name: str) -> Iterator[str]:
    seen = {name}
    while (name := parents.get(name, "")) and name not in seen:
        seen.add(name)
        yield name


def find_ground(knowledge: Knowledge) -> Ground:
    """The ground of this knowledge."""
    types = knowledge.event_types
    return Ground(
        place_parents={row.place_id: row.parent for row in knowledge.places if row.parent},
        areas=frozenset(row.place_id for row in knowledge.places if row.kind in _AREAS),
        countries=frozenset(row.place_id for row in knowledge.places if row.kind in _COUNTRIES),
        actor_parents={row.actor_id: row.parent for row in knowledge.actors if row.parent},
        actor_kinds={row.actor_id: row.kind for row in knowledge.actors},
        alike={one.name: one.alike for one in types if one.alike},
        families={one.name: one.family for one in types},
        outcomes=frozenset(one.name for one in types if one.alike and not one.exactness),
        spoken=frozenset(one.name for one in types if one.speech or one.family in _SPOKEN_FAMILIES),
        common=frozenset(row.form for name in _COMMON for row in knowledge.lexicons[name]),
        general=find_general_words(knowledge),
        round_ups=frozenset(stem_of(folded(row.form)) for row in knowledge.lexicons["bulletins"]),
        place_names=find_place_names(knowledge.places),
        weights=knowledge.weights["incident"],
    )
