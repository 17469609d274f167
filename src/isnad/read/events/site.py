"""Sites: a trigger at its place in the sentence, and the subject and object of a verb there."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.read.events.classes import is_agent
from isnad.read.events.walk import find_after, find_antecedent, find_before, find_group
from isnad.read.mentions.chunks import MARKER, Chunk


@dataclass(slots=True)
class Discourse:
    """What the sentences before leave behind: who acted last, who spoke last, what deadly deed was told last."""

    subjects: list[Chunk] = field(default_factory=list)
    speakers: list[Chunk] = field(default_factory=list)
    nouns: list[Chunk] = field(default_factory=list)
    told: str = ""

    def snapshot(self) -> Discourse:
        """What it holds now; the lists are replaced, never changed, so that they can be shared."""
        return Discourse(self.subjects, self.speakers, self.nouns, self.told)


@dataclass(slots=True)
class Site:
    """A trigger at its place: the sentence's chunks, the index of the trigger, and the discourse so far."""

    chunks: list[Chunk]
    index: int
    discourse: Discourse
    positions: dict[str, list[Chunk]] | None = None
    _after: list[int] | None = None

    @property
    def after(self) -> list[int]:
        """Indexes of the phrases that may depend on the trigger; remembered, since nearly all positions ask."""
        if self._after is None:
            self._after = find_after(self.chunks, self.index)
        return self._after

    @property
    def trigger(self) -> Chunk:
        """The chunk that names the event."""
        return self.chunks[self.index]

    def take(self, indexes: list[int]) -> list[Chunk]:
        """The chunks at `indexes`."""
        return [self.chunks[i] for i in indexes]


def find_subject_and_object(site: Site) -> tuple[list[Chunk], list[Chunk]]:
    """Subject and object of the verb at the site.

    A phrase before the verb is its subject (SVO); otherwise the first after it is (VSO), unless only one
    follows that cannot act while the verb goes on with the subject before it.
    """
    chunks, index = site.chunks, site.index
    after = [i for i in site.after if not chunks[i].preposition]
    groups = find_groups(chunks, site.after)
    antecedent = find_antecedent(chunks, index)
    before = find_before(chunks, index)
    inflection = site.trigger.inflection
    plural = inflection is not None and inflection.person == "3mp"
    pronoun = inflection is not None and inflection.pronoun
    if before:
        return site.take(before), site.take(groups[0]) if groups else []
    if pronoun:
        subject = site.take(groups[0]) if groups and not plural else site.discourse.subjects
        objects = [chunks[antecedent]] if antecedent >= 0 else site.discourse.nouns[-1:]
        return subject, objects
    if antecedent >= 0 and not (after and is_agent(chunks[after[0]])):
        return [chunks[antecedent]], site.take(groups[0]) if groups else []
    if not groups:
        return (site.discourse.subjects if site.trigger.joined or plural else []), []
    if plural:
        return site.discourse.subjects, site.take(groups[0])
    if len(groups) > 1:
        return site.take(groups[0]), site.take(groups[1])
    first = site.take(groups[0])
    return first, []


def find_groups(chunks: list[Chunk], candidates: list[int]) -> list[list[int]]:
    """Phrases without preposition, each with those joined to it."""
    groups: list[list[int]] = []
    at = 0
    while at < len(candidates):
        chunk = chunks[candidates[at]]
        if chunk.preposition or chunk.joined or is_part(chunks, candidates[at]):
            at += 1
            continue
        group = find_group(chunks, candidates, at)
        groups.append(group)
        at += 1
    return groups


def is_part(chunks: list[Chunk], index: int) -> bool:
    """Whether the phrase names a part of the people before it (`بينهم قائد ميداني`)."""
    return index > 0 and chunks[index - 1].kind == MARKER and chunks[index - 1].cls == "partitive"
