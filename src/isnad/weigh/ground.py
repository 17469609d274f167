"""Ground: what the house knows that bears on weighing, cut from its knowledge once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold, folded
from isnad.knowledge import Knowledge
from isnad.knowledge.weights import Weights
from isnad.weigh.accounts import stem_of
from isnad.weigh.general import find_general_words
from isnad.weigh.headlines import PlaceNames, find_place_names

# Kinds of places that are areas: a town within them may be meant.
_AREAS = frozenset(("country", "region", "governorate", "district"))
_SHORTEST = 3
_GENERIC = "generic"
_SIDES = frozenset(("military", "police", "armed_group", "militia_alliance", "coalition", "government", "intelligence"))
_HOLDERS = _SIDES | {"state", "tribe", "party", "person", "generic"}
_SETTLED = ("town", "village", "quarter", "district", "governorate", "capital", "camp", "settlement", "mountain")
# Places so large that two happenings in one of them have nothing in common by that.
_VAST = frozenset(("country", "sea", "river"))
_SPOKEN_FAMILIES = frozenset(("settlement",))
_COMMON = ("common_words", "particles")


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Parents of places and actors, which places are areas, what kinds of events may be one, and the weights of links.

    Two grounds are the same only where they are one, so that what is asked of one can be remembered.

    `alike` is the group of types of which a retelling may name another, `outcomes` the types that name a result alone,
    `exactness` how exactly a type of such a group names what happened. `control` is what a type says of who holds a
    place, `mutual` are types of two sides. `namesakes` are towns that bear the name of the area around them.

    Folded words: `parts` take, before a place, a part of it or what is beside it, and `partly` wherever they stand;
    `inside` make it the place of something else, `place_kinds` say what it is ("the town of"); `operations` are named
    after places. `holding` speak of who holds a place, `entries` of going in, `losses` of losing it or being driven out,
    `unreal` of what is tried, planned, asked for or going on, `foiled` of what came to nothing, `done` of success;
    `purposes` are nouns of taking and leaving that are a purpose after "for"; `things` are taken and are no places.
    `forces` speak of people who fight or rule, `civilians` of those who do not, `unnamed` of those of any side.
    `ones` count one, `since` say that a count goes on or has risen, `jointly` that dead and injured are one number,
    `negations` deny the word after them.
    `spoken` are acts of words: for them who and about what say more than where. `vast` are places so large that two
    happenings in one have nothing in common by that. `general` are words of the language and the trade
    (`find_general_words`), `round_ups` those that title a digest.
    """

    place_parents: Mapping[str, str]
    areas: frozenset[str]
    countries: frozenset[str]
    namesakes: Mapping[str, str]
    vast: frozenset[str]
    actor_parents: Mapping[str, str]
    actor_kinds: Mapping[str, str]
    actor_words: Mapping[str, tuple[frozenset[str], ...]]
    alike: Mapping[str, str]
    families: Mapping[str, str]
    outcomes: frozenset[str]
    exactness: Mapping[str, int]
    control: Mapping[str, str]
    mutual: frozenset[str]
    parts: frozenset[str]
    partly: frozenset[str]
    inside: frozenset[str]
    place_kinds: frozenset[str]
    holding: frozenset[str]
    entries: frozenset[str]
    unreal: frozenset[str]
    foiled: frozenset[str]
    done: frozenset[str]
    purposes: frozenset[str]
    things: frozenset[str]
    losses: frozenset[str]
    operations: frozenset[str]
    civilians: frozenset[str]
    forces: frozenset[str]
    unnamed: frozenset[str]
    ones: frozenset[str]
    since: frozenset[str]
    jointly: frozenset[str]
    negations: frozenset[str]
    spoken: frozenset[str]
    common: frozenset[str]
    general: frozenset[str]
    round_ups: frozenset[str]
    place_names: PlaceNames
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

    def can_hold(self, actor: str) -> bool:
        """Whether the actor may hold a place: one that the register knows to fight or rule, or words for people who fight."""
        if actor in self.actor_kinds:
            return self.actor_kinds[actor] in _HOLDERS
        stems = frozenset(stem for word in actor.split() for stem in _stems(word))
        return bool(stems & self.forces) and not stems & self.civilians

    def is_person(self, actor: str) -> bool:
        """Whether the register knows the actor as one person."""
        return self.actor_kinds.get(actor) == "person"

    def names_side(self, actor: str) -> bool:
        """Whether the actor is named, and not only as people who fight ("the forces", "gunmen")."""
        if actor in self.actor_kinds:
            return self.actor_kinds[actor] != _GENERIC
        return bool(_find_naming_words(actor, self.unnamed))

    def naming_words(self, actor: str) -> tuple[frozenset[str], ...]:
        """The words that tell the actor from others, each in its shortest form, by each of the names that are known."""
        return self.actor_words.get(actor) or (_find_naming_words(actor, self.unnamed),)

    def actors_above(self, actor_id: str) -> Iterator[str]:
        """What the actor belongs to, the nearest first."""
        return _up(self.actor_parents, actor_id)


@lru_cache(maxsize=16384)
def _stems(word: str) -> frozenset[str]:
    """The word without what is written together with it, by every reading that leaves three letters."""
    return frozenset(stem for _, stem in find_stems(word) if len(stem) >= _SHORTEST) | {word}


@lru_cache(maxsize=16384)
def _find_naming_words(name: str, unnamed: frozenset[str]) -> frozenset[str]:
    stems = [_stems(word) for word in name.split()]
    return frozenset(min(found, key=lambda stem: (len(stem), stem)) for found in stems if not found & unnamed)


def _find_actor_words(knowledge: Knowledge, unnamed: frozenset[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """The naming words of each name of the register."""
    return {
        row.actor_id: tuple(_find_naming_words(fold(name).text, unnamed) for name in row.names)
        for row in knowledge.actors
    }


def _up(parents: Mapping[str, str], name: str) -> Iterator[str]:
    seen = {name}
    while (name := parents.get(name, "")) and name not in seen:
        seen.add(name)
        yield name


def find_ground(knowledge: Knowledge) -> Ground:
    """The ground of this knowledge."""
    types = knowledge.event_types
    unnamed = _find_forms(knowledge, "control_words", "unnamed")
    return Ground(
        place_parents={row.place_id: row.parent for row in knowledge.places if row.parent},
        areas=frozenset(row.place_id for row in knowledge.places if row.kind in _AREAS),
        countries=frozenset(row.place_id for row in knowledge.places if row.kind == "country"),
        namesakes=_find_namesakes(knowledge),
        vast=frozenset(row.place_id for row in knowledge.places if row.kind in _VAST),
        actor_parents={row.actor_id: row.parent for row in knowledge.actors if row.parent},
        actor_words=_find_actor_words(knowledge, unnamed),
        actor_kinds={row.actor_id: row.kind for row in knowledge.actors},
        alike={one.name: one.alike for one in types if one.alike},
        families={one.name: one.family for one in types},
        outcomes=frozenset(one.name for one in types if one.alike and not one.exactness),
        exactness={one.name: one.exactness for one in types if one.alike},
        control={one.name: one.control for one in types if one.control},
        mutual=frozenset(one.name for one in types if one.mutual),
        parts=_find_parts(knowledge),
        inside=_find_forms(knowledge, "control_words", "in"),
        partly=_find_forms(knowledge, "control_words", "partly"),
        place_kinds=_find_place_kinds(knowledge),
        holding=_find_forms(knowledge, "control_words", "holding"),
        entries=_find_forms(knowledge, "control_words", "entry"),
        unreal=_find_forms(knowledge, "control_words", "unreal"),
        foiled=_find_forms(knowledge, "control_words", "foiled"),
        done=_find_forms(knowledge, "control_words", "done"),
        purposes=_find_forms(knowledge, "control_words", "holding", "entry", "purpose"),
        things=_find_forms(knowledge, "control_words", "thing"),
        losses=_find_forms(knowledge, "control_words", "loss"),
        operations=_find_forms(knowledge, "control_words", "operation"),
        civilians=_find_forms(knowledge, "people_nouns", "family", "displaced", "captive"),
        unnamed=unnamed,
        ones=_find_forms(knowledge, "word_classes", "counted_one"),
        since=_find_forms(knowledge, "word_classes", "counted_since", "counted_rise"),
        jointly=_find_forms(knowledge, "word_classes", "counted_jointly"),
        negations=_find_forms(knowledge, "particles", "negation"),
        forces=_find_forms(knowledge, "group_nouns", "force") | _find_forms(knowledge, "control_words", "ruler"),
        spoken=frozenset(one.name for one in types if one.speech or one.family in _SPOKEN_FAMILIES),
        common=frozenset(
            stem_of(word) for name in _COMMON for row in knowledge.lexicons[name] for word in folded(row.form).split()
        ),
        general=find_general_words(knowledge),
        round_ups=frozenset(stem_of(folded(row.form)) for row in knowledge.lexicons["bulletins"]),
        place_names=find_place_names(knowledge.places),
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
    return _find_forms(knowledge, "control_words", "part") | beside


def _find_forms(knowledge: Knowledge, lexicon: str, *classes: str) -> frozenset[str]:
    """Folded words of these classes."""
    return frozenset(fold(row.form).text for row in knowledge.lexicons[lexicon] if row.cls in classes)


def _find_place_kinds(knowledge: Knowledge) -> frozenset[str]:
    """Words for one settled place, not for several."""
    rows = (row for row in knowledge.lexicons["place_words"] if row.cls in _SETTLED and row.note != "plural")
    return frozenset(fold(row.form).text for row in rows)
