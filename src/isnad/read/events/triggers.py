"""Triggers: which of the readings of a word holds here, by the company that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from isnad.arabic.fold import fold_word
from isnad.knowledge.events import Trigger
from isnad.read.events.classes import is_agent, is_facility, is_force, is_patient, is_people, is_person, is_place
from isnad.read.events.positions import find_role
from isnad.read.events.site import Site
from isnad.read.events.walk import find_clause
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, Chunk, Context

_NEAR_WORDS = 3
_LIGHT_REACH = 3
_VICTIM_POSITIONS = ("object", "patient", "on", "against")
_MUNITION = "weapons:ground"
_ALSO = {"aircraft": "air", "weapon_actor": "ground"}


@cache
def _find_words(wanted: str) -> frozenset[str]:
    """Folded forms of a condition `word=form|form`."""
    return frozenset(fold_word(form) for form in wanted.removeprefix("word=").split("|"))


def _is_plain_people(chunk: Chunk) -> bool:
    """Whether the phrase is people other than a named or titled person, who is more often the one that speaks."""
    return is_people(chunk) and (not is_person(chunk) or any(cls.startswith("people_nouns:") for cls in chunk.classes))


def _is_civilians(chunk: Chunk) -> bool:
    """Whether the phrase is people that are no fighters, whatever counts or describes them (`سكان`, not `ألف مقاتل`)."""
    return any(cls.startswith("people_nouns:") for cls in chunk.classes) and not is_force(chunk)


_PHRASE_TESTS = {
    "agent": is_agent,
    "force": is_force,
    "people": _is_plain_people,
    "civilians": _is_civilians,
    "place": is_place,
    "facility": is_facility,
    "person": is_person,
    "patient": is_patient,
}


def _is_tense(site: Site, tense: str) -> bool:
    inflection = site.trigger.inflection
    return inflection is not None and inflection.tense == tense


def _has_pronoun(site: Site) -> bool:
    return site.trigger.inflection is not None and site.trigger.inflection.pronoun


def _is_relative(site: Site) -> bool:
    """Whether a relative stands right before (`التي تسيطر`)."""
    before = site.chunks[site.index - 1] if site.index else None
    return before is not None and before.kind == JOINT and before.cls == "relative"


def _is_purpose(site: Site) -> bool:
    """Whether the verbal noun says what for (`للسيطرة على`), not what a verb like `تعرض` undergoes."""
    if site.trigger.preposition != "ل" or site.trigger.kind != EVENT:
        return False
    before = site.chunks[max(0, site.index - _LIGHT_REACH) : site.index]
    return not any(entry.kind == "light" and entry.note == "l" for chunk in before for entry in chunk.entries)


def _find_head(site: Site) -> tuple[int, int]:
    """Words of the noun phrase right before, whose possessor the event noun is (`ساحة المعركة`)."""
    before = site.chunks[site.index - 1] if site.index else None
    if before is None or before.kind not in (NOUN_PHRASE, EVENT) or before.last != site.trigger.first:
        return (0, 0)
    return (0, 0) if site.trigger.preposition else (before.first, before.last)


def _is_counted(site: Site) -> bool:
    """Whether a number counts what the trigger names (`ثلاثة قتلى`)."""
    return site.trigger.kind == NOUN_PHRASE and site.trigger.quantity is not None


_FORM_TESTS: dict[str, Callable[[Site], bool]] = {
    "past": lambda site: _is_tense(site, "past"),
    "present": lambda site: _is_tense(site, "present"),
    "future": lambda site: site.trigger.cls == "future",
    "pronoun": _has_pronoun,
    "counted": _is_counted,
    "definite": lambda site: site.trigger.definite,
    "relative": _is_relative,
    "purpose": _is_purpose,
    "from": lambda site: site.trigger.preposition == "من",
}


def has_form(trigger: Trigger, site: Site) -> bool:
    """Whether the word has the forms that the trigger asks for (`form:future`), whatever stands around it."""
    wanted = (condition for condition in trigger.needs if condition.startswith("form:"))
    return all(any(_FORM_TESTS[name](site) for name in _parsed(condition)[2]) for condition in wanted)


@cache
def _parsed(condition: str) -> tuple[str, str, frozenset[str]]:
    """Scope of a condition, what it asks for as written, and the names in it."""
    scope, _, wanted = condition.partition(":")
    return scope, wanted, frozenset(wanted.split("|"))


@dataclass(slots=True)
class Company:
    """The words and phrases around a trigger, gathered once per sentence and asked by scope."""

    context: Context
    chunks: list[Chunk]
    _classes: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    _forms: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    _clauses: dict[int, tuple[int, int]] = field(default_factory=dict)
    _word_classes: dict[int, frozenset[str]] = field(default_factory=dict)
    _chunk_classes: list[frozenset[str]] = field(default_factory=list)

    def fits(self, trigger: Trigger, site: Site) -> bool:
        """Whether the trigger has all that it needs here and nothing that excludes it."""
        needed = all(self.holds(condition, site) for condition in trigger.needs)
        return needed and not any(self.holds(condition, site) for condition in trigger.unless)

    def holds(self, condition: str, site: Site) -> bool:
        """Whether `scope:class|class`, `scope:word=form|form`, `form:name|name` or `told:type|type` holds at the site."""
        scope, wanted, names = _parsed(condition)
        if scope == "form":
            return any(_FORM_TESTS[name](site) for name in names)
        if scope == "told":
            return site.discourse.told in names
        if wanted.startswith("word="):
            return not _find_words(wanted).isdisjoint(self.forms(*self._word_range(scope, site)))
        if scope in ("subject", "object", "genitive"):
            return bool(find_role(site, (scope + ":" + wanted,)))
        if scope == "victim":
            return bool(find_role(site, tuple(f"{position}:{wanted}" for position in _VICTIM_POSITIONS)))
        first, last = self._word_range(scope, site)
        return not names.isdisjoint(self.classes(first, last))

    def _word_range(self, scope: str, site: Site) -> tuple[int, int]:
        chunks, trigger = self.chunks, site.trigger
        if scope == "clause":
            return self._clause(site.index)
        if scope == "sentence":
            return chunks[0].first, chunks[-1].last
        if scope == "after":
            return trigger.last, min(trigger.last + _NEAR_WORDS, chunks[-1].last)
        if scope == "before":
            return max(trigger.first - _NEAR_WORDS, chunks[0].first), trigger.first
        if scope in ("subject", "object", "genitive"):
            phrases = find_role(site, (scope,))
            return (phrases[0].first, phrases[-1].last) if phrases else (0, 0)
        if scope == "head":
            return _find_head(site)
        return trigger.first, trigger.last

    def _clause(self, index: int) -> tuple[int, int]:
        """Word range of the clause around the chunk; remembered, since many conditions ask."""
        known = self._clauses.get(index)
        if known is None:
            low, high = find_clause(self.chunks, index)
            known = self._clauses[index] = self.chunks[low].first, self.chunks[high - 1].last
        return known

    def forms(self, first: int, last: int) -> frozenset[str]:
        """Folded forms in the range, whole and without their proclitics."""
        known = self._forms.get((first, last))
        if known is None:
            known = self._forms[(first, last)] = frozenset(self._gather_forms(first, last))
        return known

    def _gather_forms(self, first: int, last: int) -> Iterator[str]:
        for word in self.context.words[first:last]:
            yield word.form
            yield self.context.vocabulary.form(word.form).stem
            if len(word.form) > 3 and word.form[0] in "وف":
                yield word.form[1:]

    def classes(self, first: int, last: int) -> frozenset[str]:
        """Classes of all words and phrases in the range."""
        known = self._classes.get((first, last))
        if known is None:
            known = self._classes[(first, last)] = frozenset(self._gather(first, last))
        return known

    def _gather(self, first: int, last: int) -> set[str]:
        found: set[str] = set()
        for index in range(first, last):
            found |= self._classes_of_word(index)
            for reading in self.context.find_phrases(index, last):
                if reading.entry.kind == "noun":
                    found.add(reading.entry.cls.split(":", 1)[1])
        self._chunk_classes = self._chunk_classes or [_classes_of_chunk(chunk) for chunk in self.chunks]
        for chunk, classes in zip(self.chunks, self._chunk_classes, strict=True):
            if first <= chunk.first < last:
                found |= classes
        found.update(_ALSO[cls] for cls in tuple(found) if cls in _ALSO)
        return found

    def _classes_of_word(self, index: int) -> frozenset[str]:
        """Classes of the word alone; remembered, since the ranges asked for overlap."""
        known = self._word_classes.get(index)
        if known is None:
            classes = self.context.vocabulary.form(self.context.words[index].form).classes
            found = {cls.split(":", 1)[1] for cls in classes}
            if _MUNITION in classes:
                found.add("munition")
            if index in self.context.numbers:
                found.add("number")
            known = self._word_classes[index] = frozenset(found)
        return known


def _classes_of_chunk(chunk: Chunk) -> frozenset[str]:
    """What a noun phrase is, by the tests that conditions name; the class of a marker."""
    if chunk.kind == NOUN_PHRASE:
        return frozenset(name for name, test in _PHRASE_TESTS.items() if test(chunk))
    return frozenset((chunk.cls,)) if chunk.kind == MARKER else frozenset()


def choose_trigger(company: Company, site: Site) -> Trigger | None:
    """The trigger whose conditions hold: most words, then most conditions, then first; None if none holds."""
    best: Trigger | None = None
    rank = (0, -1)
    for entry in site.trigger.entries:
        trigger = entry.payload
        if not isinstance(trigger, Trigger) or (entry.words, len(trigger.needs)) <= rank:
            continue
        if company.fits(trigger, site):
            best, rank = trigger, (entry.words, len(trigger.needs))
    return best
