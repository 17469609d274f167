"""Walking a sentence: what stands after a verb, before it, and around it.

All functions look at one sentence's chunks and give chunk indexes, so that the same chunk is
never taken for two different phrases.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, NOUN_PHRASE, SOURCE_CUE, TIME, VERB, Chunk

Chunks = Sequence[Chunk]
_HARD_JOINTS = frozenset(("conjunction", "complementiser", ";", "؛", ":"))
_CLAUSE_OPENERS = frozenset(
    ("conjunction", "complementiser", "relative", ":", ",", "،", "quote", "-", "–", "—", ")", "(")
)
_ASIDE_WORDS = 3
_COMMAS = (",", "،")


def find_clause(chunks: Chunks, index: int) -> tuple[int, int]:
    """Chunk range [low, high) of the clause around `index`."""
    low = index
    while low > 0 and not _starts_clause(chunks, low):
        low -= 1
    high = index + 1
    while high < len(chunks) and not _starts_clause(chunks, high):
        high += 1
    return low, high


def _starts_clause(chunks: Chunks, index: int) -> bool:
    """Whether a new clause begins at the chunk: a joined verb, a conjunction, `أن`, or a comma before a verb."""
    chunk = chunks[index]
    if chunk.kind == JOINT:
        return chunk.cls in ("conjunction", "complementiser", ";", "؛", ":")
    if chunk.kind == VERB:
        before = chunks[index - 1]
        return chunk.joined or (before.kind == JOINT and before.cls in _COMMAS)
    return False


def find_after(chunks: Chunks, index: int, *, through_verbs: bool = False) -> list[int]:
    """Indexes of the noun phrases and event nouns that may depend on the chunk at `index`, in order.

    Stops at the next verb, joint or cue; adverbials between commas are stepped over.
    """
    found: list[int] = []
    at = index + 1
    while at < len(chunks):
        chunk = chunks[at]
        if chunk.kind in (NOUN_PHRASE, EVENT):
            if chunk.kind == EVENT and chunk.joined and not chunk.preposition and found == []:
                break
            found.append(at)
        elif chunk.kind == JOINT:
            step = _over_joint(chunks, at)
            if step < 0:
                break
            at = step
            continue
        elif (
            chunk.kind == SOURCE_CUE
            or (chunk.kind == VERB and not through_verbs)
            or (chunk.kind == MARKER and chunk.cls in ("result", "purpose", "distance"))
        ):
            break
        at += 1
    return found


def _over_joint(chunks: Chunks, at: int) -> int:
    """Index to go on from after the joint at `at`, or -1 where the walk ends."""
    chunk = chunks[at]
    if chunk.cls == "quote":
        return at + 1
    if chunk.cls == "(":
        for close in range(at + 1, min(at + 8, len(chunks))):
            if chunks[close].kind == JOINT and chunks[close].cls == ")":
                return close + 1
        return at + 1
    if chunk.cls in _COMMAS:
        return _over_comma(chunks, at)
    return -1


def _over_comma(chunks: Chunks, at: int) -> int:
    """After a comma: over an adverbial that another comma closes, or on into a list; else the end."""
    for close in range(at + 2, min(at + 2 + _ASIDE_WORDS, len(chunks))):
        inner = chunks[at + 1 : close]
        if chunks[close].kind == JOINT and chunks[close].cls in _COMMAS:
            if all(c.kind == TIME or (c.kind == NOUN_PHRASE and c.preposition) for c in inner):
                return close + 1
            break
    follower = chunks[at + 1] if at + 1 < len(chunks) else None
    if follower is not None and follower.kind == TIME:
        return at + 1
    if follower is not None and follower.kind == NOUN_PHRASE and follower.joined:
        return at + 1
    return -1


def find_group(chunks: Chunks, candidates: Sequence[int], start: int) -> list[int]:
    """The phrase at `candidates[start]` and those joined to it by `و`."""
    group = [candidates[start]]
    for index in candidates[start + 1 :]:
        chunk = chunks[index]
        if chunk.joined and not chunk.preposition and chunk.kind == NOUN_PHRASE:
            group.append(index)
        elif not chunk.preposition or chunk.joined:
            break
    return group


def find_before(chunks: Chunks, index: int) -> list[int]:
    """The subject group that stands before the verb at `index` (SVO), empty if there is none."""
    if chunks[index].joined:
        return []
    at = index - 1
    while at >= 0 and _is_between_subject_and_verb(chunks[at]):
        at -= 1
    if at < 0 or chunks[at].kind not in (NOUN_PHRASE, EVENT) or chunks[at].preposition:
        return []
    group = [at]
    while chunks[group[0]].joined and group[0] > 0:
        previous = group[0] - 1
        while previous >= 0 and chunks[previous].kind == NOUN_PHRASE and chunks[previous].preposition:
            previous -= 1
        if previous < 0 or chunks[previous].kind != NOUN_PHRASE:
            break
        group.insert(0, previous)
    if group[0] > 1 and chunks[group[0] - 1].kind == MARKER and chunks[group[0] - 1].cls == "partitive":
        return _find_whole(chunks, group[0] - 1)
    head = chunks[group[0]]
    opener = chunks[group[0] - 1] if group[0] > 0 else None
    opens = opener is None or (opener.kind == JOINT and opener.cls in _CLAUSE_OPENERS) or opener.kind == MARKER
    opens = opens or (opener is not None and (opener.kind == TIME or _is_auxiliary(opener)))
    return group if opens or (head.joined and len(group) == 1) else []


def _is_auxiliary(chunk: Chunk) -> bool:
    """Whether the chunk is `كان` or its like, whose subject may come before the main verb."""
    return chunk.kind == VERB and any(entry.cls == "aux" for entry in chunk.entries)


def _find_whole(chunks: Chunks, index: int) -> list[int]:
    """The phrase of which the partitive at `index` names a part (`18 شخصا بينهم نساء`)."""
    at = index - 1
    while at > 0 and (chunks[at].kind == MARKER or (chunks[at].kind == JOINT and chunks[at].cls in _COMMAS)):
        at -= 1
    return [at] if chunks[at].kind == NOUN_PHRASE and not chunks[at].preposition else []


def _is_between_subject_and_verb(chunk: Chunk) -> bool:
    """Whether the chunk may stand between a subject and its verb: adverbials, `قد`, asides."""
    if chunk.kind == TIME:
        return True
    if chunk.kind == MARKER:
        return True
    if chunk.kind == NOUN_PHRASE:
        return bool(chunk.preposition)
    if chunk.kind == VERB:
        return chunk.entry is not None and chunk.entry.cls == "aux" and not chunk.joined
    return chunk.kind == JOINT and chunk.cls in ("quote", ")", ",", "،")


def find_antecedent(chunks: Chunks, index: int) -> int:
    """The noun phrase that a relative right before the verb at `index` refers to, or -1."""
    if index < 2 or chunks[index - 1].kind != JOINT or chunks[index - 1].cls != "relative":
        return -1
    for at in range(index - 2, max(-1, index - 5), -1):
        if chunks[at].kind in (NOUN_PHRASE, EVENT):
            return at
    return -1
