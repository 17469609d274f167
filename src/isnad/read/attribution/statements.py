"""Statements: who says what a sentence reports, by which cue, over which words.

Source, cue and content of direct and indirect speech: a cue verb with its subject (`قال المرصد إن`),
a cue preposition with its source (`بحسب المرصد`), a noun of saying (`إعلان الجيش`), a cue that goes on with
the speaker before (`وأضاف أن`, `مشيراً إلى`), and the relay that carried it (`لوكالة`).
"""

from __future__ import annotations

from isnad.read.attribution.prepositions import of_preposition
from isnad.read.attribution.quotations import leave_open, of_quotation, of_review
from isnad.read.attribution.sayings import of_participle, of_saying, subject_of_sentence
from isnad.read.attribution.speakers import DOCUMENTS
from isnad.read.attribution.statement import Scan, Statement, cue_entry
from isnad.read.attribution.verbs import cue_verb, of_verb
from isnad.read.attribution.voices import Voices
from isnad.read.events.classes import is_person
from isnad.read.events.tellings import Telling
from isnad.read.mentions.chunks import EVENT, JOINT, NOUN_PHRASE, SOURCE_CUE, VERB, Chunk, Context

_OPENERS = ("complementiser", ":", "quote")


def find_statements(context: Context, chunks: list[Chunk], voices: Voices) -> list[Statement]:
    """Statements of the sentence in order; the voices are brought up to date on the way."""
    if not chunks:
        return []
    scan = Scan(context, chunks, voices)
    quotation = of_quotation(scan) if voices.quoting and voices.speakers else None
    for index in range(len(chunks)):
        statement = _statement_at(scan, index)
        if statement is not None:
            _close(scan, index, statement)
            _put_inside(scan, statement)
            scan.found.append(statement)
            voices.hear(statement.sources)
    if quotation is not None and scan.found and scan.found[0].cue.first - quotation.first <= 1:
        quotation, voices.quoting = None, 0
    leave_open(scan)
    voices.acting = [] if scan.found else [one for one in subject_of_sentence(scan, len(chunks)) if is_person(one)]
    if not scan.found and quotation is None and voices.reviewing:
        quotation = of_review(scan)
    return [quotation, *scan.found] if quotation is not None else scan.found


def _statement_at(scan: Scan, index: int) -> Statement | None:
    chunk = scan.chunks[index]
    if chunk.kind == VERB:
        entry = cue_verb(scan.context, chunk)
        return of_verb(scan, index, entry) if entry is not None else None
    if chunk.kind == SOURCE_CUE:
        return of_preposition(scan, index)
    if chunk.kind == EVENT:
        entry = cue_entry(chunk, "cue-participle")
        return of_participle(scan, index, entry) if entry is not None and not chunk.definite else None
    if chunk.kind == NOUN_PHRASE and chunk.has(*DOCUMENTS):
        return of_saying(scan, index)
    return None


def _close(scan: Scan, index: int, statement: Statement) -> None:
    """A statement ends where the next beside it begins; one inside it (`قال إن الجيش أعلن`) leaves it open."""
    chunks = scan.chunks
    before = chunks[index - 1] if index else None
    beside = chunks[index].joined or (before is not None and before.kind == JOINT and before.cls == "conjunction")
    for earlier in scan.found:
        if beside and earlier.last > statement.first > earlier.first:
            earlier.last = statement.first


def _put_inside(scan: Scan, statement: Statement) -> None:
    """A statement inside another (`قال كيربي إن أوكرانيا أعلنت`) is relayed by the outer speaker."""
    for outer in reversed(scan.found):
        inside = outer.first <= statement.first and statement.cue.first < outer.last
        if inside and outer.cue.kind == VERB == statement.cue.kind and statement.speakers != outer.speakers:
            statement.relays = statement.relays + [one for one in outer.sources if one not in statement.speakers]
            return


def find_statement_over(statements: list[Statement], word: int) -> Statement | None:
    """The statement whose words cover `word`, the nearest cue first; None in the outlet's own voice."""
    covering = [s for s in statements if s.first <= word < s.last]
    return max(covering, key=lambda s: s.cue.first) if covering else None


def find_reporters(statements: list[Statement], word: int, speakers: list[Chunk]) -> list[Chunk]:
    """Who reports the speech act at `word` of `speakers`, nearest first; empty where the outlet does.

    The speakers' own statement counts only for the media that carried it.
    """
    for statement in sorted(statements, key=lambda s: -s.cue.first):
        if not statement.first <= word < statement.last:
            continue
        own = any(_overlap(one, other) for one in statement.speakers for other in speakers)
        if own or statement.cue.first <= word < statement.cue.last:
            if statement.relays:
                return statement.relays
        elif speakers:
            return statement.sources
    return []


def _overlap(one: Chunk, other: Chunk) -> bool:
    return one.first < other.last and other.first < one.last


def find_content(statement: Statement, telling: Telling) -> tuple[int, int]:
    """Words [first, last) of what is said around the telling: after the cue's `أن` or colon, or up to a cue that follows."""
    at, cue = telling.chunk.first, statement.cue
    if at < cue.first:
        return statement.first, cue.first
    openers = [c.last for c in telling.site.chunks
               if cue.last <= c.first < at and c.kind == JOINT and c.cls in _OPENERS]  # fmt: skip
    return (openers[0] if openers else max(cue.last, statement.first)), statement.last
