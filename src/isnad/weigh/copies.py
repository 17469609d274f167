"""Copies: which reports carry another's wording, beyond what both quote, and in which passages.

Near-linear: reports are compared where they share marks that are sampled by their own value, so that which are compared
depends on their wording alone; of the many that share a formula each is
compared with its neighbours and with the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

from isnad.weigh.papers import Paper

Name = TypeVar("Name", bound=Hashable)
# A report is a copy where at least this share of the shorter one's own marks, and this many, stand in the other. Of pairs
# of reports on one happening that credit one agency nine in ten lie above it, of those that credit two none above 0.19.
_LEAST_SHARE = 0.25
_LEAST_MARKS = 12
# The same for the wording around a claim (a larger share, or a long stretch) and for that of the claim itself.
PASSAGE = ((6, 0.3), (12, 0.2))
SENTENCE = ((5, 0.4),)
_SAMPLED = 4
_LONG = 60
# Wordings that are kept while pairs are compared in the order of time, in which reports that copy each other lie together.
_KEPT = 4096
# Word for word: nearly all marks of both, speech and all.
_LEAST_REPOST = 0.8
_CROWD = 40
_DAYS_UNKNOWN = "9999"


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` (a version) carries the wording of the version `of`.

    `shared` own marks, which are `share` of the shorter one's; `spoken` counts marks of speech that both quote.
    """

    article: str
    of: str
    shared: int
    share: float
    spoken: int


def find_copies(papers: Iterable[Paper]) -> tuple[Copy, ...]:
    """All pairs of versions of different articles of which one carries the other's wording.

    Which was first: the one that the other credits, else the one published first, received first, the agency's own,
    and the lesser id, so that reposts in a circle still have one beginning.
    Order: by the copy, then by what it copies.
    """
    known = {paper.version_id: paper for paper in papers}
    order = sorted(known, key=lambda name: order_of(known[name]))
    wording = lru_cache(_KEPT)(lambda name: _wording(known[name]))
    sampled = {name: _sampled(frozenset(known[name].print.marks)) for name in order}
    found = []
    for one, other in _candidates(sampled, order, least=1):
        first, later = in_order(known[one], known[other])
        if first.article_id != later.article_id and _is_copy(wording(one), wording(other)):
            found.append(_copy(first, later))
    return tuple(sorted(found, key=lambda copy: (copy.article, copy.of)))


class _Wording(NamedTuple):
    """A report's own marks, and all of them."""

    own: frozenset[int]
    whole: frozenset[int]


def _wording(paper: Paper) -> _Wording:
    return _Wording(paper.print.own, frozenset(paper.print.marks))


def _is_copy(one: _Wording, other: _Wording) -> bool:
    """Whether enough of their own words are the same, or both are the same word for word with all that they quote."""
    shared, share = compare(one.own, other.own)
    if shared >= _LEAST_MARKS and share >= _LEAST_SHARE:
        return True
    return len(one.whole & other.whole) >= _LEAST_REPOST * max(1, len(one.whole), len(other.whole))


def _copy(first: Paper, later: Paper) -> Copy:
    shared, share = compare(first.print.own, later.print.own)
    return Copy(later.version_id, first.version_id, shared, share, len(first.print.spoken & later.print.spoken))


def _sampled(marks: frozenset[int]) -> list[int]:
    """The marks by which a report is looked for: of a long one every fourth, chosen by their own value."""
    return [mark for mark in marks if len(marks) < _LONG or not mark % _SAMPLED]


def find_copied_passages(
    passages: Mapping[Name, frozenset[int]], order: Sequence[Name], bounds: tuple[tuple[int, float], ...] = PASSAGE
) -> Iterator[tuple[Name, Name]]:
    """Pairs of passages in one wording, the earlier in `order` first. `bounds`: least marks at a least share."""
    for one, other in _candidates(passages, order, least=min(marks for marks, _ in bounds)):
        shared, share = compare(passages[one], passages[other])
        if any(shared >= marks and share >= least for marks, least in bounds):
            yield one, other


def compare(one: frozenset[int], other: frozenset[int]) -> tuple[int, float]:
    """How many marks the two share, and which share that is of the shorter one's."""
    shared = len(one & other)
    return shared, shared / max(1, min(len(one), len(other)))


def order_of(paper: Paper) -> tuple[str, str, bool, str]:
    """Where a paper stands among others that tell the same: by day, by arrival, an agency first, by id."""
    day = paper.published.isoformat() if paper.published else paper.received[:10] or _DAYS_UNKNOWN
    is_own = paper.outlet is not None and paper.outlet == paper.agency
    return day, paper.received, not is_own, paper.version_id


def in_order(one: Paper, other: Paper) -> tuple[Paper, Paper]:
    """The two, the first to have said it first."""
    ahead, behind = sorted((one, other), key=order_of)
    if ahead.outlet and ahead.agency == behind.outlet and behind.agency != ahead.outlet:
        return behind, ahead
    return ahead, behind


def _candidates(
    marks: Mapping[Name, Iterable[int]], order: Sequence[Name], *, least: int
) -> Iterator[tuple[Name, Name]]:
    """Pairs that share at least `least` marks, the earlier in `order` first."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, name in enumerate(order):
        for mark in marks[name]:
            holders[mark].append(place)
    met: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        met.update(_meetings(places))
    for (one, other), count in sorted(met.items()):
        if count >= least:
            yield order[one], order[other]


def _meetings(places: list[int]) -> Iterator[tuple[int, int]]:
    if len(places) <= _CROWD:
        yield from combinations(places, 2)
    else:
        yield from pairwise(places)
        yield from ((places[0], place) for place in places[2:])
