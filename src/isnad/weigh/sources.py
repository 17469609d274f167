"""Sources: who is meant by the words that a claim names its source with, and which names are one source.

A spokesman speaks for what he belongs to, a ministry for itself under every wording. A source without a name (`مصدر
أمني`, `شهود عيان`) is known only through the one who quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold_word, folded
from isnad.knowledge import Knowledge

_BODIES = frozenset(("authority", "force", "organisation"))
_ROLES = ("source_nouns", "particles")
_STATES = frozenset(("state", "government"))
_MEDIA = frozenset(("outlet",))
# The media of a party speak for it; those of a state are the state's, but not the ministry's that they quote.
_PARTIES = frozenset(("armed_group", "party", "militia_alliance", "coalition"))
_AGENCY = "وكاله"
# `عبد الرحمن` is also written as one word.
_ABD = re.compile(r"\bعبد (?=ال)")
_LONGEST_NAME = 8
_SHORTEST_SINGLE = 5
NAMED, UNNAMED, REPORTER, MEDIUM, MEDIA = "named", "unnamed", "reporter", "medium", "media"


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks. `sort` is `named`, `unnamed`, `reporter`, `medium`, or `media` without a name.

    `key` is the register's id, else the words.
    `naming` are the words that name it, without those that only say what it is. `witness` holds for people who saw.
    """

    key: str
    sort: str
    naming: frozenset[str] = frozenset()
    witness: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """What the house knows of who speaks: names of actors, agencies and their credits, nouns for sources without a name."""

    actors: Mapping[str, str]
    kinds: Mapping[str, str]
    parents: Mapping[str, str]
    agencies: frozenset[str]
    credits: Mapping[str, tuple[str, str]]
    unnamed: Mapping[str, str]
    bodies: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    person_names: Mapping[str, frozenset[str]]
    nationalities: frozenset[str]

    def is_medium(self, key: str) -> bool:
        """Whether the register knows it as an outlet or an agency."""
        return self.kinds.get(key) in _MEDIA or key in self.agencies


def find_register(knowledge: Knowledge) -> Register:
    """The register of this knowledge."""
    rows = knowledge.lexicons
    credits = {folded(row.form): (row.note, row.cls) for row in rows["credits"]}
    credited = {row.note for row in rows["credits"] if row.cls == "agency"}
    named = {row.actor_id for row in knowledge.actors if row.kind in _MEDIA and _AGENCY in folded(row.name_ar).split()}
    return Register(
        actors={
            _ABD.sub("عبد", folded(name)): row.actor_id for row in reversed(knowledge.actors) for name in row.names
        },
        kinds={row.actor_id: row.kind for row in knowledge.actors},
        parents={row.actor_id: row.parent for row in knowledge.actors if row.parent},
        agencies=frozenset(credited | named),
        credits=credits,
        unnamed={folded(row.form): row.cls for row in rows["unnamed_sources"]},
        bodies=frozenset(_bare(fold_word(row.form)) for row in rows["group_nouns"] if row.cls in _BODIES),
        roles=frozenset(fold_word(row.form) for name in _ROLES for row in rows[name] if " " not in row.form),
        titles=frozenset(fold_word(row.form) for row in rows["titles"] if " " not in row.form),
        persons=frozenset(fold_word(row.form) for row in rows["given_names"] if row.note != "ambiguous"),
        person_names={
            row.actor_id: frozenset(word for name in row.names for word in _ABD.sub("عبد", folded(name)).split())
            for row in knowledge.actors
            if row.kind == "person"
        },
        nationalities=frozenset(fold_word(row.form) for row in rows["nationalities"]),
    )


def find_source(name: str, register: Register) -> Source:
    """Who is meant by one name of a chain: an id of the register, or folded words."""
    if name in register.kinds:
        return _known(name, register)
    words = _ABD.sub("عبد", name).split()
    noun = _noun(words, register)
    actor = _actor_within(words, register)
    if noun == REPORTER and (actor is None or register.is_medium(actor)):
        return Source(actor or name, REPORTER, frozenset((actor or name,)))
    if actor is not None:
        return _known(actor, register)
    naming = _naming(words, register)
    if noun and not _has_name(words, register):
        return Source(name, MEDIA if noun == "media" else UNNAMED, naming, noun == "witness")
    return Source(name, NAMED, naming)


def find_first_said(chain: Iterable[str], register: Register) -> Source | None:
    """Who of a chain said it first; None for the outlet's own voice."""
    return first_said([find_source(name, register) for name in chain])


def first_said(sources: Sequence[Source]) -> Source | None:
    """Who said it first. Of a source without a name that a named one quotes, the named one answers for it."""
    if not sources:
        return None
    first, second = sources[0], sources[1] if len(sources) > 1 else None
    return second if first.sort in (UNNAMED, MEDIA) and second is not None and second.sort == NAMED else first


def _known(actor: str, register: Register) -> Source:
    """A source of the register; a person is also known by a part of the name."""
    parts = register.person_names.get(actor, frozenset((actor,)))
    return Source(actor, MEDIUM if register.is_medium(actor) else NAMED, parts)


def are_kin(one: Source, other: Source, register: Register) -> bool:
    """Whether the two are one source: the same, part and whole, or one name in more words than the other."""
    if one.key == other.key:
        return True
    if one.key in register.kinds and other.key in register.kinds:
        return other.key in _above(one.key, register) or one.key in _above(other.key, register)
    shared = one.naming & other.naming
    least = min(len(one.naming), len(other.naming))
    return bool(shared - register.nationalities) and len(shared) * 2 > least


def _above(key: str, register: Register) -> Iterator[str]:
    """What the actor belongs to and speaks for, the nearest first: never a state, which has many voices."""
    seen, medium = {key}, register.is_medium(key)
    while (key := register.parents.get(key, "")) and key not in seen:
        kind = register.kinds.get(key)
        if kind in _STATES or (medium and kind not in _PARTIES):
            return
        seen.add(key)
        yield key


def _noun(words: list[str], register: Register) -> str:
    """What noun for a source without a name the words begin with; empty for none."""
    for size in (2, 1):
        head = " ".join(words[:size])
        found = next((register.unnamed[stem] for _, stem in find_stems(head) if stem in register.unnamed), "")
        if found:
            return found
    return ""


def _actor_within(words: list[str], register: Register) -> str | None:
    """The actor whose name stands among the words, the longest name first. A state's name alone names no one in it."""
    for size in range(min(len(words), _LONGEST_NAME), 0, -1):
        for first in range(len(words) - size + 1):
            actor = _actor_of(words[first : first + size], register)
            whole = size == len(words)
            if actor is not None and (
                whole or (register.kinds[actor] not in _STATES and _is_telling(words, first, size))
            ):
                return actor
    return None


def _actor_of(words: list[str], register: Register) -> str | None:
    first, rest = words[0], words[1:]
    stems = [stem for clitic, stem in find_stems(first) if clitic in ("", "ب", "ل", "ال")]
    names = (" ".join((stem, *rest)) for stem in stems)
    return next((register.actors[name] for name in names if name in register.actors), None)


def _is_telling(words: list[str], first: int, size: int) -> bool:
    """Whether a part of the words is long enough to be a name and no everyday word."""
    return size > 1 or len(words[first]) >= _SHORTEST_SINGLE


def _has_name(words: list[str], register: Register) -> bool:
    """Whether after the noun a person or a body is named."""
    rest = words[1:]
    bodies = any(stem in register.bodies for word in rest for stem in (_bare(s) for _, s in find_stems(word)))
    return bodies or any(word in register.persons for word in rest)


def _naming(words: list[str], register: Register) -> frozenset[str]:
    """The words that name the source; titles only where nothing else does."""
    stems = {_bare(word): word for word in words}
    kept = {stem for stem, word in stems.items() if not {stem, word} & register.roles and len(stem) > 2}
    said = {stem for stem in kept if stem not in register.titles and stems[stem] not in register.titles}
    return frozenset((said - register.nationalities and said) or kept or words)


def _bare(word: str) -> str:
    """The word without its article and what is written together with it before the article."""
    for clitic in ("وال", "بال", "لل", "ال"):
        if word.startswith(clitic) and len(word) - len(clitic) > 2:
            return word[len(clitic) :]
    return word
