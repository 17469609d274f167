"""Condemnation: who condemns a deed takes it as known, and is no source of the report of it.

`دانت الكويت التفجير الذي وقع في أبها` tells on nobody's word that the explosion happened.
"""

from __future__ import annotations

from collections.abc import Iterable

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold_word
from isnad.knowledge.lexicons import LexiconRow
from isnad.read.events.tellings import Telling
from isnad.read.mentions.chunks import Context

_REACH_WORDS = 14


def find_condemning_words(rows: Iterable[LexiconRow]) -> frozenset[str]:
    """Folded forms of the lexicon's words of condemnation and condolence."""
    return frozenset(fold_word(row.form) for row in rows)


def is_condemned(context: Context, telling: Telling, condemning: frozenset[str]) -> bool:
    """Whether a word of condemnation or condolence stands shortly before the deed in its sentence."""
    first = telling.site.chunks[0].first
    before = context.words[max(first, telling.chunk.first - _REACH_WORDS) : telling.chunk.first]
    return any(stem in condemning for word in before for _, stem in find_stems(word.form))
