"""Tails of a noun phrase: what goes on after its head or its chain of possessors.

Adjectives that agree, the complement that a participle governs (`الموالية للحكومة`, `المدعومة من إيران`),
the body that a speaker belongs to (`مصدر في الوزارة`), the whole that a part is of (`قوة من الجيش`),
and the words of a person's name.
"""

from __future__ import annotations

from isnad.read.mentions.agreement import agrees, find_number
from isnad.read.mentions.phrase import Phrase, has_pronoun, is_body
from isnad.read.mentions.phrase_names import find_names, take_name
from isnad.read.vocabulary import Form

_RELATION_ENDINGS = ("ي", "يه", "يا", "يون", "يين", "يتان", "يتين", "يات")
_ADVERB_ENDING = "يا"
_SHORTEST_ADJECTIVE = 4
_SPEAKERS = ("source_nouns:person", "source_nouns:people", "titles:")
_PARTS = ("group_nouns:force", "group_nouns:attacker", "people_nouns:", "group_nouns:authority")
_LETTERS = {"ب": "ب", "بال": "ب", "ل": "ل", "لل": "ل"}
_FARTHEST_PART = 3
_PERSON_CLASSES = ("group_nouns:", "people_nouns:", "titles:")


def take_complement(b: Phrase, form: Form) -> bool:
    """Take the preposition that goes on with the phrase, or the noun that a proclitic one stands on."""
    word = b.context.words[b.at].form
    letter = _LETTERS.get(form.clitics, "")
    if b.before is None or not (form.particles or letter):
        return False
    if b.before.governs:
        return _take_governed(b, form, word, letter)
    if letter:
        return _joins_body(b, form, letter) and _reopen(b, form)
    if word in ("في", "من") and b.at + 1 < b.last and _joins_after(b, word):
        return _look_past(b)
    return False


def _look_past(b: Phrase) -> bool:
    """Go past a preposition; it belongs to the phrase only once a noun is taken after it."""
    b.closed = b.sealed = False
    b.before = None
    b.at += 1
    return True


def _take_governed(b: Phrase, form: Form, word: str, letter: str) -> bool:
    """The complement of a participle: a preposition and its noun, or a preposition with a pronoun and an adverb."""
    governs = b.before.governs if b.before is not None else ()
    if letter in governs and letter:
        return _reopen(b, form)
    if word in governs and b.at + 1 < b.last and _may_begin_noun(b.form_at(b.at + 1)):
        return _look_past(b)
    if any(entry.entry.cls == "pronoun" for entry in form.particles) and word[0] in {g[0] for g in governs}:
        follows = b.at + 1 < b.last and not b.form_at(b.at + 1).known
        adverb = follows and b.context.words[b.at + 1].form.endswith(_ADVERB_ENDING)
        b.closed = True
        return b.step(2 if adverb else 1)
    return False


def _may_begin_noun(form: Form) -> bool:
    return not form.particles and not (form.verbs and not form.classes)


def _reopen(b: Phrase, form: Form) -> bool:
    """Take the next word as a noun behind a proclitic preposition; the chain goes on from it."""
    names = find_names(b, form)
    if form.nouns and not form.classes and not names:
        return False
    b.closed = b.sealed = False
    if names:
        return take_name(b, names)
    b.absorb(form)
    b.closed = b.definite = form.definite or has_pronoun(form)
    return b.step()


def _joins_body(b: Phrase, form: Form, letter: str) -> bool:
    """`مصادر بالشرطة`, `المتحدث الأمني لوزارة الداخلية`: a speaker and the body that it speaks for."""
    if not b.has(*_SPEAKERS) or b.name:
        return False
    return is_body(form, find_names(b, form)) and (letter == "ب" or b.closed)


def _joins_after(b: Phrase, word: str) -> bool:
    """Whether the preposition `word` goes on with the phrase: a speaker's body, a part's whole."""
    at, b.at = b.at, b.at + 1
    form = b.form_at(b.at)
    names = find_names(b, form)
    b.at = at
    if form.clitics not in ("", "ال"):
        return False
    if word == "في":
        return b.has(*_SPEAKERS) and not b.name and is_body(form, names)
    is_place = any(n.entry.kind == "place" for n in names) or any(
        cls.startswith("place_words:") for cls in form.classes
    )
    if not is_place and b.quantity is not None and b.end - b.first <= _FARTHEST_PART:
        return True
    if not is_place and "people_nouns:group" in b.classes:
        return True
    whole = is_body(form, names) or any(cls.startswith("people_nouns:") for cls in form.classes)
    return whole and not b.closed and b.has(*_PARTS, *_SPEAKERS[:2]) and not is_place


def take_adjective(b: Phrase, form: Form) -> bool:
    """After a definite phrase: a definite adjective that agrees with its last noun or with its head."""
    if form.clitics != "ال" or (form.nouns and not form.classes):
        return False
    if form.classes and not form.nationality and not _is_plural_attribute(b, form):
        return False
    if not any(agrees(noun, form) for noun in (b.noun, b.head_noun) if noun is not None):
        return False
    b.nationality = b.nationality or form.nationality
    return b.step()


def _is_plural_attribute(b: Phrase, form: Form) -> bool:
    """Whether a noun of persons describes the plural before it: `المتمردين الحوثيين`, `الفصائل المقاتلة`."""
    persons = all(cls.startswith(_PERSON_CLASSES) for cls in form.classes)
    if b.noun is None or not persons or find_number(b.noun) != "plural":
        return False
    if form.stem.endswith(("ون", "ين")):
        return b.noun.stem.endswith(("ون", "ين"))
    return form.stem.endswith("ه") and "plural" not in form.notes and not b.noun.stem.endswith(("ون", "ين"))


def is_indefinite_adjective(b: Phrase, form: Form) -> bool:
    """Whether the bare word describes the indefinite noun before it: a nationality or the ending of relation."""
    if form.definite or form.clitics or b.noun is None or b.before is None:
        return False
    if form.nationality or form.governs:
        return not form.classes or agrees(b.noun, form)
    if form.classes or form.given or len(form.stem) < _SHORTEST_ADJECTIVE or not form.stem.endswith(_RELATION_ENDINGS):
        return False
    construct = form.stem.endswith("ي") and find_number(b.noun) == "plural"
    return not construct and (form.adjective or not form.known)


def continues_sealed(b: Phrase, form: Form) -> bool:
    """After a noun that takes no possessor: only an adjective with a like ending goes on."""
    if form.definite or form.clitics or b.noun is None or (form.known and not form.adjective):
        return is_indefinite_adjective(b, form)
    noun, stem = b.noun.stem, form.stem
    if noun.endswith("ا"):
        return stem.endswith("ا")
    if noun.endswith(("ون", "ين", "ان")):
        return noun[-2:] == stem[-2:] or (bool(form.nationality) and "plural" in form.notes)
    return is_indefinite_adjective(b, form) or (noun.endswith("ه") and stem.endswith("ه") and not form.known)
