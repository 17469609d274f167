"""Keys of a policy: what each rule has, which values are of use, and which protect less than others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

PLACES = ("country", "admin1", "admin2", "place")
TIMES = ("month", "week", "day")
# Sentences of a rule; `reason` only where it protects less.
TEXTS = ("why", "follows", "reason")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: whether a value is of use, what is expected, and whether a value protects less than another."""

    is_good: Callable[[Any], bool]
    expected: str
    is_weaker: Callable[[Any, Any], bool]


def freeze(value: Any) -> Any:
    """The value, a list as a tuple."""
    return tuple(value) if isinstance(value, list) else value


def _is_names(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(name, str) and name for name in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_edges(value: Any) -> bool:
    """Whether the bands cover every count from one on."""
    if not isinstance(value, (list, tuple)) or not all(_is_number(edge) for edge in value):
        return False
    return list(value[:1]) == [1] and all(one < other for one, other in pairwise(value))


def _is_one_of(scale: tuple[str, ...]) -> Key:
    """A key whose values stand on a scale from coarse to fine."""
    return Key(
        lambda value: value in scale,
        f"one of {', '.join(scale)}",
        lambda own, packaged: scale.index(own) > scale.index(packaged),
    )


# A list that lacks a name of the packaged one protects less; so does an edge that parts a packaged band.
_NAMES = Key(_is_names, "a list of names", lambda own, packaged: not set(own) >= set(packaged))
_EDGES = Key(_is_edges, "a rising list of numbers from 1", lambda own, packaged: not set(own) <= set(packaged))
_AT_LEAST = Key(_is_number, "a whole number", lambda own, packaged: own < packaged)
_ON = Key(lambda value: isinstance(value, bool), "true or false", lambda own, packaged: packaged and not own)
_PLACE, _TIME = _is_one_of(PLACES), _is_one_of(TIMES)

# `words` has no key: there is no way to show them.
RULES: Mapping[str, Mapping[str, Key]] = {
    "displacement": {
        "families": _NAMES, "types": _NAMES, "tolls": _NAMES, "finest_place": _PLACE, "finest_time": _TIME,
    },
    "delay": {"types": _NAMES, "sites": _NAMES, "hours": _AT_LEAST},
    "counts": {"edges": _EDGES},
    "cells": {"fewest": _AT_LEAST},
    "persons": {"mask": _ON},
    "words": {},
    "sites": {"kinds": _NAMES, "classes": _NAMES, "finest_place": _PLACE},
}  # fmt: skip
