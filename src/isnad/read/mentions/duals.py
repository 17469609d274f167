"""Words that hold their own number: duals (`جنديان`), and one of several persons (`أحد الجنود`)."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.arabic.inflect import OBJECT_PRONOUNS
from isnad.arabic.words import Word
from isnad.knowledge.numbers import NumberWords, PersonNouns
from isnad.read.mentions.quantity import Number, write_number

_TWO = 2
_SHORTEST_DUAL = 5
_DUAL_ENDINGS = ("ين", "ان")


def find_dual(words: Sequence[Word], index: int, know: NumberWords, people: PersonNouns) -> Number | None:
    """A dual with the word two that may stand beside it; not one that describes the dual before it."""
    form = words[index].form
    if form not in people.duals or (index and words[index - 1].form in people.duals and not form.startswith("و")):
        return None
    after = index + 1
    atom = know.atoms.get(words[after].form) if after < len(words) else None
    if atom is not None and atom.cls == "unit" and atom.value == _TWO and not atom.joined:
        after += 1
    return write_number(words, index, after, _TWO, _TWO, "dual")


def find_one_of(words: Sequence[Word], index: int, know: NumberWords, people: PersonNouns) -> Number | None:
    """`أحد الجنود`, `أحد أفرادها`: one of several persons."""
    atom = know.atoms.get(words[index].form)
    if atom is None or atom.cls != "teen_unit" or atom.value != 1 or atom.definite or index + 1 >= len(words):
        return None
    form = words[index + 1].form
    bare = form[2:] if form.startswith("ال") else form
    stems = [bare, *(bare[: -len(p)] for p in OBJECT_PRONOUNS if bare.endswith(p))]
    stems += [stem[:-1] + "ه" for stem in stems if stem.endswith("ت")]  # قادته: the ta marbuta opens before a pronoun
    several = any((noun := people.nouns.get(stem)) is not None and noun.number == "plural" for stem in stems)
    return write_number(words, index, index + 1, 1, 1, "one_of") if several else None


def join_dual(words: Sequence[Word], number: Number) -> Number:
    """Two written after the dual that it stresses (`مدنيين اثنين`): noun and number are one quantity."""
    before = words[number.first - 1]
    if number.last - number.first > 1 or words[number.first].kind != "word" or before.kind != "word":
        return number
    if len(before.form) < _SHORTEST_DUAL or not before.form.endswith(_DUAL_ENDINGS):
        return number
    return write_number(words, number.first - 1, number.last, _TWO, _TWO, "dual")
