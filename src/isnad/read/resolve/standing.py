"""Standing: how a phrase of a sentence stands to a trigger in it, as named features."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.read.mentions.chunks import EVENT, JOINT, VERB, Chunk

_NEXT, _NEAR, _FAR = 1, 3, 8
_HARD = frozenset(("complementiser", "conjunction", ":", "؛", ";"))


def find_standing(chunks: Sequence[Chunk], index: int, at: int, clause: tuple[int, int]) -> list[str]:
    """Side, clause, distance and barriers of the phrase at `index`, seen from the trigger at `at` in its `clause`."""
    side = "before" if index < at else "after"
    found = [f"{side} in clause" if clause[0] <= index < clause[1] else f"{side} outside", _distance(abs(index - at))]
    if index < at and index <= 1:
        found.append("opens")
    barriers = _barriers(chunks[min(index, at) + 1 : max(index, at)])
    found.extend(f"{barrier} between {side}" for barrier in barriers)
    return found if barriers else [*found, f"clear {side}"]


def _distance(chunks_apart: int) -> str:
    if chunks_apart <= _NEXT:
        return "next"
    return "near" if chunks_apart <= _NEAR else "far" if chunks_apart > _FAR else "middle"


def _barriers(between: Sequence[Chunk]) -> list[str]:
    """What parts a phrase from the trigger: another verb, another event, a joint of clauses, a relative."""
    found: dict[str, None] = {}
    for chunk in between:
        if chunk.kind in (EVENT, VERB) and chunk.triggers():
            found["event"] = None
        elif chunk.kind == VERB:
            found["verb"] = None
        elif chunk.kind == JOINT and chunk.cls in _HARD:
            found["joint"] = None
        elif chunk.kind == JOINT and chunk.cls == "relative":
            found["relative"] = None
    return list(found)
