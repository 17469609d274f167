"""Speakers: the phrase that names who speaks, around a cue verb or after a cue preposition.

The subject of a cue verb stands after it (`قال المتحدث باسم الجيش`) or before it (`كان المتحدث قد أوضح`).
A speaker's phrase goes on with what belongs to it: office and name side by side, `باسم الجيش`,
`في وزارة الداخلية`, a second name after a comma; it ends before the medium spoken to and before the content.
"""

from __future__ import annotations

from dataclasses import replace

from isnad.read.events.classes import is_place, is_speaker
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, TIME, VERB, Chunk

_RELAYS = ("actor:agency", "actor:outlet", "source_nouns:media")
_RELAY_PREPOSITIONS = ("ل", "الي", "مع")
_OWN_PREPOSITIONS = ("ل", "ب", "في", "من", "لدي", "باسم")
_COMMAS = (",", "،")
_BRACKETS = ("(", ")", "-", "–", "—")
CONTENT_OPENERS = ("complementiser", "quote", ":")
_SUBJECT_REACH = 7
_CONTENT_REACH = 7
DOCUMENTS = ("source_nouns:document", "source_nouns:saying")
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
    quoted = at > 0 and _is_quote(chunks[at - 1])
    while end < len(chunks):
        chunk = chunks[end]
        if (chunk.kind == NOUN_PHRASE and _belongs(chunk, chunks[end - 1], head)) or (chunk.kind == EVENT and _is_in_construct(chunk, chunks[end - 1])):
            end += 1
        elif quoted and _is_quote(chunk):
            quoted, end = False, end + 1
        elif _is_issued(chunks, end, head) or _is_apposition(chunks, end):
            end += 2
        else:
            break
    while chunks[end - 1].kind == JOINT:
        end -= 1
    return end


def _is_quote(chunk: Chunk) -> bool:
    return chunk.kind == JOINT and chunk.cls == "quote"


def _belongs(chunk: Chunk, before: Chunk, head: Chunk) -> bool:
    """Whether the noun phrase goes on with the speaker's name: what he belongs to, or his name after his office."""
    if chunk.joined or chunk.first - before.last > 1:
        return False
    if not chunk.preposition:
        return _is_adjective(chunk, before) or _is_name_after(chunk, head)
    if chunk.preposition not in _OWN_PREPOSITIONS or is_relay(chunk) or chunk.has(*DOCUMENTS):
        return False
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


def is_relay(chunk: Chunk) -> bool:
    """Whether the phrase is a medium that carries what others say."""
    return chunk.has(*_RELAYS) and not chunk.has("group_nouns:force")


def _is_office(chunk: Chunk) -> bool:
    return chunk.title or chunk.has("source_nouns:person")


def _is_in_construct(chunk: Chunk, before: Chunk) -> bool:
    """Whether the event noun is the possessor of an office or unit (`قائد عمليات`), not what is told."""
    unit = any(cls.startswith(("group_nouns:", "titles:")) for cls in before.classes) and not before.has("source_nouns:person")
    return unit and not before.definite and before.kind == NOUN_PHRASE and before.last == chunk.first and not chunk.joined


def _is_issued(chunks: list[Chunk], at: int, head: Chunk) -> bool:
    """Whether `صادر عن X` stands at `at` after a document."""
    if not head.has(*DOCUMENTS) or at + 1 >= len(chunks):
        return False
    follower = chunks[at + 1]
    return chunks[at].kind in (VERB, NOUN_PHRASE) and follower.kind == NOUN_PHRASE and follower.preposition == "عن"


def _is_apposition(chunks: list[Chunk], at: int) -> bool:
    """Whether a comma and a second name of the speaker, closed by a comma, a cue or the content, stand at `at`."""
    if at + 2 >= len(chunks) or chunks[at].kind != JOINT or chunks[at].cls not in _COMMAS:
        return False
    name, after = chunks[at + 1], chunks[at + 2]
    if name.kind != NOUN_PHRASE or name.preposition or name.joined or name.has(*DOCUMENTS):
        return False
    unknown = not name.classes and not name.definite and name.last - name.first > 1
    if not (is_speaker(name) or _is_office(chunks[at - 1]) or unknown):
        return False
    return (after.kind == JOINT and after.cls in (*_COMMAS, *CONTENT_OPENERS)) or bool(after.preposition)


def find_subject_after(chunks: list[Chunk], index: int) -> int:
    """Index of the phrase that may be the subject after the cue verb at `index`, or -1.

    A verb in the plural has its subject before it or in an earlier sentence.
    """
    inflection = chunks[index].inflection
    if inflection is not None and inflection.person == "3mp":
        return -1
    for at in range(index + 1, min(index + 1 + _SUBJECT_REACH, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE and not chunk.preposition and not _is_bare_adjective(chunk, chunks[at - 1]):
            return -1 if chunk.joined or (_is_quote(chunks[at - 1]) and bool(chunks[at - 2].preposition)) else at
        if chunk.kind == JOINT and not _steps_over(chunks, at):
            return -1
        if chunk.kind not in (TIME, MARKER, NOUN_PHRASE, JOINT):
            return -1
    return -1


def _is_bare_adjective(chunk: Chunk, before: Chunk) -> bool:
    """Whether the word only describes the adverbial before it (`في تصريح صحفي`)."""
    touches = bool(before.preposition) and before.last == chunk.first
    return touches and not chunk.definite and chunk.last - chunk.first == 1


def _steps_over(chunks: list[Chunk], at: int) -> bool:
    """Whether the joint at `at` may stand between a cue verb and its subject: an aside's comma, a quoted name."""
    chunk = chunks[at]
    if chunk.cls == "quote":
        return _quotes_a_name(chunks, at)
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    return chunk.cls in (*_COMMAS, *_BRACKETS) and after is not None and (after.kind == TIME or bool(after.preposition))


def _quotes_a_name(chunks: list[Chunk], at: int) -> bool:
    """Whether the quotation mark at `at` opens a name of one to three phrases."""
    for close in range(at + 2, min(at + 5, len(chunks))):
        if _is_quote(chunks[close]):
            return all(c.kind == NOUN_PHRASE and not c.preposition for c in chunks[at + 1 : close])
    return False


def _is_described(before: Chunk, verb: Chunk) -> bool:
    """Whether the verb describes the bare noun right before it (`تزامناً مع تقارير تشير`)."""
    bare = before.kind == NOUN_PHRASE and bool(before.preposition) and not before.definite
    return bare and before.last == verb.first and is_speaker(before) and not is_relay(before)


def find_subject_before(chunks: list[Chunk], index: int) -> int:
    """Index of the phrase that is the subject before the cue verb at `index` in its clause, or -1."""
    if chunks[index].joined:
        return -1
    found = -1
    if index and _is_described(chunks[index - 1], chunks[index]):
        return index - 1
    for at in range(index - 1, -1, -1):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE:
            if not chunk.preposition:
                found = at
            if chunk.joined:
                break
        elif (chunk.kind == JOINT and chunk.cls not in (*_COMMAS, *_BRACKETS, "quote")) or chunk.kind in (VERB, EVENT):
            break
    return found


def opens_next(chunks: list[Chunk], start: int) -> bool:
    """Whether content opens after nothing but times, asides and phrases with a preposition."""
    for chunk in chunks[start : start + _CONTENT_REACH]:
        if chunk.kind == JOINT and chunk.cls in CONTENT_OPENERS:
            return True
        aside = chunk.kind == JOINT and chunk.cls in (*_COMMAS, *_BRACKETS)
        if not (aside or chunk.kind in (TIME, MARKER) or (chunk.kind == NOUN_PHRASE and chunk.preposition)):
            return False
    return False


def may_speak(chunk: Chunk, verb: Chunk, opens: bool) -> bool:
    """Whether the phrase can be the subject of the cue verb: a speaker, a state, or any name where content opens."""
    if is_speaker(chunk):
        return True
    feminine = verb.inflection is not None and verb.inflection.person == "3fs"
    return opens or (is_place(chunk) and feminine)


def tells_event(chunks: list[Chunk], start: int) -> bool:
    """Whether an event noun follows right away as what is told (`وأكد مقتل`, `وتحدث عن قصف`)."""
    if any(chunk.kind == EVENT for chunk in chunks[start : start + 2]):
        return True
    return start < len(chunks) and chunks[start].kind == VERB and bool(chunks[start].triggers()) and not chunks[start].joined


def opens_content(chunks: list[Chunk], start: int, *, strict: bool = False) -> bool:
    """Whether `أن`, a colon or (unless `strict`) a quotation mark follows within reach and before another verb."""
    relative = False
    for at in range(start, min(start + _CONTENT_REACH, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == JOINT and chunk.cls in CONTENT_OPENERS and not (_is_quote(chunk) and (strict or _is_name_in_quotes(chunks, at))):
            return True
        relative = relative or (chunk.kind == JOINT and chunk.cls == "relative")
        if chunk.kind == VERB and not relative:
            return False
    return False


def _is_name_in_quotes(chunks: list[Chunk], at: int) -> bool:
    """Whether the mark at `at` opens or closes a quoted name rather than a quotation."""
    if not _is_quote(chunks[at]):
        return False
    opened = (i for i in (at - 2, at - 3) if i >= 0 and _is_quote(chunks[i]))
    return _quotes_a_name(chunks, at) or any(_quotes_a_name(chunks, i) for i in opened)


def find_relays(chunks: list[Chunk], start: int) -> list[Chunk]:
    """The media that the speaker spoke to, from `start` up to the content."""
    for at in range(start, min(start + _CONTENT_REACH, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE and chunk.preposition in _RELAY_PREPOSITIONS and is_relay(chunk):
            return [replace(chunk, last=chunks[_end_of_phrase(chunks, at) - 1].last)]
        if chunk.kind in (EVENT,) or (chunk.kind == JOINT and chunk.cls in ("complementiser", ":")):
            break
    return []
