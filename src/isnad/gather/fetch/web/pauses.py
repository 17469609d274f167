"""Pauses between requests to one host."""

from __future__ import annotations

from collections.abc import Callable

_MOST_HOSTS = 10_000


class Pauses:
    """Waits so long that two requests to one host begin at least `pause_s` seconds apart."""

    def __init__(self, pause_s: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._pause_s = pause_s
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def wait(self, host: str, at_least_s: float = 0.0) -> None:
        """Waits until the host may be asked, and counts it as asked. `at_least_s` is what the host itself asks for."""
        now = self._clock()
        if host in self._last:
            wait_s = self._last.pop(host) + max(self._pause_s, at_least_s) - now
            if wait_s > 0:
                self._sleep(wait_s)
        self._last[host] = self._clock()
        if len(self._last) > _MOST_HOSTS:
            del self._last[next(iter(self._last))]  # the one not asked for longest

    def sleep(self, seconds: float) -> None:
        """Waits so many seconds."""
        self._sleep(seconds)
