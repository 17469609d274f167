"""Agreement of two people who judged the same things, beyond what chance gives: Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def find_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of what two people called each thing: 1 they always agree, 0 no more than chance, below 0 less.

    Empty: None; None too where both called everything the same, for chance alone would do that.
    Source: J. Cohen, A Coefficient of Agreement for Nominal Scales, 1960.

    >>> find_kappa([("right", "right")] * 20 + [("right", "wrong")] * 5
    ...            + [("wrong", "right")] * 10 + [("wrong", "wrong")] * 15)
    0.4
    """
    total = len(pairs)
    if not total:
        return None
    one, other = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(count * other[name] for name, count in one.items())
    if by_chance == total * total:
        return None
    agreed = sum(first == second for first, second in pairs)
    return round((agreed * total - by_chance) / (total * total - by_chance), 4)
