"""The policy: what the public may see, as one file says it, packaged or an operator's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from isnad.errors import KnowledgeError
from isnad.show.care.policy_keys import RULES, TEXTS, freeze


@dataclass(frozen=True, slots=True)
class Displacement:
    """Which incidents tell of displacement, and the finest place and time that is shown of them."""

    families: tuple[str, ...]
    types: tuple[str, ...]
    tolls: tuple[str, ...]
    finest_place: str
    finest_time: str


@dataclass(frozen=True, slots=True)
class Delay:
    """What is left out beside displacement while it may still go on, and for how many hours."""

    types: tuple[str, ...]
    sites: tuple[str, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class Sites:
    """Which places are protected, by kind of the gazetteer and class of the lexicon, and the finest place shown of them."""

    kinds: tuple[str, ...]
    classes: tuple[str, ...]
    finest_place: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What the public may see. `edges` are lower ends of bands of counts, `fewest` the smallest cell of a table.

    `why` and `follows` say for each rule, by its name, what it is for. `weaker` has a line for each rule that protects
    less than the packaged one, with the operator's reason.
    """

    displacement: Displacement
    delay: Delay
    sites: Sites
    edges: tuple[int, ...]
    fewest: int
    mask: bool
    why: Mapping[str, str]
    follows: Mapping[str, str]
    weaker: tuple[str, ...] = ()


def load_policy(path: Path | None = None) -> Policy:
    """The packaged policy, or that of the file at `path`, which stands for all of it: nothing is merged.

    Raises: KnowledgeError naming file, rule and key, when a rule or a key is missing, unknown or of no use, or protects
    less than the packaged one without being acknowledged.
    """
    packaged = _read_rules(files("isnad") / "data" / "care.toml")
    if path is None:
        return _policy(packaged)
    own = _read_rules(path)
    return replace(_policy(own), weaker=_find_weaker(own, packaged, path.name))


def _read_rules(path: Traversable | Path) -> dict[str, dict[str, Any]]:
    """The rules of the file, checked, lists as tuples."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: the policy cannot be read: {error}") from error
    if set(table) != set(RULES):
        missing, unknown = sorted(set(RULES) - set(table)), sorted(set(table) - set(RULES))
        raise KnowledgeError(f"{path.name}: rules missing: {_names(missing)}; unknown: {_names(unknown)}")
    return {rule: _read_rule(rule, table[rule], path.name) for rule in RULES}


def _read_rule(rule: str, values: Any, where: str) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise KnowledgeError(f"{where}: [{rule}] is no table")
    wanted = {"why", "follows", *RULES[rule]}
    missing, unknown = sorted(wanted - set(values)), sorted(set(values) - wanted - set(TEXTS) - {"acknowledged"})
    if missing or unknown:
        raise KnowledgeError(f"{where}: [{rule}] keys missing: {_names(missing)}; unknown: {_names(unknown)}")
    for text in TEXTS:
        if text in values and not (isinstance(values[text], str) and values[text].strip()):
            raise KnowledgeError(f"{where}: [{rule}] {text} must be a sentence")
    for name, key in RULES[rule].items():
        if not key.is_good(values[name]):
            raise KnowledgeError(f"{where}: [{rule}] {name} must be {key.expected}, not {values[name]!r}")
    return {name: freeze(value) for name, value in values.items()}


def _names(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _find_weaker(
    own: Mapping[str, dict[str, Any]], packaged: Mapping[str, dict[str, Any]], where: str
) -> tuple[str, ...]:
    """A line for each rule that protects less, all of which are acknowledged.

    Raises: KnowledgeError for one that is not.
    """
    found = []
    for rule, keys in RULES.items():
        weak = [name for name, key in keys.items() if key.is_weaker(own[rule][name], packaged[rule][name])]
        if weak and not (own[rule].get("acknowledged") is True and own[rule].get("reason")):
            raise KnowledgeError(
                f"{where}: [{rule}] {', '.join(weak)}: protects less than the packaged policy;"
                " if this is meant, add `acknowledged = true` and a `reason`"
            )
        if weak:
            found.append(
                f"{where}: [{rule}] {', '.join(weak)} protects less than the packaged policy: {own[rule]['reason']}"
            )
    return tuple(found)


def _policy(rules: Mapping[str, dict[str, Any]]) -> Policy:
    values = {rule: {name: rules[rule][name] for name in keys} for rule, keys in RULES.items()}
    return Policy(
        displacement=Displacement(**values["displacement"]),
        delay=Delay(**values["delay"]),
        sites=Sites(**values["sites"]),
        edges=values["counts"]["edges"],
        fewest=values["cells"]["fewest"],
        mask=values["persons"]["mask"],
        why={rule: rules[rule]["why"] for rule in RULES},
        follows={rule: rules[rule]["follows"] for rule in RULES},
    )
