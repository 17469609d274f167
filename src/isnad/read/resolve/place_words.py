"""What may name a place: a gazetteer name in the article's countries, or an unknown word after a kind word."""

from __future__ import annotations

from collections.abc import Set

from isnad.knowledge.gazetteer import PlaceRow
from isnad.read.mentions.chunks import Chunk, Context, PlaceMention
from isnad.read.vocabulary import QUOTES

_KNOWN_AFAR = frozenset(("country", "town", "sea", "island"))
_RELATION_ENDINGS = ("يه", "ي", "يين", "يتين")
_ADJECTIVE_ENDINGS = (*_RELATION_ENDINGS, "ات", "ين", "عه", "قه", "فه")
_ARTICLES = ("ال", "لل", "بال", "وال", "كال")
_SETTLED = ("town", "village", "quarter", "camp", "governorate", "district", "region", "settlement", "island")
_LINES = frozenset(("road", "front", "checkpoint", "crossing"))
LONGEST_NAME = 3
_SHORTEST = 4


def is_meant(context: Context, chunk: Chunk, mention: PlaceMention, countries: Set[str]) -> bool:
    """Whether the words name a place here, and not a person, an adjective or an everyday thing."""
    form = context.vocabulary.form(context.words[mention.first].form)
    before = context.words[mention.first - 1].form if mention.first > chunk.first else ""
    if _has_article(before) and looks_adjective(context.words[mention.first].form):
        return False
    if mention.last - mention.first > 1 or mention.kind_word:
        return True
    if (chunk.title or chunk.name) and form.given:
        return False
    rows = [entry.payload for entry in mention.candidates if isinstance(entry.payload, PlaceRow)]
    plain = len(form.stem) >= _SHORTEST and not looks_adjective(context.words[mention.first].form)
    return any(row.country in countries or (plain and row.kind in _KNOWN_AFAR) for row in rows)


def looks_adjective(form: str) -> bool:
    """Whether the folded form may be an adjective of relation with the article (`الشمالية`, `السلمية`).

    >>> looks_adjective("الشماليه"), looks_adjective("الرمادي"), looks_adjective("حمص")
    (True, True, False)
    """
    return _has_article(form) and form.endswith(_RELATION_ENDINGS)


def _has_article(form: str) -> bool:
    return form.startswith(_ARTICLES) and len(form) > _SHORTEST


def find_unknown_name(context: Context, chunk: Chunk) -> PlaceMention | None:
    """The name that follows a kind word, though no row knows it (`بلدة "كورنوي"`, `قرية سابسي`)."""
    words, vocabulary = context.words, context.vocabulary
    head = chunk.head
    if head < 0 or vocabulary.form(words[head].form).definite:
        return None
    first = head + 1
    while first < chunk.last and words[first].form in QUOTES:
        first += 1
    quoted = first > head + 1
    last = first
    while last < chunk.last and last - first < LONGEST_NAME and words[last].kind == "word":
        form = vocabulary.form(words[last].form)
        if not quoted and (form.classes or form.nouns or form.particles or form.clitics not in ("", "ال")):
            break
        last += 1
    kind_word = _kind_word(context, head)
    if last == first or not kind_word or not (quoted or _is_name(context, head, first)):
        return None
    return PlaceMention(first, last, (), kind_word)


def _is_name(context: Context, head: int, at: int) -> bool:
    """Whether the word after a kind word may be a name: with the article, or unknown after one settled place."""
    form, kind_form = (context.vocabulary.form(context.words[i].form) for i in (at, head))
    if form.nationality or (form.known and not form.given):
        return False
    kind, one = _kind_word(context, head), "singular" in kind_form.notes
    if form.definite:
        return one or kind not in _LINES
    endings = (*_ADJECTIVE_ENDINGS, "ه") if kind == "region" else _ADJECTIVE_ENDINGS
    return one and kind in _SETTLED and not form.stem.endswith(endings)


def _kind_word(context: Context, head: int) -> str:
    """Kind of place that the word says; empty for other words."""
    for cls in sorted(context.vocabulary.form(context.words[head].form).classes):
        if cls.startswith("place_words:"):
            return cls.split(":")[1]
    return ""


def place_kind(chunk: Chunk) -> str:
    """Kind of place that the phrase's kind word says; empty without one."""
    return next((cls.split(":")[1] for cls in sorted(chunk.classes) if cls.startswith("place_words:")), "")
