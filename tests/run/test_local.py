"""The pool gives what `map` gives, and no item can end or stall the run."""

from __future__ import annotations

import os
import signal
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.run.local import Pool, PoolOptions


def _square(number: int) -> int:
    return number * number


def _die_on_seven(number: int) -> int:
    if number == 7:
        os._exit(3)
    return number


def _sleep_on_seven(number: int) -> int:
    if number == 7:
        time.sleep(60)
    return number


def _fill(megabytes: int) -> int:
    try:
        return len(bytearray(megabytes * 1_000_000))
    except MemoryError:
        return -1


def _lost(item: int, reason: str) -> tuple[int, str]:
    return item, reason


def test_gives_what_map_gives() -> None:
    with Pool(PoolOptions(processes=2, chunk=3), _lost) as pool:

        @settings(max_examples=15, deadline=None)
        @given(st.lists(st.integers(), max_size=40))
        def check(numbers: list[int]) -> None:
            assert list(pool.map(_square, numbers)) == list(map(_square, numbers))

        check()


def test_takes_only_what_there_is_room_for() -> None:
    taken = []

    def numbers() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    with Pool(PoolOptions(processes=2, chunk=2), _lost) as pool:
        results = pool.map(_square, numbers())
        assert next(results) == 0
        assert len(taken) <= 2 * 2 * 4


@pytest.mark.parametrize(("function", "reason"), [(_die_on_seven, "ended the process"), (_sleep_on_seven, "longer")])
def test_a_lost_item_costs_only_itself(function, reason) -> None:
    with Pool(PoolOptions(processes=2, chunk=4, seconds=2.0), _lost) as pool:
        list(pool.map(_square, range(8)))  # starting the workers takes its time
        results = list(pool.map(function, range(20)))
    lost = [result for result in results if isinstance(result, tuple)]
    assert [item for item, _ in lost] == [7]
    assert reason in lost[0][1]
    assert [result for result in results if isinstance(result, int)] == [n for n in range(20) if n != 7]


def test_memory_of_a_worker_is_bounded() -> None:
    with Pool(PoolOptions(processes=1, chunk=1, worker_mb=600), _lost) as pool:
        assert list(pool.map(_fill, [1, 2000, 1])) == [1_000_000, -1, 1_000_000]


def _mask(_: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_is_for_the_one_that_started_the_workers() -> None:
    """A terminal sends it to all; a worker that heard it would print a traceback."""
    with Pool(PoolOptions(processes=2, chunk=1), _lost) as pool:
        assert list(pool.map(_mask, range(4))) == [True] * 4
    assert not _mask(0)
