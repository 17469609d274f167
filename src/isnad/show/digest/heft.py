"""Heft: how much an incident weighs in a digest, by a table with reasons. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from isnad.knowledge.weights import Weights
from isnad.show.shown import CountShown, IncidentShown


def weigh_incident(shown: IncidentShown, weights: Weights, families: Mapping[str, str]) -> float:
    """What the incident weighs: its tolls, its independent origins, how grave its type is, how sure, contested or not."""
    known = weights.by_feature
    return sum(known.get(feature, 0.0) * times for feature, times in _find_features(shown, families))


def heft_order(shown: IncidentShown, weights: Weights, families: Mapping[str, str]) -> tuple[float, str, str]:
    """What incidents are ordered by: the heaviest first, then the newest told, then by id."""
    return -weigh_incident(shown, weights, families), shown.first_known, shown.incident_id


def _find_features(shown: IncidentShown, families: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Features and how often each counts. Of bounds the lower: nobody died whom no origin counts."""
    yield f"family {families.get(shown.type, 'none')}", 1.0
    for name, count in shown.tolls.items():
        yield f"each doubling of {name}", _doublings(count)
    yield "each doubling of origins", math.log2(max(shown.origins, 1))
    yield f"{shown.factuality}", 1.0
    if shown.is_contested:
        yield "contested", 1.0


def _doublings(count: CountShown) -> float:
    low = count.low if count.low is not None else count.high
    return math.log2(1 + (low or 0)) if low is not None else 1.0
