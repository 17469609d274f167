"""Words of time, as one frozen table keyed by folded form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from isnad.arabic.fold import fold_word
from isnad.knowledge.lexicons import LexiconRow, load_lexicon
from isnad.knowledge.numbers import Atom, find_written_forms, load_name_heads, load_number_words

# How many of a unit its written form counts; a plural says nothing.
_COUNTS = {"one": 1, "two": 2, "many": 0}
_AFTER_MIDNIGHT = "after_midnight"
# Classes of which a time expression may begin with a word.
_STARTING = frozenset(
    ("weekday", "day_offset", "part", "day_word", "hour", "minute", "day", "week", "month", "year", "decade",
     "gregorian", "hijri", "ordinal", "since", "ago", "edge", "set", "clock", "this")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All that tells a time.

    `single` gives the classes of a word with their values; `phrases` gives, by first word, class, rest
    and value, longest first; `atoms` are the number words. `name_heads` and `weekday_heads` are words
    after which a date or a weekday is part of a name.
    """

    single: Mapping[str, Mapping[str, int]]
    phrases: Mapping[str, tuple[tuple[str, tuple[str, ...], int], ...]]
    atoms: Mapping[str, Atom]
    name_heads: frozenset[str]
    weekday_heads: frozenset[str]
    starters: frozenset[str]


@lru_cache(maxsize=1)
def load_time_words() -> TimeWords:
    """The packaged words of time.

    Raises: KnowledgeError when a table is malformed.
    """
    single: dict[str, dict[str, int]] = {}
    phrases: dict[str, list[tuple[str, tuple[str, ...], int]]] = {}
    rows = (*load_lexicon("time_words"), *load_lexicon("months"))
    for row in rows:
        _add(row, row.form.split(" "), single, phrases)
    bare = frozenset(single)
    for row in rows:
        for written in find_written_forms(fold_word(row.form.split(" ")[0]))[1:]:
            if written not in bare and _takes_clitic(row.form, written):
                _add(row, [written, *row.form.split(" ")[1:]], single, phrases)
    atoms = load_number_words().atoms
    return TimeWords(
        MappingProxyType({form: MappingProxyType(classes) for form, classes in single.items()}),
        MappingProxyType({form: tuple(sorted(found, key=lambda p: -len(p[1]))) for form, found in phrases.items()}),
        atoms,
        load_name_heads("dated"),
        load_name_heads("weekday"),
        _starters(single, phrases) | frozenset(atoms),
    )


def _add(
    row: LexiconRow,
    forms: list[str],
    single: dict[str, dict[str, int]],
    phrases: dict[str, list[tuple[str, tuple[str, ...], int]]],
) -> None:
    first, *rest = (fold_word(form) for form in forms)
    if rest:
        phrases.setdefault(first, []).append((row.cls, tuple(rest), _value(row.note)))
    else:
        single.setdefault(first, {}).setdefault(row.cls, _value(row.note))


def _value(note: str) -> int:
    if note == _AFTER_MIDNIGHT:
        return 1
    return _COUNTS[note] if note in _COUNTS else int(note) if note.lstrip("-").isdigit() else 0


def _takes_clitic(form: str, written: str) -> bool:
    """Whether `written` adds only proclitics: the article is part of the forms of the table."""
    folded = fold_word(form.split(" ")[0])
    return not (written.endswith(folded) and written[: -len(folded)].endswith(("ال", "لل")))


def _starters(
    single: dict[str, dict[str, int]], phrases: dict[str, list[tuple[str, tuple[str, ...], int]]]
) -> frozenset[str]:
    words = {form for form, classes in single.items() if not _STARTING.isdisjoint(classes)}
    heads = {form for form, found in phrases.items() if any(cls in _STARTING for cls, _, _ in found)}
    return frozenset(words | heads | {"ال"})
