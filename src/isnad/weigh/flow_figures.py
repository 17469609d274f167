"""Figures of a flow: what each independent origin says of how many moved, and the range over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from isnad.weigh.accounts import Account
from isnad.weigh.movements import Movement

# Factualities that a figure is taken from: what is denied or only possible is shown and not counted.
HELD = frozenset(("asserted", "claimed", "background"))


@dataclass(frozen=True, slots=True)
class Said:
    """What one origin says of one figure: bounds, the words used, by which claims.

    `is_succeeded`: the same origin gave another figure later, and this one is no longer its word.
    """

    origin: str
    low: int | None
    high: int | None
    words: tuple[str, ...]
    is_worded: bool
    claims: tuple[str, ...]
    is_succeeded: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The figure of one kind and unit over all origins: lowest low to highest high, None where one leaves it open.

    `is_contested`: two origins give bounds that have nothing in common.
    """

    kind: str
    unit: str
    low: int | None
    high: int | None
    said: tuple[Said, ...]
    is_contested: bool


def find_origins(account: Account, origins: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The independent origins of the account: those handed in, else its farthest source, its outlet, its article."""
    found = origins.get(account.claim_id)
    return found or (account.chain[-1:] or (account.outlet or account.article_id,))


def find_ranges(group: Sequence[Movement], origins: Mapping[str, Sequence[str]]) -> Iterator[Range]:
    """The figures of the group by kind and unit."""
    told: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    for one in group:
        if one.figure is not None and one.account.factuality in HELD:
            told[one.kind, one.figure.unit].append(one)
    for kind, unit in sorted(told):
        said = tuple(_said(told[kind, unit], origins))
        low, high = span_of([(one.low, one.high) for one in said if not one.is_succeeded])
        yield Range(kind, unit, low, high, said, _is_contested(said))


def _said(group: Sequence[Movement], origins: Mapping[str, Sequence[str]]) -> Iterator[Said]:
    """What each origin says: its last word, and before it what it said earlier and no longer says."""
    by_origin: dict[str, list[Movement]] = defaultdict(list)
    for one in group:
        for origin in find_origins(one.account, origins):
            by_origin[origin].append(one)
    for origin in sorted(by_origin):
        yield from _said_by(origin, by_origin[origin])


def _said_by(origin: str, group: Sequence[Movement]) -> Iterator[Said]:
    same: dict[tuple[int | None, int | None], list[Movement]] = defaultdict(list)
    for one in group:
        same[_bounds(one)].append(one)
    last_told = {bounds: max(_told_on(one.account) for one in members) for bounds, members in same.items()}
    last = max(last_told.values())
    for bounds in sorted(same, key=lambda bounds: (last_told[bounds], bounds[0] or 0, bounds[1] or 0)):
        figures = [one.figure for one in same[bounds] if one.figure is not None]
        yield Said(
            origin,
            *bounds,
            words=tuple(sorted({figure.words for figure in figures})),
            is_worded=all(figure.is_worded for figure in figures),
            claims=tuple(sorted(one.account.claim_id for one in same[bounds])),
            is_succeeded=last_told[bounds] != last,
        )


def _told_on(account: Account) -> str:
    return account.published.isoformat() if account.published else account.received[:10]


def _bounds(one: Movement) -> tuple[int | None, int | None]:
    return (one.figure.low, one.figure.high) if one.figure is not None else (None, None)


def span_of(bounds: Sequence[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """From the lowest low to the highest high; open where one of them is open.

    >>> span_of([(20, 99), (50, None)])
    (20, None)
    """
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    low = None if None in lows else min((one for one in lows if one is not None), default=None)
    high = None if None in highs else max((one for one in highs if one is not None), default=None)
    return low, high


def _is_contested(said: Sequence[Said]) -> bool:
    """Whether the last words of two origins have no number in common."""
    now = [one for one in said if not one.is_succeeded]
    return any(
        a.origin != b.origin and (_is_below(a, b) or _is_below(b, a)) for i, a in enumerate(now) for b in now[i + 1 :]
    )


def _is_below(one: Said, other: Said) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
