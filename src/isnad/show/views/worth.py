"""Worth: what a person's minute on a thing is worth: how much hangs on it, times how unsure it is.

The same is told to people in docs/desk-pages.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Of these an error harms people most: it says where they fled, who is held, who may be attacked.
SENSITIVE = frozenset(("displacement", "return", "abduction", "arrest", "siege", "aid", "killing"))
_UNSURE = frozenset(("claimed", "denied", "possible"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the worth of a thing depends on; `log_odds` for a pair of claims, None for a claim."""

    type: str
    factuality: str
    toll: int
    origins: int
    is_contested: bool
    has_place: bool
    has_day: bool
    log_odds: float | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """The score, stake times doubt, and the reasons for it with what each adds."""

    score: float
    stake: float
    doubt: float
    reasons: tuple[tuple[str, float], ...]


def find_worth(facts: Facts) -> Worth:
    """What a minute on this is worth.

    >>> sure = Facts("protest", "asserted", 0, 1, False, True, True)
    >>> find_worth(sure).score, find_worth(Facts("killing", "claimed", 40, 3, True, True, True)).score
    (0.1, 5.6)
    """
    stakes = _find_stakes(facts)
    doubts = _find_doubts(facts)
    stake = 1 + sum(amount for _, amount in stakes)
    doubt = min(1.0, sum(amount for _, amount in doubts))
    reasons = tuple((name, round(amount, 2)) for name, amount in (*stakes, *doubts) if amount)
    return Worth(round(stake * doubt, 1), round(stake, 2), round(doubt, 2), reasons)


def _find_stakes(facts: Facts) -> list[tuple[str, float]]:
    return [
        ("toll", math.log2(1 + facts.toll) / 2),
        ("origins", math.log2(max(1, facts.origins))),
        ("sensitive", 1.0 if facts.type in SENSITIVE else 0.0),
    ]


def _find_doubts(facts: Facts) -> list[tuple[str, float]]:
    if facts.log_odds is not None:
        # 1 where it may as well be as not, 0 where it is certain.
        return [("link", 1 - abs(math.tanh(facts.log_odds / 2)))]
    return [
        ("any reading may be wrong", 0.1),
        ("contested", 0.5 if facts.is_contested else 0.0),
        ("unsure", 0.3 if facts.factuality in _UNSURE else 0.0),
        ("no place", 0.0 if facts.has_place else 0.2),
        ("no day", 0.0 if facts.has_day else 0.2),
    ]
