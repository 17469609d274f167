"""Counts in bands, and small cells of tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from isnad.show.views.shown import CountShown

_BAND = re.compile(r"([0-9]+)(?:-([0-9]+)|\+)")
_ZERO = "0"


def band_count(count: CountShown, edges: Sequence[int]) -> CountShown:
    """The count without its bounds: the bands that they lie in, as words that no language owns. None is none.

    Empty: without words where the count has no bounds; its own words are words of a report.

    >>> band_count(CountShown(7, 7, None), (1, 10, 50)).words
    '1-9'
    >>> band_count(CountShown(12, None, "12 at least"), (1, 10, 50)).words
    '10+'
    """
    if count.low is None and count.high is None:
        return CountShown(None, None, count.words if _is_band(count.words or "", edges) else None)
    if count.high is not None and max(count.high, count.low or 0) <= 0:
        return CountShown(None, None, _ZERO)
    floor = _floor(count.low or 0, edges)
    if count.high is None or (top := max(count.high, count.low or 0)) >= edges[-1]:
        return CountShown(None, None, f"{floor}+")
    return CountShown(None, None, f"{floor}-{edges[bisect_right(edges, top)] - 1}")


def _floor(number: int, edges: Sequence[int]) -> int:
    at = bisect_right(edges, number)
    return edges[at - 1] if at else 0


def _is_band(words: str, edges: Sequence[int]) -> bool:
    """Whether the words are those of a band, so that banding twice changes nothing."""
    if words == _ZERO:
        return True
    match = _BAND.fullmatch(words)
    if match is None or int(match[1]) not in (0, *edges):
        return False
    return match[2] is None or int(match[2]) + 1 in edges
