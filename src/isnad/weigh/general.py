"""General words: those that the house knows as words of the language, so that the others are likely to be names.

A word that two accounts share says more the rarer it is. No count over reports is taken for that, since it would change
with every report that comes in: what stands in a lexicon or in an event's file is a word of the trade, and what stands in
none is mostly the name of a village, a person or a thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.arabic.fold import fold_word, folded
from isnad.arabic.inflect import inflect_adjective, inflect_noun, inflect_verb
from isnad.knowledge import Knowledge
from isnad.weigh.accounts import stem_of

_NAMES = frozenset(("given_names",))
_VERBS = frozenset(("cue_verbs", "light_verbs", "common_verbs", "condemnations"))


def find_general_words(knowledge: Knowledge) -> frozenset[str]:
    """Stems of all words of lexicons, events, numbers and times, and of generic actors."""
    forms = {word for phrase in _phrases(knowledge) for word in phrase.split()}
    return frozenset(forms | {stem_of(form) for form in forms})


def _phrases(knowledge: Knowledge) -> Iterator[str]:
    for name, rows in knowledge.lexicons.items():
        if name not in _NAMES:
            for row in rows:
                yield from _forms(row.form) if name in _VERBS else (folded(row.form),)
    for row in knowledge.lexicons["adjectives"]:
        yield from inflect_adjective(row.form)
    yield from _event_words(knowledge)
    yield from knowledge.number_words.atoms
    yield from knowledge.time_words.starters
    for actor in knowledge.actors:
        yield from (folded(name) for name in actor.names)


def _forms(verb: str) -> Iterator[str]:
    past, _, present = verb.partition(":")
    forms = inflect_verb(past.split(" ")[0], present.split(" ")[0])
    yield from (form for form, told in forms.items() if not told.pronoun)


def _event_words(knowledge: Knowledge) -> Iterator[str]:
    for trigger in (trigger for kind in knowledge.event_types for trigger in kind.triggers):
        for past, present in trigger.verbs:
            yield from _forms(f"{past.split(' ')[0]}:{present.split(' ')[0]}")
        for noun in trigger.nouns:
            head, *rest = noun.split(" ")
            yield from inflect_noun(head)
            yield from (fold_word(word) for word in rest)
