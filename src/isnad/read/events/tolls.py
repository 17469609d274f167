"""Tolls: how many were killed, injured or displaced, in the numbers and words of the text."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.read.events.classes import is_people, is_person
from isnad.read.events.positions import Site, find_subject_and_object
from isnad.read.events.walk import find_after
from isnad.read.mentions.chunks import EVENT, MARKER, NOUN_PHRASE, VERB, Chunk, Context

_NOUNS_OF_TOLL = ("people_nouns:dead", "people_nouns:injured", "people_nouns:displaced")


@dataclass(frozen=True, slots=True)
class Toll:
    """A quantity of people: `low` and `high` as given (None where the text leaves it open) and the phrase that says it."""

    low: int | None
    high: int | None
    chunk: Chunk
    worded: bool = False


def find_toll(context: Context, site: Site) -> Toll | None:
    """The people that a toll word counts: after a verb or verbal noun, before a verb (SVO), or in the phrase itself."""
    for chunk in _candidates(site):
        toll = count_people(context, chunk)
        if toll is not None:
            return toll
    return None


def _candidates(site: Site) -> list[Chunk]:
    if site.trigger.kind == NOUN_PHRASE:
        return [site.trigger]
    if site.trigger.kind == VERB:
        subject, objects = find_subject_and_object(site)
        people = [c for c in objects + subject if is_people(c)]
        return people or [c for c in subject + objects if c.quantity is not None]
    after = find_after(site.chunks, site.index)
    near = [site.chunks[i] for i in after[:2] if site.chunks[i].preposition in ("", "ل")]
    return [c for c in near if c.kind == NOUN_PHRASE and (is_people(c) or c.quantity is not None)]


def count_people(context: Context, chunk: Chunk) -> Toll | None:
    """What the phrase counts: its number, one for a single or named person, two for a dual; None where nothing is said."""
    if chunk.quantity is not None:
        number = chunk.quantity
        return Toll(number.low, number.high, chunk, worded=number.low is None)
    notes = _grammatical_number(context, chunk)
    if "dual" in notes:
        return Toll(2, 2, chunk)
    if is_person(chunk) or ("singular" in notes and is_people(chunk)):
        return Toll(1, 1, chunk)
    if is_people(chunk):
        return Toll(None, None, chunk, worded=True)
    return None


def _grammatical_number(context: Context, chunk: Chunk) -> frozenset[str]:
    if chunk.head < 0:
        return frozenset()
    return context.vocabulary.form(context.words[chunk.head].form).notes


def is_denied_toll(site: Site) -> bool:
    """Whether the words right before say that there were none (`لم يسفر عن إصابات`, `دون وقوع إصابات`)."""
    for chunk in reversed(site.chunks[max(0, site.index - 3) : site.index]):
        if chunk.kind == MARKER and chunk.cls in ("negation", "without"):
            return True
        if chunk.kind not in (VERB, MARKER, EVENT):
            return False
    return False
