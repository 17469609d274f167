"""Names of incidents: a happening keeps its name while its claims come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Named:
    """The name of each group, in their order, and where names lead that no group has any more."""

    names: tuple[str, ...]
    redirects: Mapping[str, str]


def find_names(
    groups: Sequence[Sequence[str]],
    held: Mapping[str, str],
    order: Mapping[str, int],
    is_taken: Callable[[str], bool],
) -> Named:
    """Names for groups of claims: each takes that of the incident which most of its claims were held in.

    `held` gives the incident of a claim until now, `order` says which incident was named first: it wins where as many
    speak for one as for another. Each name is taken once; a group that none is left for is named by its first claim
    (`is_taken` says whether an incident has had the name). An incident whose claims all went elsewhere leads to where
    most of them are now.
    """
    votes = sorted(
        (-count, order[name], name, index)
        for index, group in enumerate(groups)
        for name, count in Counter(held[claim] for claim in group if claim in held).items()
    )
    kept: dict[int, str] = {}
    used: set[str] = set()
    for _, _, name, index in votes:
        if index not in kept and name not in used:
            kept[index] = name
            used.add(name)
    names = tuple(kept.get(index) or _find_fresh(group, is_taken) for index, group in enumerate(groups))
    redirects: dict[str, str] = {}
    for _, _, name, index in votes:
        if name not in used:
            redirects.setdefault(name, names[index])
    return Named(names, redirects)


def first_name(group: Sequence[str]) -> str:
    """The name that a group takes which none is left for, unless an incident has had it."""
    return _name_of(min(group), 0)


def _find_fresh(group: Sequence[str], is_taken: Callable[[str], bool]) -> str:
    """A name made of the first claim, that no incident has had; two groups never have the same first claim."""
    first, turn = min(group), 0
    while is_taken(name := _name_of(first, turn)):
        turn += 1
    return name


def _name_of(claim: str, turn: int) -> str:
    return sha256(f"incident {claim} {turn}".encode()).hexdigest()[:_LENGTH]
