"""Speakers: how far the phrase that names a speaker reaches.

It goes on with what belongs to it: office and name side by side, `باسم الجيش`, `في وزارة الداخلية`,
a second name after a comma; it ends before the medium spoken to and before the content.
"""

from __future__ import annotations

from dataclasses import replace

from isnad.read.attribution.content import COMMAS, CONTENT_OPENERS, is_quote
from isnad.read.events.classes import is_speaker
from isnad.read.mentions.chunks import EVENT, JOINT, NOUN_PHRASE, VERB, Chunk

DOCUMENTS = ("source_nouns:document", "source_nouns:saying")
_RELAYS = ("actor:agency", "actor:outlet", "source_nouns:media")
_RELAY_PREPOSITIONS = ("ل", "الي", "مع")
_OWN_PREPOSITIONS = ("ل", "ب", "في", "من", "لدي", "باسم")
_RELAY_REACH = 7
_MAX_SPEAKERS = 2
_LONGEST_OFFICE = 8


def find_speakers_at(chunks: list[Chunk], at: int) -> tuple[list[Chunk], int]:
    """The speaker phrase that begins at chunk `at`, those joined to it, and the index after them."""
    found: list[Chunk] = []
    while len(found) < _MAX_SPEAKERS:
        end = _end_of_phrase(chunks, at)
        found.append(_phrase(chunks, at, end))
        if end >= len(chunks) or not _is_second_speaker(chunks[end]):
            break
        at = end
    return found, end


def _phrase(chunks: list[Chunk], at: int, end: int) -> Chunk:
    """The chunks [at, end) as one phrase; after a long office the person's name alone."""
    last = chunks[end - 1]
    named = last.kind == NOUN_PHRASE and not last.preposition and (last.name or last.title or not last.classes)
    if end - at > 1 and last.last - chunks[at].first > _LONGEST_OFFICE and named:
        return last
    return replace(chunks[at], last=last.last)


def _is_second_speaker(chunk: Chunk) -> bool:
    return chunk.kind == NOUN_PHRASE and chunk.joined and not chunk.preposition and is_speaker(chunk)


def _end_of_phrase(chunks: list[Chunk], at: int) -> int:
    """Index after the last chunk that belongs to the speaker's phrase begun at `at`."""
    head, end = chunks[at], at + 1
    quoted = at > 0 and is_quote(chunks[at - 1])
    while end < len(chunks):
        chunk = chunks[end]
        if _goes_on(chunk, chunks[end - 1], head):
            end += 1
        elif quoted and is_quote(chunk):
            quoted, end = False, end + 1
        elif _is_issued(chunks, end, head) or _is_apposition(chunks, end):
            end += 2
        else:
            break
    while chunks[end - 1].kind == JOINT:
        end -= 1
    return end


def _goes_on(chunk: Chunk, before: Chunk, head: Chunk) -> bool:
    """Whether the chunk goes on with the phrase that `head` begins and `before` has reached."""
    if chunk.kind == NOUN_PHRASE:
        return _belongs(chunk, before, head)
    return chunk.kind == EVENT and _is_in_construct(chunk, before)


def _belongs(chunk: Chunk, before: Chunk, head: Chunk) -> bool:
    """Whether the noun phrase goes on with the speaker's name: what he belongs to, or his name after his office."""
    if chunk.joined or chunk.first - before.last > 1:
        return False
    if not chunk.preposition:
        return _is_adjective(chunk, before) or _is_name_after(chunk, head)
    if chunk.preposition not in _OWN_PREPOSITIONS or is_relay(chunk) or chunk.has(*DOCUMENTS):
        return False
    if chunk.preposition == "في" and (head.name or not head.classes or "actor:person" in head.classes):
        return False  # where a person spoke, not what he belongs to
    return chunk.preposition != "ب" or bool(chunk.classes)


def _is_adjective(chunk: Chunk, before: Chunk) -> bool:
    """Whether a word that can also mean people agrees with the phrase before as an adjective (`الجيش الأوكراني`)."""
    agrees = chunk.definite == before.definite and chunk.last - chunk.first == 1
    return agrees and any(cls.startswith("people_nouns:") for cls in chunk.classes) and bool(chunk.nationality)


def _is_name_after(chunk: Chunk, head: Chunk) -> bool:
    """Whether the phrase is the office or name of the person that `head` begins."""
    if is_relay(head):
        return False
    if chunk.name or chunk.title or "actor:person" in chunk.classes:
        return True
    if not _is_office(head):
        return is_speaker(chunk) and not any(cls.startswith("group_nouns:") for cls in chunk.classes)
    return is_speaker(chunk) or (not chunk.classes and not chunk.definite)


def _is_office(chunk: Chunk) -> bool:
    return chunk.title or chunk.has("source_nouns:person")


def _is_in_construct(chunk: Chunk, before: Chunk) -> bool:
    """Whether the event noun is the possessor of an office or unit (`قائد عمليات`), not what is told."""
    unit = any(cls.startswith(("group_nouns:", "titles:")) for cls in before.classes)
    if not unit or before.has("source_nouns:person") or before.definite or before.kind != NOUN_PHRASE:
        return False
    return before.last == chunk.first and not chunk.joined


def _is_issued(chunks: list[Chunk], at: int, head: Chunk) -> bool:
    """Whether `صادر عن X` stands at `at` after a document."""
    if not head.has(*DOCUMENTS) or at + 1 >= len(chunks):
        return False
    follower = chunks[at + 1]
    return chunks[at].kind in (VERB, NOUN_PHRASE) and follower.kind == NOUN_PHRASE and follower.preposition == "عن"


def _is_apposition(chunks: list[Chunk], at: int) -> bool:
    """Whether a comma and a second name of the speaker, closed by a comma, a cue or the content, stand at `at`."""
    if at + 2 >= len(chunks) or chunks[at].kind != JOINT or chunks[at].cls not in COMMAS:
        return False
    name, after = chunks[at + 1], chunks[at + 2]
    if name.kind != NOUN_PHRASE or name.preposition or name.joined or name.has(*DOCUMENTS):
        return False
    unknown = not name.classes and not name.definite and name.last - name.first > 1
    if not (is_speaker(name) or _is_office(chunks[at - 1]) or unknown):
        return False
    return (after.kind == JOINT and after.cls in (*COMMAS, *CONTENT_OPENERS)) or bool(after.preposition)


def is_relay(chunk: Chunk) -> bool:
    """Whether the phrase is a medium that carries what others say."""
    return chunk.has(*_RELAYS) and not chunk.has("group_nouns:force")


def find_relays(chunks: list[Chunk], start: int) -> list[Chunk]:
    """The media that the speaker spoke to, from `start` up to the content."""
    for at in range(start, min(start + _RELAY_REACH, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE and chunk.preposition in _RELAY_PREPOSITIONS and is_relay(chunk):
            return [replace(chunk, last=chunks[_end_of_phrase(chunks, at) - 1].last)]
        if chunk.kind in (EVENT,) or (chunk.kind == JOINT and chunk.cls in ("complementiser", ":")):
            break
    return []
