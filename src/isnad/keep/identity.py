"""Which claims of an earlier reading the claims of a new one are: pure, from records to names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.keep.columns import key_of
from isnad.model import Claim, Span


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds of a claim: its name, what it is about, and whether it still holds."""

    claim_id: str
    type: str
    trigger: Span
    is_withdrawn: bool = False


def align_claims(known: Sequence[Known], read: Sequence[Claim]) -> tuple[str, ...]:
    """The name of each claim of a new reading of the same version, all different.

    A claim keeps the name that the store knows; else it takes that of a known claim of the same type whose trigger it
    overlaps: one that holds before one that was withdrawn, then the closest, then the first in the text. Each known
    claim is taken once. What is left has the name that it came with.
    Order: as `read`; the order of either changes no name.
    """
    names = _own_names(read)
    by_id = {claim.claim_id for claim in known}
    taken = {name for name in names if name in by_id}
    free = [claim for claim in known if claim.claim_id not in taken]
    new = [index for index, name in enumerate(names) if name not in by_id]
    for index, claim_id in _matched(free, [(index, read[index], names[index]) for index in new]):
        names[index] = claim_id
    return tuple(names)


def _own_names(read: Sequence[Claim]) -> list[str]:
    """The names as they came; of claims that share one, all but the first in the text get a name made from it."""
    names = [claim.claim_id for claim in read]
    seen: dict[str, int] = {}
    for index in sorted(range(len(read)), key=lambda index: _place_in_text(read[index])):
        count = seen[names[index]] = seen.get(names[index], 0) + 1
        if count > 1:
            names[index] = key_of(f"{names[index]} {count}")
    return names


def _place_in_text(claim: Claim) -> tuple[object, ...]:
    """Where the claim stands; the rest tells apart claims of the same words."""
    return claim.trigger, claim.evidence, claim.type, repr(claim)


def _matched(known: Sequence[Known], new: Sequence[tuple[int, Claim, str]]) -> list[tuple[int, str]]:
    """Pairs of a new claim's index and a known name, the best first, each used once."""
    if not known or not new:
        return []
    pairs = sorted(
        (claim.is_withdrawn, -shared, claim.trigger, other.trigger, claim.claim_id, name, index)
        for claim in known
        for index, other, name in new
        if claim.type == other.type and (shared := _shared(claim.trigger, other.trigger)) > 0
    )
    found: dict[int, str] = {}
    used: set[str] = set()
    for *_, claim_id, _, index in pairs:
        if index not in found and claim_id not in used:
            found[index] = claim_id
            used.add(claim_id)
    return list(found.items())


def _shared(one: Span, other: Span) -> int:
    """How many characters both cover."""
    return min(one.end, other.end) - max(one.start, other.start)
