"""Cue prepositions: `بحسب المرصد`, `وفقاً لما أعلنته الوزارة`, `على حد قوله`."""

from __future__ import annotations

from isnad.read.attribution.content import is_opener
from isnad.read.attribution.speakers import find_relays, find_speakers_at, is_relay
from isnad.read.attribution.statement import Scan, Statement
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, VERB, Chunk

_NEAR = 6


def of_preposition(scan: Scan, index: int) -> Statement | None:
    """The statement of `بحسب X`: over the whole sentence, or over what no other statement covers."""
    chunks, cue, back = scan.chunks, scan.chunks[index], scan.chunks[index].cls == "source_back"
    sources = list(scan.voices.speakers) if back else scan.in_full(_named_after(chunks, index))
    before = scan.found[-1] if scan.found else None
    if not sources or (before is not None and not back and _joins(chunks, before, sources, index)):
        return None
    first = before.cue.first if before is not None and index > 1 else chunks[0].first
    entry = cue.entry
    distance = "claim" if entry is not None and entry.note == "claim" else ""
    return Statement(sources, [], cue, first, scan.end, distance, cue.rows)


def _joins(chunks: list[Chunk], before: Statement, sources: list[Chunk], index: int) -> bool:
    """Whether the source only relays the statement under way, or stands inside its cue's own clause."""
    if before.last <= chunks[index].first:
        return False
    if is_relay(sources[0]):
        before.relays = before.relays + sources
        return True
    return not _has_opened(chunks, before, index)


def _has_opened(chunks: list[Chunk], before: Statement, index: int) -> bool:
    """Whether the statement's content has begun before the chunk at `index` (`أكدت الحكومة في بيان صادر عنها أن`)."""
    between = (chunk for chunk in chunks[:index] if chunk.first >= before.cue.last)
    return any(chunk.kind in (VERB, EVENT) or is_opener(chunk) for chunk in between)


def _named_after(chunks: list[Chunk], index: int) -> list[Chunk]:
    """The source named right after a cue, past a verb of saying (`بحسب ما أعلنت الوزارة`), with a relay after it."""
    for at in range(index + 1, min(index + _NEAR, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == NOUN_PHRASE:
            sources, end = find_speakers_at(chunks, at)
            return sources + find_relays(chunks, end)
        cue_verb = chunk.kind == VERB and any(entry.kind in ("cue", "verb") for entry in chunk.entries)
        passes = chunk.kind == MARKER or (chunk.kind == JOINT and chunk.cls in ("quote", "relative"))
        if not (cue_verb or passes):
            break
    return []
