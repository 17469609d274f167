"""Places that a sentence names: by gazetteer name, by an unknown name after a kind word, or by a kind word alone."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from isnad.knowledge.gazetteer import PlaceRow
from isnad.read.events.classes import is_agent, is_force, is_place, is_thing
from isnad.read.mentions.chunks import JOINT, NOUN_PHRASE, TIME, Chunk, Context, PlaceMention
from isnad.read.vocabulary import QUOTES

_KNOWN_AFAR = frozenset(("country", "town", "sea", "island"))
_DATELINE_ENDS = frozenset(("-", "–", "—", ":"))
_LONGEST_DATELINE = 12
_COMMAS = frozenset((",", "،"))
_CONTAINING = frozenset(("في", "ب", "", "ل", "من"))
_LISTING = frozenset(("", "في", "ب", "علي"))
_ADJECTIVE_ENDINGS = ("يه", "ي", "يين", "يتين", "ات", "ين", "عه", "قه", "فه")
_LONGEST_NAME = 3
_SHORTEST = 4
_ARTICLES = ("ال", "لل", "بال", "وال", "كال")
_LINES = frozenset(("road", "front", "checkpoint", "crossing"))
_PRONOUNS = ("هم", "ها", "نا", "هما")
_SETTLED = ("town", "village", "quarter", "camp", "governorate", "district", "region", "settlement", "island")
_NO_NAMES = frozenset(("ذلك", "غيرها", "غيره", "غير", "محيطها", "محيطه", "ضواحيها"))
_AREAS = frozenset(("governorate", "region"))


@dataclass(slots=True)
class NamedPlace:
    """A place as named at chunk `index`.

    `key` tells the name apart from others; `head` is the chunk that begins the list it stands in, or its own.
    `kind` is country, area, spot, unknown (a name that the gazetteer lacks), generic (a kind word with more words)
    or anaphor (a kind word with the article or a pronoun: `المدينة`, `بلادهم`).
    `container` says that it only tells what the place before it lies in, `of_agent` that it is a part of an actor's name.
    """

    key: str
    chunk: Chunk
    mention: PlaceMention | None
    index: int
    head: int
    kind: str
    container: bool = False
    of_agent: bool = False


def find_named_places(context: Context, chunks: Sequence[Chunk], countries: Set[str]) -> list[NamedPlace]:
    """Places of a sentence in text order.

    A small place with a name of one word counts only in an article about one of `countries`, or after a kind word.
    """
    found: list[NamedPlace] = []
    low = _after_dateline(context, chunks)
    for index in range(low, len(chunks)):
        if chunks[index].kind == NOUN_PHRASE:
            found.extend(_places_of(context, chunks, index, found[-1] if found else None, countries))
    return found


def _after_dateline(context: Context, chunks: Sequence[Chunk]) -> int:
    """Index of the first chunk after a dateline (`دبي (CNN) --`, `القاهرة - وكالات:`), 0 where there is none."""
    for index, chunk in enumerate(chunks[:_LONGEST_DATELINE]):
        if chunk.kind not in (NOUN_PHRASE, TIME, JOINT):
            return 0
        after = chunks[index + 1] if index + 1 < len(chunks) else None
        if chunk.kind == JOINT and chunk.cls in _DATELINE_ENDS and (after is None or after.kind != JOINT):
            return index + 1 if any(c.places for c in chunks[:index]) and chunks[0].first < chunks[index].first else 0
    return 0


def _places_of(
    context: Context, chunks: Sequence[Chunk], index: int, before: NamedPlace | None, countries: Set[str]
) -> list[NamedPlace]:
    chunk = chunks[index]
    if chunk.has("source_nouns:media"):
        return []
    mentions: list[PlaceMention | None] = [m for m in chunk.places if _is_meant(context, chunk, m, countries)]
    if not mentions and _goes_on_with_names(context, chunks, index, before):
        mentions = [PlaceMention(chunk.first, chunk.last, (), "")]
    if not mentions:
        if chunk.preposition == "عن" or not (is_place(chunk) or is_thing(chunk)) or is_agent(chunk) or _is_adjective_only(context, chunk):
            return []
        unknown = _unknown_name(context, chunk)
        if unknown is None and not is_place(chunk):
            return []
        mentions = [unknown]
    joint = _joint_to(chunks, before, index)
    found = []
    for position, mention in enumerate(mentions):
        kind = _kind(mention) if mention is not None else _kind_without_name(context, chunk)
        place = NamedPlace(_key(context, chunk, mention), chunk, mention, index, index, kind)
        place.of_agent = mention is not None and mention.first > chunk.head >= 0 and is_force(chunk)
        if position:
            place.container = True
        elif before is not None and before.mention is not None:
            own = bool(place.mention is not None and place.mention.kind_word) and bool(before.chunk.preposition)
            bare = not chunk.preposition and not _is_directed(context, chunk)
            place.container = not (own and bare) and _is_container(chunk, place, joint, directed=_is_directed(context, chunk))
            if not place.container and mention is not None and _is_listed(chunk, joint):
                place.head = before.head
                place.container = before.container
        found.append(place)
    return found


def _is_meant(context: Context, chunk: Chunk, mention: PlaceMention, countries: Set[str]) -> bool:
    """Whether the words name a place here, and not a person, an adjective or an everyday thing."""
    form = context.vocabulary.form(context.words[mention.first].form)
    before = context.words[mention.first - 1].form if mention.first > chunk.first else ""
    if _has_article(before) and looks_adjective(form_of(context, mention)):
        return False
    if mention.last - mention.first > 1 or mention.kind_word:
        return True
    if (chunk.title or chunk.name) and form.given:
        return False
    rows = [entry.payload for entry in mention.candidates if isinstance(entry.payload, PlaceRow)]
    plain = len(form.stem) >= _SHORTEST and not looks_adjective(form_of(context, mention))
    return any(row.country in countries or (plain and row.kind in _KNOWN_AFAR) for row in rows)


def form_of(context: Context, mention: PlaceMention) -> str:
    """Folded form of the name's first word."""
    return context.words[mention.first].form


def looks_adjective(form: str) -> bool:
    """Whether the folded form may be an adjective of relation with the article (`الشمالية`, `السلمية`).

    >>> looks_adjective("الشماليه"), looks_adjective("الرمادي"), looks_adjective("حمص")
    (True, True, False)
    """
    return _has_article(form) and form.endswith(_ADJECTIVE_ENDINGS)


def _has_article(form: str) -> bool:
    return form.startswith(_ARTICLES) and len(form) > _SHORTEST


def _is_adjective_only(context: Context, chunk: Chunk) -> bool:
    """Whether all that speaks for a place is a name of one word that is not meant here (`للضواحي الشمالية`)."""
    return bool(chunk.places) and not any(cls.startswith("place_words:") for cls in chunk.classes)


def _goes_on_with_names(context: Context, chunks: Sequence[Chunk], index: int, before: NamedPlace | None) -> bool:
    """Whether an unknown word joined to a place is one more name of the list (`نقاط السكرة والكرزات`)."""
    chunk = chunks[index]
    if before is None or not chunk.joined or chunk.preposition or chunk.classes or chunk.quantity is not None:
        return False
    if before.kind not in ("spot", "unknown") or before.index != index - 1 or chunk.last - chunk.first > _LONGEST_NAME:
        return False
    form = context.vocabulary.form(context.words[chunk.first].form)
    return not form.nouns and not form.nationality and form.stem not in _NO_NAMES


def _joint_to(chunks: Sequence[Chunk], before: NamedPlace | None, index: int) -> str:
    """What stands between the place before and the chunk: `next` nothing, `comma` a comma, `apart` more."""
    if before is None:
        return "apart"
    commas = False
    for chunk in chunks[before.index + 1 : index]:
        if chunk.kind == JOINT and chunk.cls in _COMMAS:
            commas = True
        elif chunk.kind != TIME and not (chunk.kind == JOINT and chunk.cls == "quote"):
            return "apart"
    return "comma" if commas else "next"


def _is_directed(context: Context, chunk: Chunk) -> bool:
    """Whether the phrase begins with a direction (`شمال غرب سورية`)."""
    readings = context.vocabulary.form(context.words[chunk.first].form).particles
    return any(reading.entry.kind == "direction" for reading in readings)


def _is_container(chunk: Chunk, place: NamedPlace, joint: str, *, directed: bool) -> bool:
    """Whether the place only says where the place right before it lies (`بلدة الخريطة غرب دير الزور`)."""
    if chunk.joined or chunk.preposition not in _CONTAINING:
        return False
    if joint == "next":
        return True
    begins = place.mention is not None and place.mention.first == chunk.first
    return joint == "comma" and (directed or bool(chunk.preposition) or not begins)


def _is_listed(chunk: Chunk, joint: str) -> bool:
    """Whether the place goes on with a list (`في حمص وحماة`, `حمص، حماة`)."""
    if chunk.joined:
        return joint != "apart" and chunk.preposition in _LISTING
    return joint == "comma" and not chunk.preposition


def _kind_without_name(context: Context, chunk: Chunk) -> str:
    """Whether the phrase only points back (`المدينة`, `شرق البلاد`) or describes a place of its own."""
    form = context.vocabulary.form(context.words[chunk.head].form)
    return "anaphor" if chunk.last - chunk.head == 1 and (form.definite or form.stem.endswith(_PRONOUNS)) else "generic"


def _kind(mention: PlaceMention) -> str:
    kinds = {entry.payload.kind for entry in mention.candidates if isinstance(entry.payload, PlaceRow)}
    if not kinds:
        return "unknown"
    if "country" in kinds:
        return "country"
    return "area" if kinds & _AREAS else "spot"


def _unknown_name(context: Context, chunk: Chunk) -> PlaceMention | None:
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
    while last < chunk.last and last - first < _LONGEST_NAME and words[last].kind == "word":
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
    return one and kind in _SETTLED and not form.stem.endswith(_ADJECTIVE_ENDINGS + (("ه",) if kind == "region" else ()))


def _kind_word(context: Context, head: int) -> str:
    """Kind of place that the word says; empty for other words."""
    for cls in context.vocabulary.form(context.words[head].form).classes:
        if cls.startswith("place_words:"):
            return cls.split(":")[1]
    return ""


def place_kind(chunk: Chunk) -> str:
    """Kind of place that the phrase's kind word says; empty without one."""
    return next((cls.split(":")[1] for cls in sorted(chunk.classes) if cls.startswith("place_words:")), "")


def _key(context: Context, chunk: Chunk, mention: PlaceMention | None) -> str:
    """Stems of the name's words, or of the whole phrase where it has no name."""
    first, last = (mention.first, mention.last) if mention is not None else (chunk.first, chunk.last)
    stems = [context.vocabulary.form(word.form).stem for word in context.words[first:last] if word.kind == "word"]
    return " ".join(stems)
