"""Vocabulary: all that the house knows of single words and phrases, ready to be looked up by form.

Compiled once from `Knowledge`; a lookup of a written form gives every reading of it, with the
proclitics that each reading takes off. Readings are remembered per form, since a few thousand
forms make up most of any report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold_word
from isnad.arabic.inflect import OBJECT_PRONOUNS
from isnad.arabic.words import Word
from isnad.knowledge import Knowledge
from isnad.read.entries import Entry as Entry
from isnad.read.entries import find_entries

QUOTES = frozenset("\"'«»“”‘’„")
_VERB_CLITICS = frozenset(("", "و", "ف", "ل", "س", "وس", "فس", "ول", "فل"))
_PARTICLE_CLITICS = frozenset(("", "و", "ف"))
_NAME_CLITICS = frozenset(("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"))
_ARTICLE = "ال"
_NOUN_KINDS = frozenset(("noun", "nationality", "given", "adjective", "word"))
_SHORTEST_AFTER_AND = 3
_ACCUSATIVE = "ا"


class Reading(NamedTuple):
    """An entry found at a word: the proclitics taken off and the number of words it covers."""

    clitics: str
    entry: Entry
    length: int = 1


class Option(NamedTuple):
    """A phrase that may begin with a form: its place in the order of length, proclitics, further words and entry."""

    order: int
    clitics: str
    rest: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of one written form.

    `clitics`, `stem` and `definite` are those of its reading as a noun; `classes` its noun classes.
    `pronoun`: the noun ends in a possessive pronoun; `accusative`: in the alef of an indefinite accusative.
    `adjective`: it describes a noun; `governs`: the prepositions that it goes on with.
    `phrases`: what it may begin, by the second word.
    """

    verbs: tuple[Reading, ...]
    nouns: tuple[Reading, ...]
    particles: tuple[Reading, ...]
    names: tuple[Reading, ...]
    clitics: str
    stem: str
    classes: frozenset[str]
    rows: tuple[str, ...]
    notes: frozenset[str]
    definite: bool
    nationality: str
    given: bool
    known: bool
    pronoun: bool
    accusative: bool
    adjective: bool
    governs: tuple[str, ...]
    phrases: dict[str, tuple[Option, ...]]


_FAMILIES = {
    "verbs": {"trigger-verb", "cue", "light", "verb"},
    "nouns": {"trigger-noun", "trigger-participle", "cue-participle"},
    "particles": {"particle", "source_cue", "direction"},
    "names": {"actor", "place"},
}


def _find_classes(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in knowledge.lexicons["word_classes"]:
        classes.setdefault(row.cls, set()).add(" ".join(fold_word(word) for word in row.form.split()))
    return {cls: frozenset(words) for cls, words in classes.items()}


class Vocabulary:
    """Readings of written forms. Built once; looking up changes nothing but a memory of past look-ups.

    `classes` are small classes of folded words that a rule asks for by name, such as `beside` or `total`.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.person_nouns = knowledge.person_nouns
        self.classes = _find_classes(knowledge)
        self._single: dict[str, list[Entry]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._forms: dict[str, Form] = {}
        for form, entry in find_entries(knowledge):
            self._add(form, entry)
        for options in self._phrases.values():
            options.sort(key=lambda option: -len(option[0]))

    def _add(self, form: str, entry: Entry) -> None:
        first, _, rest = form.partition(" ")
        if rest:
            self._phrases.setdefault(first, []).append((tuple(rest.split(" ")), entry))
        else:
            self._single.setdefault(first, []).append(entry)

    def form(self, form: str) -> Form:
        """What is known of the folded `form`; a form never seen before is worked out and remembered."""
        known = self._forms.get(form)
        if known is None:
            known = self._forms[form] = self._work_out(form)
        return known

    def find_phrases(self, words: Sequence[Word], index: int, limit: int) -> list[Reading]:
        """Readings of several words that begin at `index` and end before `limit`, longest first for each clitic."""
        phrases = self.form(words[index].form).phrases
        options = {o.order: o for second in _variants(words, index + 1, limit) for o in phrases.get(second, ())}
        found = []
        for _, option in sorted(options.items()):
            length = _match(words, index + 1, limit, option.rest)
            if length:
                found.append(Reading(option.clitics, option.entry, length + 1))
        return found

    def _work_out(self, form: str) -> Form:
        readings: dict[str, list[Reading]] = {family: [] for family in _FAMILIES}
        phrases = []
        nouns: list[tuple[str, str, Entry]] = []
        for clitics, stem in find_stems(form):
            for entry in self._single.get(stem, ()):
                if not _fits(clitics, entry):
                    continue
                for family, kinds in _FAMILIES.items():
                    if entry.kind in kinds:
                        readings[family].append(Reading(clitics, entry))
                if entry.kind in _NOUN_KINDS:
                    nouns.append((clitics, stem, entry))
            for rest, entry in self._phrases.get(stem, ()):
                if _fits(clitics, entry):
                    phrases.append((clitics, rest, entry))
        phrases.sort(key=lambda option: -len(option[1]))
        return self._form(form, readings, nouns, _by_second_word(phrases))

    def _form(
        self,
        form: str,
        readings: dict[str, list[Reading]],
        nouns: list[tuple[str, str, Entry]],
        phrases: dict[str, tuple[Option, ...]],
    ) -> Form:
        clitics, stem = _noun_reading(form, readings, nouns)
        mine = [entry for taken, _, entry in nouns if taken == clitics]
        return Form(
            verbs=tuple(readings["verbs"]),
            nouns=tuple(readings["nouns"]),
            particles=tuple(readings["particles"]),
            names=tuple(readings["names"]),
            clitics=clitics,
            stem=stem,
            classes=frozenset(entry.cls for entry in mine if entry.kind == "noun"),
            rows=tuple(entry.row for entry in mine),
            notes=frozenset(entry.note for entry in mine),
            definite=clitics.endswith((_ARTICLE, "لل")),
            nationality=next((entry.cls for entry in mine if entry.kind == "nationality"), ""),
            given=any(entry.kind == "given" for entry in mine),
            known=bool(nouns or phrases or any(readings.values())),
            pronoun=any(stem.endswith(p) and self._is_noun(stem[: -len(p)]) for p in OBJECT_PRONOUNS),
            accusative=stem.endswith("ا") and self._is_noun(stem[:-1]),
            adjective=any(entry.kind in ("adjective", "nationality") for entry in mine),
            governs=tuple(part for entry in mine if entry.kind == "adjective" for part in entry.cls.split()),
            phrases=phrases,
        )

    def _is_noun(self, stem: str) -> bool:
        """Whether the stem, or the same with the feminine ending, is a noun of the lexicons."""
        feminine = stem[:-1] + "ه" if stem.endswith("ت") else stem
        return any(e.kind in _NOUN_KINDS for s in (stem, feminine) for e in self._single.get(s, ()))


def _by_second_word(phrases: list[tuple[str, tuple[str, ...], Entry]]) -> dict[str, tuple[Option, ...]]:
    found: dict[str, list[Option]] = {}
    for order, (clitics, rest, entry) in enumerate(phrases):
        found.setdefault(rest[0], []).append(Option(order, clitics, rest, entry))
    return {second: tuple(options) for second, options in found.items()}


def _noun_reading(
    form: str, readings: dict[str, list[Reading]], nouns: list[tuple[str, str, Entry]]
) -> tuple[str, str]:
    """Clitics and stem of the form as a noun: the known reading with the fewest clitics, else the article alone."""
    if nouns:
        clitics, stem, _ = min(nouns, key=lambda n: len(n[0]))
        return clitics, stem
    for family in ("names", "nouns"):
        if readings[family]:
            clitics = min((r.clitics for r in readings[family]), key=len)
            return clitics, form[len(clitics) :]
    for clitics, stem in find_stems(form)[1:]:
        if clitics.endswith((_ARTICLE, "لل")) and len(stem) > 2:
            return clitics, stem
    if form[0] == "و" and len(form) > _SHORTEST_AFTER_AND:
        return "و", form[1:]
    return "", form


def _fits(clitics: str, entry: Entry) -> bool:
    """Whether the entry may stand after these proclitics."""
    if entry.kind in ("trigger-verb", "cue", "light", "verb"):
        present = entry.inflection is not None and entry.inflection.tense == "present"
        return clitics in _VERB_CLITICS and (present or clitics in _PARTICLE_CLITICS)
    if entry.kind in ("particle", "source_cue"):
        return clitics in _PARTICLE_CLITICS
    if entry.kind in ("actor", "place"):
        return clitics in _NAME_CLITICS
    if entry.kind == "given":
        return clitics in _NAME_CLITICS
    if entry.kind == "trigger-noun" and entry.inflection is not None and entry.inflection.pronoun:
        return _ARTICLE not in clitics and not clitics.endswith("لل")
    return "س" not in clitics


def _variants(words: Sequence[Word], at: int, limit: int) -> tuple[str, ...]:
    """The next word as a phrase may spell it, quotation marks skipped: with and without the article, the accusative alef."""
    while at < limit and words[at].form in QUOTES:
        at += 1
    if at >= limit:
        return ()
    form = words[at].form
    return (form, _ARTICLE + form, form.removeprefix(_ARTICLE), form.removesuffix(_ACCUSATIVE))


def _match(words: Sequence[Word], index: int, limit: int, rest: tuple[str, ...]) -> int:
    """Number of words from `index` that spell `rest`, quotation marks between them counted; 0 if they do not."""
    at = index
    for form in rest:
        while at < limit and words[at].form in QUOTES and at < index + 2 * len(rest):
            at += 1
        if at >= limit:
            return 0
        here = words[at].form
        if here not in (form, _ARTICLE + form, form + _ACCUSATIVE) and _ARTICLE + here != form:
            return 0
        at += 1
    return at - index
