"""Ground: what the house knows that bears on weighing, cut from its knowledge once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isnad.arabic.fold import fold
from isnad.knowledge import Knowledge
from isnad.knowledge.weights import Weights

# Kinds of places that are areas: a town within them may be meant.
_AREAS = frozenset(("country", "region", "governorate", "district"))
_GENERIC = "generic"
_SIDES = frozenset(("military", "police", "armed_group", "militia_alliance", "coalition", "government", "intelligence"))
_COMMON = ("common_words", "particles")


@dataclass(frozen=True, slots=True)
class Ground:
    """Parents of places and actors, which places are areas, what kinds of events may be one, and the weights of links.

    `alike` is the group of types of which a retelling may name another, `outcomes` the types that name a result alone,
    `exactness` how exactly a type of such a group names what happened. `control` is what a type says of who holds a
    place, `mutual` are types of two sides. `parts` are folded words that, before a place, take a part of it or what is
    beside it, `holding` those that speak of who holds it. `namesakes` are towns that bear the name of the area around them.
    """

    place_parents: Mapping[str, str]
    areas: frozenset[str]
    namesakes: Mapping[str, str]
    actor_parents: Mapping[str, str]
    actor_kinds: Mapping[str, str]
    alike: Mapping[str, str]
    families: Mapping[str, str]
    outcomes: frozenset[str]
    exactness: Mapping[str, int]
    control: Mapping[str, str]
    mutual: frozenset[str]
    parts: frozenset[str]
    holding: frozenset[str]
    common: frozenset[str]
    weights: Weights

    def places_around(self, place_id: str) -> Iterator[str]:
        """What contains the place, the nearest first."""
        return _up(self.place_parents, place_id)

    def is_known(self, actor: str) -> bool:
        """Whether the register knows the actor by name, and not only as a kind ("gunmen")."""
        return self.actor_kinds.get(actor, _GENERIC) != _GENERIC

    def is_side(self, actor: str) -> bool:
        """Whether the actor is a known one that fights or rules; a state's name may stand for its people."""
        return self.is_known(actor) and self.actor_kinds[actor] in _SIDES

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
        namesakes=_find_namesakes(knowledge),
        actor_parents={row.actor_id: row.parent for row in knowledge.actors if row.parent},
        actor_kinds={row.actor_id: row.kind for row in knowledge.actors},
        alike={one.name: one.alike for one in types if one.alike},
        families={one.name: one.family for one in types},
        outcomes=frozenset(one.name for one in types if one.alike and not one.exactness),
        exactness={one.name: one.exactness for one in types if one.alike},
        control={one.name: one.control for one in types if one.control},
        mutual=frozenset(one.name for one in types if one.mutual),
        parts=_find_parts(knowledge),
        holding=_find_forms(knowledge, "holding"),
        common=frozenset(row.form for name in _COMMON for row in knowledge.lexicons[name]),
        weights=knowledge.weights["incident"],
    )


def _find_namesakes(knowledge: Knowledge) -> dict[str, str]:
    """Towns with the name of what contains them."""
    names = {row.place_id: row.names[0] for row in knowledge.places if row.kind in _AREAS}
    return {
        row.place_id: row.parent
        for row in knowledge.places
        if row.kind not in _AREAS and row.parent and names.get(row.parent) == row.names[0]
    }


def _find_parts(knowledge: Knowledge) -> frozenset[str]:
    """Words for a part of a place or for what is beside it; of several words the last, which stands before the place."""
    vicinity = [row.form for row in knowledge.lexicons["direction_words"] if row.cls == "vicinity"]
    beside = frozenset(fold(form).text.split()[-1] for form in vicinity if " " not in form)
    return _find_forms(knowledge, "part") | beside


def _find_forms(knowledge: Knowledge, cls: str) -> frozenset[str]:
    """Folded words of one class of those that speak of control."""
    return frozenset(fold(row.form).text for row in knowledge.lexicons["control_words"] if row.cls == cls)
