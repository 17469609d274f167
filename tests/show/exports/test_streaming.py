"""Streaming: memory does not grow with rows."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from isnad.show.exports.acled import write_acled
from isnad.show.exports.claimreview import write_claimreview
from isnad.show.exports.ftm import write_ftm
from isnad.show.exports.geojson import write_geojson
from isnad.show.exports.geopackage import write_geopackage
from isnad.show.exports.hxl import write_hxl
from isnad.show.exports.plover import write_plover
from isnad.show.exports.ucdp import write_ucdp
from isnad.show.shown import IncidentShown
from tests.show.exports.samples import FLOW, JUDGED, coding, many

Write = Callable[[Iterable[IncidentShown]], Iterator[bytes]]
_LINES: dict[str, Write] = {
    "acled": lambda found: write_acled(found, coding()),
    "ucdp": lambda found: write_ucdp(found, coding()),
    "plover": lambda found: write_plover(found, coding()),
    "geojson": lambda found: write_geojson(found, coding()),
    "ftm": lambda found: write_ftm(found, coding()),
    "hxl": lambda found: write_hxl((replace(FLOW, incident_id=one.incident_id) for one in found), (), coding()),
    "claimreview": lambda found: write_claimreview(
        (replace(JUDGED[0], claim_id=one.claims[0], incident=one) for one in found), coding()
    ),
    "geopackage": lambda found: write_geopackage(found, coding(), moment="2024-12-07T00:00:00Z"),
}
_MOST_BYTES = 3_000_000
_STATM = Path("/proc/self/statm")


def _measure(write: Write, rows: int) -> tuple[int, int]:
    """Most memory held, in bytes, and bytes written."""
    coding()
    tracemalloc.start()
    try:
        size = sum(len(chunk) for chunk in write(many(rows)))
        return tracemalloc.get_traced_memory()[1], size
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", _LINES)
def test_ten_thousand_rows_take_no_more_memory_than_a_few(name: str) -> None:
    held, size = _measure(_LINES[name], 10_000)
    assert size > 1_000_000
    assert held < _MOST_BYTES


@pytest.mark.slow
@pytest.mark.skipif(not _STATM.exists(), reason="the system does not say how much memory a process holds")
@pytest.mark.parametrize("name", ["acled", "plover", "hxl"])  # one of each way of writing lines
def test_two_hundred_thousand_rows_take_no_more_either(name: str) -> None:
    held: list[int] = []
    size = sum(len(chunk) for chunk in _LINES[name](_watched(held)))
    assert len(held) == 10
    assert size > 5 * _MOST_BYTES
    assert max(held) - held[0] < 3 * _MOST_BYTES


def _watched(held: list[int]) -> Iterator[IncidentShown]:
    """Rows, with the memory that the process holds, in bytes, noted once in twenty thousand."""
    for at, one in enumerate(many(200_000)):
        if at % 20_000 == 10_000:
            held.append(int(_STATM.read_text().split()[1]) * 4096)
        yield one
