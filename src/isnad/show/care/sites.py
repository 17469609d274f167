"""Sites: hospitals, schools, shelters, camps and convoys that words name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import folded
from isnad.arabic.words import find_words
from isnad.knowledge.lexicons import LexiconRow

# By first word: the words that follow it and the class, the longest first.
SiteForms = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
# A longer form of this class says that the words name no protected site (`قافلة عسكرية`).
NO_SITE = "none"


def find_site_forms(rows: Iterable[LexiconRow]) -> SiteForms:
    """The rows as forms that `find_sites` takes."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in rows:
        first, *rest = folded(row.form).split()
        forms[first].append((tuple(rest), row.cls))
    return {first: tuple(sorted(those, key=lambda one: -len(one[0]))) for first, those in forms.items()}


def find_sites(text: str, forms: SiteForms) -> frozenset[str]:
    """Classes of the sites that the text names."""
    stems = [[stem for _, stem in find_stems(word.form)] for word in find_words(text) if word.kind == "word"]
    found: set[str] = set()
    at = 0
    while at < len(stems):
        length, site = _find_longest(stems, at, forms)
        found.add(site)
        at += length
    return frozenset(found - {NO_SITE})


def _find_longest(stems: Sequence[list[str]], at: int, forms: SiteForms) -> tuple[int, str]:
    """How many words the longest form has that begins at the word, and its class; one word of no site where none does."""
    matches = (
        (1 + len(rest), site)
        for stem in stems[at]
        for rest, site in forms.get(stem, ())
        if len(stems) - at > len(rest) and all(part in stems[at + i] for i, part in enumerate(rest, start=1))
    )
    return max(matches, default=(1, NO_SITE))
