"""The processes of this machine as a map: in order, few items in flight, and no item can end or stall the run.

A worker that dies (a crash in a parser written in C), or that takes longer than its limit, costs only the item that
it worked on: the items in flight are tried again one by one, and the guilty one gets `when_lost`'s answer.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Self, TypeVar

from isnad.errors import Reason

T = TypeVar("T")
R = TypeVar("R")
_MEGABYTE = 1_000_000
# Chunks in flight for each worker: one that it works on, one that waits, one to be fetched meanwhile.
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """`processes` 0 takes one for each core. `seconds` bounds one item, `worker_mb` one worker's address space."""

    processes: int = 0
    chunk: int = 8
    seconds: float = 60.0
    worker_mb: int = 4000


class Pool:
    """Worker processes behind `map`; a context manager, so that no process outlives its work."""

    def __init__(self, options: PoolOptions, when_lost: Callable[[Any, str], Any]) -> None:
        self._options = options
        self._processes = options.processes or len(os.sched_getaffinity(0))
        self._when_lost = when_lost
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._end(kill=kind is not None)

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Results of `function` in the order of `items`, which are taken only as far as there is room in flight."""
        source = iter(items)
        flying: deque[tuple[list[T], Future[list[R]]]] = deque()
        while True:
            while len(flying) < self._processes * _AHEAD and (chunk := list(islice(source, self._options.chunk))):
                flying.append((chunk, self._submit(function, chunk)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                results = future.result(timeout=self._options.seconds * len(chunk))
            except (BrokenProcessPool, TimeoutError):
                self._end(kill=True)
                waiting = [chunk, *(later for later, _ in flying)]
                flying.clear()
                for item in (item for one in waiting for item in one):
                    yield self._alone(function, item)
                continue
            yield from results

    def _alone(self, function: Callable[[T], R], item: T) -> R:
        """The result of one item with nothing else in flight, so that what goes wrong is its own doing."""
        try:
            return self._submit(function, [item]).result(timeout=self._options.seconds)[0]
        except BrokenProcessPool:
            self._end(kill=True)
            lost: R = self._when_lost(
                item, Reason("report.crashed", "ended the process that worked on it; report it if you can share it")
            )
        except TimeoutError:
            self._end(kill=True)
            lost = self._when_lost(
                item,
                Reason(
                    "report.slow",
                    "took longer than {most_s} s; split it, or raise the limit",
                    most_s=f"{self._options.seconds:g}",
                ),
            )
        return lost

    def _submit(self, function: Callable[[T], R], chunk: list[T]) -> Future[list[R]]:
        if self._executor is None:
            # Not fork: a copy of a process that holds a database connection or threads may hang.
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self._processes, context, _start_worker, (self._options.worker_mb,))
        try:
            with _deaf_to_ctrl_c():
                return self._executor.submit(_run_chunk, function, chunk)
        except BrokenProcessPool:
            self._end(kill=True)
            return self._submit(function, chunk)

    def _end(self, *, kill: bool) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        # Workers are this pool's own children; one that hangs in C code does not answer to anything milder.
        workers = list((executor._processes or {}).values()) if kill else []
        for worker in workers:
            worker.kill()
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Processes that start meanwhile never hear Ctrl-C, which a terminal sends to all; this one hears it afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker(worker_mb: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (worker_mb * _MEGABYTE, worker_mb * _MEGABYTE))


def _end_with_parent() -> None:
    """End this worker when its parent is gone: a killed parent cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run_chunk(function: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [function(item) for item in chunk]
