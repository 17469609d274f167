"""Voices: who speaks as a report goes on, so that a later sentence can go on with the same speaker.

A report names a speaker in full once (`المتحدث باسم الجيش أحمد علي`), then goes on with a verb alone
(`وأضاف`), with a short definite name (`المتحدث`, `الوكالة`), or with a quotation that runs over sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.read.mentions.chunks import Chunk, Context

_MAX_SHORT_WORDS = 2
_ARTICLE = "ال"
_OUR = "نا"
_OPENING, _CLOSING = "«“‘", "»”’"


@dataclass(slots=True)
class Voices:
    """The last speakers, all speakers named so far, for how many more sentences a quotation may stay open.

    `acting` are the persons whom the sentence before had as its subject without citing them.
    `reviewing` holds once the report reviews the press, so that sentences without a cue are the press's too.
    """

    speakers: list[Chunk] = field(default_factory=list)
    named: list[Chunk] = field(default_factory=list)
    quoting: int = 0
    reviewing: bool = False
    acting: list[Chunk] = field(default_factory=list)

    def hear(self, sources: list[Chunk]) -> None:
        """Make `sources` the last speakers and remember their names."""
        self.speakers = list(sources)
        self.named.extend(chunk for chunk in sources if chunk not in self.named)

    def goes_on(self) -> list[Chunk]:
        """Who speaks where a cue names nobody: the subject of the sentence before, else the last speakers."""
        return list(self.acting or self.speakers)

    def in_full(self, context: Context, phrase: Chunk) -> Chunk:
        """The fuller name given before for a short definite one (`المصدر`, `المنسقية`), else the phrase itself."""
        if phrase.last - phrase.first > _MAX_SHORT_WORDS or phrase.quantity is not None:
            return phrase
        stems = _stems(context, phrase)
        first = context.words[phrase.first].form
        definite = _is_definite(first)
        if not definite and not first.endswith(_OUR):
            return phrase
        for earlier in reversed(self.named):
            longer = earlier.last - earlier.first > phrase.last - phrase.first
            if longer and not definite and not _is_definite(context.words[earlier.first + 1].form):
                continue
            if longer and set(stems) <= set(_stems(context, earlier)) and _head(context, earlier) == stems[0]:
                return earlier
        return phrase


def _is_definite(form: str) -> bool:
    return form.lstrip("وفبل").startswith((_ARTICLE, "لل"))


def _stems(context: Context, phrase: Chunk) -> list[str]:
    words = (context.words[i] for i in range(phrase.first, phrase.last))
    return [_bare(context, word.form) for word in words if word.kind == "word"] or [""]


def _head(context: Context, phrase: Chunk) -> str:
    return _stems(context, phrase)[0]


def _bare(context: Context, form: str) -> str:
    """The form without its article, its proclitics and `our`."""
    stem = context.vocabulary.form(form).stem
    return stem.removeprefix(_ARTICLE).removesuffix(_OUR) if len(stem) > 4 else stem
