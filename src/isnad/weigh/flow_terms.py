"""Terms of displacement: words that say how people moved, who moved, how many, and what made them move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold_word
from isnad.arabic.inflect import inflect_noun, inflect_verb
from isnad.knowledge import Knowledge
from isnad.knowledge.lexicons import LexiconRow

# IDMC's terms for how people moved; `returned` is kept apart from the others, for it goes the other way.
CATEGORIES = ("displaced", "evacuated", "forced_to_flee", "relocated", "sheltered", "returned")
PERSON, HOUSEHOLD, OTHER, NATION = "person", "household", "other", "nation"
# Note of words that name the people of a place, or the displaced, and not just anybody.
RESIDENTS = "residents"
_MOVERS = (PERSON, HOUSEHOLD, OTHER, NATION)
# What the lexicon of people and groups says of a form, as class and note of a term.
_PEOPLE = {
    "people": (PERSON, ""), "displaced": (PERSON, RESIDENTS), "family": (HOUSEHOLD, RESIDENTS), "captive": (OTHER, "captives"),
    "injured": (OTHER, "patients"), "dead": (OTHER, "bodies"),
}  # fmt: skip
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the lexicon as one written form: the folded words after the first, its class, its notes and its row."""

    rest: tuple[str, ...]
    cls: str
    notes: tuple[str, ...]
    row: str


@dataclass(frozen=True, slots=True)
class Found:
    """A term at words [first, last) of a text."""

    first: int
    last: int
    term: Term


@dataclass(frozen=True, slots=True)
class FlowTerms:
    """Terms by the first word of their form; bounds of worded figures by their folded words; types that make people move."""

    terms: Mapping[str, tuple[Term, ...]]
    bounds: Mapping[str, tuple[int, int]]
    causes: frozenset[str]
    fighters: frozenset[str]


def find_flow_terms(knowledge: Knowledge) -> FlowTerms:
    """The terms of this knowledge: its lexicon of displacement, over its lexicons of people and groups."""
    rows = knowledge.lexicons
    own = {fold_word(row.form) for row in rows["displacement_terms"] if row.cls in _MOVERS}
    index: dict[str, list[Term]] = defaultdict(list)
    for row in rows["displacement_terms"]:
        _put(index, _forms(row), row.cls, row.note, row.row)
    for row in rows["people_nouns"]:
        if row.cls in _PEOPLE and fold_word(row.form) not in own:
            _put(index, [fold_word(row.form)], *_PEOPLE[row.cls], row.row)
    for row in rows["group_nouns"]:
        if row.cls == "force" and fold_word(row.form) not in own:
            _put(index, [fold_word(row.form)], OTHER, "fighters", row.row)
    for row in rows["nationalities"]:
        _put(index, [fold_word(row.form)], NATION, "", row.row)
    return FlowTerms(
        terms={first: tuple(sorted(found, key=lambda t: (-len(t.rest), t.row))) for first, found in index.items()},
        bounds={fold_word(row.form): _bounds(row.note) for row in rows["worded_figures"]},
        causes=frozenset(one.name for one in knowledge.event_types if one.cause),
        fighters=frozenset(row.actor_id for row in knowledge.actors if row.kind in ("armed_group", "military")),
    )


def _forms(row: LexiconRow) -> Iterable[str]:
    """Folded written forms: of a verb all (`bare`: without a pronoun), of a noun also those with a pronoun, else the one."""
    past, colon, present = row.form.partition(":")
    if colon:
        bare = "bare" in row.note.split()
        return [form for form, told in inflect_verb(past, present).items() if not (bare and told.pronoun)]
    if row.cls in (*CATEGORIES, PERSON) and " " not in row.form:
        return inflect_noun(row.form)
    return [fold_word(row.form)]


def _put(index: dict[str, list[Term]], forms: Iterable[str], cls: str, note: str, row: str) -> None:
    for form in forms:
        first, *rest = form.split(" ")
        index[first].append(Term(tuple(rest), cls, tuple(note.split()), row))


def _bounds(note: str) -> tuple[int, int]:
    low, _, high = note.partition("..")
    return int(low), int(high)


def find_terms(text: str, terms: FlowTerms) -> tuple[Found, ...]:
    """Terms in the folded words, those of one place the longest first.

    A word that is a term as it stands is not read as a shorter one with something written before it.
    Order: of the text.
    """
    words = text.split()
    return tuple(found for at in range(len(words)) for found in _terms_at(words, at, terms))


def _terms_at(words: list[str], at: int, terms: FlowTerms) -> Iterator[Found]:
    for _, stem in find_stems(words[at]):
        found = [
            term for term in terms.terms.get(stem, ()) if _fits(term.rest, words[at + 1 : at + 1 + len(term.rest)])
        ]
        if found:
            yield from (Found(at, at + 1 + len(term.rest), term) for term in found)
            return


def _fits(rest: tuple[str, ...], words: list[str]) -> bool:
    return len(rest) == len(words) and all(
        one in (word, word.removeprefix(_ARTICLE)) for one, word in zip(rest, words, strict=True)
    )


def find_mover(text: str, terms: FlowTerms, *, forces: bool = True) -> Term | None:
    """Who moves by these words: the first that names people, households or others; a nationality only if nothing else."""
    found = [one.term for one in find_terms(text, terms) if one.term.cls in _MOVERS]
    found = [term for term in found if forces or not term.row.startswith("group_nouns:")]
    return next((term for term in found if term.cls != NATION), found[0] if found else None)


def find_bounds(text: str, terms: FlowTerms) -> tuple[int, int] | None:
    """Bounds of a figure that is given in words alone (`hundreds of`): of all that stand in the text the longest."""
    words = text.split()
    for length in range(min(3, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            for _, stem in find_stems(words[at]):
                bounds = terms.bounds.get(" ".join((stem, *words[at + 1 : at + length])))
                if bounds is not None:
                    return bounds
    return None
