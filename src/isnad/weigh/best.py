"""Best: the one content that may be suggested, and the rule that gives it. Where no rule gives one there is none.

The rules, the first that applies:

1. `one origin`: a single origin speaks, and says one thing.
2. `all origins agree`: nothing that is said differs from anything else; the most exact content is suggested.
3. `most origins agree`: origins differ, but more than half of them, and two at least, agree with one content; the most
   exact of such is suggested.

No rule weighs how good an origin is. Where rules 2 and 3 leave several contents of which none is the most exact, the
one with which most origins agree is suggested, and none where two have equally many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isnad.weigh.agreement import Relation
from isnad.weigh.spoken import Compare, Spoken
from isnad.weigh.values import Content

_EXACT = frozenset((Relation.SAME, Relation.WITHIN))
# What is said, by how many origins, and the same to be asked.
Voice = tuple[tuple[Content, ...], int, Spoken]


@dataclass(frozen=True, slots=True)
class Best:
    """A suggested content and how many origins agree with it, of how many; None where no rule gives one. `rule` says why."""

    content: Content | None
    rule: str
    agreeing: int
    origins: int


def find_best(voices: Sequence[Voice], likeness: Compare) -> Best:
    """What the rules suggest."""
    total = sum(count for _, count, _ in voices)
    contents = sorted({content for said, _, _ in voices for content in said}, key=repr)
    if total == 1 and len(contents) == 1:
        return Best(contents[0], "one origin", 1, 1)
    support = {content: _support(content, voices) for content in contents}
    differs = any(likeness(a, b) is Relation.DIFFERS for i, a in enumerate(contents) for b in contents[i + 1 :])
    if differs and total == 1:
        return Best(None, "the origin says several things at one time", 0, 1)
    least = max(2, total // 2 + 1) if differs else 1
    strong = [content for content in contents if support[content] >= least]
    if not strong:
        return Best(None, "origins are split", 0, total)
    best = _most_exact(strong, support, likeness)
    if best is None:
        return Best(None, "none is the most exact", 0, total)
    rule = "most origins agree" if differs else "all origins agree" if total > 1 else "one origin"
    return Best(best, rule, support[best], total)


def _support(content: Content, voices: Iterable[Voice]) -> int:
    """How many origins say what agrees with the content."""
    return sum(count for _, count, spoken in voices if spoken.agrees_with(content))


def _most_exact(contents: Sequence[Content], support: dict[Content, int], likeness: Compare) -> Content | None:
    """The content that lies within all others, else the best supported of those that none lies within."""
    if all_within := [one for one in contents if all(likeness(one, other) in _EXACT for other in contents)]:
        return max(all_within, key=lambda one: support[one])
    exact = [one for one in contents if not any(likeness(other, one) is Relation.WITHIN for other in contents)]
    ranked = sorted(exact, key=lambda one: -support[one])
    if not ranked or (len(ranked) > 1 and support[ranked[0]] == support[ranked[1]]):
        return None
    return ranked[0]
