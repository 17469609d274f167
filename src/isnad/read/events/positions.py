"""Positions: the places of a clause from which an event's roles are filled.

An event file names positions (`subject`, `object`, `genitive`, `on`, …); each is one function here
from a trigger's place in the sentence to the phrases that stand there.
"""

from __future__ import annotations

from collections.abc import Callable

from isnad.read.events.classes import is_agent, is_force, is_of_class, is_patient, is_speaker
from isnad.read.events.site import Site, find_groups, find_subject_and_object
from isnad.read.events.walk import find_after, find_group
from isnad.read.mentions.chunks import EVENT, JOINT, NOUN_PHRASE, TIME, VERB, Chunk

PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "on": ("علي",),
    "against": ("ضد", "بحق", "تجاه", "حيال"),
    "with": ("مع",),
    "to": ("الي", "ل", "نحو", "باتجاه", "صوب"),
    "from": ("من",),
    "about": ("عن", "حول", "بشان"),
    "by": ("ب",),
    "in": ("في",),
    "agentive": ("agentive",),
}
_REACH = 8


def find_role(site: Site, positions: tuple[str, ...]) -> list[Chunk]:
    """Phrases at the first of `positions` that has any of the class it asks for; empty if none has."""
    for position in positions:
        name, _, cls = position.partition(":")
        found = [chunk for chunk in _POSITIONS[name](site) if is_of_class(chunk, cls) and chunk.kind == NOUN_PHRASE]
        if found:
            return found
    return []


def find_positions(site: Site) -> dict[str, list[Chunk]]:
    """What stands at each position that is no mere preposition; remembered, since many ask."""
    if site.positions is None:
        site.positions = {name: _POSITIONS[name](site) for name in _STRUCTURAL}
    return site.positions


def _subject(site: Site) -> list[Chunk]:
    if site.trigger.kind == VERB:
        subject, objects = find_subject_and_object(site)
        if subject and not objects and not is_agent(subject[0]) and site.trigger.joined and site.discourse.subjects:
            return subject + site.discourse.subjects
        return subject
    entry = site.trigger.entry
    if entry is not None and entry.kind.endswith("participle"):
        return _participle_subject(site)
    return _carrier(site, "act")


def _participle_subject(site: Site) -> list[Chunk]:
    """The speaker or actor that a participle goes on with: the subject of the verb before it."""
    for at in range(site.index - 1, -1, -1):
        if site.chunks[at].kind == VERB:
            subject, _ = find_subject_and_object(Site(site.chunks, at, site.discourse))
            speakers = [chunk for chunk in subject if is_speaker(chunk)]
            if speakers:
                return speakers
    return site.discourse.speakers or site.discourse.subjects


def _object(site: Site) -> list[Chunk]:
    if site.trigger.kind != VERB:
        entry = site.trigger.entry
        if entry is not None and entry.kind.endswith("participle"):
            groups = find_groups(site.chunks, site.after)
            return site.take(groups[0]) if groups else []
        return []
    subject, objects = find_subject_and_object(site)
    if objects:
        return objects
    if subject and not is_force(subject[0]) and is_patient(subject[0]):
        return subject
    return []


def _genitive(site: Site) -> list[Chunk]:
    after = site.after
    if not after or after[0] != site.index + 1 or site.trigger.kind != EVENT:
        return []
    first = site.chunks[after[0]]
    if first.preposition not in ("", "ل") or first.joined:
        return []
    entry = site.trigger.entry
    if site.trigger.definite and not first.preposition and entry is not None:
        return []
    return site.take(find_group(site.chunks, after, 0))


def _genitive_second(site: Site) -> list[Chunk]:
    """The noun phrase after the possessor of a verbal noun: what it is done to (`قصف الجيش البلدة`)."""
    after = site.after
    groups = find_groups(site.chunks, after)
    return site.take(groups[1]) if site.trigger.kind == EVENT and len(groups) > 1 else []


def _owner(site: Site) -> list[Chunk]:
    inflection = site.trigger.inflection
    if inflection is None or not inflection.pronoun or site.trigger.kind != EVENT:
        return []
    before = [c for c in site.chunks[: site.index] if c.kind == NOUN_PHRASE and is_force(c)]
    return before[-1:] or site.discourse.subjects


def _adjective(site: Site) -> list[Chunk]:
    """The nationality adjective of an event noun, as a phrase of its own."""
    trigger = site.trigger
    if trigger.kind != EVENT or not trigger.nationality:
        return []
    last = trigger.last
    return [
        Chunk(NOUN_PHRASE, last - 1, last, classes=frozenset(("group_nouns:force",)), nationality=trigger.nationality)
    ]


def _carrier(site: Site, cls: str) -> list[Chunk]:
    """Subject of the light verb that carries an event noun: before it (`شن الجيش غارات`) or after (`غارات شنها الجيش`)."""
    before = _light_before(site, cls)
    if before >= 0:
        subject, _ = find_subject_and_object(Site(site.chunks, before, site.discourse))
        return [c for c in subject if c.kind == NOUN_PHRASE]
    after = _light_after(site, cls)
    if after >= 0:
        groups = find_groups(site.chunks, find_after(site.chunks, after))
        return site.take(groups[0]) if groups else []
    return []


def _light_before(site: Site, cls: str) -> int:
    """Index of the light verb of class `cls` whose object the event noun is, or -1."""
    for at in range(site.index - 1, max(-1, site.index - _REACH), -1):
        chunk = site.chunks[at]
        if chunk.kind == VERB:
            return at if any(e.kind == "light" and e.cls == cls for e in chunk.entries) else -1
        if chunk.kind == JOINT and chunk.cls in ("conjunction", "complementiser", ":"):
            return -1
    return -1


def _light_after(site: Site, cls: str) -> int:
    """Index of a light verb with a pronoun right after the event noun (`غارات شنتها`, `الهجوم الذي نفذه`), or -1."""
    for at in range(site.index + 1, min(site.index + 4, len(site.chunks))):
        chunk = site.chunks[at]
        if chunk.kind == VERB:
            fits = any(e.kind == "light" and e.cls == cls for e in chunk.entries)
            return at if fits and chunk.inflection is not None and (chunk.inflection.pronoun or cls != "act") else -1
        if chunk.kind not in (NOUN_PHRASE, TIME) and not (chunk.kind == JOINT and chunk.cls == "relative"):
            return -1
    return -1


def _agent(site: Site) -> list[Chunk]:
    return _with_preposition(site, "agentive") or _carrier(site, "act")


def _patient(site: Site) -> list[Chunk]:
    undergone = _carrier(site, "undergo")
    if undergone:
        return undergone
    after = _light_after(site, "hit")
    if after >= 0:
        groups = find_groups(site.chunks, find_after(site.chunks, after))
        return site.take(groups[0]) if groups else []
    return []


def _governor(site: Site) -> int:
    """Index of the nearest verb before the trigger in its sentence, or -1."""
    return next((at for at in range(site.index - 1, -1, -1) if site.chunks[at].kind == VERB), -1)


def _governing_subject(site: Site) -> list[Chunk]:
    """Subject of the verb before the trigger: who goes on to act (`أعلن الجيش صد الهجوم`, `طردوا ... وأسروا`)."""
    at = _governor(site)
    return find_subject_and_object(Site(site.chunks, at, site.discourse))[0] if at >= 0 else []


def _governing_object(site: Site) -> list[Chunk]:
    at = _governor(site)
    return find_subject_and_object(Site(site.chunks, at, site.discourse))[1] if at >= 0 else []


def _first_subject(site: Site) -> list[Chunk]:
    """Subject of the sentence's first verb before the trigger."""
    for at in range(site.index):
        if site.chunks[at].kind == VERB:
            return find_subject_and_object(Site(site.chunks, at, site.discourse))[0]
    return []


def _between(site: Site) -> list[Chunk]:
    return _between_side(site, 0)


def _between_second(site: Site) -> list[Chunk]:
    return _between_side(site, 1)


def _between_side(site: Site, side: int) -> list[Chunk]:
    """First or second side of `بين A وB`: the first phrase, or all that are joined to it."""
    after = find_after(site.chunks, site.index, through_verbs=True)
    for position, index in enumerate(after):
        if site.chunks[index].preposition == "بين":
            group = [index] + [i for i in after[position + 1 :] if _joins_between(site.chunks[i])]
            return site.take(group[:1] if side == 0 else group[1:])
        if position > _REACH:
            break
    return []


def _joins_between(chunk: Chunk) -> bool:
    return chunk.joined and chunk.preposition in ("", "بين")


def _with_preposition(site: Site, name: str) -> list[Chunk]:
    wanted = PREPOSITIONS[name]
    after = site.after
    for position, index in enumerate(after):
        if site.chunks[index].preposition in wanted:
            return site.take(find_group(site.chunks, after, position))
    return []


def _by_preposition(name: str) -> Callable[[Site], list[Chunk]]:
    return lambda site: _with_preposition(site, name)


_POSITIONS: dict[str, Callable[[Site], list[Chunk]]] = {
    "subject": _subject,
    "object": _object,
    "genitive": _genitive,
    "genitive2": _genitive_second,
    "owner": _owner,
    "adjective": _adjective,
    "agent": _agent,
    "patient": _patient,
    "governing subject": _governing_subject,
    "governing object": _governing_object,
    "first subject": _first_subject,
    "between": _between,
    "between2": _between_second,
    **{name: _by_preposition(name) for name in PREPOSITIONS if name != "agentive"},
}
_STRUCTURAL = tuple(name for name in _POSITIONS if name not in PREPOSITIONS)
POSITION_NAMES = frozenset(_POSITIONS)
