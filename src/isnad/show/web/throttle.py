"""How often somebody may try to come in: by name and address together, by name, and by address.

Counted in this process and forgotten when it ends. The bound by name alone is wide, so that a stranger cannot easily
keep a person out by failing in their name.
"""

from __future__ import annotations

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

BOTH = RateLimitItemPerMinute(5, 5)
NAME = RateLimitItemPerMinute(30, 15)
ADDRESS = RateLimitItemPerMinute(30, 5)


class Throttle:
    """Counts tries."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def try_once(self, name: str, address: str) -> int | None:
        """None when one more try is allowed, which is counted by this; else seconds to wait."""
        asked = _asked(name, address)
        for item, *key in asked:
            if not self._limiter.test(item, *key):
                return max(1, round(item.get_expiry()))
        # All are counted even where a try at the same time took the last one: then this one waits as well.
        allowed = [self._limiter.hit(item, *key) for item, *key in asked]
        return None if all(allowed) else max(1, round(BOTH.get_expiry()))

    def forgive(self, name: str, address: str) -> None:
        """Forget the failures of this name at this address: its person came in."""
        self._limiter.clear(BOTH, "both", name, address)


def _asked(name: str, address: str) -> tuple[tuple[RateLimitItem, str, str] | tuple[RateLimitItem, str, str, str], ...]:
    return ((BOTH, "both", name, address), (NAME, "name", name), (ADDRESS, "address", address))
