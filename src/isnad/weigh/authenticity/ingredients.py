"""The chain of what a medium was made from, as its Content Credentials declare it: a tree, walked to a bound."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# More than a person reads. A manifest may name any number, and itself again.
_MOST = 200
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Ingredient:
    """Something that the medium was made from: how deep in the tree (1: named by the medium itself), its title and format as
    declared, what it was (`parentOf`, `componentOf`, `inputTo`), and the codes of what did not hold when it was taken in."""

    depth: int
    title: str | None
    format: str | None
    relation: str | None
    manifest: str | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The ingredients that are told, the nearest first; how many are left out; labels of manifests that were walked."""

    ingredients: tuple[Ingredient, ...]
    left_out: int
    manifests: tuple[str, ...]


def find_chain(report: Mapping[str, Any]) -> Chain:
    """The chain of the report's active manifest. `left_out` counts those of manifests that were walked alone."""
    manifests = report.get("manifests") or {}
    first = report.get("active_manifest")
    open_, walked, found, left_out = deque([(str(first), 1)]), {str(first): None}, list[Ingredient](), 0
    while open_:
        label, depth = open_.popleft()
        manifest = manifests.get(label)
        rows = manifest.get("ingredients") if isinstance(manifest, Mapping) else None
        for row in rows or ():
            if len(found) >= _MOST or depth > _DEEPEST:
                left_out += 1
                continue
            one = _ingredient(row, depth)
            found.append(one)
            if one.manifest is not None and one.manifest not in walked:
                walked[one.manifest] = None
                open_.append((one.manifest, depth + 1))
    return Chain(tuple(found), left_out, tuple(walked)[1:])


def _ingredient(row: Mapping[str, Any], depth: int) -> Ingredient:
    return Ingredient(
        depth,
        _text(row.get("title")),
        _text(row.get("format")),
        _text(row.get("relationship")),
        _text(row.get("active_manifest")),
        tuple(str(one.get("code")) for one in row.get("validation_status") or () if isinstance(one, Mapping)),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
