"""Groups: what pairs join, all that hang together in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name")


def find_groups(names: Iterable[Name], pairs: Iterable[tuple[Name, Name]]) -> list[list[Name]]:
    """Groups of names that pairs join, each name in one.

    Order: as `names` has them, so that each group begins with its first.

    >>> find_groups("abcd", [("d", "b")])
    [['a'], ['b', 'd'], ['c']]
    """
    place = {name: number for number, name in enumerate(names)}
    above = {name: name for name in place}

    def top(name: Name) -> Name:
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    for one, other in pairs:
        first, later = sorted((top(one), top(other)), key=place.__getitem__)
        above[later] = first
    found: dict[Name, list[Name]] = {}
    for name in place:
        found.setdefault(top(name), []).append(name)
    return list(found.values())
