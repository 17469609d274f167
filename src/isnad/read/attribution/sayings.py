"""Nouns and participles that cite: `بعد إعلان الجيش مقتل`, `تصريحات الوزير بأن`, `مشيراً إلى أن`."""

from __future__ import annotations

from dataclasses import replace

from isnad.read.attribution.content import opens_content, tells_event
from isnad.read.attribution.speakers import find_speakers_at
from isnad.read.attribution.statement import Scan, Statement, distance_of
from isnad.read.attribution.subjects import find_subject_after, find_subject_before
from isnad.read.events.classes import is_speaker
from isnad.read.mentions.chunks import NOUN_PHRASE, VERB, Chunk, Context
from isnad.read.vocabulary import Entry

_SAYING = "source_nouns:saying"
_DEEPEST = 3


def of_saying(scan: Scan, index: int) -> Statement | None:
    """The statement of a noun of saying with its speaker: from there to the end of the sentence."""
    speakers = _find_saying(scan.context, scan.chunks, index)
    cue = scan.chunks[index]
    return Statement(scan.in_full(speakers), [], cue, cue.first, scan.end, "", cue.rows) if speakers else None


def _find_saying(context: Context, chunks: list[Chunk], index: int) -> list[Chunk]:
    """The speakers whose saying the noun phrase at `index` names and whose content follows; empty if it names none."""
    at = _word_of_saying(context, chunks[index])
    if at < 0:
        return []
    row = _from_possessor(context, chunks, index, at)
    if not row or row[0].kind != NOUN_PHRASE or row[0].preposition or row[0].joined or not is_speaker(row[0]):
        return []
    speakers, end = find_speakers_at(row, 0)
    about = end < len(row) and row[end].preposition in ("عن", "ب")
    return speakers if about or tells_event(row, end) or opens_content(row, end) else []


def _word_of_saying(context: Context, chunk: Chunk) -> int:
    """Index of the bare noun of saying among the first words of the phrase, or -1."""
    for at in range(chunk.first, min(chunk.first + _DEEPEST, chunk.last)):
        form = context.vocabulary.form(context.words[at].form)
        if _SAYING in form.classes and not form.definite:
            return at
    return -1


def _from_possessor(context: Context, chunks: list[Chunk], index: int, at: int) -> list[Chunk]:
    """The chunks that follow the noun of saying at word `at`, its possessor first."""
    chunk, rest = chunks[index], chunks[index + 1 :]
    if at + 1 >= chunk.last:
        return rest
    if chunk.last - at == 2 and not chunk.definite and chunk.actor is None:
        return []  # an adjective: `تصريح صحفي`
    form = context.vocabulary.form(context.words[at + 1].form)
    possessor = replace(chunk, first=at + 1, preposition="", joined=False, classes=form.classes, head=at + 1)
    return [possessor, *rest]


def of_participle(scan: Scan, index: int, entry: Entry) -> Statement | None:
    """The statement of `مشيراً إلى أن`: the speaker of the sentence goes on, else the speaker before."""
    speakers = list(scan.found[-1].speakers) if scan.found else subject_of_sentence(scan, index)
    speakers = speakers or list(scan.voices.speakers)
    if not speakers:
        return None
    cue = scan.chunks[index]
    relays = list(scan.found[-1].relays) if scan.found else []
    return Statement(speakers, relays, cue, cue.first, scan.end, distance_of(entry), (entry.row,))


def subject_of_sentence(scan: Scan, index: int) -> list[Chunk]:
    """The speaker that is subject of the first verb before `index`."""
    for at in range(index):
        if scan.chunks[at].kind == VERB:
            subject = find_subject_after(scan.chunks, at)
            if not 0 <= subject < index:
                subject = find_subject_before(scan.chunks, at)
            if 0 <= subject < index and is_speaker(scan.chunks[subject]):
                return scan.in_full(find_speakers_at(scan.chunks, subject)[0])
            return []
    return []
