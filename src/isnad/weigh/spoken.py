"""Spoken: what a side says of a value, in a form that tells fast whether anything of it agrees with another content.

Places, actors and kinds are few however many claims there are. Tolls are not: they are looked up by their bounds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from isnad.weigh.agreement import AGREES, Relation, are_of_same, end_of
from isnad.weigh.ground import Ground
from isnad.weigh.values import Content, Figure

Compare = Callable[[Content, Content], Relation]
# Least numbers in their order, and for each the greatest number of those up to it.
_Bounds = tuple[list[int], list[float]]


class Spoken:
    """The contents of one side. Gives what comparing each of them would give."""

    def __init__(self, contents: Iterable[Content], likeness: Compare, ground: Ground) -> None:
        self._contents = frozenset(contents)
        self._likeness, self._ground = likeness, ground
        self._tolls = [one for one in self._contents if isinstance(one, Figure) and one.is_counted]
        self._others = [one for one in self._contents if not isinstance(one, Figure)]
        self._bounds: dict[tuple[str, ...], _Bounds] = {}

    def agrees_with(self, content: Content) -> bool:
        """Whether anything that the side says agrees with the content."""
        if content in self._contents:
            return True
        if not isinstance(content, Figure):
            return any(self._likeness(content, other) in AGREES for other in self._others)
        if not content.is_counted:
            return False
        least, most = self._bounds_against(content.of)
        place = bisect_right(least, end_of(content.high))
        return place > 0 and most[place - 1] >= (content.low or 0)

    def differs_from(self, content: Content) -> bool:
        """Whether all that the side says differs, where nothing agrees."""
        if isinstance(content, Figure):
            return content.is_counted and len(self._bounds_against(content.of)[0]) == len(self._contents)
        return all(self._likeness(content, other) is Relation.DIFFERS for other in self._others)

    def _bounds_against(self, of: tuple[str, ...]) -> _Bounds:
        """The bounds of those tolls that can be measured against the toll of such a side."""
        if of not in self._bounds:
            found = sorted(
                (one.low or 0, end_of(one.high)) for one in self._tolls if are_of_same(one.of, of, self._ground)
            )
            self._bounds[of] = [low for low, _ in found], list(accumulate((high for _, high in found), max))
        return self._bounds[of]


def compare_spoken(one: tuple[Content, ...], spoken: Spoken) -> Relation:
    """How one side stands to what another says: `OVERLAPS` where anything agrees, `DIFFERS` where all does."""
    if any(spoken.agrees_with(content) for content in one):
        return Relation.OVERLAPS
    return Relation.DIFFERS if all(spoken.differs_from(content) for content in one) else Relation.BESIDE
