"""Sending: one message posted to one address, guarded as pages of the web are, with bounds of time and bytes.

No redirect is followed, no proxy is used, and of the answer nothing but its status and Retry-After is looked at.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Protocol

import httpcore
import httpx

from isnad.errors import Reason, SourceError, reason_of
from isnad.gather.fetch.web.addresses import Network
from isnad.gather.fetch.web.failures import AddressError, FetchError, SlowError
from isnad.gather.fetch.web.guard import Guard
from isnad.gather.fetch.web.hops import parse_url
from isnad.gather.fetch.web.statuses import REDIRECTS, explain, find_wait
from isnad.gather.fetch.web.transport import GuardedTransport
from isnad.settings import VERSION
from isnad.show.feeds.due import BUSY, DELIVERED, FORBIDDEN, GONE, REDIRECTED, REFUSED, SLOW, UNREACHABLE, Outcome

_TIMEOUT_S = 15.0
_LONGEST = 2000


class Send(Protocol):
    """What posts a body with these headers to an address."""

    def __call__(self, address: str, headers: dict[str, str], body: bytes) -> Outcome:
        """What came of it."""
        ...


def parse_address(words: str) -> str:
    """The address that messages may be sent to: https, or http to this machine, without user and password.

    Where its name leads is looked at when something is sent. Raises: SourceError.
    """
    address = words.strip()
    if len(address) > _LONGEST:
        raise SourceError("address", Reason("hook.long", "is longer than {most} signs", most=_LONGEST))
    try:
        url = parse_url(address)
    except AddressError as error:
        raise SourceError("address", reason_of(error)) from None
    if url.fragment:
        raise SourceError("address", Reason("hook.fragment", "has a part after #, which is never sent; leave it out"))
    if url.scheme != "https" and not _is_here(url.host):
        raise SourceError(
            "address",
            Reason("hook.plain", "begins with http://, which anyone on the way can read; give one of https://"),
        )
    return address


def _is_here(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


class Sender:
    """Sends messages to addresses of the public web, and of the networks that the operator lets in."""

    def __init__(
        self, allowed: Iterable[Network] = (), *, guard: Guard | None = None, timeout_s: float = _TIMEOUT_S
    ) -> None:
        self._guard = guard or Guard(allowed)
        self._timeout_s = timeout_s
        self._client = httpx.Client(
            transport=GuardedTransport(self._guard), follow_redirects=False, trust_env=False,
            headers={"user-agent": f"isnad/{VERSION}", "accept": "*/*", "accept-encoding": "identity"},
        )  # fmt: skip

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()

    def __call__(self, address: str, headers: dict[str, str], body: bytes) -> Outcome:
        """What came of posting the body: each failure is a word, none an error."""
        began = time.monotonic()
        word, status, retry_after_s = self._post(address, {**headers, "content-type": "application/json"}, body)
        return Outcome(word, status, retry_after_s, round((time.monotonic() - began) * 1000))

    def _post(self, address: str, headers: dict[str, str], body: bytes) -> tuple[str, int | None, float | None]:
        try:
            with self._guard.deadline.within(self._timeout_s):
                request = self._client.build_request("POST", address, headers=headers, content=body)
                answer = self._client.send(request, stream=True)
                answer.close()  # what it says beside its head is nothing to us
        except FetchError as error:
            return _word_of(error), None, None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, httpx.HTTPError) as error:
            return _word_of(explain(error)), None, None
        retry_after = find_wait(answer.headers.get("retry-after"), datetime.now(UTC))
        return find_word(answer.status_code), answer.status_code, retry_after


def find_word(status: int) -> str:
    """What a status means for a message.

    >>> [find_word(status) for status in (204, 410, 302, 429, 500)]
    ['delivered', 'gone', 'redirected', 'busy', 'refused']
    """
    if 200 <= status < 300:
        return DELIVERED
    if status == 410:
        return GONE
    if status in REDIRECTS:
        return REDIRECTED
    return BUSY if status in (429, 503) else REFUSED


def _word_of(error: FetchError) -> str:
    if isinstance(error, AddressError):
        return FORBIDDEN
    return SLOW if isinstance(error, SlowError) else UNREACHABLE
