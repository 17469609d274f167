"""Tolls: how many were killed, injured or displaced, in the numbers and words of the text."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.read.events.classes import is_people, is_person
from isnad.read.events.positions import find_role
from isnad.read.events.site import Site, find_subject_and_object
from isnad.read.events.walk import find_after
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, VERB, Chunk, Context
from isnad.read.mentions.quantity import Number

_TO = frozenset(("", "الي", "ل", "عند"))
_OF = frozenset(("", "من"))
_COMMAS = (",", "،")
_QUALIFIERS = ("adverb", "hedge", "partitive")
_FIRST_YEAR, _LAST_YEAR = 1990, 2040
_PERSONS = ("people_nouns:", "titles:")
_NOUNS_OF_TOLL = ("people_nouns:dead", "people_nouns:injured", "people_nouns:displaced")


@dataclass(frozen=True, slots=True)
class Toll:
    """A quantity of people: `low` and `high` as given (None where the text leaves it open) and the phrase that says it."""

    low: int | None
    high: int | None
    chunk: Chunk


def find_toll(context: Context, site: Site, positions: tuple[str, ...]) -> Toll | None:
    """The people that a toll word counts: after a verb or verbal noun, before a verb (SVO), or in the phrase itself.

    A list of counted people adds up (`عشرة من رجال الأمن وثلاثة عاملين`). `positions` are those of the
    target in the event's file, asked where none stands near.
    """
    if site.trigger.kind == NOUN_PHRASE:
        return count_people(context, site.trigger)
    total = _is_total(context, site)
    for index in _candidates(context, site) or ([] if total else _indexes(site, find_role(site, positions))):
        toll = count_people(context, site.chunks[index])
        if toll is not None:
            return toll if total else _with_the_rest(context, site, index, toll)
    return None


def _candidates(context: Context, site: Site) -> list[int]:
    """Indexes of the phrases that may say the toll, likeliest first."""
    if site.trigger.kind == VERB:
        subject, objects = find_subject_and_object(site)
        found = _indexes(site, [*objects, *subject])
        people = [i for i in found if is_people(site.chunks[i])]
        return people or [i for i in found if count_people(context, site.chunks[i]) is not None]
    after = find_after(site.chunks, site.index)
    if _is_total(context, site):
        return [i for i in after if site.chunks[i].preposition in _TO and _is_counted(site.chunks[i])]
    near = [i for i in after[:2] if site.chunks[i].preposition in ("", "ل") and site.chunks[i].kind == NOUN_PHRASE]
    return [i for i in near if count_people(context, site.chunks[i]) is not None]


def _is_total(context: Context, site: Site) -> bool:
    """Whether the word is a count that runs up to a number (`حصيلة القتلى`)."""
    return _is_stem_of(context, site.trigger.first, "total")


def _is_stem_of(context: Context, at: int, cls: str) -> bool:
    """Whether the stem of the word is of the class of words."""
    return context.vocabulary.form(context.words[at].form).stem in context.vocabulary.classes[cls]


def _indexes(site: Site, phrases: list[Chunk]) -> list[int]:
    """Where the phrases stand in the sentence; those carried over from before are left out."""
    return [i for phrase in phrases for i, chunk in enumerate(site.chunks) if chunk is phrase]


def _is_counted(chunk: Chunk) -> bool:
    """Whether a number counts the phrase; a bare number that can be a year does not."""
    low = None if chunk.quantity is None else chunk.quantity.low
    return low is not None and (chunk.head >= 0 or not _FIRST_YEAR <= low <= _LAST_YEAR)


def _with_the_rest(context: Context, site: Site, index: int, toll: Toll) -> Toll:
    """The toll with the counted people that the list goes on with, save those that have a toll word of their own."""
    adding = context.vocabulary.classes["adding"]
    for at in range(index + 1, len(site.chunks)):
        chunk = site.chunks[at]
        added = (chunk.joined and not chunk.preposition) or chunk.preposition in adding
        if chunk.kind != NOUN_PHRASE or chunk.has(*_NOUNS_OF_TOLL) or not added:
            if _is_between(chunk) or _is_inner(chunk, site.chunks[at - 1]):
                continue
            break
        more = count_people(context, chunk)
        if more is None or more.low is None or toll.low is None:
            break
        high = None if toll.high is None or more.high is None else toll.high + more.high
        toll = Toll(toll.low + more.low, high, toll.chunk)
    return toll


def _is_between(chunk: Chunk) -> bool:
    """Whether a list goes on past the chunk: a comma, `at least`, `of them`."""
    return (chunk.kind == JOINT and chunk.cls in _COMMAS) or (chunk.kind == MARKER and chunk.cls in _QUALIFIERS)


def _is_inner(chunk: Chunk, before: Chunk) -> bool:
    """Whether the chunk only goes on with the phrase before it: its possessor, its whole (`من قوات الأمن`)."""
    phrases = chunk.kind == NOUN_PHRASE and before.kind == NOUN_PHRASE
    return phrases and chunk.quantity is None and chunk.preposition in _OF


def count_people(context: Context, chunk: Chunk) -> Toll | None:
    """What the phrase counts: its number, one for a single or named person, two for a dual; None if it says nothing."""
    number = chunk.quantity or _number_within(context, chunk)
    if number is not None and chunk.head < 0 and number.exact and context.words[number.first].form.startswith("ال"):
        return None  # a definite number describes the noun before it: `التفجيرات الستة`
    if number is not None:
        return Toll(number.low, number.high, chunk)
    grammatical = _grammatical_number(context, chunk)
    if grammatical == "dual":
        return Toll(2, 2, chunk)
    if chunk.has("people_nouns:group", "people_nouns:family") or chunk.preposition == "بين":
        return Toll(None, None, chunk)
    if grammatical == "singular" or (grammatical == "" and is_person(chunk)):
        return Toll(1, 1, chunk)
    if is_people(chunk):
        return Toll(None, None, chunk)
    return None


def _number_within(context: Context, chunk: Chunk) -> Number | None:
    """The number of those whose lives the phrase names (`بحياة 32 شخصا`)."""
    if chunk.head < 0 or not _is_stem_of(context, chunk.head, "life"):
        return None
    return context.numbers.get(chunk.head + 1)


def _grammatical_number(context: Context, chunk: Chunk) -> str:
    """Grammatical number of the head where it names persons; empty where it names none or where nothing is known."""
    if chunk.head < 0:
        return ""
    form = context.vocabulary.form(context.words[chunk.head].form)
    if form.stem in context.vocabulary.classes["one"]:
        return "singular"
    noun = context.vocabulary.person_nouns.nouns.get(form.stem)
    if noun is not None:
        return noun.number
    numbers = [number for number in ("plural", "dual", "singular") if number in form.notes]
    persons = any(cls.startswith(_PERSONS) for cls in form.classes)
    return numbers[0] if numbers and (persons or numbers[0] == "plural") else ""


def is_denied_toll(chunks: list[Chunk], index: int) -> bool:
    """Whether the words right before say that there were none (`لم يسفر عن إصابات`, `دون وقوع إصابات`)."""
    if not chunks[index].has(*_NOUNS_OF_TOLL[:2]) or chunks[index].quantity is not None:
        return False
    for chunk in reversed(chunks[max(0, index - 3) : index]):
        if chunk.kind == MARKER and chunk.cls in ("negation", "without"):
            return True
        if chunk.kind not in (VERB, MARKER, EVENT):
            return False
    return False
