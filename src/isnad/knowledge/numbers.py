"""Number words, person nouns and heads of numbered names, as frozen tables keyed by folded form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from isnad.arabic.fold import fold_word
from isnad.knowledge.lexicons import LexiconRow, load_lexicon

_ARTICLE = "ال"
_BEFORE_WORD = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب")
# The article is written into the preposition ل, so `لل` stands for `ل` and `ال`.
_BEFORE_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
_BEFORE_PHRASE = ("و", "ف", "ب", "ل", "وب", "ول")
# Words marked so in the table look like others after any further clitic.
_BARE = "bare"
_BEFORE_BARE = ("و", "ل")
_LIKE = ("ك", "وك")
_SHORTEST_WITH_CLITIC = 3
_SHORTEST_NUMBER = 2
_PHRASE_CLASSES = frozenset(
    ("about", "at_least", "at_least_after", "at_most", "at_most_after",
     "between", "from", "to", "or", "vague", "percent")
)  # fmt: skip


class Atom(NamedTuple):
    """One number word: its class, its value and what is written before it (`joined` by `و`, `definite`)."""

    cls: str
    value: int
    joined: bool
    definite: bool


class Phrase(NamedTuple):
    """Words that qualify a number: class, the folded words after the first, and whether `و` stands before."""

    cls: str
    rest: tuple[str, ...]
    joined: bool


class PersonNoun(NamedTuple):
    """What one written form of a person noun tells: its class and its grammatical number."""

    cls: str
    number: str
    row: str


@dataclass(frozen=True, slots=True)
class PersonNouns:
    """Person nouns by folded form without clitics, and the dual forms with every clitic that they may take."""

    nouns: Mapping[str, PersonNoun]
    duals: Mapping[str, PersonNoun]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """All that tells a number: number words, qualifying phrases by first word, heads of labels.

    `starters` holds every written form that a number may begin with.
    """

    atoms: Mapping[str, Atom]
    phrases: Mapping[str, tuple[Phrase, ...]]
    label_heads: frozenset[str]
    starters: frozenset[str]


@lru_cache(maxsize=1)
def load_number_words() -> NumberWords:
    """The packaged number words.

    Raises: KnowledgeError when a table is malformed.
    """
    rows = load_lexicon("numbers")
    atoms = _atoms(row for row in rows if row.cls not in _PHRASE_CLASSES)
    phrases = _phrases(row for row in rows if row.cls in _PHRASE_CLASSES)
    starters = frozenset(atoms) | frozenset(phrases)
    return NumberWords(MappingProxyType(atoms), MappingProxyType(phrases), load_name_heads("numbered"), starters)


@lru_cache(maxsize=1)
def load_person_nouns() -> PersonNouns:
    """The packaged person nouns.

    Raises: KnowledgeError when the table is malformed.
    """
    nouns = {}
    for row in load_lexicon("person_nouns"):
        nouns[fold_word(row.form)] = PersonNoun(row.cls, row.note, row.row)
    duals: dict[str, PersonNoun] = {}
    for form, noun in nouns.items():
        if noun.number == "dual":
            for written in find_written_forms(form):
                duals.setdefault(written, noun)
    return PersonNouns(MappingProxyType(nouns), MappingProxyType(duals))


@lru_cache(maxsize=4)
def load_name_heads(cls: str) -> frozenset[str]:
    """Folded words after which a number (`numbered`) or a date (`dated`) is part of a name."""
    heads = [fold_word(row.form) for row in load_lexicon("name_heads") if row.cls == cls]
    return frozenset(written for head in heads for written in find_written_forms(head))


def find_written_forms(form: str, shortest: int = _SHORTEST_WITH_CLITIC) -> tuple[str, ...]:
    """The folded `form` as it may be written with proclitics and article, itself first.

    Forms under `shortest` letters take none, since with them they look like other words.

    >>> find_written_forms("جندي")[:3]
    ('جندي', 'وجندي', 'فجندي')
    """
    if len(form) < shortest:
        return (form,)
    before = tuple(clitic + form for clitic in _BEFORE_WORD)
    if not form.startswith(_ARTICLE):
        return (form, *before, *(article + form for article in _BEFORE_ARTICLE))
    bare = form[len(_ARTICLE) :]
    return (form, *before, "لل" + bare, "ولل" + bare)


def _atoms(rows: Iterable[LexiconRow]) -> dict[str, Atom]:
    atoms: dict[str, Atom] = {}
    plain = [(fold_word(row.form), row.cls, int(row.note or 0)) for row in rows]
    for form, cls, value in plain:
        atoms[form] = Atom(cls, value, False, form.startswith(_ARTICLE))
    for form, cls, value in plain:
        for written in find_written_forms(form, _SHORTEST_NUMBER)[1:]:
            definite = written[: -len(form)].endswith((_ARTICLE, "لل"))
            # With the article, two is the name of Monday; after like, hundred is the word for quantity.
            if not (definite and cls == "unit" and value == 2) and not written.startswith(_LIKE):
                atoms.setdefault(written, Atom(cls, value, written.startswith("و"), definite))
    return atoms


def _phrases(rows: Iterable[LexiconRow]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for row in rows:
        first, *rest = (fold_word(word) for word in row.form.split(" "))
        clitics = _BEFORE_BARE if row.note == _BARE else _BEFORE_PHRASE
        for written in (first, *(clitic + first for clitic in clitics)):
            found.setdefault(written, []).append(Phrase(row.cls, tuple(rest), written != first))
        if row.cls == "vague":
            found.setdefault("لل" + first[2:] if first.startswith(_ARTICLE) else "ال" + first, []).append(
                Phrase(row.cls, tuple(rest), True)
            )
    return {form: tuple(sorted(options, key=lambda p: -len(p.rest))) for form, options in found.items()}
