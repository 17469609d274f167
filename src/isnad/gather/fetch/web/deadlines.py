"""One deadline for everything that a fetch waits for: names, connections, certificates, headers, body."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from isnad.errors import Reason
from isnad.gather.fetch.web.failures import SlowError


class Deadline:
    """The time left to what is being fetched. One fetch at a time; none is running when it is made.

    It looks at the machine's own clock and not at one handed in, for sockets wait by that one.
    """

    def __init__(self) -> None:
        self._end = math.inf

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What runs inside has so many seconds; they do not count against a deadline around it."""
        outer, began = self._end, time.monotonic()
        self._end = began + seconds
        try:
            yield
        finally:
            self._end = outer + (time.monotonic() - began)

    @contextmanager
    def halted(self) -> Iterator[None]:
        """What runs inside (our own pauses) does not count."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - began

    def left(self) -> float | None:
        """The seconds left; None where no deadline is set.

        Raises: SlowError when there are none.
        """
        if self._end == math.inf:
            return None
        left = self._end - time.monotonic()
        if left <= 0:
            raise SlowError(
                Reason("web.endless", "does not end in its time; try again later, or set ISNAD_WEB_TIMEOUT_S higher")
            )
        return left
