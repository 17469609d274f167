"""Places that a sentence names: by gazetteer name, by an unknown name after a kind word, or by a kind word alone."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from isnad.knowledge.gazetteer import PlaceRow
from isnad.read.events.classes import is_agent, is_force, is_place, is_thing
from isnad.read.mentions.chunks import JOINT, NOUN_PHRASE, TIME, Chunk, Context, PlaceMention
from isnad.read.resolve.place_words import LONGEST_NAME, find_unknown_name, is_meant

_DATELINE_ENDS = frozenset(("-", "–", "—", ":"))
_LONGEST_DATELINE = 12
_COMMAS = frozenset((",", "،"))
_CONTAINING = frozenset(("في", "ب", "", "ل", "من"))
_LISTING = frozenset(("", "في", "ب", "علي"))
_PRONOUNS = ("هم", "ها", "نا", "هما")
_AREAS = frozenset(("governorate", "region"))


@dataclass(slots=True, eq=False)
class NamedPlace:
    """A place as named at chunk `index`.

    `key` tells the name apart from others; `head` is the chunk that begins the list it stands in, or its own.
    `kind` is country, area, spot, unknown (a name that the gazetteer lacks), generic (a kind word with more words)
    or anaphor (a kind word with the article or a pronoun: `المدينة`, `بلادهم`).
    `container` says that it only tells what the place before it lies in, `of_agent` that it is part of an
    actor's name.
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
    low = _after_dateline(chunks)
    for index in range(low, len(chunks)):
        if chunks[index].kind == NOUN_PHRASE:
            found.extend(_places_of(context, chunks, index, found[-1] if found else None, countries))
    return found


def _after_dateline(chunks: Sequence[Chunk]) -> int:
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
    found = []
    for position, mention in enumerate(_mentions(context, chunks, index, before, countries)):
        kind = _kind(mention) if mention is not None else _kind_without_name(context, chunk)
        place = NamedPlace(_key(context, chunk, mention), chunk, mention, index, index, kind)
        place.of_agent = mention is not None and mention.first > chunk.head >= 0 and is_force(chunk)
        if position:
            place.container = True
        elif before is not None and before.mention is not None:
            _relate(place, before, _joint_to(chunks, before, index), directed=_is_directed(context, chunk))
        found.append(place)
    return found


def _mentions(
    context: Context, chunks: Sequence[Chunk], index: int, before: NamedPlace | None, countries: Set[str]
) -> list[PlaceMention | None]:
    """Names of places in the chunk; a None for a phrase that says a place without naming it."""
    chunk = chunks[index]
    if chunk.has("source_nouns:media"):
        return []
    named: list[PlaceMention | None] = [m for m in chunk.places if is_meant(context, chunk, m, countries)]
    if named:
        return named
    if _goes_on_with_names(context, chunks, index, before):
        return [PlaceMention(chunk.first, chunk.last, (), "")]
    spatial = is_place(chunk) or is_thing(chunk)
    if not spatial or chunk.preposition == "عن" or is_agent(chunk) or _is_adjective_only(chunk):
        return []
    unknown = find_unknown_name(context, chunk)
    return [unknown] if unknown is not None or is_place(chunk) else []


def _relate(place: NamedPlace, before: NamedPlace, joint: str, *, directed: bool) -> None:
    """Mark the place as the container of the one before, or as one more of its list."""
    chunk, mention = place.chunk, place.mention
    # `في ريف حلب قريتي نبل والزهراء`: a bare phrase with a kind word of its own after a place with a preposition.
    apart = not chunk.preposition and not directed and mention is not None and bool(mention.kind_word)
    place.container = not (apart and before.chunk.preposition) and _is_container(chunk, place, joint, directed=directed)
    if not place.container and mention is not None and _is_listed(chunk, joint):
        place.head, place.container = before.head, before.container


def _is_adjective_only(chunk: Chunk) -> bool:
    """Whether all that speaks for a place is a name of one word that is not meant here (`للضواحي الشمالية`)."""
    return bool(chunk.places) and not any(cls.startswith("place_words:") for cls in chunk.classes)


def _goes_on_with_names(context: Context, chunks: Sequence[Chunk], index: int, before: NamedPlace | None) -> bool:
    """Whether an unknown word joined to a place is one more name of the list (`نقاط السكرة والكرزات`)."""
    chunk = chunks[index]
    if before is None or not chunk.joined or chunk.preposition or chunk.classes or chunk.quantity is not None:
        return False
    if before.kind not in ("spot", "unknown") or before.index != index - 1 or chunk.last - chunk.first > LONGEST_NAME:
        return False
    form = context.vocabulary.form(context.words[chunk.first].form)
    return not form.nouns and not form.nationality and form.stem not in context.vocabulary.classes["no_name"]


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


def _key(context: Context, chunk: Chunk, mention: PlaceMention | None) -> str:
    """Stems of the name's words, or of the whole phrase where it has no name."""
    first, last = (mention.first, mention.last) if mention is not None else (chunk.first, chunk.last)
    stems = [context.vocabulary.form(word.form).stem for word in context.words[first:last] if word.kind == "word"]
    return " ".join(stems)
