"""Entries: every row of the house's knowledge under the folded forms that it can be written in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from isnad.arabic.fold import fold_word
from isnad.arabic.inflect import Inflection, inflect_adjective, inflect_noun, inflect_verb
from isnad.knowledge import Knowledge
from isnad.knowledge.events import Trigger

_LONGEST_FEMININE = 4


class Entry(NamedTuple):
    """One row as a reading of a form.

    `kind`: trigger cue participle light verb particle noun actor place nationality given direction.
    The kinds adjective and word say no more of a form than what it is; the class of an adjective is the
    prepositions that it governs. `row` names the data row; `payload` is the row itself where more of it is
    needed. `words` is the length of the form in words.
    """

    kind: str
    cls: str
    row: str
    payload: object = None
    inflection: Inflection | None = None
    note: str = ""
    words: int = 1


def find_entries(knowledge: Knowledge) -> Iterable[tuple[str, Entry]]:
    """Folded forms and their entries, for everything in `knowledge`."""
    yield from _trigger_entries(knowledge)
    yield from _lexicon_entries(knowledge)
    yield from _adjective_entries(knowledge)
    yield from _name_entries(knowledge)


def _trigger_entries(knowledge: Knowledge) -> Iterable[tuple[str, Entry]]:
    for event_type in knowledge.event_types:
        for trigger in event_type.triggers:
            yield from _entries_of_trigger(trigger)


def _entries_of_trigger(trigger: Trigger) -> Iterable[tuple[str, Entry]]:
    for past, present in trigger.verbs:
        head, rest = _split_verb(past, present)
        for form, inflection in inflect_verb(*head).items():
            if inflection.pronoun and rest:  # `قبضتهم على` is a grip, no arrest
                continue
            written = form + rest
            yield written, Entry("trigger-verb", trigger.type, trigger.row, trigger, inflection, words=_length(written))
    for noun in trigger.nouns:
        head_word, _, tail = noun.partition(" ")
        for form, inflection in inflect_noun(head_word).items():
            if not (inflection.pronoun and tail):
                written = _join(form, tail)
                length = _length(written)
                yield written, Entry("trigger-noun", trigger.type, trigger.row, trigger, inflection, words=length)
    for participle in trigger.participles:
        written = _join(*_fold_phrase(participle))
        yield written, Entry("trigger-participle", trigger.type, trigger.row, trigger, words=_length(written))


def _length(form: str) -> int:
    return form.count(" ") + 1


def _split_verb(past: str, present: str) -> tuple[tuple[str, str], str]:
    """First words of past and present, to be inflected, and the folded words that both go on with."""
    past_head, _, past_rest = past.partition(" ")
    present_head = present.partition(" ")[0]
    rest = " " + " ".join(fold_word(word) for word in past_rest.split()) if past_rest else ""
    return (past_head, present_head), rest


def _fold_phrase(phrase: str) -> tuple[str, str]:
    head, _, tail = phrase.partition(" ")
    return fold_word(head), tail


def _join(head: str, tail: str) -> str:
    return head + " " + " ".join(fold_word(word) for word in tail.split()) if tail else head


_VERB_LEXICONS = {"cue_verbs": "cue", "light_verbs": "light", "common_verbs": "verb"}
_NOUN_LEXICONS = ("group_nouns", "people_nouns", "facility_nouns", "weapons", "source_nouns", "titles", "place_words")
_OTHER_LEXICONS = {
    "cue_participles": "cue-participle",
    "cue_prepositions": "source_cue",
    "particles": "particle",
    "direction_words": "direction",
    "nationalities": "nationality",
    "given_names": "given",
    "common_words": "word",
}


def _lexicon_entries(knowledge: Knowledge) -> Iterable[tuple[str, Entry]]:
    for name, kind in _VERB_LEXICONS.items():
        for row in knowledge.lexicons[name]:
            past, _, present = row.form.partition(":")
            head, rest = _split_verb(past, present)
            for form, inflection in inflect_verb(*head).items():
                if kind == "verb" and _reads_as_noun(form, inflection):
                    continue
                yield form + rest, Entry(kind, row.cls, row.row, None, inflection, row.note)
    for name in _NOUN_LEXICONS:
        for row in knowledge.lexicons[name]:
            yield _join(*_fold_phrase(row.form)), Entry("noun", f"{name}:{row.cls}", row.row, None, None, row.note)
    for name, kind in _OTHER_LEXICONS.items():
        for row in knowledge.lexicons[name]:
            yield _join(*_fold_phrase(row.form)), Entry(kind, row.cls, row.row, None, None, row.note)


def _reads_as_noun(form: str, inflection: Inflection) -> bool:
    """Whether a common verb's form is more often a noun: `أكبر` (I grow), `خدمة` (he served it)."""
    if inflection.person == "1s":
        return True
    short = len(form) <= _LONGEST_FEMININE and form.endswith("ه")
    return short and inflection.pronoun and inflection.person == "3ms" and inflection.tense == "past"


def _adjective_entries(knowledge: Knowledge) -> Iterable[tuple[str, Entry]]:
    for row in knowledge.lexicons["adjectives"]:
        governed = " ".join(fold_word(word) for word in row.note.split())
        for form, number in inflect_adjective(row.form).items():
            yield form, Entry("adjective", governed, row.row, None, None, number)


def _name_entries(knowledge: Knowledge) -> Iterable[tuple[str, Entry]]:
    for actor in knowledge.actors:
        for name in actor.names:
            yield _join(*_fold_phrase(name)), Entry("actor", actor.kind, f"actors:{actor.actor_id}", actor)
    for place in knowledge.places:
        for name in place.names:
            yield _join(*_fold_phrase(name)), Entry("place", place.kind, f"gazetteer:{place.place_id}", place)
