"""Weights: how much each named feature speaks for a choice, as measured on coded reports.

A table has the columns `feature`, `weight` and `note`; weights add up, and a sum above zero speaks
for the choice (the sum is a log odds). Features are named in the words of the grammar, so that a
reviewer can read the table; `python -m bench.fit` measures them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from isnad.errors import KnowledgeError
from isnad.knowledge.tables import find_rows

_COLUMNS = ("feature", "weight", "note")
TABLES = ("initiator", "target", "place", "time", "same", "event", "incident")
ALWAYS = "always"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """One table: the weight of each feature; `always` is the weight that every choice starts from."""

    name: str
    by_feature: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Sum of the weights of `features`, in log odds; unknown features weigh nothing."""
        known = self.by_feature
        total = known.get(ALWAYS, 0.0)
        for feature in features:  # a plain loop: this is the innermost work of reading
            if feature in known:
                total += known[feature]
        return total

    def name_heaviest(self, features: Iterable[str]) -> str:
        """The features that speak loudest for the choice, with their weights, for a person to read."""
        spoken = sorted(((self.by_feature.get(f, 0.0), f) for f in set(features)), reverse=True)[:_NAMED]
        return ", ".join(f"{feature} {weight:+.1f}" for weight, feature in spoken if weight > 0)


def load_weights() -> dict[str, Weights]:
    """All packaged tables by name.

    Raises: KnowledgeError when a table is malformed.
    """
    return {name: _load(name) for name in TABLES}


def _load(name: str) -> Weights:
    path = files("isnad") / "data" / "weights" / f"{name}.tsv"
    try:
        return Weights(name, {feature: float(weight) for feature, weight, _ in find_rows(path, _COLUMNS)})
    except ValueError as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
