"""Subjects: the phrase after a cue verb (`قال المتحدث`) or before it (`كان المتحدث قد أوضح`) that may be who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from isnad.read.attribution.content import BRACKETS, COMMAS, is_quote, opens_next, quotes_a_name
from isnad.read.attribution.speakers import find_speakers_at, is_relay
from isnad.read.attribution.statement import Scan
from isnad.read.events.classes import is_place, is_speaker
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, TIME, VERB, Chunk
from isnad.read.vocabulary import Entry

_SUBJECT_REACH = 7
_OWNERS = ("ها", "هم", "هما")
_THINGS = ("weapons:", "facility_nouns:", "place_words:")


class Subject(NamedTuple):
    """Named speakers of a cue verb, the index after the verb and them, and the first word of their statement."""

    speakers: list[Chunk]
    end: int
    first: int


def find_subject(scan: Scan, index: int, entry: Entry) -> Subject:
    """The subject of the cue verb at `index`: before it where a speaker stands there and only a stranger after it."""
    chunks, cue = scan.chunks, scan.chunks[index]
    before = find_subject_before(chunks, index)
    before = before if before >= 0 and may_speak(chunks[before], cue, False) else -1
    at = find_subject_after(chunks, index)
    if at >= 0 and not (before >= 0 and not chunks[at].classes) and not _is_adverbial(scan, at, entry):
        found = _subject_at(scan, at, index, entry)
        if found is not None:
            return found
    if before >= 0:
        return Subject(find_speakers_at(chunks[:index], before)[0], index + 1, chunks[before].first)
    return Subject([], index + 1, cue.first)


def _subject_at(scan: Scan, at: int, index: int, entry: Entry) -> Subject | None:
    """The phrase at `at` as subject of the cue verb at `index`: one who can speak, or a stranger right after it."""
    chunks, cue = scan.chunks, scan.chunks[index]
    speakers, end = find_speakers_at(chunks, at)
    if may_speak(chunks[at], cue, _tells(chunks, at, end, entry)):
        return Subject(speakers, end, cue.first)
    if at != index + 1 or "content" in entry.note.split() or not _may_be_named(chunks[at]):
        return None
    end = _end_of_stranger(chunks, at)
    stranger = replace(chunks[at], last=chunks[end - 1].last)
    return Subject([stranger], end, cue.first) if opens_next(chunks, end) else None


def _may_be_named(chunk: Chunk) -> bool:
    """Whether the phrase can name someone the house does not know: no place, no thing, no number."""
    return chunk.quantity is None and not any(cls.startswith(_THINGS) for cls in chunk.classes)


def _end_of_stranger(chunks: list[Chunk], at: int) -> int:
    """Index after the office and name of one unknown (`المفكر سلمان العودة`)."""
    end = at + 1
    while end < len(chunks) and chunks[end].kind == NOUN_PHRASE and chunks[end].first == chunks[end - 1].last:
        if chunks[end].preposition or chunks[end].joined:
            break
        end += 1
    return end


def _tells(chunks: list[Chunk], at: int, end: int, entry: Entry) -> bool:
    """Whether what the verb tells follows the phrase [at, end), so that even an unknown name is its speaker."""
    if opens_next(chunks, end):
        return True
    if chunks[at].classes or end >= len(chunks):
        return False
    notes, following = entry.note.split(), chunks[end]
    about = ("ب" if "b" in notes else "", "عن" if "an-prep" in notes else "")
    if following.preposition:
        return following.preposition in about
    return following.kind == EVENT and not following.definite and not following.joined


def _is_adverbial(scan: Scan, at: int, entry: Entry) -> bool:
    """Whether an unknown word after the verb is no name: what `ب` governs (`أفاد بتلقي`), an adverb, a thing owned."""
    chunk = scan.chunks[at]
    form = scan.context.words[chunk.first].form
    known = scan.context.vocabulary.form(form).known
    if "b" in entry.note.split() and form.startswith("ب") and not (known or chunk.name):
        return True
    if chunk.classes or chunk.name:
        return False
    return form.endswith(_OWNERS) or (form.endswith("يا") and chunk.last - chunk.first == 1)


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
            return -1 if chunk.joined or (is_quote(chunks[at - 1]) and bool(chunks[at - 2].preposition)) else at
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
        return quotes_a_name(chunks, at)
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    return chunk.cls in (*COMMAS, *BRACKETS) and after is not None and (after.kind == TIME or bool(after.preposition))


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
        elif (chunk.kind == JOINT and chunk.cls not in (*COMMAS, *BRACKETS, "quote")) or chunk.kind in (VERB, EVENT):
            break
    return found


def _is_described(before: Chunk, verb: Chunk) -> bool:
    """Whether the verb describes the bare noun right before it (`تزامناً مع تقارير تشير`)."""
    bare = before.kind == NOUN_PHRASE and bool(before.preposition) and not before.definite
    return bare and before.last == verb.first and is_speaker(before) and not is_relay(before)


def may_speak(chunk: Chunk, verb: Chunk, opens: bool) -> bool:
    """Whether the phrase can be the subject of the cue verb: a speaker, a state, or any name where content opens."""
    if chunk.quantity is not None and not opens:
        return any(cls.startswith("source_nouns:") for cls in chunk.classes)
    if is_speaker(chunk):
        return True
    if any(cls.startswith("place_words:") for cls in chunk.classes):
        return False  # `شهدت مدينة حمص`: only a state speaks under its name, and it needs no kind word
    feminine = verb.inflection is not None and verb.inflection.person == "3fs"
    return opens or (is_place(chunk) and feminine)
