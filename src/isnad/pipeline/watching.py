"""Following sources: each is looked at when it is due, the one that is due longest first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from isnad.gather.fetch.sources import Source


def find_due(
    sources: Sequence[Source],
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Source]:
    """The sources one after the other, without end, each at its own pace; all are due at the beginning.

    A source is due `every_s` after it was handed over, so that one that takes long is not looked at twice at once.
    """
    due = {index: clock() for index in range(len(sources))}
    while due:
        index = min(due, key=lambda one: (due[one], one))
        if (wait := due[index] - clock()) > 0:
            sleep(wait)
        due[index] = clock() + sources[index].every_s
        yield sources[index]
