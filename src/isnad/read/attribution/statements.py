"""Statements: who says what a sentence reports, by which cue, over which words.

Source, cue and content of direct and indirect speech: a cue verb with its subject (`قال المرصد إن`),
a cue preposition with its source (`بحسب المرصد`), a cue that goes on with the speaker before
(`وأضاف أن`, `مشيراً إلى`), and the relay that carried it (`لوكالة`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.read.events.classes import is_speaker
from isnad.read.events.positions import Discourse, Site, find_subject_and_object
from isnad.read.mentions.chunks import EVENT, JOINT, NOUN_PHRASE, SOURCE_CUE, VERB, Chunk

_RELAYS = ("actor:agency", "actor:outlet", "source_nouns:media")
_RELAY_PREPOSITIONS = ("ل", "الي", "مع")
_CONTENT_OPENERS = ("complementiser", "quote", ":")
_CONTENT_REACH = 7
_MAX_SOURCES = 2


@dataclass(slots=True)
class Statement:
    """One attribution: `sources` nearest first, the cue, and the words [first, last) that it covers.

    `distance` is `claim` or `deny` where the cue verb takes distance, else empty.
    """

    sources: list[Chunk]
    cue: Chunk
    first: int
    last: int
    distance: str = ""
    rows: tuple[str, ...] = field(default=())


def find_statements(chunks: list[Chunk], discourse: Discourse) -> list[Statement]:
    """Statements of the sentence in order; the discourse remembers the last speaker."""
    found: list[Statement] = []
    end = chunks[-1].last if chunks else 0
    for index, chunk in enumerate(chunks):
        statement = None
        if chunk.kind == VERB and any(e.kind == "cue" for e in chunk.entries):
            statement = _of_verb(Site(chunks, index, discourse), end)
        elif chunk.kind == SOURCE_CUE:
            statement = _of_preposition(Site(chunks, index, discourse), end, found)
        elif chunk.kind == EVENT and any(e.kind == "cue-participle" for e in chunk.entries):
            statement = _of_participle(Site(chunks, index, discourse), end)
        if statement is not None:
            _close(found, statement)
            found.append(statement)
            if statement.sources:
                discourse.speakers = statement.sources
    return found


def _close(found: list[Statement], statement: Statement) -> None:
    """A statement ends where the next begins."""
    if found and found[-1].last > statement.first > found[-1].first:
        found[-1].last = statement.first


def _of_verb(site: Site, end: int) -> Statement | None:
    """The statement of a cue verb, or None where the verb says nothing here (`نقل الجرحى`)."""
    entry = next(e for e in site.trigger.entries if e.kind == "cue")
    subject, objects = find_subject_and_object(site)
    speakers = [c for c in subject if c.kind == NOUN_PHRASE and is_speaker(c)]
    opens = _opens_content(site)
    explicit = _is_explicit(site, subject)
    if not speakers and opens and explicit:
        speakers = [c for c in subject if c.kind == NOUN_PHRASE][:1]
    if not speakers and opens and not explicit:
        speakers = list(site.discourse.speakers)
    if not speakers or (not opens and not _is_sure(entry.note, entry.cls)):
        return None
    return Statement(
        _sources(site, speakers), site.trigger, site.trigger.first, end, entry.cls if entry.cls in ("claim", "deny") else "",
        (entry.row,),
    )  # fmt: skip


def _is_explicit(site: Site, subject: list[Chunk]) -> bool:
    """Whether the subject stands in this sentence rather than being carried over."""
    return bool(subject) and any(subject[0] is chunk for chunk in site.chunks)


def _is_sure(note: str, cls: str) -> bool:
    """Whether the verb speaks even without a following content clause."""
    return cls in ("claim", "say") and "content" not in note


def _opens_content(site: Site) -> bool:
    """Whether `أن`, a colon or a quotation mark follows within reach and before another verb."""
    for chunk in site.chunks[site.index + 1 : site.index + 1 + _CONTENT_REACH]:
        if chunk.kind == JOINT and chunk.cls in _CONTENT_OPENERS:
            return True
        if chunk.kind == VERB:
            return False
    return False


def _sources(site: Site, speakers: list[Chunk]) -> list[Chunk]:
    """The speakers, then the relay they spoke to, nearest first."""
    relays = []
    for chunk in site.chunks[site.index + 1 : site.index + 1 + _CONTENT_REACH]:
        if chunk.kind == NOUN_PHRASE and chunk.preposition in _RELAY_PREPOSITIONS and chunk.has(*_RELAYS):
            relays.append(chunk)
        if chunk.kind == VERB or (chunk.kind == JOINT and chunk.cls == "complementiser"):
            break
    return (speakers[:_MAX_SOURCES] + relays)[: _MAX_SOURCES + 1]


def _of_preposition(site: Site, end: int, found: list[Statement]) -> Statement | None:
    """The statement of `بحسب X`: over what stands before it, or over all where it opens the sentence."""
    chunks, index = site.chunks, site.index
    if site.trigger.cls == "source_back":
        sources = list(site.discourse.speakers)
    else:
        sources = _named_after(chunks, index)
    if not sources:
        return None
    opens = index <= 1
    first = chunks[0].first
    if not opens and found:
        first = found[-1].cue.first
    last = end if opens else site.trigger.first
    entry = site.trigger.entry
    return Statement(sources, site.trigger, first, last, "", (entry.row,) if entry else ())


def _named_after(chunks: list[Chunk], index: int) -> list[Chunk]:
    """The source named right after a cue, with a relay after it."""
    sources: list[Chunk] = []
    for chunk in chunks[index + 1 : index + 6]:
        if chunk.kind == NOUN_PHRASE:
            relay = chunk.preposition in _RELAY_PREPOSITIONS and chunk.has(*_RELAYS)
            if not sources or relay or (chunk.joined and not chunk.preposition and is_speaker(chunk)):
                sources.append(chunk)
            else:
                break
        elif chunk.kind == VERB and not sources and any(e.kind == "cue" for e in chunk.entries):
            continue
        elif chunk.kind != JOINT or chunk.cls not in ("quote", "relative"):
            break
    return sources


def _of_participle(site: Site, end: int) -> Statement | None:
    """The statement of `مشيراً إلى أن`: the speaker goes on."""
    entry = next(e for e in site.trigger.entries if e.kind == "cue-participle")
    speakers = list(site.discourse.speakers)
    if not speakers:
        return None
    return Statement(speakers, site.trigger, site.trigger.first, end, entry.cls if entry.cls in ("claim", "deny") else "",
                     (entry.row,))  # fmt: skip


def find_statement_over(statements: list[Statement], word: int) -> Statement | None:
    """The statement whose words cover `word`, the nearest cue first; None in the outlet's own voice."""
    covering = [s for s in statements if s.first <= word < s.last]
    return max(covering, key=lambda s: s.cue.first) if covering else None


