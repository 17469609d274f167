"""How well groups fit the true ones: B-cubed, and the pairs that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from bench.scoring import Score


@dataclass(frozen=True, slots=True)
class Fit:
    """B-cubed precision and recall (the mean over items), and precision and recall of pairs."""

    precision: float
    recall: float
    pairs: Score

    @property
    def f1(self) -> float:
        """Harmonic mean of B-cubed precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return (
            f"B-cubed P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}; "
            f"pairs P {self.pairs.precision:.3f} R {self.pairs.recall:.3f}"
        )


def compare(found: Sequence[Hashable], true: Sequence[Hashable]) -> Fit:
    """The fit of two groupings of the same items, each given as the group of every item.

    >>> compare([1, 1, 2], ["a", "a", "a"]).recall
    0.5555555555555556
    """
    both = list(zip(found, true, strict=True))
    groups, classes, shared = Counter(found), Counter(true), Counter(both)
    precision = sum(shared[pair] / groups[pair[0]] for pair in both) / len(both)
    recall = sum(shared[pair] / classes[pair[1]] for pair in both) / len(both)
    return Fit(precision, recall, Score(_pairs(shared), _pairs(groups), _pairs(classes)))


def _pairs(counts: Counter[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
