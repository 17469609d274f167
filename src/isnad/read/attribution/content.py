"""Content: where what is said begins after a cue, with `أن`, a colon, a quotation mark or an event noun."""

from __future__ import annotations

from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, TIME, VERB, Chunk

CONTENT_OPENERS = ("complementiser", "quote", ":")
COMMAS = (",", "،")
BRACKETS = ("(", ")", "-", "–", "—")
_CONTENT_REACH = 7


def is_quote(chunk: Chunk) -> bool:
    return chunk.kind == JOINT and chunk.cls == "quote"


def is_opener(chunk: Chunk) -> bool:
    """Whether the chunk can open what is said: `أن`, a colon, a quotation mark."""
    return chunk.kind == JOINT and chunk.cls in CONTENT_OPENERS


def opens_content(chunks: list[Chunk], start: int, *, strict: bool = False) -> bool:
    """Whether `أن`, a colon or (unless `strict`) a quotation mark follows within reach and before another verb."""
    relative = False
    for at in range(start, min(start + _CONTENT_REACH, len(chunks))):
        chunk = chunks[at]
        if is_opener(chunk) and not (is_quote(chunk) and (strict or _is_name_in_quotes(chunks, at))):
            return True
        relative = relative or (chunk.kind == JOINT and chunk.cls == "relative")
        if chunk.kind == VERB and not relative:
            return False
    return False


def opens_next(chunks: list[Chunk], start: int) -> bool:
    """Whether content opens after nothing but times, asides and phrases with a preposition."""
    for chunk in chunks[start : start + _CONTENT_REACH]:
        if is_opener(chunk):
            return True
        aside = chunk.kind == JOINT and chunk.cls in (*COMMAS, *BRACKETS)
        if not (aside or chunk.kind in (TIME, MARKER) or (chunk.kind == NOUN_PHRASE and chunk.preposition)):
            return False
    return False


def tells_event(chunks: list[Chunk], start: int) -> bool:
    """Whether an event follows right away as what is told (`وأكد مقتل`, `وتحدث عن قصف`)."""
    if any(chunk.kind == EVENT for chunk in chunks[start : start + 2]):
        return True
    following = chunks[start] if start < len(chunks) else None
    return following is not None and following.kind == VERB and bool(following.triggers()) and not following.joined


def quotes_a_name(chunks: list[Chunk], at: int) -> bool:
    """Whether the quotation mark at `at` opens a name of one to three phrases."""
    for close in range(at + 2, min(at + 5, len(chunks))):
        if is_quote(chunks[close]):
            return all(c.kind == NOUN_PHRASE and not c.preposition for c in chunks[at + 1 : close])
    return False


def _is_name_in_quotes(chunks: list[Chunk], at: int) -> bool:
    """Whether the mark at `at` opens or closes a quoted name rather than a quotation."""
    if not is_quote(chunks[at]):
        return False
    opened = (i for i in (at - 2, at - 3) if i >= 0 and is_quote(chunks[i]))
    return quotes_a_name(chunks, at) or any(quotes_a_name(chunks, i) for i in opened)
