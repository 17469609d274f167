"""Classes of phrases, in the words that event files use: agent, people, thing, place, speaker."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from isnad.read.mentions.chunks import EVENT, NOUN_PHRASE, Chunk

_AGENT_GROUPS = frozenset(
    f"group_nouns:{cls}"
    for cls in ("force", "aircraft", "weapon_actor", "authority", "organisation", "crowd", "attacker")
)
_NOT_AGENT_ACTORS = frozenset(("actor:agency", "actor:outlet"))
_FACILITIES = "facility_nouns:"
_MOVABLES = frozenset(("facility_nouns:vehicle", "facility_nouns:vessel", "facility_nouns:aid"))
_PEOPLE = "people_nouns:"
_PLACES = "place_words:"


_FORCE_GROUPS = _AGENT_GROUPS - {"group_nouns:organisation", "group_nouns:crowd"}


def _starts(chunk: Chunk, prefix: str) -> bool:
    return prefix in _prefixes(chunk.classes)


@lru_cache(maxsize=4096)
def _prefixes(classes: frozenset[str]) -> frozenset[str]:
    """The files that the classes come from (`people_nouns:` of `people_nouns:dead`); few sets make up most phrases."""
    return frozenset(cls[: cls.find(":") + 1] for cls in classes)


def is_actor(chunk: Chunk) -> bool:
    """Whether the head is a name of the register that acts."""
    return _names_actor(chunk.classes)


@lru_cache(maxsize=4096)
def _names_actor(classes: frozenset[str]) -> bool:
    return any(cls.startswith("actor:") and cls not in _NOT_AGENT_ACTORS for cls in classes)


def is_agent(chunk: Chunk) -> bool:
    """Whether the phrase can act: an armed or governing group, a state, a leader."""
    return bool(chunk.classes & _AGENT_GROUPS) or is_actor(chunk) or is_person(chunk)


def is_force(chunk: Chunk) -> bool:
    """Whether the phrase is an armed actor or a state."""
    return bool(chunk.classes & _FORCE_GROUPS) or is_actor(chunk)


def is_person(chunk: Chunk) -> bool:
    """Whether the phrase is a person by title or name."""
    return chunk.title or chunk.name or "actor:person" in chunk.classes


def is_people(chunk: Chunk) -> bool:
    """Whether the phrase is people: civilians, families, persons, the counted."""
    return _starts(chunk, _PEOPLE) or is_person(chunk) or "source_nouns:people" in chunk.classes or _is_count(chunk)


def _is_count(chunk: Chunk) -> bool:
    return chunk.quantity is not None and not _starts(chunk, _FACILITIES) and not _starts(chunk, "weapons:")


def is_place(chunk: Chunk) -> bool:
    """Whether the head is a place name or a kind word of places."""
    return "place" in chunk.classes or _starts(chunk, _PLACES)


def is_thing(chunk: Chunk) -> bool:
    """Whether the phrase is a building, vehicle, position or road."""
    return _starts(chunk, _FACILITIES)


def is_facility(chunk: Chunk) -> bool:
    """Whether the phrase is a building, a base, a position or infrastructure: a thing that stays in its place."""
    return is_thing(chunk) and not chunk.classes & _MOVABLES


def is_patient(chunk: Chunk) -> bool:
    """Whether something can be done to the phrase."""
    return is_people(chunk) or is_thing(chunk) or is_place(chunk) or is_agent(chunk)


def is_speaker(chunk: Chunk) -> bool:
    """Whether the phrase can speak."""
    return is_agent(chunk) or _starts(chunk, "source_nouns:") or _starts(chunk, "actor:") or _starts(chunk, "titles:")


def _any(chunk: Chunk) -> bool:
    return chunk.kind == NOUN_PHRASE


def _event(chunk: Chunk) -> bool:
    return chunk.kind == EVENT


_TESTS: dict[str, Callable[[Chunk], bool]] = {
    "": _any,
    "agent": is_agent,
    "force": is_force,
    "person": is_person,
    "people": is_people,
    "patient": is_patient,
    "thing": is_thing,
    "facility": is_facility,
    "place": is_place,
    "speaker": is_speaker,
    "event": _event,
    "actor": is_actor,
}


def is_of_class(chunk: Chunk, cls: str) -> bool:
    """Whether the phrase is of the class that an event file names; `a|b` means either."""
    return any(_is_of_one(chunk, one) for one in cls.split("|"))


def _is_of_one(chunk: Chunk, cls: str) -> bool:
    test = _TESTS.get(cls)
    if test is not None:
        return test(chunk)
    return any(known.split(":", 1)[-1] == cls for known in chunk.classes)


_NAMED_TESTS = {"force": is_force, "agent": is_agent, "people": is_people, "thing": is_thing, "place": is_place,
                "person": is_person, "name": is_actor, "speaker": is_speaker}  # fmt: skip


def phrase_classes(chunk: Chunk) -> tuple[str, ...]:
    """Classes of the phrase in a fixed order; `other` where it is none. Worked out once for each chunk."""
    if chunk.tested is None:
        found = [name for name, test in _NAMED_TESTS.items() if test(chunk)]
        if chunk.quantity is not None:
            found.append("counted")
        if any(cls in chunk.classes for cls in ("people_nouns:dead", "people_nouns:injured")):
            found.append("victims")
        chunk.tested = tuple(found) or ("other",)
    return chunk.tested
