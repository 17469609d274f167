"""Clitics: the short words that Arabic writes together with the word that follows.

`وبالمدفعية` is `و` and, `ب` with, `ال` the, `مدفعية` artillery. Which reading is right is
decided by what the stem turns out to be, so all readings are given, the unsplit one first.
"""

from __future__ import annotations

from functools import lru_cache

# Longest first within a start letter, so that `وال` is offered before `و`.
PROCLITICS = (
    "وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال",
    "وب", "ول", "وك", "فب", "فل", "وس", "فس", "و", "ف", "ب", "ل", "ك", "س",
)  # fmt: skip
_SHORTEST_STEM = 2
_BEFORE_SHORT_STEMS = ("ال", "لل", "و", "ف")  # the article, and the conjunctions that precede `في` and `لم`
_SHORTEST_AFTER_LETTER = 3


@lru_cache(maxsize=200_000)
def find_stems(form: str) -> tuple[tuple[str, str], ...]:
    """Pairs of proclitics and stem for the folded `form`, the unsplit reading first.

    >>> find_stems("وبحمص")[:2]
    (('', 'وبحمص'), ('وب', 'حمص'))
    """
    found = [("", form)]
    for clitic in PROCLITICS:
        if not form.startswith(clitic):
            continue
        stem = form[len(clitic) :]
        shortest = _SHORTEST_STEM if clitic.endswith(_BEFORE_SHORT_STEMS) else _SHORTEST_AFTER_LETTER
        if len(stem) >= shortest:
            found.append((clitic, stem))
            if clitic.endswith("لل"):
                found.append((clitic[:-1], "ال" + stem))
    return tuple(found)
