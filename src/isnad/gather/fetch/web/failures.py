"""Failures of one request, inside the fetching of pages. What leaves it is a `SourceError` that names the page."""

from __future__ import annotations


class FetchError(Exception):
    """A request that gives nothing; its text is one line: why, and what to do. Asking again gives the same."""


class AddressError(FetchError):
    """A request that was not made: where it leads to is refused."""


class SlowError(FetchError):
    """A request that did not end in its time."""


class PassingError(FetchError):
    """A failure that may pass. `wait_s` is what the server asks to wait before the next request, in seconds."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s
