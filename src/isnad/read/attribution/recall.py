"""Recall: who takes an event as known is no source of the report of it.

`دانت الكويت التفجير الذي وقع في أبها` tells on nobody's word that the explosion happened. A definite noun alone
(`قال الوزير إن التفجير لن يثنينا`) is weaker ground: its speaker is no source of what another sentence tells.
"""

from __future__ import annotations

from collections.abc import Iterable

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold_word
from isnad.knowledge.lexicons import LexiconRow
from isnad.read.events.tellings import Telling
from isnad.read.mentions.chunks import EVENT, Context

CONDEMNED = "condemned"
RECALLED = "recalled"
_REACH_WORDS = 14


def find_condemning_words(rows: Iterable[LexiconRow]) -> frozenset[str]:
    """Folded forms of the lexicon's words of condemnation and condolence."""
    return frozenset(fold_word(row.form) for row in rows)


def find_recall(context: Context, telling: Telling, condemning: frozenset[str]) -> str:
    """How the sentence takes the event as known: condemned, or recalled by a definite noun.

    A speech act is itself what is said, so a condemnation in its sentence is no condemnation of it.
    Empty: the sentence tells the event as news.
    """
    if not telling.event_type.speech and _is_condemned(context, telling, condemning):
        return CONDEMNED
    return RECALLED if telling.chunk.kind == EVENT and telling.chunk.definite else ""


def _is_condemned(context: Context, telling: Telling, condemning: frozenset[str]) -> bool:
    """Whether a word of condemnation or condolence stands shortly before the deed in its sentence."""
    first = telling.site.chunks[0].first
    before = context.words[max(first, telling.chunk.first - _REACH_WORDS) : telling.chunk.first]
    return any(stem in condemning for word in before for _, stem in find_stems(word.form))
