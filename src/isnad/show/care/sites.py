"""Sites: hospitals, schools, shelters, camps and convoys that words name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold, folded
from isnad.arabic.words import find_words
from isnad.knowledge.lexicons import LexiconRow

# A longer form of this class says that the words name no protected site (`قافلة عسكرية`).
NO_SITE = "none"
_ARTICLE = "ال"  # `للمركز` has the article of `المركز` without its alef


@dataclass(frozen=True, slots=True)
class SiteForms:
    """Forms by their first word: the words that follow it and the class, the longest first.

    `parts` are letters one of which every text that names a site has: most texts have none, and need no cutting into words.
    """

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    parts: tuple[str, ...]


def find_site_forms(rows: Iterable[LexiconRow]) -> SiteForms:
    """The rows as forms that `find_sites` takes."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in rows:
        first, *rest = folded(row.form).split()
        forms[first].append((tuple(rest), row.cls))
    by_first = {first: tuple(sorted(those, key=lambda one: -len(one[0]))) for first, those in forms.items()}
    bare = {first.removeprefix(_ARTICLE) for first in forms}
    return SiteForms(by_first, tuple(sorted(one for one in bare if not any(o in one for o in bare if o != one))))


def find_sites(text: str, forms: SiteForms) -> frozenset[str]:
    """Classes of the sites that the text names."""
    letters = fold(text)
    if not any(part in letters.text for part in forms.parts):
        return frozenset()
    stems = [[stem for _, stem in find_stems(word.form)] for word in find_words(text, letters) if word.kind == "word"]
    found: set[str] = set()
    at = 0
    while at < len(stems):
        length, site = _find_longest(stems, at, forms)
        found.add(site)
        at += length
    return frozenset(found - {NO_SITE})


def _find_longest(stems: Sequence[list[str]], at: int, forms: SiteForms) -> tuple[int, str]:
    """How many words the longest form has that begins at the word, and its class; one word of no site where none does."""
    if forms.by_first.keys().isdisjoint(stems[at]):  # most words: this is the work of every incident that is listed
        return 1, NO_SITE
    matches = (
        (1 + len(rest), site)
        for stem in stems[at]
        for rest, site in forms.by_first.get(stem, ())
        if len(stems) - at > len(rest) and all(part in stems[at + i] for i, part in enumerate(rest, start=1))
    )
    return max(matches, default=(1, NO_SITE))
